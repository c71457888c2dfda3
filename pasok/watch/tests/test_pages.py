"""Who reads the funnel, and what it may not tell."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from pasok.coaching import acts
from pasok.coaching.models import Bimtek
from pasok.coaching.tests.builders import a_person, a_seat, an_event, begun, held
from pasok.contracts.tests.test_pages import signed_in
from pasok.kernel.actor import CLOCK, Actor
from pasok.ledger.models import Entry
from pasok.ledger.news import read_out
from pasok.people.models import Agency
from pasok.suppliers.tests.builders import a_supplier
from pasok.tenders import acts as tenders
from pasok.tenders import rehearsal
from pasok.tenders.tests import builders
from pasok.watch import reads, reminding
from tests.cast import AUDITOR, BUDI, HENDRA, LPSE, MAJU, RATNA, SARI, STRANGER, a_cast

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_second_factor(settings: object) -> None:
    settings.DEMO = True


def test_the_organiser_the_lpse_and_auditors_read_it_and_nobody_else() -> None:
    a_cast()
    event = an_event()
    for url in (f"/bimtek/{event.pk}/corong", "/bimtek/corong"):
        assert Client().get(url).status_code == 302
        for actor in (RATNA, SARI, BUDI, MAJU, STRANGER):
            assert signed_in(actor).get(url).status_code == 404, (url, actor)
        for actor in (HENDRA, LPSE, AUDITOR):
            assert signed_in(actor).get(url).status_code == 200, (url, actor)
    other = Agency.objects.create(pk="D998", name="Kab. Lain", kind="KABUPATEN")
    Bimtek.objects.filter(pk=event.pk).update(agency=other)
    assert signed_in(HENDRA).get(f"/bimtek/{event.pk}/corong").status_code == 404
    assert signed_in(LPSE).get(f"/bimtek/{event.pk}/corong").status_code == 200


def test_an_empty_funnel_says_when_it_will_fill() -> None:
    a_cast()
    an_event()
    assert "Belum ada peserta untuk dihitung" in signed_in(HENDRA).get("/bimtek/corong").text


def test_a_sealed_bid_is_not_counted_before_its_opening() -> None:
    scene = builders.announced()
    workshop = builders.a_workshop("Bengkel Rahasia")
    now = timezone.now()
    event = an_event(now=now, starts_at=now + timedelta(days=3), ends_at=now + timedelta(days=3, hours=1))
    a_seat(event, workshop, now)
    rehearsal.offer(scene.tender, workshop, builders.PRICES[0], scene.later(hours=1))

    def reached() -> str:
        (person,) = reads.participants(reads.taking_part([event]))
        return person.lacks

    assert reached() == "looked"
    tenders.close(scene.tender, actor=CLOCK, now=scene.past("bid_submission"))
    assert reached() == "looked"
    scene.committee.open(scene.tender, scene.past("bid_submission"))
    assert reached() == "won"


def test_who_came_twice_counts_once_in_the_sum_and_in_each_event() -> None:
    a_cast()
    one = a_person()
    for _ in range(2):
        event = an_event()
        seat = a_seat(event, one)
        now = begun(event)
        acts.attend(seat, actor=HENDRA, now=now)
        held(event)
    client = signed_in(HENDRA)
    told = client.get("/bimtek/corong", headers={"accept": "application/json"}).json()
    assert told == {
        "participants": 1,
        "steps": {"account": 1, "ready": 0, "looked": 0, "bid": 0, "won": 0},
    }
    assert client.get("/bimtek/corong").text.count(f"{event.title}, ") == 2


def over(*people: Actor) -> Bimtek:
    """An event that ended, with those who came."""
    event = an_event(capacity=9)
    seats = [a_seat(event, one) for one in people]
    now = begun(event)
    for seat in seats:
        acts.attend(seat, actor=HENDRA, now=now)
    held(event)
    event.refresh_from_db()
    return event


def test_who_stopped_is_offered_each_step_once_but_not_who_wants_to_be_left_alone(
    settings: object,
) -> None:
    a_cast()
    one, quiet = a_person("Yang Berhenti"), a_person("Yang Diam")
    first = over(one, quiet)
    over(one)  # who came twice is still told once
    acts.leave_alone(first.seats.get(person=quiet.id.partition(":")[2]), actor=quiet)
    again = over(quiet).seats.get()
    assert not acts.offer_next(again, step="ready", url="/usaha/baru", actor=CLOCK)  # at no event any more
    due = first.ends_at + timedelta(days=settings.OFFER_DAYS)
    assert reminding.remind(due - timedelta(seconds=1)) == 0
    assert reminding.remind(due) == 1 and reminding.remind(due + timedelta(days=1)) == 0
    entry = Entry.objects.get(act="offer_next")
    assert entry.data == {"step": "ready", "url": "/usaha/baru"}
    read_out(entry)
    told = signed_in(one).get("/kotak-masuk").text
    assert "Lengkapi profil usaha Anda" in told and "Jangan ingatkan saya" in told
    assert "Langkah Anda berikutnya" not in signed_in(quiet).get("/kotak-masuk").text
    page = signed_in(HENDRA).get(f"/bimtek/{first.pk}/corong").text
    assert page.count("Diingatkan ") == 1 and page.count("Minta tidak diingatkan.") == 1
    a_supplier("Sudah Siap", actor=one)
    assert reminding.remind(due + timedelta(days=2)) == 1
    assert Entry.objects.filter(act="offer_next").latest("pk").data["step"] == "looked"
    assert reminding.remind(first.ends_at + timedelta(days=settings.LOOKS_DAYS)) == 0
