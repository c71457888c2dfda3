"""What a sealed envelope must hold once it is open. Junk gets a sentence, not a crash."""

import binascii
from base64 import b64decode
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Any

from pasok.kernel.money import money

UNIT = "unit_price_"  # field names of the bid form: unit_price_1, unit_price_2, …
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


def parse(data: Mapping[str, Any]) -> Offer:
    """The payload of the one envelope: {"fields": {name: text}, "files": [{name, sha256, base64}]}."""
    fields, files = data.get("fields"), data.get("files", [])
    if not isinstance(fields, Mapping) or not isinstance(files, list):
        raise BadOffer("Isi amplop bukan penawaran.")
    texts = {str(name): str(value).strip() for name, value in fields.items()}
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


def unit_prices(texts: Mapping[str, str]) -> list[tuple[int, Decimal]]:
    found = []
    for name, value in texts.items():
        number = name.removeprefix(UNIT)
        if name.startswith(UNIT) and number.isdigit() and value:
            found.append((int(number), price(value, f"Harga satuan baris {number}")))
    return found


def price(text: str, what: str) -> Decimal:
    """Rupiah as typed: "1.234.567", "1234567,50", "Rp 1.234.567" or plain "1234567.50"."""
    bare = text.replace("Rp", "").replace(" ", "")
    if "," in bare or bare.count(".") > 1 or (bare.count(".") == 1 and len(bare.rpartition(".")[2]) == 3):
        bare = bare.replace(".", "").replace(",", ".")
    try:
        amount = money(Decimal(bare))
    except (InvalidOperation, ValueError) as error:
        raise BadOffer(f"{what} tidak dapat dibaca sebagai rupiah.") from error
    if not 0 <= amount < MOST:
        raise BadOffer(f"{what} di luar batas yang masuk akal.")
    return amount


def percent(text: str) -> Decimal:
    """TKDN in per cent, 0 to 100 with at most two places; empty counts as none."""
    try:
        value = Decimal(text.replace(",", ".").replace("%", "").strip() or "0")
    except InvalidOperation as error:
        raise BadOffer("TKDN tidak dapat dibaca sebagai persen.") from error
    if not value.is_finite() or not 0 <= value <= 100 or value != value.quantize(Decimal("0.01")):
        raise BadOffer("TKDN harus antara 0 dan 100 persen.")
    return value


def paper(one: Any) -> Paper:
    try:
        content = b64decode(one["base64"], validate=True)
        held = Paper(str(one["name"])[:200], content, sha256(content).hexdigest())
    except (KeyError, TypeError, binascii.Error) as error:
        raise BadOffer("Salah satu berkas penawaran rusak.") from error
    if held.sha256 != one.get("sha256", held.sha256):
        raise BadOffer(f"Berkas {held.name} tidak sama dengan sidik jarinya.")
    return held
