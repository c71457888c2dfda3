"""A tender in which much happens: questions, changes, sanggah, failure."""

from collections.abc import Callable
from datetime import timedelta

from pasok.kernel.actor import CLOCK
from pasok.ledger.models import Entry
from pasok.opendata import reader
from pasok.tenders import acts
from pasok.tenders.acts import bids as bid_acts
from pasok.tenders.rules.bids import STAGES
from pasok.tenders.tests import builders

QUESTION = "Apakah meja boleh dari kayu mahoni?"
FALLEN = "Surat penawaran tidak ditandatangani."


def publish_all() -> None:
    """What the worker does with the news, in the order of the book."""
    for entry in Entry.objects.order_by("pk"):
        reader.read(entry)


def asked_and_changed(scene: builders.Scene) -> None:
    """The first bidder asks; the Pokja answers, amends the document and moves the deadline by a day."""
    tender, chair = scene.tender, scene.chair
    acts.ask(tender, actor=scene.bidders[0], text=QUESTION, now=scene.later(hours=1))
    asked = tender.questions.get()
    acts.answer(tender, actor=chair, question=asked.pk, text="Boleh.", now=scene.later(hours=1))
    acts.amend(tender, actor=chair, text="Kayu mahoni diterima.", now=scene.later(minutes=5))
    row = tender.stages.get(code="bid_submission")
    acts.change_schedule(
        tender,
        actor=chair,
        stage="bid_submission",
        starts_at=row.starts_at,
        ends_at=row.ends_at + timedelta(days=1),
        reason="Memberi waktu sesudah adendum.",
        now=scene.later(minutes=5),
    )


def closed_and_opened(scene: builders.Scene) -> None:
    acts.close(scene.tender, actor=CLOCK, now=scene.past("bid_submission"))
    scene.committee.open(scene.tender, scene.later(minutes=5))


def objected(scene: builders.Scene) -> None:
    """The cheapest falls, objects, and is right: the Pokja judges again."""
    tender, chair, loser = scene.tender, scene.chair, scene.bids[1]
    scene.committee.judge(tender, scene.later(hours=2), {loser.pk: FALLEN})
    scene.committee.decide(tender, scene.past("award"))
    acts.file_sanggah(
        tender,
        actor=scene.bidders[1],
        ground="evaluation_error",
        text="Surat kami ditandatangani.",
        now=scene.later(hours=2),
    )
    filed = tender.sanggah_set.get()
    acts.answer_sanggah(
        tender, actor=chair, sanggah=filed.pk, accepted=True, text="Benar.", now=scene.later(hours=1)
    )
    acts.re_evaluate(tender, actor=chair, reason="Sanggah benar.", now=scene.later(hours=1))
    loser.refresh_from_db()
    bid_acts.reinstate(loser, actor=chair, reason="Sanggah benar.", now=scene.later(minutes=1))
    for _ in STAGES:
        bid_acts.assess(loser, actor=chair, now=scene.later(minutes=1))
    scene.committee.decide(tender, scene.later(hours=1))


def appointed(scene: builders.Scene) -> None:
    """The winner withdraws after the SPPBJ; the first reserve gets the contract."""
    tender, ppk = scene.tender, scene.office.ppk
    acts.issue_sppbj(tender, actor=ppk, number="01/SPPBJ/2026", now=scene.later(hours=1))
    acts.pass_to_reserve(tender, actor=ppk, reason="Pemenang mengundurkan diri.", now=scene.later(hours=1))
    acts.issue_sppbj(tender, actor=ppk, number="02/SPPBJ/2026", now=scene.later(hours=1))
    acts.draft_contract(tender, actor=ppk, now=scene.later(hours=1))


def failed(scene: builders.Scene) -> None:
    acts.fail(
        scene.tender,
        actor=scene.chair,
        cause="evaluation_error",
        reason="Dokumen dan evaluasi tidak cocok.",
        now=scene.later(hours=1),
    )


STEPS: tuple[Callable[[builders.Scene], None], ...] = (
    asked_and_changed,
    closed_and_opened,
    objected,
    failed,
)
