"""Guards of one bid's life, and the stages it is judged in."""

from pasok.kernel.tongue import say
from pasok.tenders.rules.facts import BidFacts

#: Sistem gugur: each stage in this order; the first that fails ends the bid.
STAGES = {
    "administration": "Administrasi",
    "qualification": "Kualifikasi",
    "technical": "Teknis",
    "price": "Harga",
    "verification": "Pembuktian kualifikasi",
}


def tender_is_open(facts: BidFacts) -> str | None:
    return (
        None
        if facts.tender_state == "announced"
        else say(
            "Tender ini tidak sedang menerima penawaran. Cari tender lain yang masih menerima penawaran."
        )
    )


def before_deadline(facts: BidFacts) -> str | None:
    if facts.closes_at is None or facts.now >= facts.closes_at:
        return say(
            "Batas akhir pemasukan penawaran telah lewat. "
            "Penawaran tidak dapat lagi dikirim, diganti, atau ditarik. Ikuti pembukaannya di halaman tender."
        )
    return None


def profile_is_ready(facts: BidFacts) -> str | None:
    return facts.profile_gaps[0] if facts.profile_gaps else None


def tender_is_opening(facts: BidFacts) -> str | None:
    return (
        None
        if facts.tender_state == "closed"
        else say("Penawaran dibuka hanya sesudah pemasukan ditutup. Tunggu batas akhirnya.")
    )


def tender_is_under_evaluation(facts: BidFacts) -> str | None:
    return (
        None
        if facts.tender_state == "opened"
        else say("Tender ini tidak sedang dalam evaluasi. Lihat tahap sekarang di halaman tender.")
    )


def winner_is_not_announced(facts: BidFacts) -> str | None:
    if facts.tender_state in {"opened", "decided"}:
        return None
    return say(
        "Saran ditulis sesudah pembukaan dan sebelum pemenang diumumkan. "
        "Lihat tahap sekarang di halaman tender."
    )


def something_to_assess(facts: BidFacts) -> str | None:
    return (
        None
        if facts.stages_left
        else say(
            "Semua tahap evaluasi penawaran ini sudah selesai. "
            "Lanjutkan ke penawaran berikutnya, atau tetapkan pemenang."
        )
    )


def was_readable(facts: BidFacts) -> str | None:
    return (
        None
        if facts.readable
        else say(
            "Isi penawaran ini tidak dapat dibuka. Catat gugur pada tahap administrasi, dengan sebabnya."
        )
    )
