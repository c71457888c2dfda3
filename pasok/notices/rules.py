"""Who is told of which act, and in which words: telling.toml, and the clauses its texts are made of. Pure."""

import tomllib
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from pasok.kernel.days import shown_day
from pasok.kernel.tongue import say


@dataclass(frozen=True)
class Happening:
    """An act as one reader may know it. Moments are already written in the zone of that reader."""

    about: str  # the title of the tender, package or contract
    data: dict[str, Any]  # what the book noted beside the act
    closes_at: str = ""
    standstill_until: str = ""
    hearing_until: str = ""
    starts_at: str = ""
    place: int | None = None  # the reader's own place in the ranking


@dataclass(frozen=True)
class Word:
    """One message: to which group, with which title and text."""

    act: str  # "tender.publish"
    to: str
    title: str
    text: str
    own: bool = False  # also to the one who did it


TYPED = "\x02", "\x03"  # stand around what people typed, so that a page can mark its language
MOMENTS = ("closes_at", "standstill_until", "hearing_until", "starts_at")


def typed(words: str) -> str:
    return f"{TYPED[0]}{words}{TYPED[1]}" if words else ""


def bare(text: str) -> str:
    """Without the marks around what people typed."""
    return text.replace(TYPED[0], "").replace(TYPED[1], "")


def sentence(words: object) -> str:
    """Words of the book closed with a full stop; nothing if there are none."""
    text = str(words or "").strip()
    return text if not text or text[-1] in ".!?" else f"{text}."


def reason(h: Happening) -> str:
    why = typed(sentence(h.data.get("reason")))
    return say("Alasannya: {why}", why=why) if why else ""


def deadline(h: Happening) -> str:
    return say("Batas akhir penawaran {closes_at}.", closes_at=h.closes_at) if h.closes_at else ""


def send_before(h: Happening) -> str:
    return say("Kirim penawaran sebelum {closes_at}.", closes_at=h.closes_at) if h.closes_at else ""


def quiet_until(h: Happening) -> str:
    return (
        say("Masa sanggah berjalan sampai {standstill_until}.", standstill_until=h.standstill_until)
        if h.standstill_until
        else ""
    )


def after_closing(h: Happening) -> str:
    """What the Pokja does next, with or without bids."""
    if count := h.data["bids"]:
        return say("Ada {count} penawaran. Serahkan bagian kunci Anda, lalu buka penawaran.", count=count)
    return say("Tidak ada penawaran. Perpanjang pemasukan atau nyatakan tender gagal.")


def place(h: Happening) -> str:
    """Where the reader stands, and how to object until when."""
    if h.place == 1:
        return say("Selamat, Anda pemenangnya. Tunggu sampai masa sanggah selesai.")
    mine = (
        say("Anda pemenang cadangan {place}.", place=h.place - 1)
        if h.place
        else say("Penawaran Anda tidak menjadi pemenang.")
    )
    if not h.standstill_until:
        return f"{mine} {say('Bila Anda keberatan, ajukan sanggah di halaman tender.')}"
    object_before = say(
        "Bila Anda keberatan, ajukan sanggah di halaman tender sebelum {until}.", until=h.standstill_until
    )
    return f"{mine} {object_before}"


def verdict(h: Happening) -> str:
    return (
        say("Sanggah Anda dinyatakan benar.")
        if h.data["accepted"]
        else say("Sanggah Anda dinyatakan tidak benar.")
    )


def last_day(h: Happening) -> str:
    day = shown_day(date.fromisoformat(str(h.data["valid_until"])))
    return say("Hari terakhirnya {day}.", day=day)


def article(h: Happening) -> str:
    return say("Dasarnya {article}", article=sentence(h.data.get("article")))


def follows(h: Happening) -> str:
    return say("Tindak lanjutnya {what}", what=say(sentence(h.data.get("follows"))))


def leaf(h: Happening) -> str:
    return say("Nomornya di log publik {leaf}.", leaf=h.data["leaf"])


def mark(h: Happening) -> str:
    """The fingerprint as the receipt shows it: 128 bits in groups of four."""
    digest = str(h.data["leaf_hash"])
    return say("Sidik jarinya {mark}.", mark=" ".join(digest[i : i + 4] for i in range(0, 32, 4)))


def starts(h: Happening) -> str:
    return say("Acara dimulai {starts_at}.", starts_at=h.starts_at) if h.starts_at else ""


def reply_before(h: Happening) -> str:
    return say("Anda boleh menjawab sampai {until}.", until=h.hearing_until) if h.hearing_until else ""


def barred_until(h: Happening) -> str:
    """The last day of a sanction, as the book noted it."""
    until = str(h.data.get("until") or "")
    return say("Berlaku sampai {until}.", until=shown_day(date.fromisoformat(until))) if until else ""


def number(h: Happening) -> str:
    return str(h.data["number"])


def next_step(h: Happening) -> str:
    """Of who stopped on the way after a bimtek. A sealed bid is known to nobody, so the third may be done."""
    return {
        "ready": say("Lengkapi profil usaha Anda, lalu nyatakan lengkap dan benar."),
        "looked": say("Lihat paket yang menerima penawaran untuk bidang Anda."),
        "bid": say("Buka kotak Bolehkah saya menawar, lalu coba menawar. Bila sudah, abaikan pesan ini."),
        "won": say("Baca mengapa penawaran Anda belum menang, lalu coba lagi."),
    }[str(h.data["step"])]


CLAUSES: dict[str, Callable[[Happening], str]] = {
    clause.__name__: clause
    for clause in (
        last_day,
        next_step,
        *(reason, deadline, send_before, quiet_until, after_closing, place, starts),
        *(verdict, article, follows, leaf, mark, number, reply_before, barred_until),
    )
}


class Clauses(dict[str, str]):
    """Looks a clause up when a text asks for it, so that it needs only the data of its own acts."""

    def __init__(self, h: Happening) -> None:
        super().__init__(about=typed(h.about))
        self.h = h

    def __missing__(self, name: str) -> str:
        return CLAUSES[name](self.h)


def text(word: Word, h: Happening) -> str:
    """The message for one reader: the sentences of telling.toml, their clauses filled, marked by TYPED."""
    return " ".join(say(word.text).format_map(Clauses(h)).split())


@cache
def table() -> dict[str, Any]:
    return tomllib.loads((Path(__file__).parent / "telling.toml").read_text(encoding="utf-8"))


@cache
def words() -> dict[str, tuple[Word, ...]]:
    """By "machine.act", in the order of the file: a person in two groups gets the first."""
    found: dict[str, tuple[Word, ...]] = {}
    for row in table()["tell"]:
        word = Word(**row)
        found[word.act] = (*found.get(word.act, ()), word)
    return found


def quiet() -> dict[str, str]:
    """The acts that nobody is told of, each with the reason."""
    return dict(table()["quiet"])
