"""Every address that a person may open with GET, each with real samples from the demonstration."""

from collections.abc import Callable, Iterable, Iterator
from itertools import islice

from django.urls import URLPattern, URLResolver, get_resolver

from pasok.accounts.models import Recovery
from pasok.coaching import tokens
from pasok.coaching.models import Bimtek, Seat
from pasok.contracts.models import Contract
from pasok.desk.models import Claim, Registration
from pasok.people.models import Agency
from pasok.planning.models import Package
from pasok.suppliers.models import DataRequest, Item, NationalEntry, Sanction, Supplier
from pasok.suppliers.rules import SECTIONS
from pasok.tenders.models import Bid, Practice, Tender

Sample = Callable[[], Iterator[str]]


def each_state(model: type, path: Callable[[object], str]) -> Iterator[str]:
    """One of each state that there is."""
    states: set[str] = set()
    for row in model.objects.order_by("pk"):
        if row.state not in states:
            states.add(row.state)
            yield path(row)


def some(rows: object, path: Callable[[object], str], most: int = 3) -> Iterator[str]:
    return (path(row) for row in islice(rows, most))


def firsts(paths: Iterable[str]) -> Iterator[str]:
    """Addresses below the first business."""
    pk = Supplier.objects.order_by("pk").values_list("pk", flat=True).first()
    return (path.format(pk=pk) for path in paths)


def held() -> object:
    """Bimtek that people came to, the largest first."""
    return Bimtek.objects.filter(state__in=("closed", "held", "running")).order_by("-capacity")


#: routes with parts in them, and what to put there
SAMPLES: dict[str, Sample] = {
    "/paket/<str:ocid>": lambda: each_state(Package, lambda row: f"/paket/{row.ocid}"),
    "/tender/<str:slug>": lambda: each_state(Tender, lambda row: f"/tender/{row.slug}"),
    "/penawaran/<int:pk>": lambda: each_state(Bid, lambda row: f"/penawaran/{row.pk}"),
    "/latihan/<int:pk>": lambda: each_state(Practice, lambda row: f"/latihan/{row.pk}"),
    "/kontrak/<int:pk>": lambda: each_state(Contract, lambda row: f"/kontrak/{row.pk}"),
    "/bimtek/<int:pk>": lambda: each_state(Bimtek, lambda row: f"/bimtek/{row.pk}"),
    "/bimtek/<int:pk>/hadir": lambda: some(held(), lambda row: f"/bimtek/{row.pk}/hadir", 1),
    "/bimtek/<int:pk>/layar": lambda: some(held(), lambda row: f"/bimtek/{row.pk}/layar", 1),
    "/bimtek/<int:pk>/peserta": lambda: some(held(), lambda row: f"/bimtek/{row.pk}/peserta", 2),
    "/bimtek/<int:pk>/corong": lambda: some(held(), lambda row: f"/bimtek/{row.pk}/corong", 2),
    "/bimtek/kursi/<int:pk>": lambda: each_state(Seat, lambda row: f"/bimtek/kursi/{row.pk}"),
    "/bimtek/tiket/<str:token>": lambda: some(
        Seat.objects.filter(person=None), lambda row: f"/bimtek/tiket/{tokens.ticket(row.pk)}", 1
    ),
    "/usaha/<int:pk>": lambda: some(Supplier.objects.order_by("pk"), lambda row: f"/usaha/{row.pk}"),
    "/daftar-hitam/<int:pk>": lambda: each_state(Sanction, lambda row: f"/daftar-hitam/{row.pk}"),
    "/daftar-hitam/nasional/<int:pk>": lambda: some(
        NationalEntry.objects.order_by("pk"), lambda row: f"/daftar-hitam/nasional/{row.pk}", 2
    ),
    "/usaha/<int:pk>/profil/<slug:section>": lambda: firsts(
        f"/usaha/{{pk}}/profil/{section}" for section in SECTIONS
    ),
    "/usaha/<int:pk>/profil/baru/<slug:kind>": lambda: firsts(
        f"/usaha/{{pk}}/profil/baru/{kind}" for kind in ("bank", "tkdn", "equipment")
    ),
    "/data-saya/permintaan/<int:pk>": lambda: some(
        DataRequest.objects.order_by("pk"), lambda row: f"/data-saya/permintaan/{row.pk}"
    ),
    "/usaha/data/<int:number>": lambda: some(
        Item.objects.order_by("pk"), lambda row: f"/usaha/data/{row.pk}"
    ),
    "/klaim/usaha/<int:pk>": lambda: some(
        Supplier.objects.filter(state="unclaimed").order_by("pk"), lambda row: f"/klaim/usaha/{row.pk}", 1
    ),
    "/klaim/<int:pk>": lambda: some(Claim.objects.order_by("pk"), lambda row: f"/klaim/{row.pk}", 1),
    "/pemulihan/<int:pk>": lambda: some(Recovery.objects.order_by("pk"), lambda row: f"/pemulihan/{row.pk}"),
    "/verifikasi/<int:pk>": lambda: some(
        Registration.objects.order_by("pk"), lambda row: f"/verifikasi/{row.pk}", 2
    ),
    "/instansi/<str:code>": lambda: iter([f"/instansi/{Agency.objects.get(pk='D999').pk}"]),
}
#: addresses that answer no page to a person, each with its reason
NO_PAGE = {
    "act of a machine: POST": r"/<slug:name>$",
    "answers a POST only": (
        r"^/(bahasa|draf.*|unggah.*|demo/masuk|akun/identitas|akun/kunci-api.*|instansi/.*/(angkat|pokja)"
        r"|dampingan/(selesai|.+/.+)|izin/.+/.+|klaim/.+/kode|pemulihan/.+/kode|akun/izin/.+|akun/staf/.+"
        r"|penugasan/.*|pokja/.*|kotak-masuk/.+|pencarian/.+|bimtek/.*/daftar)$"
    ),
    "data, not a page": r"^/(ocds/.*|log/.+|sampul/.*)$|\.json$",
    "needs a link from a message": r"^/(izin|pemulihan/henti)/",
    "needs a link from a letter": r"^/akun/sandi/(baru/)?\(\?P",
    "a step of logging in": (
        r"^/akun/(langkah-kedua/(periksa|konfirmasi)|kunci-sandi/.+|konfirmasi|email/periksa|ponsel/kode)$"
        r"|^/masuk/ponsel/.+$"
    ),
    "a proof, opened for its owner": r"^/usaha/(bukti|foto)/<int:pk>$",
    "a file": r"(unduh|^/favicon\.ico|^/dokumen/.+|/berkas/.*|/materi/.*|\.ics|\.csv|\.xlsx|\.atom|\.pdf)$",
}


def routes(entries: list[URLPattern | URLResolver] | None = None, before: str = "/") -> Iterator[str]:
    for entry in get_resolver().url_patterns if entries is None else entries:
        route = before + str(entry.pattern).removeprefix("^").removesuffix("$")
        if isinstance(entry, URLResolver):
            yield from routes(entry.url_patterns, route)
        else:
            yield route
