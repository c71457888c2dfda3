"""Requests about one's own data: asked by the person, answered by the LPSE, watched by the clock.

The book keeps what kind of request it was and when; the words are sealed.
"""

from datetime import datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.kernel.actor import Actor
from pasok.ledger.performing import born, performing
from pasok.suppliers.machine.privacy import data_request as machine
from pasok.suppliers.models import DataRequest

MOST_OPEN = 5  # requests of one person that wait


def ask(*, wish: str, text: str, actor: Actor, now: datetime | None = None) -> DataRequest:
    """A person asks. Raises ValidationError when several requests of his wait already."""
    waiting = DataRequest.objects.filter(person=actor.id, state="asked").count()
    if waiting >= MOST_OPEN:
        raise ValidationError(_("Permintaan Anda sebelumnya masih menunggu jawaban."))
    now = now or timezone.now()
    request = DataRequest(ocid=f"data:{actor.id}", person=actor.id, wish=wish, text=text, asked_at=now)
    with born(machine, request, actor=actor, now=now) as deed:
        deed.note(wish=wish)
    return request


def answer(request: DataRequest, *, reply: str, actor: Actor, now: datetime | None = None) -> None:
    """The LPSE says what was done."""
    with performing(machine, "answer", request, actor=actor, now=now) as deed:
        request.reply = reply
        deed.note(wish=request.wish)


def decline(request: DataRequest, *, reply: str, actor: Actor, now: datetime | None = None) -> None:
    """The LPSE says why it cannot be done."""
    with performing(machine, "decline", request, actor=actor, now=now) as deed:
        request.reply = reply
        deed.note(wish=request.wish)


def warn(request: DataRequest, *, actor: Actor, now: datetime | None = None) -> None:
    """The clock: a day is left."""
    with performing(machine, "warn", request, actor=actor, now=now) as deed:
        request.warned = True
        deed.note(wish=request.wish)


def run_late(request: DataRequest, *, actor: Actor, now: datetime | None = None) -> None:
    """The clock: the time of the law is over."""
    with performing(machine, "run_late", request, actor=actor, now=now) as deed:
        request.late = True
        deed.note(wish=request.wish)
