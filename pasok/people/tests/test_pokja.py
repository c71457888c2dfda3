"""Forming a Pokja, changing it, dissolving it."""

import pytest

from pasok.kernel.actor import Actor
from pasok.kernel.machine import Refused
from pasok.ledger.audit import audit
from pasok.ledger.reads import chain
from pasok.people import acts, reads
from pasok.people.models import Person, Pokja
from tests.cast import BUDI, DEWI, HENDRA, JOKO, MAJU, NOON, RATNA, SARI, STRANGER, TONO, Cast, a_cast, days

pytestmark = pytest.mark.django_db
TODAY = NOON.date()
TERMS = {"starts_on": TODAY, "decree_number": "SK-8", "decree_on": TODAY, "now": NOON}


def members(cast: Cast, *actors: Actor) -> list[Person]:
    return [cast.person(actor) for actor in actors]


def form(cast: Cast, *actors: Actor, actor: Actor = HENDRA, **changes: object) -> Pokja:
    return acts.form_pokja(
        "Pokja 2", agency=cast.agency, members=members(cast, *actors), actor=actor, **(TERMS | changes)
    )


def test_the_head_of_the_ukpbj_forms_it() -> None:
    cast = a_cast()
    pokja = form(cast, BUDI, DEWI, TONO)
    entry = chain(pokja.key).get()
    assert entry.data["members"] == sorted([BUDI.id, DEWI.id, TONO.id])
    assert [a.id for a in reads.pokja_members(pokja.pk, TODAY)] == [BUDI.id, DEWI.id, TONO.id]
    assert audit().findings == ()


@pytest.mark.parametrize("actor", [SARI, RATNA, BUDI, MAJU, STRANGER], ids=lambda a: a.name)
def test_nobody_else_forms_it(actor: Actor) -> None:
    with pytest.raises(Refused, match="tidak berwenang"):
        form(a_cast(), BUDI, DEWI, JOKO, actor=actor)


@pytest.mark.parametrize("who", [(), (BUDI,), (BUDI, DEWI), (BUDI, DEWI, JOKO, TONO), (BUDI, BUDI, BUDI)])
def test_it_needs_three_and_an_odd_number(who: tuple[Actor, ...]) -> None:
    with pytest.raises(Refused, match=r"paling sedikit 3|ganjil"):
        form(a_cast(), *who)
    assert Pokja.objects.count() == 1


def test_each_member_must_be_fit_and_the_sentence_names_who_is_not() -> None:
    with pytest.raises(Refused) as refused:
        form(a_cast(), BUDI, DEWI, RATNA)
    assert all(RATNA.name in reason for reason in refused.value.reasons)
    assert "S2" in str(refused.value) and "S13" in str(refused.value)
    with pytest.raises(Refused, match="surat keputusan"):
        form(a_cast(), BUDI, DEWI, JOKO, decree_number="")


def test_a_change_starts_and_ends_seats_on_neighbouring_days() -> None:
    cast = a_cast()
    terms = TERMS | {"starts_on": TODAY + days(2)}
    acts.change_members(cast.pokja, members=members(cast, BUDI, DEWI, TONO), actor=HENDRA, **terms)
    assert cast.pokja.state == "changed"
    for ahead, third in ((1, JOKO), (2, TONO)):
        sitting = reads.pokja_members(cast.pokja.pk, TODAY + days(ahead))
        assert {a.id for a in sitting} == {BUDI.id, DEWI.id, third.id}
    assert audit().findings == ()


def test_a_change_may_not_break_the_number_nor_reach_back() -> None:
    cast = a_cast()
    with pytest.raises(Refused, match="ganjil"):
        acts.change_members(cast.pokja, members=members(cast, BUDI, DEWI, JOKO, TONO), actor=HENDRA, **TERMS)
    with pytest.raises(Refused, match="surut"):
        terms = TERMS | {"starts_on": TODAY - days(1)}
        acts.change_members(cast.pokja, members=members(cast, BUDI, DEWI, TONO), actor=HENDRA, **terms)
    assert len(reads.pokja_members(cast.pokja.pk, TODAY)) == 3


def test_nobody_sits_in_a_dissolved_one() -> None:
    cast = a_cast()
    acts.dissolve(cast.pokja, actor=HENDRA, until=TODAY, now=NOON)
    assert len(reads.pokja_members(cast.pokja.pk, TODAY)) == 3
    assert reads.pokja_members(cast.pokja.pk, TODAY + days(1)) == []
    with pytest.raises(Refused, match="Dibubarkan"):
        acts.dissolve(cast.pokja, actor=HENDRA, until=TODAY, now=NOON)
