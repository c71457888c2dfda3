"""Plans as open data: every change after the announcement, and nothing before it."""

from decimal import Decimal

import pytest

from pasok.contracts import acts as contracts
from pasok.opendata import reads, validate
from pasok.opendata.models import Release
from pasok.opendata.tests import story
from pasok.people.reads import IMPORTER
from pasok.planning import acts
from pasok.planning.tests import builders
from pasok.suppliers.tests.builders import a_supplier
from pasok.tenders import acts as tenders

pytestmark = pytest.mark.django_db


def state(ocid: str) -> dict:
    """The compiled release, after everything was published and found valid."""
    story.publish_all()
    assert not [release for release in Release.objects.all() if validate.problems(release.plain)]
    found = reads.record(ocid)
    return found["compiledRelease"] if found else {}


def test_a_draft_is_told_to_nobody() -> None:
    package = builders.a_package(builders.an_office())
    assert state(package.ocid) == {}


def test_reservation_method_and_revision_are_told_with_their_reasons() -> None:
    office = builders.an_office()
    package = builders.an_announced_package(office)
    first = state(package.ocid)
    assert first["tender"]["status"] == "planned"
    assert first["tender"]["sustainability"][0]["strategies"] == ["reservedParticipation"]
    assert first["tender"]["procurementMethodRationale"]
    acts.unreserve(package, actor=office.ppk, reason="Tidak ada usaha kecil yang membuatnya.")
    acts.set_method(package, actor=office.ppk)
    acts.revise(package, actor=office.pa, reason="Pagu berubah.", pagu=Decimal("440000000.50"))
    told = state(package.ocid)
    assert told["tender"]["hasSustainability"] is False
    assert told["planning"]["rationale"] == "Tidak ada usaha kecil yang membuatnya."
    assert told["planning"]["budget"]["amount"]["amount"] == 440000000.5
    acts.reserve(package, actor=office.ppk)
    assert state(package.ocid)["tender"]["hasSustainability"] is True


def test_a_plan_can_be_cancelled_revived_and_replaced() -> None:
    office = builders.an_office()
    package = builders.an_announced_package(office)
    acts.cancel(package, actor=office.pa, reason="Anggaran dialihkan.")
    assert state(package.ocid)["tender"]["status"] == "cancelled"
    acts.revive(package, actor=office.pa, reason="Anggaran kembali.")
    assert state(package.ocid)["tender"]["status"] == "planned"
    parts = [{"title": "Bagian satu", "pagu": 200_000_000}, {"title": "Bagian dua", "pagu": 250_000_000}]
    children = acts.split(package, actor=office.pa, parts=parts, reason="Dua tempat.")
    told = state(package.ocid)
    assert told["tender"]["status"] == "withdrawn"
    assert [each["identifier"] for each in told["relatedProcesses"]] == [child.ocid for child in children]
    assert state(children[0].ocid) == {}


def test_a_plan_taken_from_another_system_is_told_as_it_was_announced_there() -> None:
    office = builders.an_office()
    plan = {**builders.PLAN, "funding": [{"source": "APBD", "amount": builders.PLAN["pagu"]}]}
    package = acts.create(
        actor=IMPORTER, agency=office.agency, satker=office.satker, rup_code="51234567", **plan
    )
    acts.adopt(package, actor=IMPORTER, method="tender_postqual_one_file", origin="SiRUP")
    told = state(package.ocid)
    assert told["planning"]["budget"]["id"] == "51234567"
    assert told["tender"]["procurementMethod"] == "open"


def test_a_tender_of_two_packages_points_to_both_plans() -> None:
    office = builders.an_office()
    first = builders.a_school_furniture_package(office)
    second = builders.a_school_furniture_package(office, title="Pengadaan Lemari Kelas")
    tenders.propose(
        packages=[first.ocid, second.ocid], pokja=office.pokja.pk, actor=office.ppk, now=builders.MORNING
    )
    related = state(first.ocid)["relatedProcesses"]
    assert [(each["relationship"], each["identifier"]) for each in related] == [(["planning"], second.ocid)]


def test_a_contract_without_a_tender_has_an_award_of_its_own() -> None:
    office = builders.an_office()
    package = builders.an_announced_package(office)
    supplier = a_supplier("Mebel Contoh")
    contract = contracts.draft(
        ocid=package.ocid,
        supplier=supplier.pk,
        value=Decimal(150_000_000),
        title="Lemari",
        actor=office.ppk,
        announced_on=builders.MORNING.date(),
    )
    told = state(package.ocid)
    assert told["contracts"][0]["awardID"] == told["awards"][0]["id"] == f"award-contract-{contract.pk}"
    assert told["awards"][0]["suppliers"][0]["id"] == f"ID-NIB-{supplier.nib}"


def test_a_business_that_is_one_person_is_told_without_name_and_number() -> None:
    office = builders.an_office()
    package = builders.an_announced_package(office)
    supplier = a_supplier("Siti Contoh", form="perorangan", ready=False)
    contracts.draft(
        ocid=package.ocid,
        supplier=supplier.pk,
        value=Decimal(150_000_000),
        title="Lemari",
        actor=office.ppk,
        announced_on=builders.MORNING.date(),
    )
    party = next(each for each in state(package.ocid)["parties"] if "supplier" in each["roles"])
    assert (party["id"], party["name"]) == (f"ID-PASOK-{supplier.pk}", "Usaha perorangan")
    body = " ".join(Release.objects.values_list("body", flat=True))
    assert "Siti" not in body and supplier.nib not in body
