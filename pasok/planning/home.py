"""What planning brings to the front page: packages to complete, to announce, and the share of the small."""

from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.kernel.actor import Actor
from pasok.kernel.days import MONTHS
from pasok.kernel.money import rupiah
from pasok.law import lookup as law
from pasok.law.lookup import Rule
from pasok.pages.parts import Figure, Task
from pasok.people import reads as people
from pasok.planning import reads
from pasok.planning.machine import package as machine
from pasok.planning.models import Package

BUDGET = ("pa", "kpa")


def tasks(actor: Actor, now: datetime) -> Iterator[Task]:
    """A PPK's packages with the first thing that is missing; a PA's or KPA's drafts to announce."""
    yield from completing(actor, now)
    yield from announcing(actor, now)


def completing(actor: Actor, now: datetime) -> Iterator[Task]:
    """What is missing on the way to the announcement, or to the selection, the sooner planned first."""
    for package in soonest(reads.unfinished_of(actor)):
        lack = reads.missing(package, actor, now)
        if lack and lack.act:
            why = " ".join(filter(None, (lack.why, planned(package))))
            yield line(package, todo=_(lack.act.label), act=f"package.{lack.act.name}", why=why)
        elif lack is None and package.state == "draft":
            yield line(package, waits=_("Lengkap. Menunggu PA atau KPA mengumumkannya di RUP."))


def announcing(actor: Actor, now: datetime) -> Iterator[Task]:
    """Drafts that the PA or KPA may announce; those of the PPK that are not complete wait for the PPK."""
    under = people.scope(actor, BUDGET, timezone.localdate(now))
    if under is None:
        return
    drafts = Package.objects.filter(under, state="draft").exclude(ppk=actor.id)
    for package in soonest(drafts.select_related("agency", "satker")):
        offers = machine.offers(package.facts(actor, now))
        offer = next((offer for offer in offers if offer.act.name == "announce"), None)
        if offer and not offer.reasons:
            yield line(package, todo=_(offer.act.label), act="package.announce")
        elif offer:
            yield line(package, waits=_("Menunggu PPK melengkapi: {why}").format(why=offer.reasons[0]))


def planned(package: Package) -> str:
    """Where the due time comes from: the plan's own month."""
    if package.selection_from is None:
        return ""
    month = _(MONTHS[package.selection_from.month - 1])
    return _("Rencana pemilihan: {month} {year}.").format(month=month, year=package.selection_from.year)


def soonest(packages: Any) -> Any:
    return packages.order_by(F("selection_from").asc(nulls_last=True), "pk")


def line(package: Package, **more: Any) -> Task:
    url, due = package.get_absolute_url(), reads.selection_due(package)
    return Task(package.title, url, package.status, due=due, note=package.satker.name, **more)


def share_block(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """For PA and KPA: what of their plan is kept for small business, against the law's target."""
    today = timezone.localdate()
    under = people.scope(request.actor, BUDGET, today)
    if under is None:
        return None
    plan = reads.reserved_share(today.year, under)
    shown = {"year": today.year, "plan": plan, "rule": target()}
    return "planning/home_share.html", shown | {"words": f"{percent(plan.share)} %" if plan.total else ""}


def figures() -> list[Figure]:
    """How much of this year's announced plan is kept for small business. Nothing announced: no figure."""
    year = timezone.localdate().year
    plan = reads.reserved_share(year)
    if not plan.total:
        return []
    rule = target()
    asked = _("Aturan: paling sedikit {target} ({article}).").format(target=rule.shown, article=rule.article)
    told = _(
        "Pagu paket yang dicadangkan untuk usaha kecil dan koperasi, {reserved}, dibagi pagu semua paket "
        "yang diumumkan untuk tahun {year}, {total}. Dihitung dari {count} paket. "
        "Yang dibatalkan tidak dihitung."
    ).format(reserved=rupiah(plan.reserved), total=rupiah(plan.total), year=year, count=plan.count)
    return [
        Figure(
            label=_("Untuk usaha kecil, rencana {year}").format(year=year),
            value=f"{percent(plan.share)} %",
            definition=told,
            note=asked,
            url=f"{reverse('packages')}?tahun={year}&kecil=ya",
            link=_("Lihat paketnya"),
        )
    ]


def target() -> Rule:
    """Perpres 12/2021 Ps 65(3): the least share of the budget for small business and cooperatives."""
    return law.rule("umk_budget_share_min", on=timezone.localdate())


def percent(share: Decimal) -> str:
    """47,2."""
    return f"{share:.1f}".replace(".", ",")
