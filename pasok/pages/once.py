"""Sending twice does no harm: the second of two equal sendings gets the answer of the first.

Every form carries a token. The act and the row of its token are one transaction, so a double tap, a second
tab or a retry after a lost answer waits for the first and then reads what came of it.
"""

import hashlib
import json

from django.db.models import Max
from django.http import HttpRequest

from pasok.kernel.actor import NOBODY
from pasok.pages.models import Sent

FIELD = "once"
HEADER = "Idempotency-Key"
LONGEST = 200  # signs of a token
NOT_CONTENT = ("csrfmiddlewaretoken", FIELD, "draft")


def token(request: HttpRequest, way: str = "") -> str:
    """The token of a form: the same for every copy of it until this person has sent something."""
    person = getattr(request, "actor", NOBODY).id
    if person == NOBODY.id:
        return ""
    if not hasattr(request, "sent_last"):
        request.sent_last = Sent.objects.filter(person=person).aggregate(last=Max("pk"))["last"] or 0
    return digest(person, way, str(request.sent_last))[:32]


def digest(*parts: str | bytes) -> str:
    seen = hashlib.sha256()
    for part in parts:
        each = part.encode() if isinstance(part, str) else part
        seen.update(b"%d:" % len(each) + each)
    return seen.hexdigest()


def content(request: HttpRequest) -> str:
    """The SHA-256 of what was sent, files included, whatever the order of the parts."""
    if request.content_type == "application/json":
        return digest(request.body)
    sent = {name: values for name, values in request.POST.lists() if name not in NOT_CONTENT}
    parts: list[str | bytes] = [json.dumps(sent, sort_keys=True)]
    for name, files in sorted(request.FILES.lists()):
        for file in files:
            parts += [name, file.name, *map(digest, file.chunks())]
            file.seek(0)
    return digest(*parts)


def given(request: HttpRequest) -> str:
    """The token of this sending; empty where there is none, or nobody sends."""
    if request.method != "POST" or getattr(request, "actor", NOBODY).id == NOBODY.id:
        return ""
    return request.headers.get(HEADER) or request.POST.get(FIELD, "")
