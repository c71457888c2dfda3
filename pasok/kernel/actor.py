"""Who is acting, as plain data: the same shape for a person, an API key and the clock."""

from dataclasses import asdict, dataclass


@dataclass(frozen=True)
class Actor:
    id: str  # "person:7", "key:abc", "clock", "system:import"
    name: str
    agency: str = ""  # K/L/PD code: "D107"
    supplier: str = ""  # Supplier.pk as text

    def plain(self) -> dict[str, str]:
        """The actor as the ledger keeps it."""
        return asdict(self)


CLOCK = Actor(id="clock", name="Jadwal")
NOBODY = Actor(id="public", name="Publik")
