"""Questions about packages, for pages, for the API and for the rooms above."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from django.contrib.postgres.search import SearchQuery, SearchVector
from django.db.models import Q, QuerySet
from django.utils import timezone

from pasok.kernel.actor import Actor
from pasok.people import reads as people
from pasok.people.models import Agency, Person, Satker, in_force
from pasok.planning.machine import CREATE
from pasok.planning.models import HpsLine, Package, Revision
from pasok.planning.rules import hps, packaging
from pasok.planning.rules.packaging import Caution, bundling

FILTERS = ("agency", "satker", "year", "kind", "method", "state")
OFFICIALS = frozenset({"pa", "kpa", "ppk", "pptk", "procurement_officer", "pokja", "ukpbj", "auditor"})


def package(ocid: str) -> Package:
    """The package on this spine; Package.DoesNotExist if there is none."""
    return Package.objects.select_related("agency", "satker").get(ocid=ocid)


def announced(
    *, text: str = "", reserved: bool | None = None, region: str = "", **filters: str | int | None
) -> QuerySet[Package]:
    """The public list, newest announcement first. `filters` are names of FILTERS; empty ones do not count.

    text: words of the title or their beginnings, or a RUP code · region: part of a place's name.
    """
    if strange := set(filters) - set(FILTERS):
        raise TypeError(f"no such filter: {sorted(strange)}")
    found = Package.objects.exclude(state="draft").select_related("agency", "satker")
    found = found.filter(**{name: value for name, value in filters.items() if value not in (None, "")})
    if reserved is not None:
        found = found.filter(small_business_reserved=reserved)
    if region:
        found = found.filter(locations__name__icontains=region).distinct()
    return search(found, text)


def search(packages: QuerySet[Package], text: str) -> QuerySet[Package]:
    words = re.findall(r"\w+", text.lower())
    if len(words) == 1 and re.fullmatch(r"\d{8}", words[0]):
        return packages.filter(rup_code=words[0])
    if not words:
        return packages
    query = SearchQuery(" & ".join(f"{word}:*" for word in words), search_type="raw", config="simple")
    return packages.annotate(words=SearchVector("title", config="simple")).filter(words=query)


def drafts_of(actor: Actor) -> QuerySet[Package]:
    """What this person is still planning."""
    return Package.objects.filter(state="draft", ppk=actor.id).select_related("agency", "satker")


def agencies() -> QuerySet[Agency]:
    """Those that have announced packages, by name."""
    return Agency.objects.filter(pk__in=Package.objects.exclude(state="draft").values("agency"))


def plannable_satkers(person: Person, on: date | None = None) -> QuerySet[Satker]:
    """The satker for which this person may make a draft: by the hats of `create`."""
    worn = people.assignments_of(person).filter(in_force(on or timezone.localdate()), hat__in=CREATE.by)
    over = Q()
    for given in worn:
        over |= Q(pk=given.satker_id) if given.satker_id else Q(agency=given.agency_id)
    return Satker.objects.filter(over) if over else Satker.objects.none()


def years() -> list[int]:
    """The budget years that have announced packages, newest first."""
    found = Package.objects.exclude(state="draft").order_by().values_list("year", flat=True).distinct()
    return sorted(found, reverse=True)


def warnings(package: Package, now: datetime | None = None) -> list[Caution]:
    """What the packaging tests find, with evidence and the official's reason. They never block."""
    found = []
    if package.state != "replaced" and (alike := package.similar(now)):
        found.append(replace(alike, reason=package.similar_reason))
    if package.selection_of and (merged := merging(bought_together(package), package.on(now))):
        found.append(merged)
    return found


def merging(packages: Sequence[Package], on: date) -> Caution | None:
    """The bundling test over packages that one tender would buy. Ps 20(2)c."""
    return bundling([each.piece() for each in packages], on)


def bought_together(package: Package) -> list[Package]:
    """All packages of the selection this one is in, the first first."""
    if not package.selection_of:
        return [package]
    found = Package.objects.filter(selection_of=package.selection_of).prefetch_related("funding")
    return sorted(found, key=lambda each: (each.ocid != package.lead_ocid, each.pk))


def hps_lines(package: Package) -> list[HpsLine]:
    """The breakdown, for those who work on the package: ask `may_see_hps` before showing it to anyone."""
    return list(package.hps_lines.all())


def may_see_hps(package: Package, actor: Actor, now: datetime | None = None) -> bool:
    """Whether the law of the package lets this actor read the breakdown. Ps 26(3)."""
    return hps.detail_visible(package.hats(actor, now), package.on(now))


def may_see_warnings(package: Package, actor: Actor) -> bool:
    """The officials of the package and its auditor."""
    return bool(package.hats(actor) & OFFICIALS)


def revisions(package: Package) -> QuerySet[Revision]:
    """The log of changes of this package, and the split it came from."""
    return Revision.objects.filter(old_ocid=package.ocid) | Revision.objects.filter(new_ocid=package.ocid)


def kind_label(kind: str) -> str:
    """Barang, Pekerjaan konstruksi, …"""
    return packaging.KINDS.get(kind, kind)
