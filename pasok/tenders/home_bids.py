"""What a business sees of its own tenders on the front page: what to do, when, and how the year went."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

from django.db.models import Q
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.contracts import reads as contracts
from pasok.kernel.actor import Actor
from pasok.kernel.machine import Offer
from pasok.kernel.money import rupiah
from pasok.pages.context import first
from pasok.pages.parts import Fact, Task
from pasok.tenders import machine, reads
from pasok.tenders.models import Bid, Stage, Tender
from pasok.tenders.rules.facts import BidFacts

AHEAD = timedelta(days=14)
SHOWN = 8
#: the stages in which a business has something to do or to watch, with which of its ends is the moment
WATCHED = {
    "explanation": "ends_at",
    "bid_submission": "ends_at",
    "bid_opening": "starts_at",
    "verification": "starts_at",
    "standstill": "ends_at",
}
ICS = ("/tender-saya.ics", "/kalender.ics")  # the calendar of one's own deadlines, where the house has one


def participations(actor: Actor, now: datetime) -> Iterator[Task]:
    """One's own part in each running tender, the soonest deadline first."""
    rows = reads.bids_of(actor).filter(tender__state__in=("announced", "standstill", "closed", "opened"))
    chosen = Q(tender__state__in=("cleared", "appointed"), rank__isnull=False)
    late = reads.bids_of(actor).filter(chosen)
    rows = (rows | late).select_related("tender__winner").order_by("tender__next_due", "pk")
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
    return line(bid, url=url, todo=_(file.act.label), act="tender.file_sanggah", may=True)


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
    due = tender.next_due or tender.standstill_until
    given = {"url": bid.get_absolute_url(), "due": due, "note": tender.agency.name, **more}
    return Task(title=tender.title, state=bid.status, **given)


def deadlines_block(request: HttpRequest) -> tuple[str, dict[str, Any]] | None:
    """The next fourteen days of a business, in order: what ends or begins in its tenders and contracts."""
    if not request.actor.supplier:
        return None
    now = timezone.now()
    found = sorted([*stages(request.actor, now), *signings(request.actor, now)], key=lambda one: one[0])
    return "tenders/home_deadlines.html", {"deadlines": found[:SHOWN], "calendar": first(ICS)}


def stages(actor: Actor, now: datetime) -> Iterator[tuple[datetime, str, str, str]]:
    """(when, what, of what, link)."""
    bids = {bid.tender_id: bid for bid in reads.bids_of(actor).exclude(state="fallen")}
    rows = Stage.objects.filter(tender__in=list(bids), code__in=WATCHED).select_related("tender")
    for row in rows.filter(tender__state__in=("announced", "closed", "opened", "standstill")):
        at = getattr(row, WATCHED[row.code])
        if row.code == "standstill":
            at = row.tender.standstill_until or at
        if now < at <= now + AHEAD and concerns(row.code, row.tender.state, bids[row.tender_id].state):
            yield at, row.tender.rules.stage(row.code).label, row.tender.title, row.tender.get_absolute_url()


def concerns(code: str, tender: str, bid: str) -> bool:
    """While bids may come all that lies ahead; after it only what still touches an offer that was sent."""
    return tender == "announced" or (bid in {"sealed", "opened"} and code in {*WATCHED} - {"explanation"})


def signings(actor: Actor, now: datetime) -> Iterator[tuple[datetime, str, str, str]]:
    today = timezone.localdate(now)
    rows = contracts.of_supplier(actor.supplier).filter(state="draft", sign_by__range=(today, today + AHEAD))
    for row in rows:
        at = timezone.make_aware(datetime.combine(row.sign_by, datetime.max.time()))
        yield at, _("Batas tanda tangan kontrak"), row.title, row.get_absolute_url()


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
