"""S2, S10 and S12, on plain values given by the rooms above; S8 and S9 stand in `suppliers.rules`. Pure.

A person is the HMAC of a NIK; a supplier is its public id.
"""

from pasok.kernel.tongue import say


def builds_what_it_designed(bidder: str, designers: frozenset[str], *, integrated: bool) -> str | None:
    """S10: `designers` planned or supervise the same works; an integrated contract is free of this."""
    if bidder in designers and not integrated:
        return say(
            "Konsultan perencana atau pengawas tidak boleh menjadi pelaksana pekerjaan yang sama "
            "(S10, Perpres 16/2018 Ps 7(2)b dan c)."
        )
    return None


def civil_servant_for_supplier(nip: str, on_unpaid_leave: bool) -> str | None:
    """S12: a civil servant speaks for a business only on unpaid leave, declared."""
    if nip and not on_unpaid_leave:
        return say("Pegawai ASN tidak boleh mewakili penyedia, kecuali cuti di luar tanggungan negara (S12).")
    return None


def selects_own_package(ppk: str, pokja: frozenset[str]) -> str | None:
    """S2 when a Pokja is set on a package: the ids of its PPK and of the members."""
    if ppk in pokja:
        return say(
            "PPK paket ini tidak boleh menjadi anggota Pokja paket yang sama (S2, Perlem LKPP 15/2018)."
        )
    return None
