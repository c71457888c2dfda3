"""Recovery at the desk, and the page on which its owner stops it."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pasok.accounts import acts, reads, rules
from pasok.accounts.forms import ConsentCode, OpenRecovery
from pasok.accounts.machine import recovery as machine
from pasok.accounts.models import Recovery
from pasok.accounts.views.door import with_phones
from pasok.kernel.machine import Refused
from pasok.pages.parts import Fact
from pasok.pages.subject import perform, show
from pasok.pages.words import when
from pasok.people import reads as people
from pasok.people.models import today


def only_desk(request: HttpRequest) -> None:
    if "lpse" not in people.hats(request.actor, on=today()):
        raise PermissionDenied(_("Halaman ini hanya untuk petugas LPSE."))


@never_cache
@with_phones
def recoveries(request: HttpRequest) -> HttpResponse:
    """What runs, and the form that opens one."""
    only_desk(request)
    form = OpenRecovery(request.POST or None)
    status, why_not = (422 if form.is_bound else 200), ()
    if form.is_bound and form.is_valid():
        given = form.cleaned_data
        try:
            person = acts.find_account(given.pop("account"), given.pop("account_number"))
            return redirect(acts.open_recovery(person, actor=request.actor, **given))
        except ValidationError as wrong:
            form.add_error(None, wrong.messages)
        except Refused as refused:
            status, why_not = 409, refused.reasons
    shown = {"form": form, "rows": reads.recoveries(), "why_not": why_not}
    return render(request, "accounts/recoveries.html", shown, status=status)


def found(request: HttpRequest, pk: int) -> Recovery:
    """The desk sees every one, a person his own; for all others there is none."""
    row = get_object_or_404(Recovery.objects.select_related("person"), pk=pk)
    if row.person_id != request.user.pk and "lpse" not in people.hats(request.actor, on=today()):
        raise Http404
    return row


@never_cache
def detail(request: HttpRequest, pk: int) -> HttpResponse:
    row = found(request, pk)
    return show(request, "accounts/recovery.html", machine, row, {}, **extra(request, row))


def act(request: HttpRequest, pk: int, name: str) -> HttpResponse:
    row = found(request, pk)
    return perform(request, "accounts/recovery.html", machine, row, {}, acts, name, **extra(request, row))


@require_POST
def code(request: HttpRequest, pk: int) -> HttpResponse:
    """The person at the desk read the code from the new telephone."""
    only_desk(request)
    row, form = found(request, pk), ConsentCode(request.POST)
    if form.is_valid():
        why = acts.try_code("recovery", row.number, form.cleaned_data["code"], about=row.key)
        try:
            if why is None:
                acts.prove_number(row, actor=request.actor)
                messages.success(request, _("Ponsel baru terbukti. Petugas lain yang menyetujui."))
            else:
                messages.error(request, why)
        except Refused as refused:
            messages.error(request, " ".join(refused.reasons))
    return redirect(row)


code.keeps_drafts = True  # a wrong try counts, so this view is not inside a transaction taken back


@never_cache
@login_not_required
def stop(request: HttpRequest, secret: str) -> HttpResponse:
    """The owner's link, without logging in: to stop is always the safe side."""
    row = reads.recovery_by_link(secret)
    if row is None:
        raise Http404
    why_not: tuple[str, ...] = ()
    if request.method == "POST":
        try:
            acts.stop_recovery(row, actor=row.person.actor)
        except Refused as refused:
            why_not = refused.reasons
    row.refresh_from_db()
    shown = {"state": machine.states[row.state], "row": row, "why_not": why_not, "secret": secret}
    return render(request, "accounts/stop_recovery.html", shown, status=409 if why_not else 200)


def extra(request: HttpRequest, row: Recovery) -> dict[str, Any]:
    facts = [
        Fact(_("Akun"), row.person.name),
        Fact(_("Nomor baru"), rules.shown(row.number)),
        Fact(_("Yang dilihat petugas"), ", ".join(_(rules.SEEN[each]) for each in row.seen)),
        *([Fact(_("Akun pindah pada"), when(row.until))] if row.until else []),
    ]
    desk = "lpse" in people.hats(request.actor, on=today())
    ask = desk and row.state == "opened" and not row.proven
    return {"facts": facts, "code_form": ConsentCode() if ask else None}
