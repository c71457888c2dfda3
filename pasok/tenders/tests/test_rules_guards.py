"""Every guard of a tender on both sides, from the proposal to the opening."""

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from pasok.tenders import machine
from pasok.tenders.rules import award, bids, competition, evaluation, outage, preparation
from pasok.tenders.rules.facts import Facts
from pasok.tenders.tests.facts import MEMBERS, NOW, TICK, bid_facts, some_facts

Guard = Callable[[Any], str | None]
ONE = frozenset({"person:1"})
DEADLINE = some_facts().closes_at
LAST_CALL = {"windows": {"bid_submission": (NOW, NOW + TICK)}}
OVER = {"windows": {"bid_submission": (NOW, NOW)}}
EXPLAINING = {"windows": {"explanation": (NOW, NOW + TICK)}}
EXPLAINED = {"windows": {"explanation": (NOW - TICK, NOW)}}

#: guard, what makes it pass, what makes it refuse, words of the refusal
BOTH_SIDES: list[tuple[Guard, dict[str, Any], dict[str, Any], str]] = [
    (
        preparation.something_to_agree_on,
        {"state": "preparing"},
        {"state": "preparing", "has_document": False},
        "perlu disusun",
    ),
    (
        preparation.something_to_agree_on,
        {"state": "proposed"},
        {"state": "preparing", "windows": {}},
        "perlu disusun",
    ),
    (
        preparation.something_to_agree_on,
        {"state": "opened", "passing": 1},
        {"state": "opened"},
        "Belum ada penawaran",
    ),
    (preparation.not_yet_agreed, {"agreed": MEMBERS - ONE}, {}, "Anda sudah setuju"),
    (preparation.everyone_agreed, {}, {"agreed": ONE}, "Menunggu persetujuan 2 dari 3 anggota"),
    (preparation.has_document, {}, {"has_document": False}, "Dokumen pemilihan belum disusun"),
    (preparation.has_schedule, LAST_CALL, OVER, "sudah lewat"),
    (preparation.has_schedule, {}, {"windows": {}}, "Jadwal belum disusun"),
    (
        preparation.schedule_is_lawful_or_explained,
        {"breaches": ("Terlalu pendek (Ps 1).",), "breach_reason": "Bencana."},
        {"breaches": ("Terlalu pendek (Ps 1).",)},
        "belum diberi alasan: Terlalu pendek (Ps 1).",
    ),
    (preparation.hps_is_set, {}, {"hps": None}, "HPS belum ditetapkan"),
    (
        preparation.hps_within_pagu,
        {"hps": Decimal(1_450_000_000)},
        {"hps": Decimal("1450000000.01")},
        "HPS melebihi pagu",
    ),
    (preparation.hps_within_pagu, {"hps": None}, {"hps": Decimal(2_000_000_000)}, "HPS melebihi pagu"),
    (preparation.key_is_wanted, {"state": "preparing", "bids": 9}, {"state": "closed", "bids": 1}, "Sudah"),
    (
        preparation.key_is_wanted,
        {"state": "closed"},
        {"state": "closed", "extensions": 1},
        "sudah diperpanjang 1 kali",
    ),
    (preparation.everyone_has_a_key, {}, {"keyed": ONE}, "2 dari 3 anggota Pokja belum membuat kunci"),
    (competition.before_deadline, {"closes_at": NOW + TICK}, {"closes_at": NOW}, "telah lewat"),
    (competition.before_deadline, {}, {"closes_at": None}, "telah lewat"),
    (competition.after_deadline, {"closes_at": NOW}, {"closes_at": NOW + TICK}, "belum lewat"),
    (competition.after_deadline, {"closes_at": NOW - TICK}, {"closes_at": None}, "belum lewat"),
    (competition.not_registered, {}, {"registered": True}, "sudah terdaftar"),
    (competition.profile_is_ready, {}, {"profile_gaps": ("Isi NPWP.", "Isi NIB.")}, "Isi NPWP."),
    (
        competition.open_to_this_size,
        {"small_only": True, "is_small": True},
        {"small_only": True},
        "khusus usaha mikro",
    ),
    (competition.open_to_this_size, {}, {"small_only": True, "is_small": False}, "khusus usaha mikro"),
    (competition.not_an_official_of_this_tender, {}, {"official": True}, "memegang jabatan"),
    (competition.within_explanation, EXPLAINING, EXPLAINED, "sudah selesai"),
    (competition.within_explanation, {"windows": {}}, EXPLAINED, "sudah selesai"),
    (competition.has_open_question, {"open_questions": 1}, {}, "Tidak ada pertanyaan"),
    (competition.no_bids, {}, {"bids": 1}, "Sudah ada penawaran"),
    (competition.has_bids, {"bids": 1}, {}, "Tidak ada penawaran"),
    (competition.extension_left, {}, {"extensions": 1}, "sudah diperpanjang 1 kali"),
    (competition.holds_a_key, {}, {"keyed": MEMBERS - ONE}, "tidak membuat kunci"),
    (competition.not_yet_released, {}, {"released": ONE}, "sudah menyerahkan"),
    (competition.not_yet_promised, {}, {"promised": ONE}, "sudah menyatakan"),
    (competition.has_promised, {"promised": ONE}, {}, "Nyatakan dahulu"),
    (
        competition.enough_have_promised,
        {"promised": MEMBERS - ONE},
        {"promised": ONE},
        "Baru 1 dari 2 anggota",
    ),
    (competition.trial_is_due, {"trial_at": NOW}, {"trial_at": NOW, "trial_began": True}, "sudah dimulai"),
    (competition.trial_is_due, {"trial_at": NOW}, {"trial_at": NOW + timedelta(seconds=1)}, "belum waktunya"),
    (competition.trial_is_due, {"trial_at": NOW}, {}, "belum waktunya"),
    (competition.trial_runs, {"trial_began": True}, {}, "belum dimulai"),
    (competition.not_yet_proved, {}, {"proved": ONE}, "sudah terbukti"),
    (competition.has_recovery, {"has_recovery": True}, {}, "tidak punya kelompok pemulihan"),
    (competition.not_yet_recovering, {}, {"recovering": True}, "sudah dipanggil"),
    (
        competition.enough_keys_released,
        {"released": MEMBERS - ONE},
        {"released": ONE},
        "Baru 1 dari 2 bagian kunci",
    ),
    (
        competition.time_left_for_amendment,
        {"closes_at": NOW + timedelta(days=3)},
        {"closes_at": NOW + timedelta(days=3) - TICK},
        "paling lambat 3 hari kalender",
    ),
    (
        competition.time_left_for_amendment,
        {"closes_at": NOW + timedelta(days=9)},
        {"closes_at": None},
        "Belum ada batas akhir",
    ),
    (evaluation.someone_passes, {"passing": 1}, {}, "Belum ada penawaran yang lulus"),
    (evaluation.lowest_bids_evaluated, {}, {"unassessed": ("CV Satu", "CV Dua")}, "CV Satu, CV Dua"),
    (evaluation.no_conflict_of_interest, {}, {"conflicts": ("A dan B satu direksi.",)}, "A dan B"),
    (evaluation.nobody_barred, {}, {"barred": ("CV A masuk daftar hitam.",)}, "daftar hitam"),
    (evaluation.everyone_advised, {}, {"unadvised": ("CV A", "CV B")}, "CV A, CV B"),
    (award.winner_not_barred, {}, {"winner_barred": "CV A masuk daftar hitam."}, "daftar hitam"),
    (award.appointed_or_barred, {"state": "appointed"}, {"state": "cleared"}, "Terbitkan SPPBJ"),
    (
        award.within_standstill,
        {"standstill_until": NOW + TICK},
        {"standstill_until": NOW},
        "Masa sanggah telah berakhir",
    ),
    (award.within_standstill, {"standstill_until": NOW + TICK}, {}, "Masa sanggah telah berakhir"),
    (award.standstill_over, {"standstill_until": NOW}, {"standstill_until": NOW + TICK}, "belum berakhir"),
    (award.standstill_over, {"standstill_until": NOW}, {}, "belum berakhir"),
    (award.has_not_objected, {}, {"objected": True}, "sudah mengajukan sanggah"),
    (award.has_open_sanggah, {"open_sanggah": 1}, {}, "Tidak ada sanggah"),
    (award.no_open_sanggah, {}, {"open_sanggah": 1}, "belum dijawab"),
    (award.sanggah_accepted, {"accepted_sanggah": 1}, {}, "Tidak ada sanggah"),
    (award.no_accepted_sanggah, {}, {"accepted_sanggah": 1}, "ulangi evaluasi"),
    (award.has_winner, {"has_winner": True}, {}, "Tidak ada pemenang"),
    (award.has_reserve, {"reserves": 1}, {}, "Tidak ada pemenang cadangan"),
]
BID_SIDES: list[tuple[Guard, dict[str, Any], dict[str, Any], str]] = [
    (bids.tender_is_open, {}, {"tender_state": "closed"}, "tidak sedang menerima"),
    (bids.before_deadline, {"closes_at": NOW + TICK}, {"closes_at": NOW}, "telah lewat"),
    (bids.before_deadline, {}, {"closes_at": None}, "telah lewat"),
    (bids.profile_is_ready, {}, {"profile_gaps": ("Isi NIB.",)}, "Isi NIB."),
    (bids.tender_is_opening, {"tender_state": "closed"}, {"tender_state": "announced"}, "sesudah pemasukan"),
    (bids.tender_is_opening, {"tender_state": "closed"}, {"tender_state": "opened"}, "sesudah pemasukan"),
    (
        bids.winner_is_not_announced,
        {"tender_state": "decided"},
        {"tender_state": "standstill"},
        "sebelum pemenang",
    ),
    (
        bids.tender_is_under_evaluation,
        {"tender_state": "opened"},
        {"tender_state": "decided"},
        "tidak sedang dalam evaluasi",
    ),
    (bids.something_to_assess, {}, {"stages_left": ()}, "sudah selesai"),
    (bids.was_readable, {}, {"readable": False}, "tidak dapat dibuka"),
]


@pytest.mark.parametrize("guard,good,bad,words", BOTH_SIDES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_guard_of_the_tender_on_both_sides(guard: Guard, good: Any, bad: Any, words: str) -> None:
    assert guard(some_facts(**good)) is None
    told(guard(some_facts(**bad)), words)


@pytest.mark.parametrize("guard,good,bad,words", BID_SIDES, ids=lambda value: getattr(value, "__name__", ""))
def test_a_guard_of_a_bid_on_both_sides(guard: Guard, good: Any, bad: Any, words: str) -> None:
    assert guard(bid_facts(**good)) is None
    told(guard(bid_facts(**bad)), words)


def told(sentence: str | None, words: str) -> None:
    """A whole sentence for people that holds these words."""
    assert sentence is not None and words in sentence
    assert not sentence[0].islower() and sentence.endswith(".")


def test_every_guard_in_the_table_is_tried_above() -> None:
    tried = {row[0] for row in [*BOTH_SIDES, *BID_SIDES]}
    outages = {outage.touched_by_an_outage, outage.over_or_deadline_near, outage.automatic_extension_left}
    apart = {preparation.hps_is_fresh, evaluation.within_authority, *outages}  # tests/test_outage.py
    asked = {guard for act in [*machine.tender.acts, *machine.bid.acts] for guard in act.needs}
    assert asked <= tried | apart


def aged(announced: date, deadline: datetime) -> Facts:
    """The HPS was set on Monday 3 March 2025; after Nyepi, Lebaran and Good Friday the 28th
    working day is Tuesday 22 April."""
    return some_facts(on=announced, hps_set_on=date(2025, 3, 3), windows={"bid_submission": (NOW, deadline)})


@pytest.mark.parametrize("day,old", [(22, False), (23, True)])
def test_until_april_2025_an_hps_grew_old_after_28_working_days(day: int, old: bool) -> None:
    why = preparation.hps_is_fresh(aged(date(2025, 4, 14), datetime(2025, 4, day, 10, 0, tzinfo=UTC)))
    assert (why is not None) is old
    assert why is None or "lebih dari 28 hari kerja" in why


@pytest.mark.parametrize("announced,old", [(date(2025, 4, 29), True), (date(2025, 4, 30), False)])
def test_the_age_limit_ended_with_the_law_of_30_april_2025(announced: date, old: bool) -> None:
    why = preparation.hps_is_fresh(aged(announced, datetime(2025, 5, 20, 10, 0, tzinfo=UTC)))
    assert (why is not None) is old


def test_the_age_of_an_hps_counts_days_on_the_wall_clock_of_the_zone() -> None:
    """23.30 WIB on the 22nd is the 23rd already in Jayapura."""
    late = datetime(2025, 4, 22, 16, 30, tzinfo=UTC)
    facts = aged(date(2025, 4, 14), late)
    assert preparation.hps_is_fresh(facts) is None
    east = {"on": facts.on, "hps_set_on": facts.hps_set_on, "windows": facts.windows, "zone": "Asia/Jayapura"}
    assert preparation.hps_is_fresh(some_facts(**east)) is not None


def test_the_clock_waits_for_an_answer_and_leaves_an_accepted_sanggah_to_the_pokja() -> None:
    assert award.standstill_end(some_facts(standstill_until=NOW)) == NOW
    assert award.standstill_end(some_facts(standstill_until=NOW, open_sanggah=1)) is None
    assert award.standstill_end(some_facts(standstill_until=NOW, accepted_sanggah=1)) is None


def test_the_pa_who_decides_waits_for_no_member() -> None:
    assert preparation.everyone_agreed(some_facts("pa", agreed=frozenset())) is None
    assert preparation.everyone_agreed(some_facts("pa", "pokja", agreed=frozenset())) is not None
