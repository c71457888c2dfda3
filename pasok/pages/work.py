"""What waits for a person, merged from all rooms: each brings its own through settings.WORK."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from django.conf import settings
from django.utils.module_loading import import_string

from pasok.kernel.actor import Actor
from pasok.pages.parts import Task

Brings = Callable[[Actor, datetime], Iterable[Task]]
PER_ROOM = 25  # a line may cost its room a dozen questions to the database, so no room is read to its end


@dataclass(frozen=True)
class Work:
    """What is asked of a person, the soonest first; what the person may do; what others do."""

    asked: Sequence[Task]
    rights: Sequence[Task]
    others: Sequence[Task]
    more: bool  # some room has more than was read

    @property
    def late(self) -> int:
        return sum(task.urgency == "late" for task in self.asked)

    @property
    def next(self) -> Task | None:
        """What is waited for and ends soonest: told when nothing is asked."""
        return next((task for task in self.others if task.due), None)


def work_of(actor: Actor, now: datetime) -> Work:
    """Ask every room. They answer lazily, the soonest first, and are read up to PER_ROOM lines each."""
    tasks: list[Task] = []
    more = False
    for path in settings.WORK:
        bring: Brings = import_string(path)
        brought = iter(bring(actor, now))
        tasks += islice(brought, PER_ROOM)
        more = more or next(brought, None) is not None
    tasks.sort(key=lambda task: (task.due is None, task.due or now))
    return Work(
        asked=[task for task in tasks if task.todo and not task.may],
        rights=[task for task in tasks if task.todo and task.may],
        others=[task for task in tasks if not task.todo],
        more=more,
    )
