"""What tenders bring to the front page: what waits for an official."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, Value, When
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.kernel.actor import Actor
from pasok.kernel.machine import Act, Offer
from pasok.pages.parts import Task
from pasok.pages.words import HATS, is_grave
from pasok.people import reads as people
from pasok.planning import reads as planning
from pasok.tenders import home_bids, machine, reads
from pasok.tenders.forms import FORMS
from pasok.tenders.gathering import SENT
from pasok.tenders.models import Bid, Stage, Tender
from pasok.tenders.rules import schedule
from pasok.tenders.rules.evaluation import cause_refused
from pasok.tenders.rules.facts import Facts
from pasok.tenders.rules.preparation import has_schedule

OVER = ("contracted", "repeated")
#: allowed, but nobody waits for them: they are on the tender's page, not on a list of work
OPTIONAL = {name for name, form in FORMS.items() if getattr(form, "lead", None) is False}
#: shut, they are nothing to wait for
ASIDE = OPTIONAL | {"extend_submission", "re_evaluate"}
#: the stage of the schedule in which a state should come to its end
RUNNING = {
    "closed": "bid_opening",
    "opened": "verification",
    "decided": "award_announcement",
    "standstill": "standstill",  # while a sanggah waits the clock has no appointment
    "cleared": "sppbj",
    "appointed": "contract_signing",
}
#: causes of failure that the facts alone prove: nothing else is left to do
PROVEN = ("no_bids", "none_pass", "all_above_hps")


def tasks(actor: Actor, now: datetime) -> Iterator[Task]:
    """What tenders ask of this person: of a business its bids, of an official the tenders of the office."""
    if actor.supplier:
        yield from home_bids.participations(actor, now)
        return
    yield from proposals(actor, now)
    yield from offices(actor, now)


def proposals(actor: Actor, now: datetime) -> Iterator[Task]:
    """A PPK's packages that are ready for a tender."""
    for package in reads.ready_packages(actor).order_by("selection_from", "pk"):
        if planning.missing(package, actor, now) is None:
            url = f"{reverse('tender-propose')}?paket={package.ocid}"
            yield Task(
                package.title,
                url,
                package.status,
                _("Usulkan tender"),
                due=planning.selection_due(package),
                note=package.satker.name,
                act="tender.create",
            )


def offices(actor: Actor, now: datetime) -> Iterator[Task]:
    """First the tenders whose state has an act for this office; then those that wait for somebody else.

    Only the first are asked for their facts, which are dear; the others' state says whom they wait for.
    """
    seats = people.seats_now(actor, timezone.localdate(now))
    idle = []
    for tender in by_due(of_office(actor, seats, now)):
        hats = {"ppk": tender.ppk == actor.id, "pokja": tender.pokja_id in seats, "pa": tender.decided_above}
        if leading(tender.state, {hat for hat, worn in hats.items() if worn}):
            yield from asked(tender, actor, now)
        else:
            idle.append((tender, tender.satker or tender.agency if any(hats.values()) else tender.pokja))
    for tender, note in idle:
        nobody = tender.state == "closed" and not tender.has_bids
        words = _("Tidak ada penawaran. Menunggu keputusan Pokja.") if nobody else awaited(tender.state)
        yield line(tender, waits=words, note=note.name)


def of_office(actor: Actor, seats: Iterable[int], now: datetime) -> QuerySet[Tender]:
    """Not over, and: proposed by this PPK; before a Pokja of this member; `decided_above`, for this PA to
    decide; or before any Pokja of this head of the UKPBJ."""
    mine, on = Q(ppk=actor.id) | Q(pokja_id__in=seats), timezone.localdate(now)
    above = Q(pk=None)
    if (under := people.scope(actor, ("pa", "kpa"), on)) is not None:
        above = under & Q(state__in={*sources("pa"), "failed"})
    if (under := people.scope(actor, ("ukpbj",), on)) is not None:
        mine |= under & Q(state__in=sources("pokja") - {"announced", "standstill"})
    rows = Tender.objects.filter(mine | above).exclude(state__in=OVER)
    rows = rows.annotate(decided_above=Case(When(above, then=Value(True)), default=Value(False)))
    return rows.select_related("agency", "satker", "winner", "pokja")


def sources(hat: str) -> set[str]:
    """The states from which this hat moves a tender on."""
    moves = (act for act in machine.tender.acts if hat in act.by and act.target and not is_grave(act))
    return {state for act in moves if act.name not in OPTIONAL for state in act.source}


def by_due(rows: QuerySet[Tender]) -> QuerySet[Tender]:
    """The soonest first. `due`: when the clock acts, else when the stage a state belongs to is to end;
    `has_bids`: whether an offer was sent."""
    stage = Case(*(When(state=state, then=Value(code)) for state, code in RUNNING.items()), default=Value(""))
    ends = Stage.objects.filter(tender=OuterRef("pk"), code=OuterRef("running")).values("ends_at")
    sent = Exists(Bid.objects.filter(tender=OuterRef("pk"), state__in=SENT))
    known = rows.annotate(running=stage, has_bids=sent).annotate(due=Coalesce("next_due", Subquery(ends)))
    return known.order_by(F("due").asc(nulls_last=True), "pk")


def leading(state: str, hats: Iterable[str]) -> list[Act]:
    """The acts of a state that somebody with these hats may be waited for to do."""
    return [
        act
        for act in machine.tender.acts
        if state in act.source and act.by & set(hats) and act.name not in OPTIONAL and not is_grave(act)
    ]


def asked(tender: Tender, actor: Actor, now: datetime) -> Iterator[Task]:
    """What this very person is to do, or what the own part waits for."""
    facts = tender.facts(actor, now)
    offers = machine.tender.offers(facts)
    if step := next_step(offers, facts):
        words = why(step[0], tender, facts)
        yield line(tender, todo=step[1], act=step[0], why=words, due=due(tender, step[0], facts))
    elif facts.hats & {"pokja", "ppk"}:
        shut = [offer for offer in offers if offer.reasons and offer.act.target]
        waits = [offer.reasons[0] for offer in shut if offer.act.name not in ASIDE]
        own = _("Bagian Anda selesai.") + " " if facts.me in facts.agreed | facts.released else ""
        yield line(tender, waits=own + next(iter(waits), awaited(tender.state)))


def line(tender: Tender, *, due: datetime | None = None, **more: Any) -> Task:
    place = tender.satker or tender.agency
    given = {"url": tender.get_absolute_url(), "due": due or tender.due, "note": place.name}
    return Task(tender.title, state=tender.status, **{**given, **more})


def next_step(offers: list[Offer], facts: Facts) -> tuple[str, str] | None:
    """The open act that brings the tender on, with its label; what is done already is not asked for again."""
    if facts.unassessed and "pokja" in facts.hats:
        return "bid.assess", _("Nilai penawaran")  # acts of the bids, not of the tender
    done = {
        "write_document": facts.has_document,
        "set_schedule": has_schedule(facts) is None,  # a deadline that has passed asks for a new one
        "enroll_key": facts.me in facts.keyed,
    }
    ready = [offer.act for offer in offers if not offer.reasons and not done.get(offer.act.name)]
    lead = [act for act in ready if act.name not in OPTIONAL and not is_grave(act)]
    lead += [act for act in ready if act.name == "fail" and proven(facts)]
    first = min(lead, key=lambda act: act.target is None, default=None)
    return (f"tender.{first.name}", _(first.label)) if first else None


def why(act: str, tender: Tender, facts: Facts) -> str:
    """How far it has come, or why it is asked: one sentence where the act alone leaves a question."""
    given = len(facts.released)
    sentences = {
        "tender.agree": _("{n} dari {m} anggota sudah setuju.").format(
            n=len(facts.agreed), m=len(facts.members)
        ),
        "tender.enroll_key": _("{n} dari {m} anggota sudah membuat kunci.").format(
            n=len(facts.keyed), m=len(facts.members)
        ),
        "tender.release": _("{n} dari {m} bagian kunci sudah diserahkan.").format(n=given, m=facts.threshold),
        "tender.answer": _("Pertanyaan yang belum dijawab: {n}.").format(n=facts.open_questions),
        "tender.answer_sanggah": _("Sanggah yang belum dijawab: {n}.").format(n=facts.open_sanggah),
        "tender.propose_again": _("Pokja mengembalikan paket ini. Perbaiki dahulu, lalu usulkan kembali."),
        "tender.retender": _("Sebab gagal: {cause}.").format(cause=_(tender.cause_label)),
        "bid.assess": _("Penawaran terendah yang belum selesai dinilai: {n}.").format(
            n=len(facts.unassessed)
        ),
    }
    nobody = facts.state == "closed" and not facts.bids
    words = [_("Tidak ada penawaran yang masuk.")] if nobody else []
    return " ".join([*words, *filter(None, [sentences.get(act)])])


def proven(facts: Facts) -> bool:
    """Whether the tender has failed by what is already written down: only the words are missing."""
    return any(cause_refused(cause, facts) is None for cause in PROVEN)


def due(tender: Tender, act: str, facts: Facts) -> datetime | None:
    """An answer has its own last moment, before or after that of the state."""
    if act == "tender.answer" and "explanation" in facts.windows:
        return facts.windows["explanation"][1]
    if act == "tender.answer_sanggah" and facts.standstill_until:
        return schedule.sanggah_answer_until(facts.standstill_until, facts.on, facts.zone)
    return None


def awaited(state: str) -> str:
    """Whom the table of the machine names next: "Menunggu Pokja: Umumkan pemenang."."""
    moves = [act for act in machine.tender.acts if state in act.source and act.target and not is_grave(act)]
    act = next((act for act in moves if act.name not in ASIDE), None)
    if act is None:
        return ""
    who = [HATS[hat] for hat in sorted(act.by, reverse=True) if hat in HATS]
    if not who:
        return _("Menunggu jadwal: {act}.").format(act=_(act.label))
    return _("Menunggu {who}: {act}.").format(who=who[0], act=_(act.label))
