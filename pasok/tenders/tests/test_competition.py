"""While bids may come: who takes part, what is asked, what is changed, and the end of it."""

from datetime import timedelta

import pytest

from pasok.kernel.actor import CLOCK, Actor
from pasok.ledger.models import Entry
from pasok.people.models import Person
from pasok.sampul import log
from pasok.sampul import reads as sampul
from pasok.tenders import acts, rehearsal
from pasok.tenders.rules.facts import Window
from pasok.tenders.tests.builders import PRICES, Scene, a_workshop, announced, competing, last, refused
from tests.cast import AUDITOR, BUDI, DEWI, LPSE, RATNA, SARI, STRANGER

pytestmark = pytest.mark.django_db
DAY, TICK = timedelta(days=1), timedelta(microseconds=1)


def window(scene: Scene, stage: str) -> Window:
    row = scene.tender.stages.get(code=stage)
    return row.starts_at, row.ends_at


def change(scene: Scene, stage: str, window: Window, reason: str = "Listrik padam.") -> None:
    acts.change_schedule(
        scene.tender, actor=BUDI, stage=stage, starts_at=window[0], ends_at=window[1], reason=reason,
        now=scene.now,
    )  # fmt: skip


def close(scene: Scene) -> None:
    acts.close(scene.tender, actor=CLOCK, now=scene.past("bid_submission"))


def test_taking_part_is_the_birth_of_a_bid_with_a_signed_pact() -> None:
    scene = announced()
    actor = a_workshop("Bengkel Jati")
    bid = rehearsal.register(scene.tender, actor, scene.later(hours=1))
    assert (bid.state, str(bid.supplier_id), bid.leaf) == ("registered", actor.supplier, None)
    assert last(bid).act == "create" and last(bid).data == {"integrity_pact": True}
    assert last(scene.tender).act == "register" and last(scene.tender).data == {"bid": bid.pk}


def test_nobody_takes_part_without_the_pact_or_twice() -> None:
    scene = announced()
    actor = a_workshop("Bengkel Jati")
    with refused(scene.tender, "Pakta integritas perlu disetujui"):
        acts.register(scene.tender, actor=actor, pact=False, now=scene.now)
    rehearsal.register(scene.tender, actor, scene.now)
    with refused(scene.tender, "sudah terdaftar"):
        acts.register(scene.tender, actor=actor, now=scene.now)


def test_a_medium_firm_stays_out_of_a_tender_for_small_ones_and_a_cooperative_does_not() -> None:
    scene, medium = announced(), a_workshop("Pabrik Sedang", scale="medium")
    with refused(scene.tender, "khusus usaha mikro, usaha kecil, dan koperasi"):
        acts.register(scene.tender, actor=medium, now=scene.now)
    cooperative = a_workshop("Koperasi Sedang", scale="medium", form="koperasi")
    assert rehearsal.register(scene.tender, cooperative, scene.now).state == "registered"


def test_a_profile_with_gaps_hears_which_and_how_to_mend_them() -> None:
    scene = announced()
    unready = a_workshop("Bengkel Belum Siap", ready=False)
    with refused(scene.tender, "profil"):
        acts.register(scene.tender, actor=unready, now=scene.now)


@pytest.mark.parametrize("official", [BUDI, SARI, RATNA, AUDITOR, LPSE], ids=lambda actor: actor.name)
def test_an_official_of_this_tender_is_no_bidder(official: Actor) -> None:
    """Perpres 16/2018 Ps 7(2)e, even if an account should speak for a business as well."""
    scene = announced()
    both = Actor(official.id, official.name, official.agency, a_workshop("Bengkel Keluarga").supplier)
    with refused(scene.tender, "memegang jabatan pengadaan di tender ini"):
        acts.register(scene.tender, actor=both, now=scene.now)


def test_taking_part_ends_with_the_deadline_to_the_microsecond() -> None:
    scene = announced()
    one, other = a_workshop("Bengkel Tepat"), a_workshop("Bengkel Lambat")
    deadline = window(scene, "bid_submission")[1]
    rehearsal.register(scene.tender, one, deadline - TICK)
    with refused(scene.tender, "telah lewat"):
        acts.register(scene.tender, actor=other, now=deadline)


def test_a_question_is_kept_without_a_name_and_answered_once() -> None:
    scene = announced()
    actor = a_workshop("Bengkel Penasaran")
    with refused(scene.tender, "tidak berwenang"):
        acts.ask(scene.tender, actor=actor, text="Boleh mahoni?", now=scene.now)
    rehearsal.register(scene.tender, actor, scene.now)
    acts.ask(scene.tender, actor=actor, text="Boleh mahoni?", now=scene.now)
    asked = scene.tender.questions.get()
    assert last(scene.tender).data == {"question": asked.pk}, "the book holds no word that tells who asked"
    acts.answer(scene.tender, actor=DEWI, question=asked.pk, text="Boleh.", now=scene.later(hours=1))
    asked.refresh_from_db()
    assert (asked.answer, asked.answered_at) == ("Boleh.", scene.now)
    with refused(scene.tender, "Tidak ada pertanyaan"):
        acts.answer(scene.tender, actor=DEWI, question=asked.pk, text="Tidak.", now=scene.now)


def test_only_a_question_of_this_tender_that_waits_is_answered() -> None:
    scene = competing(prices=PRICES[:1])
    acts.ask(scene.tender, actor=scene.bidders[0], text="Boleh mahoni?", now=scene.now)
    with refused(scene.tender, "tidak ada atau sudah dijawab"):
        acts.answer(scene.tender, actor=DEWI, question=10**9, text="Boleh.", now=scene.now)


def test_questions_end_with_the_explanation() -> None:
    scene = competing(prices=PRICES[:1])
    until = window(scene, "explanation")[1]
    with refused(scene.tender, "Masa pemberian penjelasan sudah selesai"):
        acts.ask(scene.tender, actor=scene.bidders[0], text="Boleh mahoni?", now=until)
    acts.ask(scene.tender, actor=scene.bidders[0], text="Boleh mahoni?", now=until - TICK)


def test_amendments_are_numbered_and_stop_three_days_before_the_deadline() -> None:
    scene = announced()
    limit = window(scene, "bid_submission")[1] - 3 * DAY
    acts.amend(scene.tender, actor=BUDI, text="Warna cokelat.", now=scene.now)
    acts.amend(scene.tender, actor=BUDI, text="Tinggi 70 cm.", now=limit)
    assert list(scene.tender.amendments.values_list("number", flat=True)) == [1, 2]
    with refused(scene.tender, "paling lambat 3 hari kalender", "Undurkan dahulu"):
        acts.amend(scene.tender, actor=BUDI, text="Terlambat.", now=limit + TICK)


def test_a_later_deadline_is_the_one_in_the_log_and_the_old_one_stays_on_record() -> None:
    scene = announced()
    start, old = window(scene, "bid_submission")
    size = log.size()
    change(scene, "bid_submission", (start, old + DAY))
    assert sampul.box(scene.tender.box_key).closes_at == old + DAY == scene.tender.next_due
    assert log.size() == size + 1 and sampul.leaf(size).kind == "extend"
    assert window(scene, "document_download")[1] == old + DAY, "documents stay as long as bids may come"
    kept = scene.tender.stage_changes.get(code="bid_submission")
    assert (kept.old_ends_at, kept.ends_at, kept.reason) == (old, old + DAY, "Listrik padam.")
    assert last(scene.tender).data["reason"] == "Listrik padam."
    actor = a_workshop("Bengkel Terlambat")
    _, answer = rehearsal.offer(scene.tender, actor, PRICES[0], old + TICK)
    assert answer["receipt"]["index"] == size + 1
    with refused(scene.tender, "belum lewat"):
        acts.close(scene.tender, actor=CLOCK, now=old)


def test_the_deadline_never_moves_forward_nor_after_it_has_come() -> None:
    scene = announced()
    start, old = window(scene, "bid_submission")
    with refused(scene.tender, "hanya dapat dimundurkan"):
        change(scene, "bid_submission", (start, old - TICK))
    with refused(scene.tender, "hanya dapat dimundurkan"):
        change(scene, "document_download", (start, old - TICK))
    with refused(scene.tender, "hanya boleh diundurkan"):
        change(scene, "bid_submission", (start, old))
    scene.now = old
    with refused(scene.tender, "sudah selesai"):
        change(scene, "bid_submission", (start, old + DAY))


def test_a_stage_that_is_over_or_unknown_is_not_changed() -> None:
    scene = announced()
    explained = window(scene, "explanation")
    with refused(scene.tender, "Pilih tahap yang ada"):
        change(scene, "tea_time", explained)
    with refused(scene.tender, "harus sesudah waktu mulai"):
        change(scene, "explanation", (explained[1], explained[0]))
    scene.now = explained[1]
    with refused(scene.tender, "Tahap ini sudah selesai"):
        change(scene, "explanation", (explained[0], explained[1] + DAY))


def test_an_earlier_evaluation_may_be_planned_while_it_is_not_over() -> None:
    scene = announced()
    start, end = window(scene, "evaluation")
    change(scene, "evaluation", (start, end - DAY), reason="Penawaran sedikit.")
    assert window(scene, "evaluation") == (start, end - DAY)


def test_the_close_is_the_clocks_and_its_leaf_lists_every_bid() -> None:
    scene = competing()
    deadline = window(scene, "bid_submission")[1]
    with refused(scene.tender, "tidak berwenang"):
        acts.close(scene.tender, actor=BUDI, now=deadline)
    with refused(scene.tender, "belum lewat"):
        acts.close(scene.tender, actor=CLOCK, now=deadline - TICK)
    acts.close(scene.tender, actor=CLOCK, now=deadline)
    box = sampul.box(scene.tender.box_key)
    told = [answer["receipt"]["index"] for answer in scene.receipts]
    assert sampul.leaf(box.closed_index).body["leaves"] == told
    assert last(scene.tender).data == {"bids": 3, "leaf": box.closed_index}
    assert scene.tender.next_due is None
    with refused(scene.tender, "Penawaran ditutup"):
        acts.close(scene.tender, actor=CLOCK, now=deadline)


def extend(scene: Scene, ends_at: object = None) -> None:
    acts.extend_submission(
        scene.tender, actor=BUDI, ends_at=ends_at or scene.now + 3 * DAY, reason="Belum ada penawaran.",
        now=scene.now,
    )  # fmt: skip


def test_without_bids_there_is_one_more_round_with_a_new_box_and_fresh_keys() -> None:
    scene = announced()
    close(scene)
    with refused(scene.tender, "3 dari 3 anggota Pokja belum membuat kunci"):
        extend(scene)
    old = scene.committee.identities.copy()
    scene.committee.enroll(scene.tender, scene.now)
    assert set(old.values()).isdisjoint(scene.committee.identities.values())
    with refused(scene.tender, "harus di masa depan"):
        extend(scene, ends_at=scene.now)
    extend(scene)
    assert (scene.tender.state, scene.tender.rounds) == ("announced", 2)
    assert sampul.box(scene.tender.box_key).closes_at == scene.now + 3 * DAY == scene.tender.next_due
    actor = a_workshop("Bengkel Putaran Dua")
    bid, _ = rehearsal.offer(scene.tender, actor, PRICES[0], scene.later(hours=1))
    close(scene)
    scene.committee.open(scene.tender, scene.later(minutes=1))
    bid.refresh_from_db()
    assert bid.price == PRICES[0]


def test_a_round_with_bids_is_not_extended_and_no_second_round_follows() -> None:
    scene = competing(prices=PRICES[:1])
    close(scene)
    with refused(scene.tender, "Sudah ada penawaran yang masuk"):
        extend(scene)
    with refused(scene.tender, "Sudah ada penawaran yang masuk"):
        acts.enroll_key(scene.tender, actor=BUDI, recipient="age1", now=scene.now)


def test_the_tender_fails_for_want_of_bids_only_after_the_second_round() -> None:
    scene = announced()
    close(scene)
    with refused(scene.tender, "perpanjang dahulu pemasukan penawaran satu kali"):
        acts.fail(scene.tender, actor=BUDI, cause="no_bids", reason="Sepi.", now=scene.now)
    scene.committee.enroll(scene.tender, scene.now)
    extend(scene)
    close(scene)
    with refused(scene.tender, "sudah diperpanjang 1 kali"):
        extend(scene)
    acts.fail(scene.tender, actor=BUDI, cause="no_bids", reason="Sepi.", now=scene.now)
    assert (scene.tender.state, scene.tender.fail_cause) == ("failed", "no_bids")
    assert last(scene.tender).data == {
        "cause": "no_bids", "article": "Ps 51(2)b", "follows": "tender ulang", "reason": "Sepi.",
    }  # fmt: skip
    scene.package.refresh_from_db()
    assert scene.package.state == "announced"


def test_no_stranger_does_anything() -> None:
    scene = announced()
    start, end = window(scene, "bid_submission")
    for act, more in (
        (acts.register, {}), (acts.ask, {"text": "?"}), (acts.answer, {"question": 1, "text": "!"}),
        (acts.amend, {"text": "x"}),
        (acts.change_schedule, {"stage": "award", "starts_at": start, "ends_at": end, "reason": "x"}),
    ):  # fmt: skip
        with refused(scene.tender, "tidak berwenang"):
            act(scene.tender, actor=STRANGER, now=scene.now, **more)


def test_no_natural_person_of_a_bidder_is_in_the_book() -> None:
    scene = competing(prices=PRICES[:1])
    assert Person.objects.filter(name="Direktur Contoh").count() == 0
    told = " ".join(str(entry.data) for entry in Entry.objects.filter(ocid=scene.tender.ocid))
    assert "Direktur Contoh" not in told and "9901010101" not in told
