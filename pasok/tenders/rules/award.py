"""Guards from the announced winner to the drafted contract."""

from datetime import datetime

from pasok.kernel.tongue import say
from pasok.tenders.rules.facts import Facts


def within_standstill(facts: Facts) -> str | None:
    if facts.standstill_until is None or facts.now >= facts.standstill_until:
        return say("Masa sanggah telah berakhir. Sampaikan sebagai pengaduan kepada APIP.")
    return None


def has_not_objected(facts: Facts) -> str | None:
    return (
        say("Usaha Anda sudah mengajukan sanggah. Tunggu jawaban Pokja di halaman tender.")
        if facts.objected
        else None
    )


def has_open_sanggah(facts: Facts) -> str | None:
    return (
        None
        if facts.open_sanggah
        else say("Tidak ada sanggah yang menunggu jawaban. Tidak ada yang perlu Anda lakukan sekarang.")
    )


def no_open_sanggah(facts: Facts) -> str | None:
    return (
        say("Masih ada sanggah yang belum dijawab. Jawab semua sanggah lebih dahulu.")
        if facts.open_sanggah
        else None
    )


def sanggah_accepted(facts: Facts) -> str | None:
    return (
        None
        if facts.accepted_sanggah
        else say("Tidak ada sanggah yang dinyatakan benar. Pilih sebab lain, atau lanjutkan tendernya.")
    )


def no_accepted_sanggah(facts: Facts) -> str | None:
    if facts.accepted_sanggah:
        return say("Ada sanggah yang dinyatakan benar: ulangi evaluasi atau nyatakan tender gagal.")
    return None


def standstill_over(facts: Facts) -> str | None:
    if facts.standstill_until is None or facts.now < facts.standstill_until:
        return say("Masa sanggah belum berakhir. Tunggu sampai masa sanggah habis.")
    return None


def standstill_end(facts: Facts) -> datetime | None:
    """The clock waits while a sanggah is unanswered, and leaves an accepted one to the Pokja."""
    return None if facts.open_sanggah or facts.accepted_sanggah else facts.standstill_until


def has_winner(facts: Facts) -> str | None:
    return (
        None
        if facts.has_winner
        else say("Tidak ada pemenang yang dapat ditunjuk. Nyatakan tender gagal dengan sebabnya.")
    )


def winner_not_barred(facts: Facts) -> str | None:
    """Perpres 16/2018 Ps 78-79: the appointment does not go to who is on the blacklist on its day."""
    return facts.winner_barred or None


def appointed_or_barred(facts: Facts) -> str | None:
    """Before the SPPBJ the order of the ranking is left only where the law shuts the winner out."""
    if facts.state == "cleared" and not facts.winner_barred:
        return say("Terbitkan SPPBJ untuk pemenang lebih dahulu.")
    return None


def has_reserve(facts: Facts) -> str | None:
    return None if facts.reserves else say("Tidak ada pemenang cadangan lagi. Nyatakan tender gagal.")
