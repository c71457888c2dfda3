"""The front door. What stands on it besides the greeting, the rooms above bring."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string

from pasok.pages.context import first

STEPS = (
    ("Daftar dengan NIB", "Isi data usaha sekali. Tidak perlu datang ke kantor."),
    ("Lengkapi profil", "Dipakai di semua paket. Foto surat cukup dari ponsel."),
    ("Temukan paket", "Setiap paket menunjukkan syaratnya dan apa yang masih kurang."),
    ("Kirim, kerjakan, dibayar", "Harga Anda tersegel sampai pembukaan. Pantau sampai uang masuk."),
)


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The greeting, then settings.HOME_BLOCKS: `block(request) -> (template, context) | None` each."""
    blocks = [found for path in settings.HOME_BLOCKS if (found := import_string(path)(request))]
    shown = {"blocks": blocks, "steps": STEPS, "packages": first(("/paket",)), "login": first(("/masuk",))}
    return render(request, "home.html", shown)
