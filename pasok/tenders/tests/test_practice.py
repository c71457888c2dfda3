"""Practice: sealed, late, opened, corrected and compared like a bid, and nobody buys."""

from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from pasok.kernel.actor import CLOCK, Actor
from pasok.kernel.machine import Refused
from pasok.tenders import rehearsal
from pasok.tenders.acts import practice as acts
from pasok.tenders.models import Practice
from pasok.tenders.rules.practice import place, sheet, table
from pasok.tenders.tests.builders import a_workshop
from pasok.tenders.tests.test_pages import browser, soup
from tests.cast import NOON

pytestmark = pytest.mark.django_db
PRICES = {1: Decimal(540_000), 2: Decimal(385_000)}
TOTAL = Decimal(41_070_000)  # 40 x (540.000 + 385.000), and 11 % PPN


@pytest.fixture
def owner(settings: object) -> Actor:
    settings.DEMO = True  # so that the hour may be told
    return a_workshop("Bengkel Berlatih")


@pytest.fixture
def practice(owner: Actor) -> Practice:
    return acts.begin("meja", actor=owner, now=NOON, clock="replay")


def offer(practice: Practice, owner: Actor, total: Decimal = TOTAL, late: timedelta = timedelta()) -> None:
    made = rehearsal.seal(practice, owner.supplier, total, PRICES)
    sent = {"idem": made.idem, "leaf": made.leaf, "envelopes": made.envelopes}
    acts.submit(practice, actor=owner, now=NOON + timedelta(minutes=5) + late, **sent)


def opened(practice: Practice) -> Practice:
    acts.open_bid(practice, actor=CLOCK, now=practice.closes_at)
    return Practice.objects.get(pk=practice.pk)


@pytest.mark.parametrize("code", table())
def test_every_exercise_has_a_ceiling_above_its_rivals(code: str) -> None:
    one = sheet(code, Decimal(11))
    assert 0 < min(one.rivals) < max(one.rivals) < one.hps
    assert one.kbli and one.technical and one.lines


@given(st.lists(st.integers(1, 99).map(Decimal), max_size=5), st.integers(1, 99).map(Decimal))
def test_the_place_is_between_the_first_and_the_last(rivals: list[Decimal], price: Decimal) -> None:
    found = place(price, rivals)
    assert 1 <= found <= len(rivals) + 1
    assert (found == 1) == all(price < rival for rival in rivals)


def test_an_offer_is_sealed_opened_at_the_deadline_and_set_beside_the_rivals(
    practice: Practice, owner: Actor
) -> None:
    offer(practice, owner)
    assert (practice.state, practice.price) == ("sealed", None)
    with pytest.raises(Refused):
        acts.open_bid(practice, actor=CLOCK, now=practice.closes_at - timedelta(seconds=1))
    done = opened(practice)
    assert (done.state, done.price, done.place, done.notes) == ("opened", TOTAL, 2, [])


def test_a_wrong_sum_is_corrected_and_a_price_above_the_hps_falls(practice: Practice, owner: Actor) -> None:
    offer(practice, owner, Decimal(50_000_000))
    done = opened(practice)
    assert (done.offered, done.price, done.place) == (Decimal(50_000_000), TOTAL, 2)
    assert "dikoreksi" in done.notes[0]


def test_late_is_late_and_an_empty_box_lapses(practice: Practice, owner: Actor) -> None:
    with pytest.raises(Refused, match="sudah habis"):
        offer(practice, owner, late=timedelta(hours=1))
    acts.lapse(practice, actor=CLOCK, now=practice.closes_at)
    assert practice.state == "missed"


def test_one_at_a_time_and_only_what_there_is(practice: Practice, owner: Actor) -> None:
    with pytest.raises(Refused, match="masih berjalan"):
        acts.begin("seragam", actor=owner)
    with pytest.raises(Refused, match="tidak ada"):
        acts.begin("kapal", actor=a_workshop("Lain"))
    with pytest.raises(Refused, match="Daftarkan usaha"):
        acts.begin("meja", actor=CLOCK)


def test_the_page_teaches_its_owner_and_is_nobody_elses(practice: Practice, owner: Actor) -> None:
    offer(practice, owner)
    opened(practice)
    answer = browser(owner).get(f"/latihan/{practice.pk}")
    assert "script-src 'self' 'wasm-unsafe-eval'" in answer["Content-Security-Policy"]
    page = soup(answer).get_text(" ", strip=True)
    assert "2 dari 4 penawaran" in page and "Surat penawaran dan bukti teknis" in page
    assert browser(a_workshop("Tetangga")).get(f"/latihan/{practice.pk}").status_code == 404


def test_the_exercises_are_open_to_all_and_begin_with_one_tap(owner: Actor) -> None:
    assert Client().get("/latihan").status_code == 200
    own = browser(owner)
    begun = own.post("/latihan", {"exercise": "konsumsi"})
    assert own.get(begun["Location"]).status_code == 200
    assert own.post("/latihan", {"exercise": "meja"}).status_code == 409
