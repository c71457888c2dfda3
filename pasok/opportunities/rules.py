"""What the public may call the standing of a package, and how well one fits a business. Pure."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from pasok.kernel.machine import State
from pasok.kernel.tongue import mark, say

#: the one public standing of a package: its plan and its latest announced tender, told together
STATES: Mapping[str, State] = {
    "planned": State(mark("Direncanakan"), ocds="planned"),
    "preparing": State(mark("Pemilihan disiapkan"), ocds="planned"),
    "open": State(mark("Menerima penawaran"), ocds="active", tone="brand"),
    "closed": State(mark("Penawaran ditutup"), ocds="active"),
    "evaluated": State(mark("Sedang dievaluasi"), ocds="active"),
    "standstill": State(mark("Masa sanggah"), ocds="active", tone="wait"),
    "awarded": State(mark("Menunggu kontrak"), ocds="active", tone="wait"),
    "contracted": State(mark("Berkontrak"), ocds="complete", tone="good"),
    "failed": State(mark("Tender gagal"), ocds="unsuccessful", tone="bad"),
    "cancelled": State(mark("Dibatalkan"), ocds="cancelled", tone="bad"),
    "replaced": State(mark("Diganti paket lain"), ocds="withdrawn"),
}
#: how a standing is written in an address
IN_ADDRESS = {
    "direncanakan": "planned",
    "disiapkan": "preparing",
    "menerima": "open",
    "ditutup": "closed",
    "dievaluasi": "evaluated",
    "sanggah": "standstill",
    "menunggu": "awarded",
    "berkontrak": "contracted",
    "gagal": "failed",
    "dibatalkan": "cancelled",
    "diganti": "replaced",
}
OF_PACKAGE = {
    "announced": "planned",
    "in_selection": "preparing",
    "contracted": "contracted",
    "cancelled": "cancelled",
    "replaced": "replaced",
}
OF_TENDER = {
    "announced": "open",
    "closed": "closed",
    "opened": "evaluated",
    "decided": "evaluated",  # the winner is known to the public with the announcement only
    "standstill": "standstill",
    "cleared": "awarded",
    "appointed": "awarded",
    "contracted": "contracted",
    "failed": "failed",  # "repeated" is not here: what is being prepared then is the plan's own standing
}
OVER = {"contracted", "cancelled", "replaced"}
AHEAD = ("open", "planned", "preparing")  # what a business can still prepare for

#: what a line of business sells, by the first two figures of its KBLI: a hint where a package names none
SELLS = (
    (range(41, 44), ("works", "integrated_works")),
    (range(69, 75), ("consultant",)),
    (range(10, 34), ("goods",)),
    (range(45, 48), ("goods",)),
    (range(1, 4), ("goods",)),
    (range(58, 59), ("goods",)),
)


def standing(package: str, tender: str = "") -> str:
    """The public standing of a package in that state, with its latest announced tender in that one.

    A draft has none: KeyError.
    """
    own = OF_PACKAGE[package]
    return own if own in OVER else OF_TENDER.get(tender, own)


def kinds_sold(kbli: Iterable[str]) -> frozenset[str]:
    """The kinds of procurement these lines of business usually serve."""
    found: set[str] = set()
    for code in map(bare, kbli):
        group = int(code[:2]) if code[:2].isdigit() else 0
        served = next((kinds for groups, kinds in SELLS if group in groups), ("other_services",))
        found.update(served if group else ())
    return frozenset(found)


def bare(kbli: str) -> str:
    """The figures of a code that may begin with the letter of its category: "C31001" -> "31001"."""
    return kbli.strip().lstrip("ABCDEFGHIJKLMNOPQRSTUV")


def above(kbli: Iterable[str]) -> list[str]:
    """Every code that one of these lines is, or lies below of: a package may name a whole group."""
    return sorted({bare(code)[:n] for code in kbli for n in range(2, len(bare(code)) + 1)})


@dataclass(frozen=True)
class Business:
    """What counts of a business when packages are sought for it. `region` is a regency's code, "32.04"."""

    kbli: tuple[str, ...]
    region: str
    small: bool

    @property
    def province(self) -> str:
        return self.region[:2]


@dataclass(frozen=True)
class Offered:
    """What counts of a package."""

    kbli: tuple[str, ...]
    kind: str
    regions: tuple[str, ...]
    reserved: bool


#: what each reason weighs: the line of business decides, nearness orders, the reservation tips
WEIGHTS = {"kbli": 8, "regency": 4, "province": 2, "reserved": 1}


def fit(business: Business, package: Offered) -> tuple[str, ...]:
    """Why the package fits, the weightiest reason first; () where it does not.

    It fits when it names a KBLI of the business; or, while it names none, when it is of a kind that the
    business sells and lies in its province. Never when it is reserved and the business is not small.
    """
    if package.reserved and not business.small:
        return ()
    lines = sorted(set(above(business.kbli)) & set(map(bare, package.kbli)), key=len)
    near = [place for place in (business.region, business.province) if place and place in package.regions]
    alike = not package.kbli and package.kind in kinds_sold(business.kbli) and bool(near)
    if not lines and not alike:
        return ()
    reasons = ["kbli"] if lines else []
    reasons += [("regency" if len(near[0]) > 2 else "province")] if near else []
    return (*reasons, *(("reserved",) if package.reserved else ()))


def told(reasons: Iterable[str], business: Business, package: Offered) -> str:
    """KBLI 31001, di kabupaten Anda."""
    shared = sorted(set(above(business.kbli)) & set(map(bare, package.kbli)), key=len)
    words = {
        "kbli": lambda: say("KBLI {code}", code=shared[-1]),
        "regency": lambda: say("di kabupaten atau kota Anda"),
        "province": lambda: say("di provinsi Anda"),
        "reserved": lambda: say("khusus usaha kecil"),
    }
    found = ", ".join(words[reason]() for reason in reasons)
    return found[:1].upper() + found[1:]
