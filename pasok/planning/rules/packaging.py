"""How packages are cut: reservation for small business, and the two tests of Perpres 16/2018 Ps 20(2).

The tests never block. They show evidence and ask for a reason; they accuse nobody.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import SequenceMatcher

from pasok.kernel.money import rupiah
from pasok.kernel.tongue import say
from pasok.law import lookup as law
from pasok.law.lookup import Rule

KINDS = {
    "goods": "Barang",
    "works": "Pekerjaan konstruksi",
    "consultant": "Jasa konsultansi",
    "other_services": "Jasa lainnya",
    "integrated_works": "Pekerjaan konstruksi terintegrasi",
}
CHOSEN_IN_THE_OPEN = {"tender", "fast_tender", "seleksi", "e_purchasing"}


@dataclass(frozen=True)
class Piece:
    """A package as the tests see it. Months are first days; None where unknown."""

    ocid: str
    title: str
    pagu: Decimal
    accounts: frozenset[str]
    reserved: bool = False
    selection: str = ""
    starts: date | None = None
    ends: date | None = None


@dataclass(frozen=True)
class Caution:
    """A warning with its evidence: the packages, their sum, the limit and the rows of law it rests on."""

    kind: str  # "splitting" or "bundling"
    title: str
    text: str
    pieces: tuple[Piece, ...]
    total: Decimal
    limit: Decimal
    rules: tuple[Rule, ...]
    reason: str = ""  # what the official answered


def direct_limit(kind: str, on: date) -> Rule | None:
    """Up to which value direct procurement is allowed for this kind; None where never. Ps 38(3), 41(3)."""
    try:
        return law.rule("direct_procurement.max", on=on, category=kind)
    except LookupError:
        return None


def must_be_reserved(pagu: Decimal, on: date) -> Rule | None:
    """The row that keeps this package for small business, or None when it is too large. Ps 65(3)-(4)."""
    most = law.rule("reserve_small_business_max", on=on)
    return most if pagu <= most.number else None


def alike(one: str, other: str) -> Decimal:
    """How alike two titles are, 0 to 1, without case, punctuation and numbers."""
    a, b = (" ".join(re.findall(r"[^\W\d_]+", title.lower())) for title in (one, other))
    return Decimal(str(round(SequenceMatcher(None, a, b, autojunk=False).ratio(), 4)))


def overlapping(one: Piece, other: Piece) -> bool:
    """Whether the months of selection meet; where they are unknown, they may."""
    if not (one.starts and one.ends and other.starts and other.ends):
        return True
    return one.starts <= other.ends and other.starts <= one.ends


def splitting(own: Piece, others: Iterable[Piece], kind: str, on: date) -> Caution | None:
    """Pieces of one satker and year that share an account and a name and together pass the direct limit.

    Ps 20(2)d forbids splitting to avoid a tender. `others` come from the same satker, year and kind.
    """
    limit = direct_limit(kind, on)
    if limit is None or own.pagu > limit.number or own.selection in CHOSEN_IN_THE_OPEN:
        return None
    enough = law.rule("split_similarity_min", on=on)
    kin = [
        other
        for other in others
        if other.ocid != own.ocid
        and other.pagu <= limit.number
        and other.selection not in CHOSEN_IN_THE_OPEN
        and own.accounts & other.accounts
        and overlapping(own, other)
        and alike(own.title, other.title) >= enough.number
    ]
    total = own.pagu + sum((piece.pagu for piece in kin), Decimal(0))
    if not kin or total <= limit.number:
        return None
    return Caution(
        kind="splitting",
        title=say("Paket ini mungkin dipecah"),
        text=(
            say(
                "{n} paket dengan kode rekening sama dan nama mirip berjumlah {total}. "
                "Batas pengadaan langsung {limit}.",
                n=len(kin) + 1,
                total=rupiah(total),
                limit=limit.shown,
            )
        ),
        pieces=(own, *kin),
        total=total,
        limit=limit.number,
        rules=(limit, enough),
    )


def bundling(members: Sequence[Piece], on: date) -> Caution | None:
    """Packages that each belong to small business, merged above the amount kept for it. Ps 20(2)c, 65."""
    most = law.rule("reserve_small_business_max", on=on)
    small = [piece for piece in members if piece.reserved and piece.pagu <= most.number]
    total = sum((piece.pagu for piece in members), Decimal(0))
    if len(members) < 2 or len(small) < len(members) or total <= most.number:
        return None
    return Caution(
        kind="bundling",
        title=say("Penggabungan ini mengambil paket usaha kecil"),
        text=(
            say(
                "{n} paket usaha kecil digabung menjadi {total}. Batas paket usaha kecil {most}.",
                n=len(members),
                total=rupiah(total),
                most=most.shown,
            )
        ),
        pieces=tuple(members),
        total=total,
        limit=most.number,
        rules=(most,),
    )
