"""What the LPSE has to do: requests of persons about their data, and items that nobody has checked."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.kernel.actor import Actor
from pasok.kernel.tongue import count
from pasok.pages.parts import Task
from pasok.people import reads as people
from pasok.suppliers.reads import desk as reads
from pasok.suppliers.reads import privacy


def tasks(actor: Actor, now: datetime) -> Iterator[Task]:
    """The most urgent first."""
    if not actor.id.startswith("person:") or "lpse" not in people.hats(actor, on=timezone.localdate(now)):
        return
    for row in privacy.waiting().exclude(person=actor.id):
        yield Task(
            _("Permintaan data pribadi"),
            row.get_absolute_url(),
            row.machine.states[row.state],
            _("Jawab"),
            due=row.answer_by,
            act="data_request.answer",
            why=_(row.get_wish_display()),
            typed=False,
        )
    waiting = reads.standing(timezone.localdate(now))
    if oldest := waiting.first():
        yield Task(
            _("Data yang belum diperiksa"),
            reverse("unchecked"),
            oldest.machine.states[oldest.state],
            _("Periksa"),
            due=reads.due_at(oldest.asked_at),
            act="item.check",
            why=count("{n} data menunggu.", waiting.count()),
            typed=False,
        )
