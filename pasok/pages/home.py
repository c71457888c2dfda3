"""The front door: what the house offers to everybody, or what waits for the person who came in."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from pasok.kernel.actor import Actor
from pasok.pages.context import by_phone, first
from pasok.pages.parts import Figure
from pasok.pages.work import work_of
from pasok.people import reads as people

ENTER = (gettext_lazy("Daftar"), gettext_lazy("Cukup email dan nama Anda. Tidak perlu datang ke kantor."))
BY_PHONE = (
    gettext_lazy("Daftar"),
    gettext_lazy("Cukup nomor ponsel dan nama Anda. Tidak perlu datang ke kantor."),
)
STEPS = (  # what, how, and where it begins
    (*ENTER, "/daftar?next=/usaha/baru"),
    (
        gettext_lazy("Isi data usaha"),
        gettext_lazy("NIB, bidang usaha, dan pengurus. Sekali isi, dipakai di semua tender."),
        "/usaha/baru",
    ),
    (
        gettext_lazy("Temukan paket"),
        gettext_lazy("Setiap paket menunjukkan yang dibeli, nilainya, dan syaratnya."),
        "/paket",
    ),
    (
        gettext_lazy("Kirim penawaran"),
        gettext_lazy("Harga Anda tersegel sampai pembukaan. Hasilnya dapat dibaca semua orang."),
        "/tender",
    ),
)
#: what an empty list of work says, by the first of these roles that the person has
EMPTY = {
    "pokja": gettext_lazy("Paket muncul di sini setelah PPK mengusulkannya kepada Pokja Anda."),
    "ppk": gettext_lazy("Paket Anda muncul di sini begitu ada yang perlu dilengkapi atau diputuskan."),
    "pa": gettext_lazy("Paket muncul di sini setelah PPK selesai menyusunnya dan siap diumumkan."),
    "kpa": gettext_lazy("Paket muncul di sini setelah PPK selesai menyusunnya dan siap diumumkan."),
    "ukpbj": gettext_lazy("Anda diberi tahu di sini bila ada instansi atau Pokja yang perlu ditata."),
    "lpse": gettext_lazy("Anda diberi tahu di sini bila ada penugasan yang akan berakhir."),
    "facilitator": gettext_lazy("Minta izin pemilik usaha, lalu isikan profilnya. Mulai di Dampingan."),
    "auditor": gettext_lazy("Pemeriksa membaca, tidak memutuskan. Kejadian terbaru ada di bawah."),
    "procurement_officer": gettext_lazy(
        "Pengadaan langsung belum dilayani di sini, jadi belum ada pekerjaan untuk Pejabat Pengadaan."
    ),
    "supplier": gettext_lazy("Cari tender yang cocok, lalu daftar. Langkah berikutnya muncul di sini."),
}
MINUTES = 5  # how long the figures of the house are kept
Steps = Sequence[tuple[str, str, str]]
Blocks = list[tuple[str, dict[str, Any]]]


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The public face; or the work of whoever has come in."""
    if request.actor.id.startswith("person:"):
        return render(request, "work.html", working(request, timezone.now()))
    steps = [(name, how, way) for name, how, way in entrance() if first((way.partition("?")[0],))]
    shown = {"steps": steps, "search": first(("/paket",)), "trades": first(("/kbli",)), "figures": figures()}
    return render(request, "home.html", shown | {"blocks": blocks(request, settings.HOME_PUBLIC)})


def entrance() -> Steps:
    """The steps; the first of them by telephone where one can be reached."""
    return [(*BY_PHONE, "/masuk/ponsel?next=/usaha/baru"), *STEPS[1:]] if by_phone() else STEPS


def working(request: HttpRequest, now: datetime) -> dict[str, Any]:
    """An official's desk, or a business's counter; who is neither yet sees what the public sees, too."""
    actor = request.actor
    stranger = not actor.agency and not actor.supplier
    return {
        "greeting": greeting(now),
        "work": work_of(actor, now),
        "empty": empty(actor, timezone.localdate(now)),
        "blocks": blocks(request, settings.HOME_PUBLIC if stranger else settings.HOME_BLOCKS),
        "asides": blocks(request, settings.HOME_ASIDES),
    }


def blocks(request: HttpRequest, paths: Iterable[str]) -> Blocks:
    """What the rooms bring: `block(request) -> (template, context) | None`, in the order of the setting."""
    return [found for path in paths if (found := import_string(path)(request))]


def figures() -> dict[str, Any]:
    """The numbers of the house with the moment they were counted; kept for minutes, for each language."""
    key = f"figures:{get_language()}"
    if (kept := cache.get(key)) is None:
        found: list[Figure] = [figure for path in settings.FIGURES for figure in import_string(path)()]
        kept = {"all": found, "at": timezone.now()}
        cache.set(key, kept, MINUTES * 60)
    return kept


def greeting(now: datetime) -> str:
    """By the reader's own clock."""
    hour = timezone.localtime(now).hour
    if hour < 3 or hour >= 18:
        return _("Selamat malam")
    return _("Selamat pagi") if hour < 11 else _("Selamat siang") if hour < 15 else _("Selamat sore")


def empty(actor: Actor, on: date) -> str:
    """What comes next, in words for the person's role."""
    worn = people.hats_anywhere(actor, on)
    return next((str(words) for hat, words in EMPTY.items() if hat in worn), "")


@login_not_required
def favicon(request: HttpRequest) -> HttpResponse:
    """Where a browser looks for our mark beside a file, which cannot name it."""
    return redirect(static("favicon.svg"))
