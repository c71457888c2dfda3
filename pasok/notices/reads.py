"""Questions to the inbox."""

from django.db.models import F, QuerySet

from pasok.kernel.actor import Actor
from pasok.notices.models import Notice


def inbox(actor: Actor) -> QuerySet[Notice]:
    """What this person was told: the unread first, the newest first."""
    kind, _, pk = actor.id.partition(":")
    mine = Notice.objects.filter(person=int(pk)) if kind == "person" else Notice.objects.none()
    return mine.select_related("entry").order_by(F("read_at").desc(nulls_first=True), "-at", "-pk")


def unread(actor: Actor) -> int:
    """How many notices wait to be read."""
    return inbox(actor).filter(read_at=None).count()
