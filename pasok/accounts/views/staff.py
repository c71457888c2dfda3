"""Owner and staff: who may do what for one's business; invited by a code; ended at any time."""

from allauth.core.internal.ratelimit import consume
from django.conf import settings
from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.module_loading import import_string
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from pasok.accounts import acts, reads
from pasok.accounts.forms import Invitation, InvitationCode
from pasok.accounts.models import Delegation
from pasok.kernel.machine import Refused


@never_cache
def staff(request: HttpRequest) -> HttpResponse:
    """The owner's list; for staff, what they may do and the way out; for others, where a code is entered."""
    form = Invitation(request.POST or None)
    if request.method != "POST":
        return page(request, form)
    if not form.is_valid():
        return page(request, form, 422)
    try:
        row, code = acts.invite(
            actor=request.actor, business=name_of(request.actor.supplier), **form.cleaned_data
        )
    except Refused as refused:
        return page(request, form, 409, why_not=refused.reasons)
    return page(request, Invitation(), code=code, invited=row)


def page(request: HttpRequest, form: Invitation, status: int = 200, **more: object) -> HttpResponse:
    shown = {
        "form": form if request.actor.owns else None,
        "rows": reads.staff_of(request.actor.supplier) if request.actor.owns else [],
        "mine": reads.delegation_of(request.actor),
        "code_form": None if request.actor.business else InvitationCode(),
    }
    return render(request, "accounts/staff.html", shown | more, status=status)


def name_of(supplier: str) -> str:
    """What the business is called, from the room above that settings.BUSINESS_NAMES names."""
    return str(import_string(settings.BUSINESS_NAMES)([supplier]).get(int(supplier), "")) if supplier else ""


@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Join a business by its code. Guessing is slow: so many tries an hour."""
    form = InvitationCode(request.POST)
    if not consume(request, app="pasok.accounts", action="join", config={"join": settings.INVITATION_TRIES}):
        form.add_error(None, _("Terlalu banyak percobaan. Coba lagi nanti."))
    if not form.is_valid():
        return page(request, Invitation(), 422, code_form=form)
    try:
        row = acts.accept_invitation(form.cleaned_data["code"], actor=request.actor)
    except ValidationError as unknown:
        form.add_error(None, unknown.messages)
        return page(request, Invitation(), 422, code_form=form)
    except Refused as refused:
        form.add_error(None, list(refused.reasons))
        return page(request, Invitation(), 409, code_form=form)
    messages.success(request, _("Anda sekarang staf {business}.").format(business=row.business))
    return redirect("home")


@require_POST
def end_right(request: HttpRequest, pk: int) -> HttpResponse:
    """The owner ends it, or the staff themselves. Whose it is, the machine asks."""
    row = get_object_or_404(Delegation, pk=pk)
    try:
        acts.end_delegation(row, actor=request.actor)
        messages.success(request, _("Hak itu diakhiri dan tidak berlaku lagi."))
    except Refused as refused:
        messages.error(request, " ".join(refused.reasons))
    return redirect("staff")


accept.keeps_drafts = True  # a wrong try counts, so this view is not inside a transaction taken back
