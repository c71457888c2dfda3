"""Who hears what of a bimtek: its participants and its organiser, each once; a guest nothing."""

from datetime import timedelta

import pytest

from pasok.coaching import acts
from pasok.coaching.tests.builders import a_person, a_plan, a_seat, an_event, begun, held
from pasok.kernel.actor import CLOCK, Actor
from pasok.ledger.models import Entry
from pasok.notices import reader, reads
from tests.cast import HENDRA, NOON, STRANGER, a_cast

pytestmark = pytest.mark.django_db


def tell(since: int = 0) -> int:
    """Read the news after that entry. Answers the last one, from which to read on."""
    for entry in Entry.objects.filter(pk__gt=since).order_by("pk"):
        reader.read(entry)
        since = entry.pk
    return since


def titles(actor: Actor) -> list[str]:
    return [notice.title for notice in reads.inbox(actor).order_by("pk")]


def test_participants_hear_of_their_seat_of_changes_of_the_day_and_of_the_certificate() -> None:
    a_cast()
    event, one, two, late = an_event(), a_person(), a_person(), a_person()
    acts.enlist(event, name="Tamu Contoh", actor=HENDRA, now=NOON)
    for person in (one, two):
        a_seat(event, person)  # the second one waits
    told = tell()
    assert titles(one) == ["Anda mendapat kursi bimtek"] and titles(two) == []
    acts.ask(event, text="Boleh?", actor=one, now=NOON)
    told = tell(told)
    acts.answer(event, question=event.questions.get().pk, text="Boleh.", actor=HENDRA, now=NOON)
    told = tell(told)
    acts.change(event, reason="Aula lebih besar.", actor=HENDRA, now=NOON, **a_plan(capacity=3))
    told = tell(told)
    acts.remind(event, actor=CLOCK, now=event.starts_at - timedelta(days=1))
    told = tell(told)
    seat = a_seat(event, late)  # waits for ever
    begun(event)
    for person in event.seats.filter(state="registered", person__isnull=False):
        acts.attend(person, actor=HENDRA, now=event.starts_at)
    now = held(event)
    told = tell(told)
    acts.close(event, actor=HENDRA, now=now)
    tell(told)
    tell(told)  # reading again tells nobody again
    both = ["Acara bimtek berubah", "Bimtek Anda sebentar lagi", "Sertifikat bimtek tersedia"]
    assert titles(one) == ["Anda mendapat kursi bimtek", "Pertanyaan bimtek dijawab", *both]
    assert titles(two)[0] == "Pertanyaan bimtek dijawab" and titles(two)[-1] == both[-1]
    assert "Anda mendapat kursi bimtek" in titles(two) and titles(late) == [] and seat.state == "waiting"
    assert titles(HENDRA) == ["Ada pertanyaan peserta bimtek", "Bimtek selesai"] and titles(STRANGER) == []
    reminder = reads.inbox(one).get(title="Bimtek Anda sebentar lagi")
    assert "Acara dimulai 5 Mar 2026 12.00 WIB." in reminder.text


def test_a_cancelled_event_tells_why() -> None:
    a_cast()
    event, one = an_event(), a_person()
    a_seat(event, one)
    acts.cancel(event, reason="Pengajar sakit.", actor=HENDRA, now=NOON)
    tell()
    assert "Alasannya: Pengajar sakit." in reads.inbox(one).get(title="Bimtek dibatalkan").text
