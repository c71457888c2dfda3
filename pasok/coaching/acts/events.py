"""Bimtek: planning one, opening it, answering, closing the list."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.db import connection
from django.utils.translation import gettext as _

from pasok.coaching import files
from pasok.coaching.acts.seats import fill, miss
from pasok.coaching.machine import ORGANISERS
from pasok.coaching.machine import bimtek as machine
from pasok.coaching.models import Bimtek, Material, Question
from pasok.kernel.actor import Actor
from pasok.kernel.machine import Act, Refused, hats
from pasok.kernel.tongue import mark, say
from pasok.ledger.performing import born, performing
from pasok.people import reads as people
from pasok.people import regions
from pasok.people.models import Agency, today

organising = Act(
    name="create",
    source=("draft",),
    by=hats(*ORGANISERS),
    label=mark("Susun bimtek"),
    past=mark("menyusun bimtek"),
)


def create(*, actor: Actor, agency: Agency, now: datetime | None = None, **plan: Any) -> Bimtek:
    """A draft of the agency. `plan`: columns of Bimtek. Raises Refused for who is not of its office."""
    if not people.hats(actor, on=today(now), agency=agency.pk) & organising.by:
        raise Refused(organising, (say("Hanya UKPBJ, LPSE, dan fasilitator yang menyusun bimtek."),))
    event = Bimtek(agency=agency, **placed(plan))
    with connection.cursor() as cursor:  # its number is part of its own spine, so it is taken first
        cursor.execute("select nextval(pg_get_serial_sequence('coaching_bimtek', 'id'))")
        event.pk = cursor.fetchone()[0]
    event.ocid = f"bimtek:{event.pk}"
    with born(machine, event, actor=actor, now=now) as deed:
        deed.note(**told(event))
    return event


def edit(event: Bimtek, *, actor: Actor, now: datetime | None = None, **plan: Any) -> None:
    """Change the draft."""
    with performing(machine, "edit", event, actor=actor, now=now) as deed:
        put(event, plan)
        deed.note(**told(event))


def announce(event: Bimtek, *, actor: Actor, now: datetime | None = None) -> None:
    """Open the registration."""
    with performing(machine, "announce", event, actor=actor, now=now) as deed:
        event.announced_at = deed.at
        deed.note(**told(event))


def change(event: Bimtek, *, reason: str, actor: Actor, now: datetime | None = None, **plan: Any) -> None:
    """Change what was announced, with the reason that participants read. More places go to who waits.

    Raises ValidationError when there would be fewer places than are given.
    """
    with performing(machine, "change", event, actor=actor, now=now) as deed:
        moved = plan.get("starts_at", event.starts_at) != event.starts_at
        put(event, plan)
        if event.starts_at <= deed.at:
            raise ValidationError({"starts_at": _("Pilih waktu mulai yang akan datang.")})
        if event.capacity < event.taken:
            raise ValidationError({"capacity": _("Kursi yang sudah diberikan tidak dapat dikurangi.")})
        if moved:
            event.reminded_at = None
        deed.note(reason=reason, **told(event))
        fill(event, deed.at)


def remind(event: Bimtek, *, actor: Actor, now: datetime | None = None) -> None:
    """A day before, everybody with a place is told."""
    with performing(machine, "remind", event, actor=actor, now=now) as deed:
        event.reminded_at = deed.at


def start(event: Bimtek, *, actor: Actor, now: datetime | None = None) -> None:
    with performing(machine, "start", event, actor=actor, now=now):
        pass


def finish(event: Bimtek, *, actor: Actor, now: datetime | None = None) -> None:
    with performing(machine, "finish", event, actor=actor, now=now):
        pass


def ask(event: Bimtek, *, text: str, actor: Actor, now: datetime | None = None) -> None:
    """A question, read by everybody. Nobody is told who asked."""
    with performing(machine, "ask", event, actor=actor, now=now) as deed:
        question = Question.objects.create(event=event, text=text, asked_at=deed.at)
        deed.note(question=question.pk)


def answer(event: Bimtek, *, question: int, text: str, actor: Actor, now: datetime | None = None) -> None:
    """Answer the question with that pk, once."""
    with performing(machine, "answer", event, actor=actor, now=now) as deed:
        asked = event.questions.filter(pk=question, answered_at=None).first()
        if asked is None:
            raise ValidationError(_("Pertanyaan itu tidak ada atau sudah dijawab."))
        asked.answer, asked.answered_at = text, deed.at
        asked.save()
        deed.note(question=asked.pk)


def add_material(
    event: Bimtek, *, title: str, file: UploadedFile, actor: Actor, now: datetime | None = None
) -> None:
    """Something to take home. The book keeps its fingerprint."""
    with performing(machine, "add_material", event, actor=actor, now=now) as deed:
        digest = files.keep(file)
        if event.materials.filter(sha256=digest).exists():
            raise ValidationError({"file": _("Berkas ini sudah ada di daftar materi.")})
        name = (file.name or title)[-150:]
        Material.objects.create(event=event, title=title, name=name, size=file.size or 0, sha256=digest)
        deed.note(sha256=digest)


def drop_material(event: Bimtek, *, material: int, actor: Actor, now: datetime | None = None) -> None:
    """Take a file off the list."""
    with performing(machine, "drop_material", event, actor=actor, now=now) as deed:
        found = event.materials.filter(pk=material).first()
        if found is None:
            raise ValidationError(_("Materi itu tidak ada."))
        deed.note(sha256=found.sha256)
        found.delete()


def close(event: Bimtek, *, actor: Actor, now: datetime | None = None) -> None:
    """The list of attendance is final: who was not marked was absent. Who only waited stays as it is."""
    with performing(machine, "close", event, actor=actor, now=now) as deed:
        for seat in event.seats.filter(state="registered").select_related("event"):
            miss(seat, actor=actor, now=deed.at)
        came = event.seats.filter(state="attended").count()
        deed.note(attended=came, absent=event.seats.filter(state="absent").count())


def cancel(event: Bimtek, *, reason: str, actor: Actor, now: datetime | None = None) -> None:
    """The event will not be. Everybody with a seat is told why."""
    with performing(machine, "cancel", event, actor=actor, now=now) as deed:
        deed.note(reason=reason)


def put(event: Bimtek, plan: dict[str, Any]) -> None:
    for name, value in placed(plan).items():
        setattr(event, name, value)


def placed(plan: dict[str, Any]) -> dict[str, Any]:
    """The name of the place goes with its code."""
    if "region_code" in plan:
        return plan | {"region_name": regions.names().get(plan["region_code"], "")}
    return plan


def told(event: Bimtek) -> dict[str, object]:
    """What the book says of an event. The link of its room is not for everybody, so it is not there."""
    return {
        "title": event.title,
        "mode": event.mode,
        "starts_at": event.starts_at.isoformat(),
        "ends_at": event.ends_at.isoformat(),
        "capacity": event.capacity,
        "sectors": list(event.sectors),
        "region": event.region_code,
    }
