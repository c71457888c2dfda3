"""What a business sees of its own tenders on the front page: what to do, when, and how the year went."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime, time, timedelta
from typing import Any

from django.db.models import F, Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.contracts import reads as contracts
from pasok.kernel.actor import Actor
from pasok.kernel.machine import Offer
from pasok.kernel.money import rupiah
from pasok.pages.parts import Fact, Task
from pasok.tenders import machine, reads
from pasok.tenders.models import Bid, Stage, Tender
from pasok.tenders.rules.facts import BidFacts

AHEAD = timedelta(days=14)
SHOWN = 8
#: the stages whose moment a business must know: while it may bid, while its offer is opened and judged, and
#: while it may object; with the end of the window that is the moment
WATCHED = {
    "announced": {"explanation": "ends_at", "bid_submission": "ends_at"},
    "closed": {"bid_opening": "starts_at", "verification": "ends_at"},
    "opened": {"verification": "ends_at", "award_announcement": "ends_at"},
    "standstill": {"standstill": "ends_at"},
}


@dataclass(frozen=True)
class Deadline:
    """One moment of a business: when, what, of what, and where to read on."""

    at: datetime
    what: str
    title: str
    url: str
    ocid: str = ""  # of the tender whose calendar file holds it


def participations(actor: Actor, now: datetime) -> Iterator[Task]:
    """One's own part in each running tender, the soonest deadline first."""
    rows = reads.bids_of(actor).filter(tender__state__in=("announced", "standstill", "closed", "opened"))
    rows |= reads.bids_of(actor).filter(tender__state__in=("cleared", "appointed"), rank__isnull=False)
    rows = rows.select_related("tender__winner").order_by("tender__next_due", "pk")
    for bid in rows:
        if found := participation(bid, actor, now):
            yield found


def participation(bid: Bid, actor: Actor, now: datetime) -> Task | None:
    """The act that is asked for or allowed; else what is waited for; None where nothing concerns the bid."""
    tender: Tender = bid.tender
    if tender.state == "announced":
        return offering(bid, bid.facts(actor, now))
    if bid.state in {"registered", "withdrawn"}:
        return None  # no offer came: the rest of the tender is others' business
    if tender.state == "standstill" and bid.pk != tender.winner_id:
        return objecting(bid, machine.tender.offers(tender.facts(actor, now)))
    return line(bid, waits=waits(bid))


def offering(bid: Bid, facts: BidFacts) -> Task:
    submit = next((offer for offer in machine.bid.offers(facts) if offer.act.name == "submit"), None)
    if submit is None:
        return line(bid, waits=_("Penawaran tersegel. Anda boleh menggantinya sampai batas akhir."))
    if not submit.reasons:
        return line(bid, todo=_(submit.act.label), act="bid.submit")
    if submit.reasons == facts.profile_gaps[:1]:
        profile = reverse("supplier", args=[bid.supplier_id])
        return line(bid, url=profile, todo=_("Lengkapi profil usaha"), why=submit.reasons[0])
    return line(bid, waits=submit.reasons[0])


def objecting(bid: Bid, offers: list[Offer]) -> Task:
    """The right to object: said with its end, never as a duty."""
    file = next((offer for offer in offers if offer.act.name == "file_sanggah"), None)
    if file is None or file.reasons:
        return line(bid, waits=_("Menunggu masa sanggah berakhir."))
    url = bid.tender.get_absolute_url()
    why, state = _("Bila menurut Anda ada kesalahan dalam evaluasi."), bid.tender.status
    return line(
        bid, url=url, state=state, todo=_(file.act.label), why=why, act="tender.file_sanggah", may=True
    )


def waits(bid: Bid) -> str:
    """Whom the business waits for, by the state of the tender."""
    won = bid.pk == bid.tender.winner_id
    return {
        "closed": _("Menunggu Pokja membuka penawaran."),
        "opened": _("Menunggu Pokja menilai penawaran."),
        "standstill": _("Anda calon pemenang. Menunggu masa sanggah berakhir."),
        "cleared": _("Menunggu PPK menerbitkan SPPBJ.") if won else _("Anda cadangan. Menunggu PPK."),
        "appointed": _("Menunggu PPK menyiapkan kontrak.") if won else _("Anda cadangan. Menunggu PPK."),
    }.get(bid.tender.state, "")


def line(bid: Bid, **more: Any) -> Task:
    tender: Tender = bid.tender
    due = tender.next_due or (tender.standstill_until if tender.state == "standstill" else None)
    given = {"url": bid.get_absolute_url(), "state": bid.status, "due": due, "note": tender.agency.name}
    return Task(title=tender.title, **{**given, **more})


def deadlines_block(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """The next fourteen days of a business, in order: what ends or begins in its tenders and contracts."""
    if not request.actor.supplier:
        return None
    now = timezone.now()
    found = sorted([*stages(request.actor, now), *signings(request.actor, now)], key=lambda one: one.at)
    shown, seen = [], set()
    for one in found[:SHOWN]:
        shown.append(replace(one, ocid="") if one.ocid in seen else one)  # one file holds all of a tender
        seen.add(one.ocid)
    return "tenders/home_deadlines.html", {"deadlines": shown, "days": AHEAD.days}


def stages(actor: Actor, now: datetime) -> Iterator[Deadline]:
    """The watched windows of the tenders in which the business still has a part."""
    bids = reads.bids_of(actor).exclude(state="fallen", tender__state__in=("closed", "opened"))
    running = bids.filter(Q(tender__state="announced") | Q(leaf__isnull=False, tender__state__in=WATCHED))
    won = set(running.filter(tender__winner=F("pk")).values_list("tender", flat=True))
    rows = Stage.objects.filter(tender__in=running.order_by().values("tender")).select_related("tender")
    for row in rows:
        tender: Tender = row.tender
        moment = WATCHED[tender.state].get(row.code)
        at = getattr(row, moment) if moment else now
        if row.code == "standstill":
            at = tender.standstill_until or at
        if now < at <= now + AHEAD:
            what = _("Masa sanggah berakhir") if tender.pk in won else named(row.code)
            yield Deadline(at, what, tender.title, tender.get_absolute_url(), tender.ocid)


def named(code: str) -> str:
    """What the moment is to a business."""
    return {
        "explanation": _("Batas bertanya kepada Pokja"),
        "bid_submission": _("Batas akhir penawaran"),
        "bid_opening": _("Pembukaan penawaran"),
        "verification": _("Pembuktian kualifikasi selesai"),
        "award_announcement": _("Pengumuman pemenang"),
        "standstill": _("Batas mengajukan sanggah"),
    }[code]


def signings(actor: Actor, now: datetime) -> Iterator[Deadline]:
    today = timezone.localdate(now)
    rows = contracts.of_supplier(actor.supplier).filter(state="draft", sign_by__range=(today, today + AHEAD))
    for row in rows:
        at = timezone.make_aware(datetime.combine(row.sign_by, time(23, 59)))
        yield Deadline(at, _("Batas tanda tangan kontrak"), row.title, row.get_absolute_url())


def year_block(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """This year's numbers of a business: only what has been counted."""
    actor = request.actor
    if not actor.supplier:
        return None
    year = timezone.localdate().year
    sent = reads.bids_of(actor).filter(submitted_at__year=year).exclude(state="withdrawn")
    won = sent.filter(tender__winner__supplier=int(actor.supplier), tender__standstill_until__isnull=False)
    drafts = [
        row.value
        for row in contracts.of_supplier(actor.supplier).filter(announced_on__year=year)
        if row.state == "draft"
    ]
    offered = sent.count()
    facts = [Fact(_("Ditawar"), offered), Fact(_("Menang"), won.count())]
    if drafts:
        facts.append(Fact(_("Nilai rancangan kontrak"), rupiah(sum(drafts))))
    return "tenders/home_year.html", {"year": year, "facts": facts if offered else []}
