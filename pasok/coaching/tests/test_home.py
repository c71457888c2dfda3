"""What bimtek bring to the front page of an organiser, a participant and a business."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from pasok.coaching import acts
from pasok.coaching.models import Bimtek
from pasok.coaching.tests.builders import a_person, a_seat, an_event, begun, held
from pasok.contracts.tests.test_pages import signed_in
from pasok.kernel.actor import Actor
from pasok.pages.work import work_of
from pasok.suppliers.tests.builders import a_supplier
from tests.cast import HENDRA, LPSE, MAJU, RATNA, a_cast, days

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def cast(settings: object) -> None:
    settings.DEMO = True
    a_cast()


def asked(actor: Actor, now: object = None) -> list[str]:
    return [task.act for task in work_of(actor, now or timezone.now()).asked if "bimtek" in task.act]


def test_an_organiser_is_asked_to_open_to_answer_and_to_close() -> None:
    event = an_event(open_now=False)
    now = event.starts_at - days(1)
    assert asked(HENDRA, now) == asked(LPSE, now) == ["bimtek.announce"] and asked(RATNA, now) == []
    acts.announce(event, actor=HENDRA, now=now)
    one = a_person()
    a_seat(event, one, now)
    acts.ask(event, text="Boleh?", actor=one, now=now)
    assert asked(HENDRA, now) == ["bimtek.answer"]
    acts.answer(event, question=event.questions.get().pk, text="Boleh.", actor=HENDRA, now=now)
    assert asked(HENDRA, now) == []
    begun(event)
    now = held(event)
    assert asked(HENDRA, now) == ["bimtek.close"]
    acts.close(event, actor=HENDRA, now=now)
    assert asked(HENDRA, now) == []


def test_a_participant_waits_for_the_day_and_may_take_the_certificate_after_it() -> None:
    event, one = an_event(), a_person()
    seat = a_seat(event, one)
    (waits,) = [task for task in work_of(one, event.starts_at - days(1)).others if task.note == "Bimtek"]
    assert waits.due == event.starts_at and waits.url == seat.get_absolute_url()
    now = begun(event)
    acts.attend(seat, actor=HENDRA, now=now)
    assert not work_of(one, now).rights
    now = held(event)
    (may,) = work_of(one, now).rights
    assert may.act == "seat.take_certificate"
    acts.take_certificate(seat, name="Peserta Contoh", actor=one, now=now)
    assert not work_of(one, now).rights


def test_a_business_sees_what_is_coming_its_own_trade_first() -> None:
    a_supplier("Maju Contoh", actor=MAJU)
    now = timezone.now()
    for number, (title, sectors) in enumerate(
        (("Pangan", ["10"]), ("Semua", []), ("Mebel", ["31"])), start=1
    ):
        an_event(
            now=now, title=f"Bimtek {title} Contoh", sectors=sectors, starts_at=now + days(number),
            ends_at=now + days(number + 0.1),
        )  # fmt: skip
    page = BeautifulSoup(signed_in(MAJU).get("/").content, "html.parser")
    titles = [link.get_text() for link in page.select('.pkg h3 a[href^="/bimtek/"]')]
    assert titles == ["Bimtek Mebel Contoh", "Bimtek Pangan Contoh"]
    Bimtek.objects.all().delete()
    assert "Bimbingan teknis" not in signed_in(MAJU).get("/").content.decode().split("<footer")[0]
