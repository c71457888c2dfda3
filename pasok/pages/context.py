"""What every page needs: where one can go from here, who one is, in which language it is read."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve, reverse
from django.utils import timezone
from django.utils.functional import SimpleLazyObject
from django.utils.module_loading import import_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from pasok.kernel.actor import NOBODY, Actor
from pasok.pages.words import HATS
from pasok.people.reads import hats_anywhere


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    icon: str
    current: bool = False
    count: int = 0  # what waits behind it


Places = tuple[tuple[Any, str, tuple[str, ...]], ...]

PLANS = "paket", ("/paket",)
TENDERS = "tender", ("/tender",)
AGENCIES = "instansi", ("/instansi",)
DATA = "data", ("/data-terbuka", "/data", "/ocds", "/ocds/releases")
LOG = "log", ("/log",)
HOME = "beranda", ("/",)
INBOX = (lazy("Kotak masuk"), "kotak", ("/kotak-masuk",))

PUBLIC: Places = (
    (lazy("Paket"), *PLANS),
    (lazy("Tender"), *TENDERS),
    (lazy("Data terbuka"), *DATA),
    (lazy("Masuk"), "akun", ("/masuk",)),
)
#: what each trade works with, in its own words; of several hats the first one here says which
TRADES: dict[str, Places] = {
    "supplier": (
        (lazy("Beranda"), *HOME),
        (lazy("Cari paket"), *PLANS),
        (lazy("Tender"), *TENDERS),
        (lazy("Usaha saya"), "usaha", ("/usaha",)),
    ),
    "pokja": ((lazy("Tugas"), *HOME), (lazy("Tender"), *TENDERS), (lazy("Paket"), *PLANS)),
    "procurement_officer": ((lazy("Tugas"), *HOME), (lazy("Paket"), *PLANS), (lazy("Tender"), *TENDERS)),
    "ppk": ((lazy("Tugas"), *HOME), (lazy("Paket"), *PLANS), (lazy("Tender"), *TENDERS)),
    "pa": (
        (lazy("Tugas"), *HOME),
        (lazy("Rencana"), *PLANS),
        (lazy("Tender"), *TENDERS),
        (lazy("Pejabat"), *AGENCIES),
    ),
    "ukpbj": (
        (lazy("Tugas"), *HOME),
        (lazy("Tender"), *TENDERS),
        (lazy("Paket"), *PLANS),
        (lazy("Pokja"), *AGENCIES),
    ),
    "facilitator": (
        (lazy("Beranda"), *HOME),
        (lazy("Dampingan"), "usaha", ("/dampingan",)),
        (lazy("Paket"), *PLANS),
    ),
    "auditor": (
        (lazy("Beranda"), *HOME),
        (lazy("Paket"), *PLANS),
        (lazy("Tender"), *TENDERS),
        (lazy("Log publik"), *LOG),
    ),
    "lpse": (
        (lazy("Beranda"), *HOME),
        (lazy("Instansi"), *AGENCIES),
        (lazy("Verifikasi"), "periksa", ("/verifikasi",)),
        (lazy("Log publik"), *LOG),
    ),
}
TRADES["kpa"] = TRADES["pa"]
TRADES["pptk"] = TRADES["ppk"]
NEWCOMER: Places = (
    (lazy("Beranda"), *HOME),
    (lazy("Paket"), *PLANS),
    (lazy("Tender"), *TENDERS),
    (lazy("Daftarkan usaha"), "usaha", ("/usaha/baru",)),
)
FOOT: Places = (
    (lazy("Data terbuka"), *DATA),
    (lazy("Log publik"), *LOG),
    (lazy("Saksi"), "saksi", ("/saksi",)),
    (lazy("Gangguan situs"), "gangguan", ("/gangguan",)),
    (lazy("Latihan menawar"), "latihan", ("/latihan",)),
    (lazy("Bimbingan teknis"), "bimtek", ("/bimtek",)),
    (lazy("Periksa tanda terima"), "periksa", ("/periksa",)),
    (lazy("Daftar penyedia"), "usaha", ("/usaha?q=",)),
    (lazy("Daftar hitam"), "usaha", ("/daftar-hitam",)),
    (lazy("Daftar istilah"), "istilah", ("/istilah",)),
)


@cache
def exists(path: str, urlconf: str) -> bool:
    try:
        resolve(urlsplit(path).path, urlconf)
    except Resolver404:
        return False
    return True


def by_phone() -> bool:
    """Whether this installation can send a code to a telephone."""
    return any(settings.GATEWAYS.get(kind) for kind in ("sms", "whatsapp"))


def first(paths: tuple[str, ...]) -> str:
    """The first of these addresses that the house answers, with or without a slash at the end."""
    choices = [choice for path in paths for choice in (path, f"{path.rstrip('/')}/")]
    return next((choice for choice in choices if exists(choice, settings.ROOT_URLCONF)), "")


def links(request: HttpRequest, places: Places, unread: int = 0) -> list[Link]:
    """Those of the places that some room answers; the one that this page belongs to is marked."""
    found = [(label, icon, url) for label, icon, paths in places if (url := first(paths))]
    inside = [url for _label, _icon, url in found if request.path == url or within(request.path, url)]
    here = max(inside, key=len, default=None)
    return [
        Link(label, url, icon, url == here, unread if icon == "kotak" else 0) for label, icon, url in found
    ]


def within(path: str, url: str) -> bool:
    return url != "/" and path.startswith(f"{url.rstrip('/')}/")


def trade(hats: frozenset[str]) -> Places:
    """The places of the first trade that the hats name."""
    return next((places for hat, places in TRADES.items() if hat in hats), NEWCOMER)


def unread(actor: Actor) -> int:
    """How many notices wait, from the room that keeps them (settings.UNREAD)."""
    count: Callable[[Actor], int] = import_string(settings.UNREAD)
    return count(actor)


def back_to(request: HttpRequest) -> str:
    """Where to read on in the other language: this page; for the answer to a form, the page before."""
    if request.method in {"GET", "HEAD"}:
        return request.get_full_path()
    before = urlsplit(request.headers.get("referer", ""))
    return before.path if before.path and before.netloc == request.get_host() else "/"


def language(request: HttpRequest) -> dict[str, str]:
    """The other language: its code, its own name, where to choose it, and where to read on."""
    code, name = ("id", "Bahasa Indonesia") if get_language() == "en" else ("en", "English")
    return {"url": reverse("language"), "code": code, "name": name, "next": back_to(request)}


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The links of header, bar (at the foot of a phone) and footer; who reads, and in what language.

    What asks the database is asked only if the page shows it: an answer to htmx has no header.
    """
    actor = getattr(request, "actor", NOBODY)  # an error page may come before the middleware
    inside = actor.id.startswith("person:")
    hats: Any = SimpleLazyObject(lambda: hats_anywhere(actor))
    mine: Any = SimpleLazyObject(lambda: links(request, (*trade(hats), INBOX), unread(actor)))
    shown = mine if inside else SimpleLazyObject(lambda: links(request, PUBLIC))
    return {
        "navigation": shown,
        "bar": shown,
        "footer_links": SimpleLazyObject(lambda: links(request, FOOT)),
        "role": SimpleLazyObject(lambda: ", ".join(_(HATS[hat]) for hat in HATS if hat in hats)),
        "language_switch": SimpleLazyObject(lambda: language(request)),
        "login_url": "" if inside else first(("/masuk",)),
        "printed_at": timezone.now(),
        "signed_in": inside,
        "actor": actor,
        "site_name": settings.SITE_NAME,
        "demo": settings.DEMO,
        "by_phone": by_phone(),
        "frame": "bare.html" if "hx-request" in request.headers else "base.html",  # of an error
    }
