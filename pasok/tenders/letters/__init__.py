"""The official papers of a tender: what each one holds, when it is made, who may read it."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from django.urls import reverse
from django.utils import translation

from pasok.kernel.actor import Actor
from pasok.ledger.models import Sheet
from pasok.ledger.performing import Deed
from pasok.ledger.reads import chain
from pasok.pages import issuing
from pasok.tenders import gathering
from pasok.tenders.letters.announcement import announcement
from pasok.tenders.letters.appointment import appointment
from pasok.tenders.letters.evaluation import evaluation
from pasok.tenders.letters.opening import opening

if TYPE_CHECKING:
    from pasok.tenders.models import Tender

HERE = Path(__file__).resolve().parent
KINDS: dict[str, Callable[["Tender", Deed, Actor], dict[str, Any]]] = {
    "announcement": announcement,
    "opening": opening,
    "evaluation": evaluation,
    "appointment": appointment,
}
PUBLIC = {"announcement", "opening"}


def issue(kind: str, tender: "Tender", deed: Deed, actor: Actor) -> None:
    """Called by the act that makes the paper, when everything it tells is written."""
    with translation.override("id"):  # the language of official papers, whoever acts
        issuing.issue(kind, tender, deed, KINDS[kind](tender, deed, actor))


def template(sheet: Sheet) -> Path:
    return HERE / f"{sheet.kind}.typ"


def listed(tender: "Tender", actor: Actor, now: datetime) -> list[issuing.Listed]:
    """The papers that now stand and that this reader may read."""
    stands = {
        "announcement": tender.announced_at is not None,
        "opening": tender.state not in gathering.BEFORE_OPENING,
        "evaluation": tender.chosen_at is not None,
        "appointment": bool(tender.sppbj_number),
    }
    sheets = issuing.newest(tender.key, [kind for kind in KINDS if stands[kind]])
    return [
        issuing.Listed(sheet, reverse("tender-paper", args=[tender.slug, sheet.fingerprint]))
        for sheet in sheets
        if may_read(sheet, tender, actor, now)
    ]


def may_read(sheet: Sheet, tender: "Tender", actor: Actor, now: datetime) -> bool:
    """Announcement and opening: everybody. Evaluation: everybody once the winner is announced. The letter of
    appointment: the one it is addressed to. Officials of the tender and auditors read all of them.
    """
    if sheet.kind in PUBLIC or gathering.worn(tender, actor, now) - {"supplier"}:
        return True
    if sheet.kind == "evaluation":
        after = chain(tender.key).filter(number__gt=sheet.number)
        fate = after.filter(act__in=("announce_winner", "reconsider", "fail", "choose_winner")).first()
        return fate is not None and fate.act == "announce_winner"
    return bool(actor.supplier) and actor.supplier == sheet.data["to"]["supplier"]
