"""Many hands for few chairs: no chair is given twice, none stays empty while somebody waits."""

import pytest

from pasok.coaching import acts
from pasok.coaching.models import Bimtek, Seat
from pasok.coaching.tests.builders import a_person, an_event
from pasok.ledger.audit import audit
from tests.cast import NOON, a_cast
from tests.races.test_one_door import race

pytestmark = pytest.mark.django_db(transaction=True)
CHAIRS, CROWD = 10, 40


def standing(event: Bimtek) -> tuple[int, int]:
    """How many have a place, how many wait."""
    rows = Seat.objects.filter(event=event)
    return rows.filter(state="registered").count(), rows.filter(state="waiting").count()


def test_a_crowd_for_ten_chairs_and_all_of_them_leave_again() -> None:
    a_cast()
    event = an_event(capacity=CHAIRS)
    people = [a_person(f"Peserta {n}") for n in range(CROWD)]

    def again() -> Bimtek:
        return Bimtek.objects.get(pk=event.pk)

    won, refused = race([lambda one=one: acts.register(again(), actor=one, now=NOON) for one in people])
    assert (won, refused) == (CROWD, []) and standing(event) == (CHAIRS, CROWD - CHAIRS)
    seated = list(Seat.objects.filter(state="registered").order_by("pk").values_list("pk", flat=True))
    assert seated == list(Seat.objects.order_by("pk").values_list("pk", flat=True)[:CHAIRS])

    def leaving(seat: Seat) -> object:
        actor = seat.person.actor
        return lambda: acts.leave(Seat.objects.get(pk=seat.pk), actor=actor, now=NOON)

    early = list(Seat.objects.order_by("pk")[: CROWD // 2])  # some have a place, some wait, and some get one
    won, refused = race([leaving(seat) for seat in early])
    assert (won, refused) == (CROWD // 2, []) and standing(event) == (CHAIRS, CROWD // 2 - CHAIRS)
    late = Seat.objects.filter(state="registered").order_by("-pk").first()
    first = Seat.objects.filter(state="waiting").order_by("pk").first()
    assert late is not None and first is not None and late.pk < first.pk  # nobody was passed over
    assert audit().findings == ()


def test_one_person_with_many_hands_gets_one_chair() -> None:
    a_cast()
    event, one = an_event(capacity=CHAIRS), a_person()
    won, refused = race([lambda: acts.register(event, actor=one, now=NOON) for _ in range(12)])
    assert won == 1 and set(refused) == {"Anda sudah terdaftar di acara ini."}
    assert standing(event) == (1, 0)
