"""What the LPSE has to answer: requests of persons about their data, with the time of the law."""

from collections.abc import Iterator
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.kernel.actor import Actor
from pasok.pages.parts import Task
from pasok.people import reads as people
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
