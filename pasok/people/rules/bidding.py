"""S8-S10 and S12: who may not bid beside whom, on plain values given by the rooms above. Pure.

A person is the HMAC of a NIK; a supplier is its public id.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from itertools import combinations

from pasok.law import lookup as law


def shared_people(bidders: Mapping[str, frozenset[str]]) -> list[tuple[str, str]]:
    """S8: pairs of bidders that share a director, commissioner or key staff (Perpres 16/2018 Ps 7(2)a)."""
    return [(a, b) for a, b in combinations(sorted(bidders), 2) if bidders[a] & bidders[b]]


def common_control(
    owners: Mapping[str, frozenset[str]], shares: Mapping[str, Mapping[str, Decimal]], *, on: date
) -> list[tuple[str, str]]:
    """S9: pairs of bidders under one control on the day of the announcement.

    `owners`: beneficial owners of each bidder, the test since 30 April 2025. `shares`: percent of each
    bidder held by each holder, the test before it.
    """
    held = dict(owners) if owner_test(on) else majority(shares, on)
    return shared_people(held)


def owner_test(on: date) -> bool:
    try:
        return law.rule("conflict_beneficial_owner", on=on).yes
    except LookupError:  # the older test is in force
        return False


def majority(shares: Mapping[str, Mapping[str, Decimal]], on: date) -> dict[str, frozenset[str]]:
    above = law.rule("conflict_common_shareholder_above", on=on).number
    return {b: frozenset(who for who, pct in held.items() if pct > above) for b, held in shares.items()}


def beside(supplier: str, pairs: list[tuple[str, str]], why: str) -> str | None:
    """The sentence for a bidder that stands in one of the pairs; `why` is the rule: "S8", "S9"."""
    if not any(supplier in pair for pair in pairs):
        return None
    words = {
        "S8": "berbagi pengurus atau tenaga inti dengan peserta lain (S8, Perpres 16/2018 Ps 7(2)a)",
        "S9": "berada di bawah kendali yang sama dengan peserta lain (S9, Perpres 16/2018 Ps 7(2)f)",
    }
    return f"Perusahaan Anda {words[why]}."


def builds_what_it_designed(bidder: str, designers: frozenset[str], *, integrated: bool) -> str | None:
    """S10: `designers` planned or supervise the same works; an integrated contract is free of this."""
    if bidder in designers and not integrated:
        return (
            "Konsultan perencana atau pengawas tidak boleh menjadi pelaksana pekerjaan yang sama "
            "(S10, Perpres 16/2018 Ps 7(2)b dan c)."
        )
    return None


def civil_servant_for_supplier(nip: str, on_unpaid_leave: bool) -> str | None:
    """S12: a civil servant speaks for a business only on unpaid leave, declared."""
    if nip and not on_unpaid_leave:
        return "Pegawai ASN tidak boleh mewakili penyedia, kecuali cuti di luar tanggungan negara (S12)."
    return None


def selects_own_package(ppk: str, pokja: frozenset[str]) -> str | None:
    """S2 when a Pokja is set on a package: the ids of its PPK and of the members."""
    if ppk in pokja:
        return "PPK paket ini tidak boleh menjadi anggota Pokja paket yang sama (S2, Perlem LKPP 15/2018)."
    return None
