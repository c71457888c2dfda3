"""Drafts: a form as typed, kept for its writer until it is sent, thrown away or too old.

Secrets never come here: passwords, files and whatever a form marks with `data-secret`. Sealed forms are
left out whole; their drafts stay on the device (`sampul/kept.js`).
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.core import signing
from django.forms import BaseForm, CheckboxInput, Field, FileInput, HiddenInput, PasswordInput
from django.http import HttpRequest, HttpResponse, JsonResponse, QueryDict
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from pasok.kernel.actor import NOBODY, Actor
from pasok.pages import once, words
from pasok.pages.models import Draft, Sent

FIELD = "draft"  # the hidden field that names the draft of a form
SALT = "pasok.pages.drafts"
MOST = 200  # drafts of one person; the oldest makes room
LARGEST = 256 * 1024  # signs of one draft
NOT_TYPED = ("csrfmiddlewaretoken", once.FIELD, FIELD, "next")

Marked = dict[str, Any]  # {"key", "act", "secret": [names that are never kept]}


def fields(form: BaseForm) -> Iterator[tuple[str, Field]]:
    """The fields of a form and of its rows."""
    yield from form.fields.items()
    rows = getattr(form, "rows", ())
    for row in () if callable(rows) else rows:
        yield from row.fields.items()


def is_secret(field: Field) -> bool:
    return isinstance(field.widget, PasswordInput | FileInput) or "data-secret" in field.widget.attrs


def is_worth(form: BaseForm) -> bool:
    """Whether there is something to lose. A lone tick is a promise, given again each time."""
    light = (CheckboxInput, HiddenInput, PasswordInput, FileInput)
    return not hasattr(form, "seal") and any(not isinstance(f.widget, light) for _, f in fields(form))


def mark(form: BaseForm, key: str, act: str = "") -> None:
    """Let the page keep what is typed into this form."""
    if is_worth(form):
        form.keep = sign(key, act, {name for name, field in fields(form) if is_secret(field)})


def sign(key: str, act: str, secret: set[str]) -> str:
    return signing.dumps({"key": key, "act": act, "secret": sorted(secret)}, salt=SALT)


def of(actor: Actor, key: str) -> dict[str, Draft]:
    """The person's drafts about one subject or page, by act."""
    if actor.id == NOBODY.id:
        return {}
    return {draft.act: draft for draft in Draft.objects.filter(person=actor.id, key=key)}


def opened(make: Callable[..., BaseForm], draft: Draft | None) -> BaseForm:
    """The form that `make` makes; with a draft it shows what was typed, and nothing of its faults yet."""
    if draft is None:
        return make()
    form = make(typed(draft))
    hush(form)
    form.draft = draft
    return form


def page_forms(request: HttpRequest, page: str, *makes: Callable[..., BaseForm]) -> list[BaseForm]:
    """The empty forms of a page that is no act, as its reader left them. The first carries the draft."""
    draft = of(request.actor, page_key(page)).get("")
    forms = [opened(make, draft) for make in makes]
    mark_page(forms, page)
    return forms


def mark_page(forms: list[BaseForm], page: str) -> None:
    """The same for forms that were sent and are shown again."""
    secret = {name for form in forms for name, field in fields(form) if is_secret(field)}
    forms[0].keep = sign(page_key(page), "", secret)


def page_key(page: str) -> str:
    return f"page:{page}"[:200]


def typed(draft: Draft) -> QueryDict:
    data = QueryDict(mutable=True)
    for name, values in draft.data.items():
        data.setlist(name, values)
    return data


def hush(form: BaseForm) -> None:
    form._errors = {}
    rows = getattr(form, "rows", ())
    for row in () if callable(rows) else rows:
        hush(row)


def unsigned(mark: str) -> Marked | None:
    try:
        return signing.loads(mark, salt=SALT)
    except signing.BadSignature:
        return None


def save(request: HttpRequest) -> Draft | None:
    """Keep what this request typed; None where it names no draft, is too large, or was sent meanwhile."""
    marked, actor = unsigned(request.POST.get(FIELD, "")), request.actor
    if marked is None or actor.id == NOBODY.id:
        return None
    data = {name: values for name, values in request.POST.lists() if is_typed(name, marked["secret"])}
    if sum(len(name) + sum(map(len, values)) for name, values in data.items()) > LARGEST:
        return None
    if was_sent(request, marked):
        return None
    named = {"person": actor.id, "key": marked["key"], "act": marked["act"]}
    held = {"data": data, "saved_at": timezone.now()}
    draft, made = Draft.objects.update_or_create(**named, defaults=held)
    if made:
        old = Draft.objects.filter(person=actor.id).order_by("-saved_at").values_list("pk")[MOST:]
        Draft.objects.filter(pk__in=list(old.values_list("pk", flat=True))).delete()
    return draft


def put(actor: Actor, page: str, told: dict[str, list[str]]) -> None:
    """Write values into a person's draft of a page, as if he had typed them there. They are not sent."""
    named = {"person": actor.id, "key": page_key(page), "act": ""}
    held = Draft.objects.filter(**named).first()
    data = {**(held.data if held else {}), **told}
    Draft.objects.update_or_create(**named, defaults={"data": data, "saved_at": timezone.now()})


def is_typed(name: str, secret: list[str]) -> bool:
    return name not in NOT_TYPED and name.rpartition("-")[2] not in secret


def was_sent(request: HttpRequest, marked: Marked) -> bool:
    """A save that was overtaken by the sending itself comes too late."""
    way, given = request.POST.get("way", ""), request.POST.get(once.FIELD, "")
    named = {"person": request.actor.id, "token": once.digest(way, given)}
    return bool(way) and Sent.objects.filter(**named).exists()


def drop(actor: Actor, key: str, act: str = "") -> None:
    Draft.objects.filter(person=actor.id, key=key, act=act).delete()


def sent(request: HttpRequest) -> None:
    """The form of this request was done: its draft has served."""
    if marked := unsigned(request.POST.get(FIELD, "")):
        drop(request.actor, marked["key"], marked["act"])


@require_POST
def keep(request: HttpRequest) -> HttpResponse:
    """What the page's script sends while somebody types."""
    draft = save(request)
    if draft is None:
        return JsonResponse({"kept": False}, status=422)
    told = _("Draf tersimpan {when}.").format(when=words.when(draft.saved_at))
    return JsonResponse({"kept": True, "words": told})


@require_POST
def discard(request: HttpRequest) -> HttpResponse:
    """The person throws a draft away and comes back to the page."""
    sent(request)
    way = request.POST.get("next", "")
    return redirect(way if url_has_allowed_host_and_scheme(way, None) else "/")


keep.keeps_drafts = discard.keeps_drafts = True  # they carry a form that is not being sent
