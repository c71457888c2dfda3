"""The front door. What stands on it besides the greeting, the rooms above bring."""

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string

from pasok.pages.context import first

STEPS = (
    ("Daftar", "Cukup surel dan nama Anda. Tidak perlu datang ke kantor."),
    ("Lengkapi data usaha", "NIB, bidang usaha dan izin. Sekali isi, dipakai di semua paket."),
    ("Temukan paket", "Setiap paket menunjukkan yang dibeli, nilainya dan tempatnya."),
    ("Kirim penawaran", "Harga Anda tersegel sampai pembukaan. Hasilnya dapat dibaca semua orang."),
)


@login_not_required
def home(request: HttpRequest) -> HttpResponse:
    """The greeting, then settings.HOME_BLOCKS: `block(request) -> (template, context) | None` each."""
    blocks = [found for path in settings.HOME_BLOCKS if (found := import_string(path)(request))]
    shown = {"blocks": blocks, "steps": STEPS, "packages": first(("/paket",)), "login": first(("/masuk",))}
    return render(request, "home.html", shown)
