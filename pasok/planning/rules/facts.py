"""What the law looks at in a package, and the guards: each says why not, in the user's words, or None."""

from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from pasok.kernel.money import rupiah
from pasok.kernel.tongue import say
from pasok.law import lookup as law
from pasok.law import methods
from pasok.planning.rules import hps, packaging


@dataclass(frozen=True, kw_only=True)
class Facts:
    """A package at one moment, for one actor. Money in rupiah; `on` chooses the law."""

    state: str
    now: datetime
    hats: frozenset[str]
    on: date  # the day it was announced; today while it is a draft
    kind: str
    pagu: Decimal
    method: str
    funded: Decimal  # the sum of its fund sources
    locations: int
    reserved: bool
    reason_not_reserved: str
    domestic: bool
    reason_not_domestic: str
    similar: int  # packages found by the splitting test
    similar_reason: str
    specification: bool
    hps_total: Decimal | None
    terms: bool


def funded_in_full(facts: Facts) -> str | None:
    """Ps 22: the announced amount is the allocated budget."""
    if facts.funded != facts.pagu:
        return say(
            "Jumlah sumber dana {funded} belum sama dengan pagu {pagu}.",
            funded=rupiah(facts.funded),
            pagu=rupiah(facts.pagu),
        )
    return None


def has_location(facts: Facts) -> str | None:
    return None if facts.locations else say("Lokasi pekerjaan belum diisi. Isi lewat Ubah rancangan.")


def method_chosen(facts: Facts) -> str | None:
    return None if facts.method else say("Metode pemilihan belum ditetapkan. Tetapkan lebih dahulu.")


def method_within_limit(facts: Facts) -> str | None:
    """Ps 38(3), 41(3): a method chosen for a smaller pagu or another kind does not outlive the change."""
    if not facts.method:
        return None
    chosen = methods.method(facts.method)
    if chosen.selection == "direct_procurement":
        limit = packaging.direct_limit(facts.kind, facts.on)
        if limit is None:
            return say("Jenis paket ini tidak dapat dibeli dengan pengadaan langsung. Tetapkan metode lain.")
        if facts.pagu > limit.number:
            return say(
                "Pagu {pagu} melebihi batas pengadaan langsung {limit}. Tetapkan metode lain.",
                pagu=rupiah(facts.pagu),
                limit=limit.shown,
            )
    if (facts.kind == "consultant") != (chosen.selection == "seleksi") and (
        chosen.selection in {"seleksi", "tender", "fast_tender"}
    ):
        return say(
            "Metode {chosen} tidak cocok dengan jenis paket ini. Tetapkan metode lain.",
            chosen=say(chosen.label),
        )
    return None


def is_reserved(facts: Facts) -> str | None:
    return None if facts.reserved else say("Paket ini tidak dicadangkan untuk usaha kecil.")


def not_yet_reserved(facts: Facts) -> str | None:
    return say("Paket ini sudah dicadangkan untuk usaha kecil.") if facts.reserved else None


def within_reserve_max(facts: Facts) -> str | None:
    """Ps 65: only up to the dated amount is a package kept for small business."""
    most = law.rule("reserve_small_business_max", on=facts.on)
    if facts.pagu > most.number:
        return say(
            "Pencadangan hanya untuk paket dengan pagu paling tinggi {most} ({article}).",
            most=most.shown,
            article=most.article,
        )
    return None


def reservation_settled(facts: Facts) -> str | None:
    """Ps 65: reserved, or a written reason why not; and never reserved above the amount."""
    due = packaging.must_be_reserved(facts.pagu, facts.on)
    if facts.reserved and not due:
        return within_reserve_max(facts)
    if due and not facts.reserved and not facts.reason_not_reserved.strip():
        return say("Paket ini harus dicadangkan untuk usaha kecil. Jika tidak, tulis alasannya.")
    return None


def domestic_settled(facts: Facts) -> str | None:
    """Ps 19, 66: domestic products, or a written reason why not."""
    if not facts.domestic and not facts.reason_not_domestic.strip():
        return say("Paket ini tidak mewajibkan produk dalam negeri. Tulis alasannya.")
    return None


def has_similar(facts: Facts) -> str | None:
    return None if facts.similar else say("Tidak ada paket serupa yang perlu dijelaskan.")


def similar_explained(facts: Facts) -> str | None:
    """Ps 20(2)d: the test accuses nobody; it asks for a reason that everybody can read."""
    if facts.similar and not facts.similar_reason.strip():
        return say(
            "Ada {similar} paket serupa dalam satuan kerja ini. Tulis mengapa paketnya dipisah.",
            similar=facts.similar,
        )
    return None


def has_specification(facts: Facts) -> str | None:
    return (
        None if facts.specification else say("Spesifikasi teknis belum ditulis. PPK menulisnya lebih dahulu.")
    )


def has_hps(facts: Facts) -> str | None:
    """Ps 26(7): some packages need none."""
    if facts.hps_total is None and not hps.exemption(facts.kind, facts.method, facts.pagu, facts.on):
        return say("HPS belum ditetapkan. PPK menetapkannya lebih dahulu.")
    return None


def hps_within_pagu(facts: Facts) -> str | None:
    return hps.above_pagu(facts.hps_total, facts.pagu)


def has_terms(facts: Facts) -> str | None:
    return None if facts.terms else say("Rancangan kontrak belum disusun. PPK menyusunnya lebih dahulu.")
