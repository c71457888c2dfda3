"""From the draft to the rating: both sign, the work is received, it is rated, the supplier answers."""

import re
from datetime import date, timedelta
from decimal import Decimal
from html import unescape
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st
from pytest_django.fixtures import Settings

from pasok.contracts import acts, reads, rules
from pasok.contracts.forms import FORMS
from pasok.contracts.models import Contract
from pasok.contracts.reader import read
from pasok.contracts.tests.builders import a_contract
from pasok.kernel.machine import Refused
from pasok.law import lookup as law
from pasok.ledger.audit import audit
from pasok.ledger.reads import chain
from pasok.people.models import Person
from pasok.suppliers import reads as suppliers
from pasok.suppliers.acts import items as item_acts
from pasok.suppliers.models import Item, Supplier
from pasok.suppliers.tests.builders import a_supplier, put_on_the_list
from tests.cast import KENCANA, MAJU, NOON, RATNA, a_cast, days

TODAY = NOON.date()


@pytest.fixture
def maju(db: None) -> Supplier:
    a_cast()
    return a_supplier("Maju Contoh", actor=MAJU)


def signed(supplier: Supplier, **changes: object) -> Contract:
    contract = a_contract(supplier, delivery_days=30, **changes)
    acts.revise_draft(contract, number="K-1", actor=RATNA, now=NOON)
    acts.accept_draft(contract, actor=MAJU, now=NOON)
    acts.sign(contract, actor=RATNA, now=NOON)
    return contract


def test_the_supplier_signs_first_and_a_later_change_makes_it_lapse(maju: Supplier) -> None:
    contract = a_contract(maju, delivery_days=30)
    with pytest.raises(Refused, match="nomor kontrak"):
        acts.accept_draft(contract, actor=MAJU, now=NOON)
    acts.revise_draft(contract, number="K-1", actor=RATNA, now=NOON)
    with pytest.raises(Refused):
        acts.sign(contract, actor=RATNA, now=NOON)
    with pytest.raises(Refused, match="tidak berwenang"):
        acts.accept_draft(contract, actor=KENCANA, now=NOON)
    acts.accept_draft(contract, actor=MAJU, now=NOON)
    acts.revise_draft(contract, delivery_days=20, actor=RATNA, now=NOON)
    assert (contract.state, contract.accepted_on) == ("draft", None)


@pytest.mark.parametrize("late,time", [(0, 3), (50, 2), (51, 1)])
def test_a_whole_life_ends_in_a_rating_whose_timeliness_nobody_types(
    maju: Supplier, late: int, time: int
) -> None:
    contract = signed(maju)
    assert contract.due_on == TODAY + days(30)
    end = contract.due_on + timedelta(days=late)
    received = NOON + days(30 + late)
    with pytest.raises(ValidationError, match="sesudah tanda tangan"):
        acts.hand_over(contract, bast_number="B-1", handed_over_on=TODAY - days(1), actor=RATNA, now=received)
    with pytest.raises(ValidationError, match="hari ini"):
        acts.hand_over(contract, bast_number="B-1", handed_over_on=end + days(1), actor=RATNA, now=received)
    acts.hand_over(contract, bast_number="B-1", handed_over_on=end, actor=RATNA, now=received)
    acts.rate(contract, quality=3, cost=2, service=2, note="Rapi.", actor=RATNA, now=received)
    rating = suppliers.rating_of(contract.key)
    assert rating and (rating.scores["time"], rating.days_late) == (time, late)
    assert rating.total == Decimal(30 * 3 + 20 * 2 + 30 * time + 20 * 2) / 100
    acts.reply_rating(contract, text="Terima kasih.", actor=MAJU, now=received)
    with pytest.raises(Refused, match="sudah menanggapi"):
        acts.reply_rating(contract, text="Lagi.", actor=MAJU, now=received)
    assert [entry.act for entry in chain(contract.key)][-3:] == ["hand_over", "rate", "reply_rating"]
    assert audit().findings == ()
    page = Client().get(maju.get_absolute_url()).content.decode()
    assert "belum cukup untuk dibandingkan" in page and "Terima kasih." in page and "Rapi." in page


def test_nothing_is_drafted_or_signed_with_a_barred_supplier(maju: Supplier) -> None:
    contract = a_contract(maju, delivery_days=30)
    acts.revise_draft(contract, number="K-1", actor=RATNA, now=NOON)
    put_on_the_list(maju.pk, TODAY, TODAY + days(400))
    with pytest.raises(Refused, match="masuk daftar hitam"):
        acts.accept_draft(contract, actor=MAJU, now=NOON)
    with pytest.raises(Refused, match="masuk daftar hitam"):
        a_contract(maju, tender="lain")
    assert Contract.objects.count() == 1


def test_running_works_are_counted_until_they_are_handed_over(maju: Supplier) -> None:
    contract = signed(maju, category="works")
    signed(maju, category="goods", tender="lain")
    assert reads.workload(maju.pk, TODAY) == rules.Workload(1, 1, None)
    assert reads.workload(maju.pk, TODAY - days(1)).running == 0
    end = TODAY + days(10)
    acts.hand_over(contract, bast_number="B", handed_over_on=end, actor=RATNA, now=NOON + days(10))
    assert reads.workload(maju.pk, end) == rules.Workload(0, 1, contract.value)


JOB = st.tuples(st.dates(date(2015, 1, 1), date(2026, 1, 1)), st.integers(0, 900), st.integers(1, 9))


@given(st.lists(JOB, max_size=8))
def test_the_most_at_one_time_is_never_less_than_what_runs_now(jobs: list[tuple[date, int, int]]) -> None:
    on = date(2026, 3, 2)
    told = [(start, start + timedelta(days=length), Decimal(value)) for start, length, value in jobs]
    recent = [job for job in told if job[0] >= date(2021, 3, 2)]
    load = rules.workload(recent, on)
    assert load.running <= load.most <= len(recent)


def received(supplier: Supplier, **changes: object) -> Contract:
    contract = signed(supplier, **changes)
    acts.hand_over(contract, bast_number="B", handed_over_on=TODAY, actor=RATNA, now=NOON)
    read(chain(contract.key).last())
    return contract


def test_work_that_was_received_stands_in_the_profile_by_itself_once_and_checked(maju: Supplier) -> None:
    contract = received(maju, delivery_place="SDN Contoh 1")
    read(chain(contract.key).last())  # told twice
    (item,) = Item.objects.all()
    assert (item.state, item.source, item.checked_by) == ("checked", "contract", RATNA.name)
    told = item.values
    assert (told["job"], told["value"], told["contract"]) == (contract.title, "250000000", "K-1")
    assert (told["finished_on"], told["work"], told["sector"]) == (TODAY.isoformat(), "goods", "public")
    assert [entry.act for entry in chain(item.key)] == ["create", "vouch"] and audit().findings == ()
    for name, more in (("correct", {"values": {}}), ("remove", {})):
        with pytest.raises(Refused, match="sampaikan kepada PPK kontrak itu"):
            getattr(item_acts, name)(item, actor=MAJU, **more)
    owner = Client()
    owner.force_login(Person.objects.get(pk=MAJU.id.partition(":")[2]))
    page = owner.get(f"{maju.get_absolute_url()}/profil/experience").text
    assert f'href="{contract.get_absolute_url()}"' in page and "Kontrak Pasok" in page
    assert "Ubah atau hapus" not in page


def test_a_contract_that_nobody_heard_of_gets_its_job_later_and_only_once(maju: Supplier) -> None:
    received(maju)
    earlier = signed(maju, tender="dulu")
    acts.hand_over(earlier, bast_number="B", handed_over_on=TODAY, actor=RATNA, now=NOON)
    assert Item.objects.count() == 1
    signed(maju, tender="berjalan")
    told = []
    for _ in range(2):
        out = StringIO()
        call_command("experience", stdout=out)
        told.append(out.getvalue().split()[0])
    assert told == ["1", "0"] and Item.objects.count() == 2
    item = Item.objects.get(contract=earlier.key)
    assert (item.state, item.checked_by, audit().findings) == ("checked", RATNA.name, ())


def test_who_ends_a_contract_for_fraud_is_told_where_the_evidence_goes() -> None:
    told = str(FORMS["terminate"]().fields["cause"].help_text)
    assert "UKPBJ" in told and "Perpres 16/2018 Ps 79(1)" in told and "Ps 81" in told


def test_only_works_of_the_years_that_count_raise_the_ability_of_a_large_firm(maju: Supplier) -> None:
    received(maju, category="goods", value=Decimal(900_000_000))
    assert suppliers.standing(maju.pk, TODAY).highest is None
    received(maju, category="works", tender="lain", value=Decimal(400_000_000))
    assert suppliers.standing(maju.pk, TODAY).highest == Decimal(400_000_000)
    last = rules.years_before(TODAY + days(1), -law.rule("kd_experience", on=TODAY).whole) - days(2)
    assert suppliers.standing(maju.pk, last).highest == Decimal(400_000_000)
    assert suppliers.standing(maju.pk, last + days(1)).highest is None


def test_a_contract_ends_by_the_suppliers_fault_no_day_too_early_and_is_rated_with_nothing(
    maju: Supplier,
) -> None:
    contract = signed(maju, category="works")
    asked = str(FORMS["terminate"](subject=contract).fields["notified_on"].help_text)
    assert "14 hari kalender" in asked and law.rule("termination_notice_min", on=TODAY).article in asked
    told = {"notified_on": TODAY, "reason": "Tidak ada pekerjaan.", "actor": RATNA}
    first = rules.earliest_end(TODAY, contract.announced_on)
    assert first == TODAY + days(14)
    with pytest.raises(ValidationError, match="dapat diputus mulai"):
        acts.terminate(contract, cause="not_performed", now=NOON + days(13), **told)
    with pytest.raises(ValidationError, match="masih berjalan sampai"):
        acts.terminate(contract, cause="not_finished", now=NOON + days(30), **told)
    with pytest.raises(ValidationError, match="Tanggal surat"):
        acts.terminate(
            contract, cause="fraud", now=NOON + days(20), **told | {"notified_on": TODAY - days(1)}
        )
    with pytest.raises(Refused, match="tidak berwenang"):
        acts.terminate(contract, cause="fraud", now=NOON + days(20), **told | {"actor": MAJU})
    assert reads.workload(maju.pk, TODAY + days(13)).running == 1
    acts.terminate(contract, cause="not_performed", now=NOON + days(14), **told)
    rating = suppliers.rating_of(contract.key)
    assert rating and rating.total == 0 and set(rating.scores.values()) == {0}
    assert suppliers.shown_rating(rating)["category"] == "Buruk"
    assert reads.workload(maju.pk, TODAY + days(14)) == rules.Workload(0, 1, None)
    acts.reply_rating(contract, text="Kami keberatan.", actor=MAJU)
    assert audit().findings == ()


@pytest.mark.parametrize(
    ("cause", "offered"), [("not_finished", True), ("fraud", False), ("force_majeure", False)]
)
def test_a_proposal_for_the_blacklist_is_offered_where_the_ppk_may_make_one(
    maju: Supplier, cause: str, offered: bool, settings: Settings
) -> None:
    settings.DEMO = True
    contract = signed(maju)
    told = {"notified_on": TODAY, "reason": "Uraian contoh.", "now": NOON + days(31)}
    acts.terminate(contract, cause=cause, actor=RATNA, **told)
    rated = cause != "force_majeure"
    assert bool(suppliers.rating_of(contract.key)) == rated
    office, firm = Client(), Client()
    office.force_login(Person.objects.get(pk=RATNA.id.partition(":")[2]))
    firm.force_login(Person.objects.get(pk=MAJU.id.partition(":")[2]))
    page = office.get(contract.get_absolute_url()).text
    assert ("Usulkan sanksi daftar hitam" in page) == offered
    assert "Usulkan sanksi daftar hitam" not in firm.get(contract.get_absolute_url()).text
    if offered:
        form = office.get(unescape(re.search(r'href="(/daftar-hitam/usul[^"]+)"', page)[1])).text
        assert (
            'value="contract_default" selected' in form and contract.title in form and contract.ocid in form
        )
    if not rated:
        with pytest.raises(Refused, match="tanpa kesalahan usaha Anda"):
            acts.reply_rating(contract, text="Ya.", actor=MAJU)


def test_work_that_was_received_is_not_terminated(maju: Supplier) -> None:
    contract = signed(maju)
    acts.hand_over(contract, bast_number="B", handed_over_on=TODAY, actor=RATNA, now=NOON)
    with pytest.raises(Refused, match="Nilai kinerja penyedia"):
        acts.terminate(contract, cause="fraud", notified_on=TODAY, reason="x", actor=RATNA)
