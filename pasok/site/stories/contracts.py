"""Scenes after the standstill: appointed, drafted, signed, received, rated; or given up, or terminated."""

from datetime import timedelta

from pasok.contracts import acts as contracts
from pasok.contracts.models import Contract
from pasok.kernel.actor import CLOCK, Actor
from pasok.site.stories import hours
from pasok.site.stories.play import Play
from pasok.tenders import acts

MINUTE = timedelta(minutes=1)


def appointed(play: Play, ago: int = 3) -> None:
    """The letter of appointment is out since so many working days; the contract is still to be drafted."""
    tender = play.standing(*hours.settled(hours.at(play.now, -ago - 1, 9)))
    acts.end_standstill(tender, actor=CLOCK, now=tender.standstill_until + MINUTE)
    number = f"{tender.pk:03d}/SPPBJ/CONTOH"
    acts.issue_sppbj(tender, actor=play.office.ppk, number=number, now=hours.at(play.now, -ago, 10))


def contracted(play: Play, ago: int = 2) -> None:
    appointed(play, ago + 1)
    acts.draft_contract(play.tender, actor=play.office.ppk, now=hours.at(play.now, -ago, 10))


def called_off(play: Play) -> None:
    """The PPK gave the drafted contract up again."""
    contracted(play)
    at = hours.at(play.now, -1, 10)
    contracts.cancel_draft(drafted(play), actor=play.office.ppk, reason=play.thing.reason, now=at)


def accepted(play: Play, ago: int = 1) -> None:
    """Whole, and signed by the supplier."""
    contracted(play, ago + 1)
    contract = drafted(play)
    number = f"{contract.pk:03d}/KONTRAK/CONTOH"
    at = hours.at(play.now, -ago - 1, 11)
    contracts.revise_draft(contract, actor=play.office.ppk, number=number, now=at)
    contracts.accept_draft(contract, actor=winner(play), now=hours.at(play.now, -ago, 9))


def running(play: Play, ago: int = 1) -> None:
    """Signed by both: the work is being done."""
    accepted(play, ago)
    contracts.sign(drafted(play), actor=play.office.ppk, now=hours.at(play.now, -ago, 10))


def terminated(play: Play) -> None:
    """Ended by the PPK through nobody's fault, three weeks after the letter to the supplier."""
    running(play, 30)
    at = hours.at(play.now, -1, 10)
    contracts.terminate(
        drafted(play), actor=play.office.ppk, cause="force_majeure", reason=play.thing.reason,
        notified_on=hours.at(play.now, -16, 10).date(), now=at,
    )  # fmt: skip


def received(play: Play, ago: int = 42) -> None:
    """Signed some weeks ago, received three working days ago."""
    running(play, ago)
    at = hours.at(play.now, -3, 10)
    contracts.hand_over(
        drafted(play), actor=play.office.ppk, bast_number="BAST-CONTOH/1", handed_over_on=at.date(), now=at
    )


def rated(play: Play) -> None:
    """Received, rated, and answered."""
    received(play)
    contract = drafted(play)
    contracts.rate(
        contract, actor=play.office.ppk, quality=3, cost=3, service=2, note="Sesuai pesanan.",
        now=hours.at(play.now, -2, 10),
    )  # fmt: skip
    contracts.reply_rating(contract, text="Terima kasih.", actor=winner(play), now=hours.at(play.now, -2, 13))


def drafted(play: Play) -> Contract:
    return Contract.objects.get(tender=play.tender.slug)


def winner(play: Play) -> Actor:
    supplier = str(drafted(play).supplier_id)
    return next(one for one in play.firms.values() if one.supplier == supplier)
