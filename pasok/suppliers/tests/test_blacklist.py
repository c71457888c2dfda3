"""A sanction from proposal to end, by the doors; and whom it bars on which day."""

from collections.abc import Iterator
from datetime import date, datetime, timedelta
from typing import Any

import pytest

from pasok.kernel.actor import CLOCK, Actor
from pasok.kernel.machine import Refused
from pasok.ledger.models import Entry
from pasok.ledger.reads import chain
from pasok.people import reads as people
from pasok.suppliers import acts as register
from pasok.suppliers import reads
from pasok.suppliers.acts import blacklist as acts
from pasok.suppliers.models import NationalEntry, Sanction, Supplier
from pasok.suppliers.tests.builders import a_nik, a_supplier, an_owner, user_of
from tests.cast import AGENCY, AUDITOR, BUDI, LPSE, NOON, RATNA, SARI, SATKER, STRANGER, a_cast, days

pytestmark = pytest.mark.django_db
TODAY = NOON.date()


@pytest.fixture(autouse=True)
def cast() -> Iterator[None]:
    a_cast()
    yield


def a_proposal(supplier: Supplier, *, actor: Actor = RATNA, **changes: Any) -> Sanction:
    given: dict[str, Any] = {
        "ground": "contract_default", "happened_on": TODAY - days(10), "evidence": "Berita acara terlambat.",
        "agency": AGENCY, "satker": str(SATKER), "title": "Meja dan kursi",
    } | changes  # fmt: skip
    return acts.create(supplier=supplier, actor=actor, now=NOON, **given)


def decided(supplier: Supplier, *, board: bool = False, published: bool = True) -> Sanction:
    """Proposed on the day of NOON, replied, recommended, imposed on the same day."""
    sanction = a_proposal(supplier)
    acts.propose(sanction, actor=RATNA, now=NOON)
    acts.reply(sanction, text="Kami terlambat.", actor=user_of(supplier, an_owner()), now=NOON)
    acts.recommend(sanction, favours=True, text="Terbukti.", actor=AUDITOR, now=NOON)
    acts.impose(sanction, number="12/SK/2026", board=board, actor=SARI, now=NOON)
    if published:
        acts.publish(sanction, actor=LPSE, now=NOON)
    return sanction


def bar(supplier: Supplier, on: date = TODAY) -> reads.Bar | None:
    return reads.is_barred(supplier.pk, on)


def test_the_way_from_proposal_to_end_and_who_is_barred_on_which_day() -> None:
    supplier, other = a_supplier("Lalai Contoh"), a_supplier("Rajin Contoh")
    sanction = decided(supplier)
    assert (sanction.decided_on, sanction.until) == (TODAY, date(2027, 3, 1))
    assert bar(supplier, TODAY - days(1)) is None and bar(other) is None
    why = bar(supplier)
    assert why and (why.until, why.by, why.number) == (sanction.until, "Kab. Contoh", "12/SK/2026")
    assert bar(supplier, date(2027, 3, 1)) and bar(supplier, date(2027, 3, 2)) is None
    assert sanction.next_due == datetime(2027, 3, 1, 17, tzinfo=NOON.tzinfo)
    with pytest.raises(Refused, match="belum berakhir"):
        acts.end(sanction, actor=CLOCK, now=sanction.next_due - timedelta(microseconds=1))
    acts.end(sanction, actor=CLOCK, now=sanction.next_due)
    assert sanction.state == "ended" and bar(supplier) is None
    names = [entry.act for entry in chain(sanction.key)]
    assert names == ["create", "propose", "reply", "recommend", "impose", "publish", "end"]


def test_it_bars_from_the_decision_and_not_only_from_its_publication() -> None:
    supplier = a_supplier()
    assert decided(supplier, published=False).state == "in_force" and bar(supplier)


def test_silence_of_the_business_ends_with_the_clock() -> None:
    sanction = a_proposal(a_supplier())
    acts.propose(sanction, actor=RATNA, now=NOON)
    with pytest.raises(Refused):
        acts.end_hearing(sanction, actor=CLOCK, now=sanction.hearing_until - timedelta(microseconds=1))
    acts.end_hearing(sanction, actor=CLOCK, now=sanction.next_due)
    assert sanction.state == "examined"


def test_apip_first_then_somebody_else_than_the_proposer_decides() -> None:
    sanction = a_proposal(a_supplier())
    acts.propose(sanction, actor=RATNA, now=NOON)
    acts.end_hearing(sanction, actor=CLOCK, now=sanction.next_due)
    with pytest.raises(Refused, match="APIP belum"):
        acts.impose(sanction, number="1", actor=SARI, now=NOON + days(9))
    with pytest.raises(Refused, match="tidak berwenang"):
        acts.impose(sanction, number="1", actor=RATNA, now=NOON + days(9))
    acts.recommend(sanction, favours=False, text="Tidak terbukti.", actor=AUDITOR, now=NOON + days(9))
    acts.decline(sanction, reason="Tidak terbukti.", actor=SARI, now=NOON + days(9))
    assert sanction.state == "rejected" and bar(sanction.supplier) is None


def test_who_holds_no_office_there_proposes_nothing() -> None:
    before = Entry.objects.count()
    supplier = a_supplier()
    born = Entry.objects.count()
    for actor in (STRANGER, AUDITOR, user_of(supplier, an_owner())):
        with pytest.raises(Refused):
            a_proposal(supplier, actor=actor)
    with pytest.raises(Refused):
        a_proposal(supplier, actor=BUDI, ground="collusion")  # of the Pokja, but not of this one
    assert Entry.objects.count() == born > before and not Sanction.objects.exists()


def test_owners_and_board_are_barred_with_the_firm_only_when_the_decision_says_so() -> None:
    director = register.NewOfficer("Direktur Contoh", "director", a_nik(777_001))
    staff = register.NewOfficer("Tenaga Contoh", "key_staff", a_nik(777_002))
    own = register.NewOfficer("Pemilik Contoh", "owner", a_nik(777_003), None, True)
    first = a_supplier("Lama Contoh", officers=[director, staff, own])
    second = a_supplier("Baru Contoh", officers=[director, own])
    head = register.NewOfficer("Kepala Contoh", "director", a_nik(777_004), None, True)
    helper = a_supplier("Tukang Contoh", officers=[staff, head])
    sanction = decided(first)
    assert bar(second) is None
    acts.cancel(sanction, reason="Koreksi APIP.", actor=SARI, now=NOON)
    sanction = decided(first, board=True)
    assert sanction.persons.count() == 2
    why = bar(second)
    assert why and why.person and "Pengurus atau pemilik" in why.sentence("CV Baru Contoh")
    assert bar(helper) is None  # key staff are not named by the article
    assert reads.barred([first.pk, second.pk, helper.pk], TODAY).keys() == {first.pk, second.pk}


def test_a_deed_before_perpres_46_of_2025_hits_the_firm_only() -> None:
    sanction = a_proposal(a_supplier(), happened_on=date(2025, 4, 29), origin="court")
    acts.propose(sanction, actor=RATNA, now=NOON)
    acts.end_hearing(sanction, actor=CLOCK, now=sanction.next_due)
    with pytest.raises(Exception, match="badan usahanya"):
        acts.impose(sanction, number="1", board=True, actor=SARI, now=NOON + days(9))
    acts.impose(sanction, number="1", actor=SARI, now=NOON + days(9))
    assert not sanction.persons.exists()


def test_a_branch_with_the_same_npwp_is_barred_too() -> None:
    head = a_supplier("Pusat Contoh", npwp="712345678424000")
    branch = a_supplier("Cabang Contoh", npwp="712345678424001")
    decided(head)
    assert bar(branch) and not (bar(branch) or head).person


def test_a_court_suspends_and_what_was_left_is_served_after_it() -> None:
    supplier = a_supplier()
    sanction = decided(supplier)
    left = sanction.until - TODAY
    acts.stay(sanction, court="3/G/2026/PTUN", reason="Penundaan.", actor=SARI, now=NOON)
    assert bar(supplier) is None and sanction.next_due is None
    acts.resume(sanction, reason="Penundaan dicabut.", actor=SARI, now=NOON + days(40))
    assert sanction.until == TODAY + days(40) + left and bar(supplier, TODAY + days(41))


def test_a_name_of_the_national_list_is_a_hint_until_a_person_has_decided() -> None:
    supplier = a_supplier("Bugis Manna Contoh")
    entry = NationalEntry.objects.create(
        name="CV BUGIS MANNA CONTOH", name_key="bugis manna contoh", number="9/SK", starts_on=TODAY,
        ends_on=date(2027, 1, 1), status="PUBLISHED", authority="Kab. Lain", imported_at=NOON,
    )  # fmt: skip
    assert bar(supplier) is None and reads.hints([supplier.pk], TODAY) == {supplier.pk: entry}
    with pytest.raises(Refused):
        acts.recognise(entry, supplier=supplier, reason="Nama sama.", actor=RATNA, now=NOON)
    sanction = acts.recognise(entry, supplier=supplier, reason="SK cocok.", actor=LPSE, now=NOON)
    assert (why := bar(supplier)) and why.by == "Kab. Lain"
    assert reads.hints([supplier.pk], TODAY) == {}
    acts.disown(sanction, reason="Bukan usaha ini.", actor=LPSE, now=NOON)
    assert bar(supplier) is None
    own = decided(a_supplier())
    with pytest.raises(Refused, match="PA atau KPA"):
        acts.disown(own, reason="Keliru.", actor=LPSE, now=NOON)


def test_an_exact_number_of_the_national_list_bars_by_itself() -> None:
    supplier = a_supplier(npwp="812345678424000")
    key = people.nik_hash("812345678")
    NationalEntry.objects.create(
        name="Nama Lain", name_key="nama lain", number_key=key, number="8/SK", starts_on=TODAY,
        ends_on=TODAY + days(5), status="PUBLISHED", authority="Kab. Lain", imported_at=NOON,
    )  # fmt: skip
    assert bar(supplier, TODAY + days(5)) and bar(supplier, TODAY + days(6)) is None


def test_the_book_keeps_no_number_and_no_name_of_a_person() -> None:
    supplier = a_supplier(npwp="912345678424000")
    sanction = decided(supplier, board=True)
    book = str([entry.data for entry in chain(sanction.key)])
    hashes = supplier.profile().hashes()
    assert "912345678" not in book and supplier.nib not in book and not any(one in book for one in hashes)
