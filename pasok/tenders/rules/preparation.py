"""Guards from the proposal to the announcement."""

from pasok.kernel import days
from pasok.kernel.tongue import say
from pasok.law import calendar
from pasok.law import lookup as law
from pasok.tenders.rules.competition import extension_left, no_bids
from pasok.tenders.rules.facts import Facts


def missing(facts: Facts, who: frozenset[str]) -> int:
    return len(facts.members - who)


def something_to_agree_on(facts: Facts) -> str | None:
    if facts.state == "preparing" and not (facts.has_document and facts.windows):
        return say("Dokumen pemilihan dan jadwal perlu disusun sebelum dapat disetujui.")
    if facts.state == "opened" and not facts.passing:
        return say("Belum ada penawaran yang lulus semua tahap evaluasi.")
    return None


def not_yet_agreed(facts: Facts) -> str | None:
    if facts.me in facts.agreed:
        return say("Anda sudah setuju. Persetujuan gugur sendiri bila ada yang diubah.")
    return None


def everyone_agreed(facts: Facts) -> str | None:
    if "pa" in facts.hats and "pokja" not in facts.hats:
        return None
    if wait := missing(facts, facts.agreed):
        return say("Menunggu persetujuan {wait} dari {n} anggota Pokja.", wait=wait, n=len(facts.members))
    return None


def has_document(facts: Facts) -> str | None:
    return None if facts.has_document else say("Dokumen pemilihan belum disusun.")


def has_schedule(facts: Facts) -> str | None:
    if not facts.windows:
        return say("Jadwal belum disusun.")
    if facts.windows["bid_submission"][1] <= facts.now:
        return say("Batas akhir pemasukan penawaran dalam jadwal sudah lewat. Susun ulang jadwal.")
    return None


def schedule_is_lawful_or_explained(facts: Facts) -> str | None:
    if facts.breaches and not facts.breach_reason:
        return say("Jadwal menyimpang dan belum diberi alasan: {breach}", breach=facts.breaches[0])
    return None


def hps_is_set(facts: Facts) -> str | None:
    return None if facts.hps else say("HPS belum ditetapkan PPK.")


def hps_within_pagu(facts: Facts) -> str | None:
    if facts.hps and facts.hps > facts.pagu:
        return say("HPS melebihi pagu anggaran. PPK perlu menetapkan ulang HPS.")
    return None


def hps_is_fresh(facts: Facts) -> str | None:
    """Perpres 16/2018 Ps 26(8): only while the dated law had an age limit (until 29 April 2025)."""
    try:
        limit = law.rule("hps_age_max", on=facts.on).period
    except LookupError:
        return None
    if not facts.hps_set_on or "bid_submission" not in facts.windows:
        return None
    deadline = days.local(facts.windows["bid_submission"][1], facts.zone).date()
    if days.working_days_between(facts.hps_set_on, deadline, calendar.holidays()) > limit.n:
        return say(
            "HPS ditetapkan lebih dari {limit} sebelum batas akhir penawaran. PPK perlu menetapkan ulang.",
            limit=limit,
        )
    return None


def key_is_wanted(facts: Facts) -> str | None:
    """For the announcement, and once more for the round that an extension without bids opens."""
    return None if facts.state == "preparing" else no_bids(facts) or extension_left(facts)


def everyone_has_a_key(facts: Facts) -> str | None:
    if wait := missing(facts, facts.keyed):
        return say(
            "{wait} dari {n} anggota Pokja belum membuat kunci pembuka.", wait=wait, n=len(facts.members)
        )
    return None
