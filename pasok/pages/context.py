"""What every page needs: where one can go from here."""

from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import Resolver404, resolve

from pasok.kernel.actor import NOBODY


@dataclass(frozen=True)
class Link:
    label: str
    url: str
    icon: str
    current: bool = False


PUBLIC = (
    ("Paket", "paket", ("/paket",)),
    ("Tender", "tender", ("/tender",)),
    ("Data terbuka", "data", ("/data-terbuka", "/data", "/ocds", "/ocds/releases")),
    ("Masuk", "akun", ("/masuk",)),
)
OFFICE = (
    ("Beranda", "beranda", ("/",)),
    ("Paket", "paket", ("/paket",)),
    ("Tender", "tender", ("/tender",)),
    ("Kotak masuk", "kotak", ("/kotak-masuk",)),
    ("Usaha saya", "usaha", ("/usaha",)),
    ("Akun", "akun", ("/akun",)),
)
BAR = 5  # what fits side by side at the foot of a phone
SPARED = "paket"  # left out of the bar where there are more: whoever sells starts from the tenders


@cache
def exists(path: str, urlconf: str) -> bool:
    try:
        resolve(path, urlconf)
    except Resolver404:
        return False
    return True


def first(paths: tuple[str, ...]) -> str:
    """The first of these addresses that the house answers, with or without a slash at the end."""
    choices = [choice for path in paths for choice in (path, f"{path.rstrip('/')}/")]
    return next((choice for choice in choices if exists(choice, settings.ROOT_URLCONF)), "")


def navigation(request: HttpRequest) -> dict[str, Any]:
    """The links of the header and of the bar at the foot of a phone; only those that lead somewhere."""
    actor = getattr(request, "actor", NOBODY)  # an error page may come before the middleware
    inside = actor.id.startswith("person:")
    links = []
    for label, icon, paths in OFFICE if inside else PUBLIC:
        url = first(paths)
        if url and (icon != "usaha" or actor.supplier):
            here = request.path == url or (url != "/" and request.path.startswith(f"{url.rstrip('/')}/"))
            links.append(Link(label, url, icon, here))
    frame = "bare.html" if "hx-request" in request.headers else "base.html"
    return {
        "navigation": links,
        "bar": links if len(links) <= BAR else [link for link in links if link.icon != SPARED],
        "signed_in": inside,
        "actor": actor,
        "site_name": settings.SITE_NAME,
        "frame": frame,  # of an error: htmx puts it where the answer would have stood
    }
