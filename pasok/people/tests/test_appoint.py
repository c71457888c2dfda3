"""Appointing and ending, through the door: the row, the entry, the refusal."""

from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from pytest_django.fixtures import Settings

from pasok.kernel.actor import Actor
from pasok.kernel.machine import Refused
from pasok.ledger.audit import audit
from pasok.ledger.reads import chain
from pasok.people import acts, reads
from pasok.people.models import Agency, Assignment, Person, today
from tests.cast import AGENCY, BUDI, HENDRA, LPSE, MAJU, NOON, RATNA, SARI, STRANGER, TONO, a_cast, days

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


def appoint(person: Person, hat: str, actor: Actor, **changes: object) -> Assignment:
    terms = {
        "agency": Agency.objects.get(pk=AGENCY),
        "starts_on": TODAY,
        "decree_number": "SK-7",
        "decree_on": TODAY,
        "now": NOON,
    }
    return acts.appoint(person, hat, actor=actor, **(terms | changes))


def test_the_pa_appoints_and_the_book_says_so() -> None:
    cast = a_cast()
    stranger = cast.person(STRANGER)
    office = appoint(stranger, "pptk", SARI, satker=cast.satker)
    entry = chain(office.key).get()
    assert (entry.act, entry.ocid, entry.actor["id"]) == ("create", f"agency:{AGENCY}", SARI.id)
    assert entry.data["person"] == STRANGER.id and entry.data["satker"] == str(cast.satker.pk)
    stranger.refresh_from_db()
    assert stranger.agency_id == AGENCY
    assert audit().findings == ()


@pytest.mark.parametrize("actor", [RATNA, HENDRA, BUDI, MAJU, STRANGER], ids=lambda a: a.name)
def test_nobody_else_appoints(actor: Actor) -> None:
    cast = a_cast()
    with pytest.raises(Refused, match="tidak berwenang"):
        appoint(cast.person(STRANGER), "pptk", actor)


def test_a_pa_of_one_satker_does_not_appoint_over_another() -> None:
    cast = a_cast()
    other = acts.register_satker(999002, name="Dinas Lain", agency=cast.agency)
    pa = cast.person(STRANGER)
    appoint(pa, "pa", LPSE, satker=other)
    with pytest.raises(Refused):
        appoint(cast.person(HENDRA), "pptk", pa.actor, satker=cast.satker)
    assert appoint(cast.person(HENDRA), "pptk", pa.actor, satker=other)


def test_s14_one_person_one_account() -> None:
    cast = a_cast()
    acts.identify(cast.person(RATNA), nik="3204 0101 0190 0001", nip="1" * 18)
    assert cast.person(RATNA).nik_hash == reads.nik_hash("3204010101900001")
    for again in ({"nik": "3204010101900001"}, {"nip": "1" * 18}):
        with pytest.raises(Refused, match="S14"):
            acts.identify(cast.person(TONO), **again)
    with pytest.raises(Refused, match="16 angka"):
        acts.identify(cast.person(TONO), nik="123")
    acts.identify(cast.person(RATNA), nik="3204010101900001")


def test_s7_the_owner_of_a_business_is_not_made_ppk() -> None:
    cast = a_cast()
    hendra = cast.person(HENDRA)
    acts.identify(hendra, nik="3204010101900002")
    acts.certify(hendra, "ppk_b", number="B-1", starts_on=TODAY, until=TODAY)
    owners = frozenset({reads.nik_hash("3204010101900002")})
    with pytest.raises(Refused, match="S7"):
        appoint(hendra, "ppk", SARI, satker=cast.satker, owner_hashes=owners)
    assert appoint(hendra, "ppk", SARI, satker=cast.satker)


def owners_of_businesses(*, cooperatives: bool) -> frozenset[str]:
    return frozenset() if cooperatives else frozenset({reads.nik_hash("3204010101900002")})


def test_s7_asks_the_room_above_when_nobody_gave_the_owners(settings: Settings) -> None:
    settings.BUSINESS_PEOPLE = f"{__name__}.owners_of_businesses"
    cast = a_cast()
    hendra = cast.person(HENDRA)
    acts.identify(hendra, nik="3204010101900002")
    acts.certify(hendra, "pengelola_pbj", number="P-1", starts_on=TODAY)
    with pytest.raises(Refused, match="S7"):
        appoint(hendra, "procurement_officer", SARI, satker=cast.satker)
    settings.BUSINESS_PEOPLE = ""
    assert appoint(hendra, "procurement_officer", SARI, satker=cast.satker)


def test_the_first_lpse_officer_comes_from_the_command_line_and_only_the_first() -> None:
    acts.load_agencies()
    lina = Person.objects.create_user("lina@contoh.test", name="Lina")
    words = ["first_lpse", "lina@contoh.test", "D107", "--decree", "SK-1", "--decree-on", "2026-01-02"]
    with pytest.raises(CommandError, match="tidak dikenal"):
        call_command(*[word.replace("lina@", "x@") for word in words])
    call_command(*words, stdout=StringIO())
    assert reads.hats(lina.actor, on=today()) == {"lpse"}
    with pytest.raises(CommandError, match="Sudah ada"):
        call_command(*words)


def test_s13_the_certificate_must_cover_the_first_day() -> None:
    cast = a_cast()
    hendra = cast.person(HENDRA)
    acts.certify(hendra, "ppk_b", number="B-1", starts_on=TODAY - days(9), until=TODAY - days(1))
    with pytest.raises(Refused, match="S13"):
        appoint(hendra, "ppk", SARI, satker=cast.satker)
    assert appoint(
        hendra, "ppk", SARI, satker=cast.satker, starts_on=TODAY - days(1), decree_on=TODAY - days(1)
    )


def test_the_pas_reason_against_s2_is_in_the_book() -> None:
    cast = a_cast()
    acts.certify(cast.person(TONO), "ppk_c", number="C-1", starts_on=TODAY)
    with pytest.raises(Refused, match="S2"):
        appoint(cast.person(TONO), "ppk", SARI, satker=cast.satker)
    office = appoint(cast.person(TONO), "ppk", SARI, satker=cast.satker, despite="Tidak ada pegawai lain.")
    note = chain(office.key).get().data
    assert (note["overruled"], note["despite"]) == (["S2"], "Tidak ada pegawai lain.")


def test_s5_a_kpa_made_ppk_is_noted() -> None:
    cast = a_cast()
    office = appoint(cast.person(RATNA), "kpa", SARI, satker=cast.satker)
    assert chain(office.key).get().data["kpa_as_ppk"] is True


def test_an_office_ends_yesterday_at_the_earliest_and_stays_in_the_past() -> None:
    cast = a_cast()
    office = Assignment.objects.get(hat="ppk")
    with pytest.raises(Refused, match="surut"):
        acts.end(office, actor=SARI, until=TODAY - days(2), now=NOON)
    acts.end(office, actor=SARI, until=TODAY - days(1), reason="Mutasi", now=NOON)
    assert office.state == "ended"
    assert "ppk" in reads.hats(RATNA, on=TODAY - days(1), agency=AGENCY)
    assert "ppk" not in reads.hats(RATNA, on=TODAY, agency=AGENCY)
    assert audit().findings == ()
    assert cast.pokja.state == "formed"


def test_ending_never_prolongs() -> None:
    cast = a_cast()
    office = appoint(cast.person(STRANGER), "pptk", SARI, until=TODAY + days(3))
    acts.end(office, actor=SARI, until=TODAY + days(9), now=NOON)
    assert office.until == TODAY + days(3)


def test_an_office_may_be_taken_back_before_its_first_day() -> None:
    cast = a_cast()
    office = appoint(cast.person(STRANGER), "pptk", SARI)
    acts.end(office, actor=SARI, until=TODAY - days(1), now=NOON)
    assert "pptk" not in reads.hats(STRANGER, on=TODAY, agency=AGENCY)


def test_officials_do_not_speak_for_suppliers_nor_suppliers_hold_office() -> None:
    cast = a_cast()
    with pytest.raises(Refused, match="S7"):
        acts.link_supplier(cast.person(BUDI), "77")
    with pytest.raises(Refused, match="mewakili penyedia"):
        appoint(cast.person(MAJU), "pptk", SARI)
    acts.link_supplier(cast.person(STRANGER), "77")
    assert reads.actor_of(cast.person(STRANGER)).supplier == "77"
    with pytest.raises(Refused, match="penyedia lain"):
        acts.link_supplier(cast.person(STRANGER), "78")
    acts.link_supplier(cast.person(STRANGER), "")
    assert reads.representatives("77") == []


def test_the_shipped_agencies_load_twice_into_the_same_rows() -> None:
    assert acts.load_agencies() == acts.load_agencies() == Agency.objects.count()
    kab = Agency.objects.get(pk="D107")
    assert (kab.name, kab.regional) == ("Kab. Bandung", True)
    assert not Agency.objects.get(pk="K27").regional


def test_the_demonstration_is_built_once(django_user_model: type[Person]) -> None:
    cast = a_cast()
    count = django_user_model.objects.count()
    people, pokja = acts.demo_cast(cast.agency)
    assert (django_user_model.objects.count(), pokja) == (count, cast.pokja)
    assert all(person.demo and not person.has_usable_password() for person in people.values())
    assert date(2026, 1, 2) == Assignment.objects.first().starts_on
