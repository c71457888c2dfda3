"""The acts before the announcement: row, entry and refusal of each."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest

from pasok.kernel.machine import WRONG_HAT, Refused
from pasok.ledger.reads import chain
from pasok.people.reads import IMPORTER
from pasok.planning import acts, reads
from pasok.planning.models import Package
from pasok.planning.tests.builders import (
    LINES,
    MORNING,
    TERMS,
    Office,
    a_package,
    an_announced_package,
    an_office,
)
from tests.cast import AUDITOR, BUDI, MAJU, STRANGER

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return an_office()


def last(package: Package) -> tuple[str, dict]:
    entry = chain(package.key).last()
    assert entry is not None
    return entry.act, entry.data


def test_a_draft_has_its_spine_its_funds_and_its_first_entry(office: Office) -> None:
    package = a_package(office)
    assert package.ocid.startswith("ocds-") and package.state == "draft" and package.ppk == office.ppk.id
    assert package.funding.get().amount == package.pagu and package.locations.count() == 1
    act, data = last(package)
    assert (act, data["title"], data["pagu"]) == ("create", package.title, "450000000")
    assert data["funding"][0]["amount"] == "450000000"


def test_two_packages_never_share_a_spine(office: Office) -> None:
    assert a_package(office).ocid != a_package(office).ocid


@pytest.mark.parametrize("actor", [BUDI, AUDITOR, MAJU, STRANGER])
def test_a_stranger_plans_nothing(office: Office, actor: object) -> None:
    with pytest.raises(Refused) as refused:
        acts.create(
            actor=actor,
            agency=office.agency,
            satker=office.satker,
            year=2026,
            title="Meja",
            pagu=Decimal(1),
            kind="goods",
        )
    assert refused.value.reasons == (WRONG_HAT,) and not Package.objects.exists()


def test_a_package_is_reserved_from_birth_where_the_law_reserves_it(office: Office) -> None:
    assert a_package(office).small_business_reserved
    assert not a_package(office, pagu=Decimal(15_000_000_001)).small_business_reserved


def test_edit_changes_the_draft_and_its_funds(office: Office) -> None:
    package = a_package(office)
    funds = [{"source": "BOS", "amount": Decimal(10)}, {"source": "APBN", "amount": Decimal(20)}]
    acts.edit(package, actor=office.ppk, title="Meja", pagu=Decimal(30), funding=funds)
    package.refresh_from_db()
    assert (package.title, package.pagu, package.kind) == ("Meja", 30, "goods")
    assert [f.source for f in package.funding.all()] == ["BOS", "APBN"]
    assert last(package)[1]["title"] == "Meja"
    with pytest.raises(TypeError):
        acts.edit(package, actor=office.ppk, state="announced")


def test_the_method_is_kept_with_its_words_and_its_law(office: Office) -> None:
    package = a_package(office)
    acts.set_method(package, actor=office.ppk, now=MORNING)
    package.refresh_from_db()
    assert package.method == "tender_postqual_one_file"
    assert package.method_reason["sources"][0]["key"] == "direct_procurement_goods_max"
    assert last(package)[1]["words"] == package.method_reason["words"]


def test_a_method_that_the_law_does_not_give_is_refused_with_the_laws_words(office: Office) -> None:
    package = a_package(office)
    with pytest.raises(Refused) as refused:
        acts.set_method(package, actor=office.ppk, now=MORNING, method="direct_procurement")
    assert "di atas batas pengadaan langsung" in refused.value.reasons[0]
    package.refresh_from_db()
    assert package.method == "" and last(package)[0] == "create"


def test_a_fast_tender_may_be_a_tender_instead(office: Office) -> None:
    package = a_package(office)
    acts.set_method(package, actor=office.ppk, spec_fixed_and_qualified=True)
    assert package.method == "fast_tender"
    acts.set_method(
        package, actor=office.ppk, spec_fixed_and_qualified=True, method="tender_postqual_one_file"
    )
    assert package.method == "tender_postqual_one_file"


def test_opening_a_small_package_to_all_takes_a_reason(office: Office) -> None:
    package = a_package(office)
    with pytest.raises(Refused, match="Tulis alasannya"):
        acts.unreserve(package, actor=office.ppk, reason="  ")
    acts.unreserve(package, actor=office.ppk, reason="Tidak ada usaha kecil yang mampu.")
    package.refresh_from_db()
    assert not package.small_business_reserved and package.reason_not_reserved
    assert last(package)[1]["reason"] == "Tidak ada usaha kecil yang mampu."
    acts.reserve(package, actor=office.pa)
    package.refresh_from_db()
    assert package.small_business_reserved and package.reason_not_reserved == ""


def test_similar_packages_are_shown_with_evidence_and_wait_for_a_reason(office: Office) -> None:
    first = an_announced_package(office, title="Belanja Alat Tulis Bidang SD", pagu=Decimal(150_000_000))
    second = a_package(office, title="Belanja Alat Tulis Bidang SMP", pagu=Decimal(120_000_000))
    acts.set_method(second, actor=office.ppk, now=MORNING)
    (caution,) = reads.warnings(second, MORNING)
    assert caution.kind == "splitting" and {p.ocid for p in caution.pieces} == {first.ocid, second.ocid}
    with pytest.raises(Refused, match="Ada 1 paket serupa"):
        acts.announce(second, actor=office.pa, now=MORNING)
    acts.explain_similar(second, actor=office.ppk, reason="Dua bidang, dua kegiatan.", now=MORNING)
    assert last(second)[1]["similar"] == [second.ocid, first.ocid]
    acts.announce(second, actor=office.pa, now=MORNING)
    assert reads.warnings(second, MORNING)[0].reason == "Dua bidang, dua kegiatan."


def test_the_announcement_gives_eight_digits_and_the_day_of_the_law(office: Office) -> None:
    package = an_announced_package(office)
    assert len(package.rup_code) == 8 and package.announced_by == office.pa.id
    assert package.on() == date(2026, 3, 2)
    act, data = last(package)
    assert (act, data["rup_code"]) == ("announce", package.rup_code) and data["method_words"]


def test_the_ppk_does_not_announce(office: Office) -> None:
    package = a_package(office)
    acts.set_method(package, actor=office.ppk, now=MORNING)
    with pytest.raises(Refused) as refused:
        acts.announce(package, actor=office.ppk, now=MORNING)
    assert refused.value.reasons == (WRONG_HAT,)


def test_an_import_adopts_what_another_system_announced(office: Office) -> None:
    long_ago = datetime(2025, 1, 24, 5, 0, tzinfo=UTC)
    package = acts.create(
        actor=IMPORTER,
        now=long_ago,
        agency=office.agency,
        satker=office.satker,
        year=2025,
        title="Rehabilitasi SDN",
        pagu=Decimal("999999999.50"),
        kind="works",
        rup_code="55965678",
    )
    assert package.ocid.endswith("-55965678")
    acts.adopt(
        package,
        actor=IMPORTER,
        now=long_ago,
        method="tender_postqual_one_file",
        hps_lines=LINES,
        hps_total=Decimal("999995334.78"),
        terms=TERMS,
        origin="ISB",
    )
    package.refresh_from_db()
    assert (package.state, package.hps_total) == ("announced", Decimal("999995334.78"))
    assert package.hps_lines.count() == 2 and package.terms.delivery_days == 90
    assert package.rup_code == "55965678"
    with pytest.raises(Refused):
        acts.adopt(a_package(office), actor=office.ppk)
