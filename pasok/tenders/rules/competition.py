"""Guards while bids may come, and at the opening."""

from datetime import datetime

from pasok.kernel import days
from pasok.kernel.tongue import say
from pasok.law import calendar
from pasok.law import lookup as law
from pasok.tenders.rules.facts import Facts


def before_deadline(facts: Facts) -> str | None:
    if facts.closes_at is None or facts.now >= facts.closes_at:
        return say("Batas akhir pemasukan penawaran telah lewat.")
    return None


def after_deadline(facts: Facts) -> str | None:
    if facts.closes_at is None or facts.now < facts.closes_at:
        return say("Batas akhir pemasukan penawaran belum lewat.")
    return None


def closing_time(facts: Facts) -> datetime | None:
    return facts.closes_at


def not_registered(facts: Facts) -> str | None:
    return say("Usaha Anda sudah terdaftar di tender ini. Buka penawaran Anda.") if facts.registered else None


def profile_is_ready(facts: Facts) -> str | None:
    return facts.profile_gaps[0] if facts.profile_gaps else None


def open_to_this_size(facts: Facts) -> str | None:
    """Perpres 12/2021 Ps 65(4): packages up to the dated limit are for small businesses and cooperatives."""
    if facts.small_only and not facts.is_small:
        return say("Tender ini khusus usaha mikro, usaha kecil, dan koperasi. Cari paket lain yang terbuka.")
    return None


def not_an_official_of_this_tender(facts: Facts) -> str | None:
    """Perpres 16/2018 Ps 7(2)e."""
    if facts.official:
        return say("Anda memegang jabatan pengadaan di tender ini, jadi tidak boleh menjadi pesertanya.")
    return None


def within_explanation(facts: Facts) -> str | None:
    window = facts.windows.get("explanation")
    if window and facts.now >= window[1]:
        return say("Masa pemberian penjelasan sudah selesai. Baca tanya jawab yang ada.")
    return None


def has_open_question(facts: Facts) -> str | None:
    return None if facts.open_questions else say("Tidak ada pertanyaan yang menunggu jawaban.")


def time_left_for_amendment(facts: Facts) -> str | None:
    rule = law.rule("tender_document_addendum_before_deadline_min", on=facts.on)
    if facts.closes_at is None:
        return say("Belum ada batas akhir penawaran. Susun jadwal lebih dahulu.")
    period = rule.period
    latest = days.add_days(facts.closes_at, -period.n, period.unit, calendar.holidays(), facts.zone)
    if facts.now > latest:
        return say(
            "Adendum paling lambat {period} sebelum batas akhir. Undurkan dahulu batas akhir penawaran.",
            period=period,
        )
    return None


def no_bids(facts: Facts) -> str | None:
    return say("Sudah ada penawaran yang masuk.") if facts.bids else None


def has_bids(facts: Facts) -> str | None:
    return None if facts.bids else say("Tidak ada penawaran yang masuk.")


def extension_left(facts: Facts) -> str | None:
    limit = law.value("bid_deadline_extension_times", on=facts.on)
    if facts.extensions >= limit:
        return say("Pemasukan penawaran sudah diperpanjang {extensions} kali.", extensions=facts.extensions)
    return None


def holds_a_key(facts: Facts) -> str | None:
    return (
        None
        if facts.me in facts.keyed
        else say(
            "Anda tidak membuat kunci pembuka untuk tender ini. Anggota lain yang menyerahkan bagiannya."
        )
    )


def not_yet_released(facts: Facts) -> str | None:
    return say("Anda sudah menyerahkan bagian kunci.") if facts.me in facts.released else None


def trial_is_due(facts: Facts) -> str | None:
    if facts.trial_began:
        return say("Uji buka sudah dimulai.")
    if facts.trial_at is None or facts.now < facts.trial_at:
        return say("Uji buka belum waktunya.")
    return None


def trial_runs(facts: Facts) -> str | None:
    return None if facts.trial_began else say("Uji buka belum dimulai. Anda akan diberi tahu waktunya.")


def not_yet_proved(facts: Facts) -> str | None:
    return say("Kunci Anda sudah terbukti membuka.") if facts.me in facts.proved else None


def has_recovery(facts: Facts) -> str | None:
    return None if facts.has_recovery else say("Tender ini tidak punya kelompok pemulihan.")


def not_yet_recovering(facts: Facts) -> str | None:
    return say("Kelompok pemulihan sudah dipanggil.") if facts.recovering else None


def not_yet_promised(facts: Facts) -> str | None:
    return say("Anda sudah menyatakan bagian kunci.") if facts.me in facts.promised else None


def has_promised(facts: Facts) -> str | None:
    return (
        None
        if facts.me in facts.promised
        else say("Nyatakan dahulu bagian kunci Anda. Setelah cukup anggota menyatakannya, serahkan.")
    )


def enough_have_promised(facts: Facts) -> str | None:
    """Nobody shows a share before enough have fixed theirs: no choice after seeing what others gave."""
    if (have := len(facts.promised)) < facts.threshold:
        return say(
            "Baru {have} dari {threshold} anggota Pokja menyatakan bagian kuncinya.",
            have=have,
            threshold=facts.threshold,
        )
    return None


def enough_keys_released(facts: Facts) -> str | None:
    if (have := len(facts.released)) < facts.threshold:
        return say(
            "Baru {have} dari {threshold} bagian kunci yang diserahkan anggota Pokja.",
            have=have,
            threshold=facts.threshold,
        )
    return None
