"""Who wears what, over which thing, on which day."""

from datetime import date

import pytest

from pasok.kernel.actor import CLOCK, NOBODY
from pasok.people import acts, reads
from pasok.people.models import PokjaMember
from tests.cast import (
    AGENCY,
    AUDITOR,
    BUDI,
    HENDRA,
    LPSE,
    MAJU,
    NOON,
    OTHER_AGENCY,
    RATNA,
    SARI,
    SATKER,
    STRANGER,
    TONO,
    a_cast,
    days,
)

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def test_each_wears_the_hat_of_the_decree_over_its_own_agency_only() -> None:
    cast = a_cast()
    pokja = str(cast.pokja.pk)
    expected = {
        LPSE: {"lpse"},
        SARI: {"pa"},
        AUDITOR: {"auditor"},
        HENDRA: {"ukpbj"},
        RATNA: {"ppk"},
        TONO: {"procurement_officer"},
        BUDI: {"pokja"},
        MAJU: {"supplier"},
        STRANGER: set(),
        NOBODY: set(),
        CLOCK: {"clock"},
        reads.IMPORTER: {"importer"},
    }
    for actor, worn in expected.items():
        assert reads.hats(actor, on=TODAY, agency=AGENCY, satker=str(SATKER), pokja=pokja) == worn, actor
        elsewhere = worn & {"lpse", "supplier", "clock", "importer"}
        assert reads.hats(actor, on=TODAY, agency=OTHER_AGENCY) == elsewhere, actor


def test_hats_ask_the_database_once(django_assert_num_queries: object) -> None:
    cast = a_cast()
    with django_assert_num_queries(1):
        reads.hats(
            RATNA, on=TODAY, agency=AGENCY, satker=str(SATKER), ocid="ocds-x", pokja=str(cast.pokja.pk)
        )


def appoint_ratna(cast: object, **changes: object) -> object:
    terms = {
        "agency": cast.agency,
        "actor": SARI,
        "starts_on": date(2026, 3, 10),
        "until": date(2026, 3, 20),
        "decree_number": "SK-1",
        "decree_on": date(2026, 3, 1),
        "now": NOON,
    }
    return acts.appoint(cast.person(RATNA), "kpa", **(terms | changes))


@pytest.mark.parametrize(
    "day,worn",
    [
        (date(2026, 3, 9), False),
        (date(2026, 3, 10), True),
        (date(2026, 3, 20), True),
        (date(2026, 3, 21), False),
    ],
)
def test_a_hat_is_worn_from_the_first_day_to_the_last(day: date, worn: bool) -> None:
    cast = a_cast()
    appoint_ratna(cast)
    assert ("kpa" in reads.hats(RATNA, on=day, agency=AGENCY)) is worn


def test_a_hat_over_one_satker_is_not_worn_over_another_nor_over_the_whole_agency() -> None:
    cast = a_cast()
    appoint_ratna(cast, satker=cast.satker)
    on = date(2026, 3, 15)
    assert "kpa" in reads.hats(RATNA, on=on, agency=AGENCY, satker=str(SATKER))
    assert "kpa" not in reads.hats(RATNA, on=on, agency=AGENCY, satker="999002")
    assert "kpa" not in reads.hats(RATNA, on=on, agency=AGENCY)


def test_a_hat_over_one_package_is_worn_over_that_package_only() -> None:
    cast = a_cast()
    office = appoint_ratna(cast, ocid="ocds-pasok0-7")
    on = date(2026, 3, 15)
    assert "kpa" in reads.hats(RATNA, on=on, agency=AGENCY, ocid="ocds-pasok0-7")
    assert "kpa" not in reads.hats(RATNA, on=on, agency=AGENCY, ocid="ocds-pasok0-8")
    assert (office.ocid, office.package) == ("ocds-pasok0-7", "ocds-pasok0-7")


def test_a_seat_in_a_pokja_has_its_first_and_last_day() -> None:
    cast = a_cast()
    PokjaMember.objects.filter(person=cast.person(BUDI)).update(until=TODAY)
    pokja = str(cast.pokja.pk)
    assert "pokja" in reads.hats(BUDI, on=TODAY, pokja=pokja)
    assert "pokja" not in reads.hats(BUDI, on=TODAY + days(1), pokja=pokja)
    assert "pokja" not in reads.hats(BUDI, on=date(2026, 1, 1), pokja=pokja)
    assert [a.id for a in reads.pokja_members(pokja, TODAY + days(1))] != [
        a.id for a in reads.pokja_members(pokja, TODAY)
    ]


def test_people_with_a_hat_are_found_for_notices() -> None:
    cast = a_cast()
    assert reads.people_with_hat("ppk", agency=AGENCY, on=TODAY) == [cast.person(RATNA)]
    assert reads.people_with_hat("ppk", agency=OTHER_AGENCY, on=TODAY) == []
    assert len(reads.people_with_hat("pokja", pokja=str(cast.pokja.pk), on=TODAY)) == 3
    assert reads.people_with_hat("pokja", on=TODAY) == []
    assert reads.representatives(MAJU.supplier) == [cast.person(MAJU)]
    assert reads.person(RATNA.id) == cast.person(RATNA)
    assert reads.person("clock") is None
