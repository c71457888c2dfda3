"""One tap into an invented person. These views have an address only in the demonstration."""

from django.contrib.auth import login
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pasok.people import reads
from pasok.people.models import Person
from pasok.people.rules import LABELS


@login_not_required
def demo(request: HttpRequest) -> HttpResponse:
    people = [(person, roles(person)) for person in reads.demo_people()]
    return render(request, "people/demo.html", {"people": people})


def roles(person: Person) -> str:
    """The person's offices in words."""
    offices = [_(LABELS[each.hat]) for each in reads.assignments_of(person)]
    return ", ".join(
        offices + [_("Anggota {pokja}").format(pokja=seat.pokja) for seat in reads.seats_of(person)]
    )


@login_not_required
@require_POST
def demo_login(request: HttpRequest) -> HttpResponse:
    pk = request.POST.get("person", "")
    person = get_object_or_404(Person, pk=int(pk) if pk.isdigit() else 0, demo=True, is_active=True)
    login(request, person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return redirect("/")
