"""One tap into an invented person. These views have an address only in the demonstration."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_POST

from pasok.people import reads
from pasok.people.models import Person

#: a heading: what these people do; under it what each hat does, in the order in which it is looked for
TRADES = {
    _("Menawar"): {
        "supplier": _("Mencari paket, bertanya, mengirim penawaran tersegel, menyanggah."),
        "facilitator": _("Mengisi profil usaha atas izin pemiliknya. Tidak menawar."),
    },
    _("Merencanakan dan membeli"): {
        "ppk": _("Menyusun paket dan HPS, mengusulkan tender, menunjuk pemenang, merancang kontrak."),
        "pa": _("Mengumumkan rencana pengadaan dan mengangkat pejabat."),
    },
    _("Memilih pemenang"): {
        "pokja": _("Menyiapkan tender, menjawab pertanyaan, membuka penawaran bersama, lalu menilainya."),
        "ukpbj": _("Membentuk Pokja dan menentukan anggotanya."),
        "procurement_officer": _("Memegang paket kecil yang dibeli langsung."),
    },
    _("Mengawasi dan merawat"): {
        "auditor": _("Membaca catatan setiap paket dan memeriksa log penawaran."),
        "lpse": _("Memverifikasi usaha, merawat situs, mengangkat PA dan auditor."),
    },
}


@dataclass(frozen=True)
class Sample:
    """An invented person: what the trade does, and what the demonstration tells of this one."""

    person: Person
    does: str
    about: str = ""


@login_not_required
def demo(request: HttpRequest) -> HttpResponse:
    return render(request, "people/demo.html", {"trades": list(trades())})


def trades() -> Iterator[tuple[str, list[Sample]]]:
    """Heading and people, without those who do nothing here."""
    told: dict[str, str] = import_string(settings.DEMO_ABOUT)()
    named = [person for person in reads.demo_people() if person.agency_id or person.email in told]
    people = [(person, reads.hats_anywhere(person.actor)) for person in named]  # not the crowd of a seminar
    for heading, lines in TRADES.items():
        found = [
            Sample(person, next(lines[hat] for hat in lines if hat in hats), told.get(person.email, ""))
            for person, hats in people
            if not hats.isdisjoint(lines)
        ]
        if found:
            yield heading, found


@login_not_required
@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    pk = request.POST.get("person", "")
    person = get_object_or_404(Person, pk=int(pk) if pk.isdigit() else 0, demo=True, is_active=True)
    login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("/")
