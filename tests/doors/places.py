"""Every door of the house: each address to read with one sample of each state, each act with the same."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pasok.accounts.models import Recovery
from pasok.coaching.models import Bimtek, Seat
from pasok.contracts.models import Contract
from pasok.desk.models import Claim, Registration
from pasok.ledger.models import Subject
from pasok.planning.models import Package
from pasok.suppliers.models import DataRequest, Item, Sanction, Supplier
from pasok.tenders.models import Bid, Practice, Tender
from tests.eyes.places import SAMPLES, routes

#: the subjects with acts at an address of their own
ROOMS: dict[str, tuple[type[Subject], str]] = {
    "/paket/<str:ocid>": (Package, "ocid"),
    "/tender/<str:slug>": (Tender, "slug"),
    "/penawaran/<int:pk>": (Bid, "pk"),
    "/latihan/<int:pk>": (Practice, "pk"),
    "/kontrak/<int:pk>": (Contract, "pk"),
    "/usaha/<int:pk>": (Supplier, "pk"),
    "/bimtek/<int:pk>": (Bimtek, "pk"),
    "/bimtek/kursi/<int:pk>": (Seat, "pk"),
    "/usaha/data/<int:number>": (Item, "pk"),
    "/data-saya/permintaan/<int:pk>": (DataRequest, "pk"),
    "/verifikasi/<int:pk>": (Registration, "pk"),
    "/klaim/<int:pk>": (Claim, "pk"),
    "/pemulihan/<int:pk>": (Recovery, "pk"),
    "/daftar-hitam/<int:pk>": (Sanction, "pk"),
}
#: addresses of the tools that stand under us, and those that answer a machine
NOT_OURS = ("/akun/", "/masuk", "/daftar", "/_components", "/favicon.ico", "/log/", "/sampul/", "/ocds/")


@dataclass(frozen=True)
class Door:
    """One line of the matrix. `act` is empty for reading; `owner` is the supplier whose the subject is."""

    route: str
    address: str
    subject: Subject | None = None
    act: str = ""

    @property
    def state(self) -> str:
        return self.subject.state if self.subject else ""

    @property
    def owner(self) -> str:
        if isinstance(self.subject, Supplier):
            return str(self.subject.pk)
        return str(getattr(self.subject, "supplier_id", ""))


def samples(route: str) -> Iterator[tuple[str, Subject]]:
    """The address and the row of the first of each state."""
    model, key = ROOMS[route]
    for row in model.objects.order_by("state", "pk").distinct("state"):
        yield re.sub(r"<.+?>", str(getattr(row, key)), route), row


def reading() -> Iterator[Door]:
    """Every address that answers GET."""
    for route in routes():
        if route.startswith(NOT_OURS) and not route.startswith("/daftar-hitam"):
            continue
        if route in ROOMS:
            yield from (Door(route, path, row) for path, row in samples(route))
        elif "<" not in route:
            yield Door(route, route)
        elif route in SAMPLES:
            yield from (Door(route, path) for path in islice(SAMPLES[route](), 1))  # none: not in the story


def doing() -> Iterator[Door]:
    """Every act of every machine that people may ask for, in every state."""
    for route in ROOMS:
        for path, row in samples(route):
            for act in row.machine.acts:
                if not act.inner and act.by != {"clock"}:
                    yield Door(route, f"{path}/{act.name}", row, act.name)
