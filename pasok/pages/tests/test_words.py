"""Moments, money and sentences as people read them."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError
from django.template import Context, Template
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from pasok.kernel.actor import CLOCK, NOBODY, Actor
from pasok.kernel.machine import Act, Offer, hats
from pasok.kernel.money import rupiah
from pasok.ledger.models import Entry
from pasok.pages import words
from pasok.pages.fields import RupiahField
from pasok.pages.templatetags.pasok import lead_act
from pasok.people.machine import pokja

NOON = datetime(2026, 11, 24, 7, 0, tzinfo=UTC)
BUDI = Actor("person:7", "Budi")
MAJU = Actor("person:8", "Sri", supplier="3")
ASK = Act(name="ask", source=("formed",), by=hats("supplier"), label="Tanya", past="bertanya")


def drawn(text: str, **values: object) -> str:
    return Template(text).render(Context(values))


def entry(act: str, actor: Actor, **data: object) -> Entry:
    return Entry(act=act, actor=actor.plain(), at=NOON, machine="pokja", data=data)


def test_a_moment_is_told_with_its_zone() -> None:
    assert drawn("{{ at|when }}", at=NOON) == "24 Nov 2026 14.00 WIB"


def test_the_zone_is_the_readers() -> None:
    with timezone.override(ZoneInfo("Asia/Jayapura")):
        assert words.when(NOON + timedelta(hours=9)) == "25 Nov 2026 01.00 WIT"
    with timezone.override(ZoneInfo("Asia/Makassar")):
        assert words.when(NOON) == "24 Nov 2026 15.00 WITA"
    with timezone.override(UTC):
        assert words.when(NOON) == "24 Nov 2026 07.00 UTC"


def test_a_moment_without_zone_is_refused() -> None:
    with pytest.raises(ValueError):
        words.when(datetime(2026, 11, 24, 7, 0))


def test_a_day_late_in_the_evening_is_the_next_day_here() -> None:
    assert words.day(datetime(2026, 8, 31, 17, 0, tzinfo=UTC)) == "1 Sep 2026"
    assert words.day(date(2026, 5, 1)) == "1 Mei 2026"


@pytest.mark.parametrize(
    ("left", "told"),
    [
        (timedelta(days=2, hours=4, minutes=9), "2 hari 4 jam lagi"),
        (timedelta(days=2, minutes=9), "2 hari 9 menit lagi"),
        (timedelta(days=9, hours=5), "9 hari lagi"),
        (timedelta(days=6, hours=23), "6 hari 23 jam lagi"),
        (timedelta(hours=1), "1 jam lagi"),
        (timedelta(minutes=35, seconds=59), "35 menit lagi"),
        (timedelta(seconds=59), "kurang dari 1 menit lagi"),
        (timedelta(0), "lewat kurang dari 1 menit"),
        (timedelta(hours=-3), "lewat 3 jam"),
    ],
)
def test_time_left_is_told_in_two_units(left: timedelta, told: str) -> None:
    assert words.countdown(NOON + left, NOON) == told


def test_soon_is_less_than_three_days_and_not_yet_over() -> None:
    assert words.is_soon(NOON + timedelta(days=3, seconds=-1), NOON)
    assert not words.is_soon(NOON + timedelta(days=3), NOON)
    assert not words.is_soon(NOON, NOON)


def test_nothing_is_a_dash() -> None:
    assert drawn("{{ x|when }}{{ x|day }}{{ x|countdown }}{{ x|rupiah }}", x=None) == "––––"


def test_money_has_dots_and_a_comma() -> None:
    assert drawn("{{ x|rupiah }}", x=Decimal("1416000000.50")) == "Rp1.416.000.000,50"


@given(st.decimals(min_value=1, max_value=10**15, places=2))
def test_what_is_shown_as_rupiah_can_be_typed_again(value: Decimal) -> None:
    assert RupiahField().clean(rupiah(value)) == value


@pytest.mark.parametrize("text", ["sejuta", "1.50.000", "1,5,0", "-5", "0", "1e9", "1.234,567", "1" * 40])
def test_what_is_no_amount_is_refused(text: str) -> None:
    with pytest.raises(ValidationError):
        RupiahField().clean(text)


@pytest.mark.parametrize(
    ("typed", "value"),
    [
        ("1500000.50", "1500000.50"),
        (7, "7"),
        (Decimal("1.5"), "1.5"),
        ("1.500", "1500"),
        ("Rp 2.000", "2000"),
    ],
)
def test_numbers_of_machines_and_of_people_are_read(typed: object, value: str) -> None:
    assert RupiahField().clean(typed) == Decimal(value)


@pytest.mark.parametrize("typed", [Decimal("1.500"), Decimal("1.5001"), True, Decimal("1E+30"), "Rp1.500,-"])
def test_a_number_is_never_taken_for_another(typed: object) -> None:
    with pytest.raises(ValidationError):
        RupiahField().clean(typed)


def test_an_entry_reads_as_a_sentence() -> None:
    act = pokja.act("dissolve")
    assert words.who(entry("dissolve", BUDI), act, NOBODY) == "Budi (UKPBJ)"
    assert words.sentence(entry("dissolve", BUDI), pokja, NOBODY) == "Budi (UKPBJ) membubarkan Pokja"
    assert drawn("{{ e|act_words }}", e=entry("create", BUDI)) == "Budi membentuk Pokja Pemilihan"


def test_the_clock_is_called_by_its_name() -> None:
    close = replace(ASK, by=hats("clock"))
    assert words.who(entry("ask", CLOCK), close, NOBODY) == "Jadwal"


def test_a_hidden_name_is_hidden_from_all_but_its_owner() -> None:
    asked, hidden = entry("ask", MAJU), replace(ASK, anonymous="Peserta")
    assert words.who(asked, hidden, NOBODY) == "Peserta"
    assert words.who(asked, hidden, BUDI) == "Peserta"
    assert words.who(asked, hidden, MAJU) == "Sri (Penyedia)"
    assert words.who(asked, hidden, Actor("person:9", "Adi", supplier="3")) == "Sri (Penyedia)"
    nameless = entry("ask", Actor("person:8", "Sri"))
    assert words.who(nameless, hidden, NOBODY) == "Peserta", "two people without a supplier are not one"


def test_acts_that_end_something_are_grave() -> None:
    assert words.is_grave(replace(ASK, name="cancel"))
    assert words.is_grave(replace(ASK, name="withdraw_bid"))
    assert not words.is_grave(replace(ASK, name="publish"))


def test_the_act_to_press_first_is_the_one_that_moves_things_on() -> None:
    ask, move = Offer(ASK, ()), Offer(replace(ASK, name="publish", target="formed"), ())
    shut, end = replace(move, reasons=("Belum.",)), Offer(replace(move.act, name="cancel"), ())
    assert lead_act([(ask, None), (move, None), (end, None)]) == move.act
    assert lead_act([(ask, None), (shut, None), (end, None)]) == ask.act
    assert lead_act([(ask, None), (replace(ask, act=replace(ASK, name="tell")), None)]) is None
    assert lead_act([(end, None)]) is None
