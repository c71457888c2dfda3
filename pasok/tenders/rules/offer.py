"""What a sealed envelope must hold once it is open. Junk gets a sentence, not a crash."""

import re
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from hashlib import sha256
from typing import Any

UNIT = "unit_price_"  # field names of the bid form: unit_price_1, unit_price_2, …
LINE = re.compile(r"[1-9][0-9]{0,5}")
GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+(,[0-9]{1,2})?")  # 1.234.567 and 1.234.567,50
BARE = re.compile(r"[0-9]{1,20}([.,][0-9]{1,2})?")  # 1234567, 1234567,50 and 1234567.50
PERCENT = re.compile(r"[0-9]{1,3}([.,][0-9]{1,2})?")
MOST = Decimal("1e17")  # rupiah; nothing the state buys costs more, and the database column ends there


class BadOffer(ValueError):
    """The opened envelope does not hold an offer; the sentence goes into the minutes."""


@dataclass(frozen=True)
class Paper:
    name: str
    content: bytes
    sha256: str


@dataclass(frozen=True)
class Offer:
    total: Decimal  # rupiah, PPN included
    unit_prices: dict[int, Decimal]
    tkdn: Decimal  # per cent
    answers: dict[str, str]
    files: list[Paper]


def joined(parts: Mapping[str, Any]) -> dict[str, Any]:
    """One payload of the two envelopes: the total stands in `harga` alone, everything else in `dokumen`."""
    price, papers = parts.get("harga"), parts.get("dokumen")
    if not isinstance(price, Mapping) or not isinstance(papers, Mapping):
        raise BadOffer("Isi amplop bukan penawaran.")
    total, others = price.get("fields"), papers.get("fields", {})
    if not isinstance(total, Mapping) or not isinstance(others, Mapping):
        raise BadOffer("Isi amplop bukan penawaran.")
    return {"fields": {**others, "total": total.get("total", "")}, "files": papers.get("files", [])}


def parse(data: Mapping[str, Any]) -> Offer:
    """What both envelopes hold together: {"fields": {name: text}, "files": [{name, sha256, base64}]}."""
    fields, files = data.get("fields"), data.get("files", [])
    if not isinstance(fields, Mapping) or not isinstance(files, list):
        raise BadOffer("Isi amplop bukan penawaran.")
    texts = {storable(name): storable(value).strip() for name, value in fields.items()}
    total = price(texts.get("total", ""), "Jumlah penawaran")
    if total <= 0:
        raise BadOffer("Jumlah penawaran harus lebih dari nol.")
    return Offer(
        total=total,
        unit_prices={number: amount for number, amount in unit_prices(texts)},
        tkdn=percent(texts.get("tkdn", "")),
        answers={
            n: v[:5000] for n, v in texts.items() if n not in {"total", "tkdn"} and not n.startswith(UNIT)
        },
        files=[paper(one) for one in files],
    )


def storable(text: object) -> str:
    """As text; the one character that PostgreSQL cannot keep becomes the mark of an unreadable one."""
    return str(text).replace("\x00", "\ufffd")


def unit_prices(texts: Mapping[str, str]) -> list[tuple[int, Decimal]]:
    found = []
    for name, value in texts.items():
        number = name.removeprefix(UNIT)
        if name.startswith(UNIT) and LINE.fullmatch(number) and value:
            found.append((int(number), price(value, f"Harga satuan baris {number}")))
    return found


def price(text: str, what: str) -> Decimal:
    """Rupiah as typed: "1.234.567", "Rp 1.234.567,50", "1234567,-", "1234567.50". Never guessed.

    The pattern of the bid form (form_offer.html) accepts the same, so that a slip shows before the sealing.
    """
    bare = text.replace(" ", "").removeprefix("Rp").removesuffix(",-")
    if GROUPED.fullmatch(bare):
        bare = bare.replace(".", "")
    elif not BARE.fullmatch(bare):
        raise BadOffer(f"{what} tidak dapat dibaca sebagai rupiah.")
    amount = Decimal(bare.replace(",", "."))
    if not 0 <= amount < MOST:
        raise BadOffer(f"{what} di luar batas yang masuk akal.")
    return amount


def no_price(corrected: Decimal) -> str | None:
    """Why the sum of the unit prices cannot be the price of an offer."""
    if corrected <= 0:
        return "Tidak ada harga satuan yang diisi, padahal harga dihitung dari harga satuan."
    if corrected >= MOST:
        return "Jumlah harga satuan di luar batas yang masuk akal."
    return None


def percent(text: str) -> Decimal:
    """TKDN in per cent, 0 to 100 with at most two places; empty counts as none."""
    bare = text.replace("%", "").strip() or "0"
    if not PERCENT.fullmatch(bare):
        raise BadOffer("TKDN tidak dapat dibaca sebagai persen.")
    value = Decimal(bare.replace(",", "."))
    if value > 100:
        raise BadOffer("TKDN harus antara 0 dan 100 persen.")
    return value


def paper(one: Any) -> Paper:
    try:
        content = b64decode(one["base64"], validate=True)
        held = Paper(storable(one["name"])[:200], content, sha256(content).hexdigest())
    except (KeyError, TypeError, ValueError) as error:
        raise BadOffer("Salah satu berkas penawaran rusak.") from error
    if held.sha256 != one.get("sha256", held.sha256):
        raise BadOffer(f"Berkas {held.name} tidak sama dengan sidik jarinya.")
    return held
