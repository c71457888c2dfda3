"""What is known of a business, as frozen values."""

import re
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

FORMS = {
    "pt": "PT",
    "pt_perorangan": "PT Perorangan",
    "cv": "CV",
    "firma": "Firma",
    "koperasi": "Koperasi",
    "ud": "UD",
    "perorangan": "Usaha perorangan",
    "other": "Bentuk lain",
}
SCALES = {"micro": "Usaha mikro", "small": "Usaha kecil", "medium": "Usaha menengah", "large": "Usaha besar"}
ROLES = {
    "owner": "Pemilik",
    "director": "Direksi atau pengurus",
    "commissioner": "Komisaris atau pengawas",
    "key_staff": "Tenaga inti",
}
EDITIONS = {"2020": "KBLI 2020", "2025": "KBLI 2025"}
STEERING = ("director", "commissioner", "key_staff")  # whom Perpres 16/2018 Ps 7(2)a names


@dataclass(frozen=True)
class Permit:
    """One line of business in the NIB: a KBLI code of a stated edition, perhaps with an end."""

    kbli: str
    edition: str
    title: str = ""
    valid_until: date | None = None

    def stands(self, on: date) -> bool:
        return self.valid_until is None or on <= self.valid_until


@dataclass(frozen=True)
class Officer:
    """A natural person behind the business, known only by the keyed hash of the NIK. No name."""

    role: str
    nik_hash: str
    share_pct: Decimal | None = None
    beneficial: bool = False


@dataclass(frozen=True, kw_only=True)
class Profile:
    """Everything a tender checks of a business. `nib` and `npwp` are digits only, or empty."""

    id: int
    name: str
    form: str
    nib: str
    npwp: str
    scale: str
    region_code: str
    region_name: str
    address: str
    established_on: date | None
    capital: Decimal | None
    yearly_sales: Decimal | None
    permits: tuple[Permit, ...]
    officers: tuple[Officer, ...]
    state: str

    @property
    def ready(self) -> bool:
        """The owner has declared the profile complete and true."""
        return self.state == "ready"

    @property
    def unclaimed(self) -> bool:
        """A record of another system, without a user here."""
        return self.state == "unclaimed"

    @property
    def full_name(self) -> str:
        return full_name(self.name, self.form)

    @property
    def is_umk(self) -> bool:
        return is_umk(self.scale, self.form)

    @property
    def kbli(self) -> tuple[str, ...]:
        return tuple(permit.kbli for permit in self.permits)

    def hashes(self, *roles: str) -> frozenset[str]:
        """NIK hashes of the people in these roles, of all people when no role is named."""
        return frozenset(o.nik_hash for o in self.officers if o.nik_hash and (not roles or o.role in roles))


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the machine judges a supplier by."""

    state: str
    now: datetime
    today: date
    hats: frozenset[str]
    profile: Profile


def full_name(name: str, form: str) -> str:
    """The name with its legal form in front, once: "CV Ukir Jati Contoh"."""
    title = FORMS.get(form, "")
    if form not in {"pt", "cv", "ud", "firma", "koperasi"} or re.match(rf"{title}\b", name, re.I):
        return name
    return f"{title} {name}"


def form_in(name: str) -> str:
    """The legal form a name of another system begins or ends with: "cv"; "other" when it tells none."""
    words = re.sub(r"[^a-z ]", " ", name.lower()).split()
    for form in ("pt", "cv", "ud", "firma", "koperasi"):
        if words and form in (words[0], words[-1]):
            return form
    return "other"


def is_umk(scale: str, form: str) -> bool:
    """Micro, small or a cooperative: whom Perpres 12/2021 Ps 65 reserves packages for."""
    return scale in {"micro", "small"} or form == "koperasi"
