"""Who is acting, as plain data: the same shape for a person, an API key and the clock."""

from dataclasses import asdict, dataclass

ALWAYS = ("id", "name", "agency", "supplier")


@dataclass(frozen=True)
class Actor:
    id: str  # "person:7", "key:abc", "clock", "system:import"
    name: str
    agency: str = ""  # K/L/PD code: "D107"
    supplier: str = ""  # Supplier.pk as text: the business it bids for
    right: str = ""  # of staff: "bid", "both", "fill"; empty: the owner
    fills: str = ""  # Supplier.pk of a business whose profile it fills without bidding for it
    consent: str = ""  # Consent.pk under which it helps somebody
    helped: str = ""  # who consented: "person:9"
    helped_name: str = ""

    @property
    def business(self) -> str:
        """The business it works for, in whatever right; empty: none."""
        return self.supplier or self.fills

    @property
    def owns(self) -> bool:
        """It answers for its business: not staff, not a helper."""
        return bool(self.supplier) and not self.right

    def plain(self) -> dict[str, str]:
        """The actor as the ledger keeps it: who, and what else is true of it."""
        return {name: value for name, value in asdict(self).items() if value or name in ALWAYS}


CLOCK = Actor(id="clock", name="Jadwal")
NOBODY = Actor(id="public", name="Publik")
