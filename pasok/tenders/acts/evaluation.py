"""The winner, and the legal ways to fail."""

from datetime import datetime
from decimal import Decimal

from django.utils.translation import gettext as _

from pasok.kernel.actor import Actor
from pasok.kernel.money import plain
from pasok.law import lookup as law
from pasok.ledger.performing import performing
from pasok.planning import acts as planning
from pasok.planning import reads as packages_of
from pasok.tenders import letters
from pasok.tenders import machine as table
from pasok.tenders.acts.competition import refuse
from pasok.tenders.acts.preparation import propose
from pasok.tenders.models import Bid, Tender
from pasok.tenders.rules import evaluation as rules
from pasok.tenders.rules import prices, schedule


def ranked(tender: Tender) -> list[Bid]:
    """The bids that passed every stage, best first, by the law of the tender's day."""
    passed = {b.pk: b for b in tender.bids.filter(state="opened").prefetch_related("assessments")}
    standing = [
        prices.Standing(b.pk, b.price, b.tkdn, b.leaf or 0)
        for b in passed.values()
        if b.price is not None and not b.stages_left
    ]
    return [passed[s.id] for s in prices.rank(standing, tender.hps or Decimal(0), tender.law_on)]


def choose_winner(tender: Tender, *, actor: Actor, now: datetime | None = None) -> None:
    """Rank by the law; the first is the winner, and the law says how many reserves stand behind."""
    with performing(table.tender, "choose_winner", tender, actor=actor, now=now) as deed:
        order = ranked(tender)
        if not order:
            raise refuse("choose_winner", _("Tidak ada penawaran lulus yang harganya dalam HPS."))
        places = 1 + law.rule("reserve_winners_max", on=tender.law_on).whole
        tender.bids.update(rank=None)
        for place, bid in enumerate(order[:places], start=1):
            bid.rank = place
            bid.save(update_fields=["rank"])
        tender.winner, tender.chosen_at = order[0], deed.at
        deed.note(
            ranking=[
                {"bid": b.pk, "supplier": b.supplier_id, "price": plain(b.price), "rank": b.rank}
                for b in order[:places]
            ]
        )
        letters.issue("evaluation", tender, deed, actor)


def announce_winner(tender: Tender, *, actor: Actor, now: datetime | None = None) -> None:
    """From here the standstill runs, never shorter than the law gives."""
    with performing(table.tender, "announce_winner", tender, actor=actor, now=now) as deed:
        planned = tender.stages.get(code="standstill").ends_at
        tender.standstill_until = schedule.standstill_until(deed.at, planned, tender.law_on, tender.zone)
        deed.note(
            winner=tender.winner_id,
            supplier=tender.winner.supplier_id,
            price=plain(tender.winner.price),
            standstill_until=tender.standstill_until.isoformat(),
        )


def reconsider(tender: Tender, *, actor: Actor, reason: str, now: datetime | None = None) -> None:
    with performing(table.tender, "reconsider", tender, actor=actor, now=now) as deed:
        undo_choice(tender)
        deed.note(reason=reason)


def undo_choice(tender: Tender) -> None:
    tender.bids.update(rank=None)
    tender.winner, tender.chosen_at, tender.standstill_until = None, None, None


def fail(tender: Tender, *, actor: Actor, cause: str, reason: str, now: datetime | None = None) -> None:
    """Only for a cause that the law lists and that holds (Ps 51(2)). The packages return to the plan."""
    with performing(table.tender, "fail", tender, actor=actor, now=now) as deed:
        if why := rules.cause_refused(cause, tender.facts(actor, deed.at)):
            raise refuse("fail", why)
        tender.fail_cause, tender.fail_reason = cause, reason
        lead = packages_of.package(tender.packages[0])
        planning.end_selection(lead, actor=actor, now=deed.at, reason=reason)
        known = rules.CAUSES[cause]
        deed.note(cause=cause, article=known.article, follows=known.follows, reason=reason)


def retender(
    tender: Tender, *, actor: Actor, reason: str = "", now: datetime | None = None
) -> dict[str, str]:
    """The same packages, a new tender on the same spine."""
    with performing(table.tender, "retender", tender, actor=actor, now=now) as deed:
        again = propose(
            packages=tender.packages,
            pokja=tender.pokja_id,
            actor=actor,
            now=deed.at,
            clock=tender.clock,
            repeats=tender,
            reason=reason,
        )
        deed.note(tender=again.slug, reason=reason)
    return {"location": again.get_absolute_url()}
