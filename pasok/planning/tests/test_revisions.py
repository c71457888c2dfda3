"""Revisions after the announcement, and the meeting with the tender: row, entry, log and refusal of each."""

from decimal import Decimal

import pytest

from pasok.kernel.machine import Refused
from pasok.ledger.audit import audit
from pasok.ledger.reads import chain
from pasok.planning import acts, reads
from pasok.planning.models import Package
from pasok.planning.tests.builders import (
    MORNING,
    Office,
    a_school_furniture_package,
    an_announced_package,
    an_office,
)
from tests.cast import BUDI

pytestmark = pytest.mark.django_db
WHY = "Anggaran berubah."


@pytest.fixture
def office() -> Office:
    return an_office()


def test_one_to_one_makes_a_new_version_and_the_log_says_what_changed(office: Office) -> None:
    package = an_announced_package(office)
    acts.revise(
        package, actor=office.pa, reason=WHY, pagu=Decimal(500_000_000), volume="70 unit", now=MORNING
    )
    package.refresh_from_db()
    assert (package.version, package.pagu, package.state) == (2, 500_000_000, "announced")
    assert package.funding.get().amount == 500_000_000
    (row,) = reads.revisions(package)
    assert (row.kind, row.old_ocid, row.new_ocid, row.reason) == (
        "one_to_one",
        package.ocid,
        package.ocid,
        WHY,
    )
    assert row.before["pagu"] == "450000000" and row.after["pagu"] == "500000000"
    assert "title" not in row.after
    assert chain(package.key).last().data["reason"] == WHY


def test_a_revision_takes_a_reason_and_funds_that_add_up(office: Office) -> None:
    package = an_announced_package(office)
    with pytest.raises(Refused, match="Tulis alasannya"):
        acts.revise(package, actor=office.pa, reason=" ", title="Lain", now=MORNING)
    funds = [{"source": "APBD", "amount": Decimal(1)}]
    with pytest.raises(Refused, match="belum sama dengan pagu"):
        acts.revise(package, actor=office.pa, reason=WHY, funding=funds, now=MORNING)
    package.refresh_from_db()
    assert package.version == 1 and package.title == "Pengadaan Lemari Arsip Logam"


def test_one_to_many_bears_drafts_that_share_the_funds_and_replaces_the_parent(office: Office) -> None:
    package = an_announced_package(office)
    parts = [
        {"title": "Lemari Arsip Logam Kecamatan Utara", "pagu": Decimal(250_000_000)},
        {"title": "Lemari Arsip Logam Kecamatan Selatan", "pagu": Decimal(200_000_000)},
    ]
    children = acts.split(package, actor=office.pa, parts=parts, reason=WHY, now=MORNING)
    package.refresh_from_db()
    assert package.state == "replaced" and [c.state for c in children] == ["draft", "draft"]
    assert [c.funding.get().amount for c in children] == [250_000_000, 200_000_000]
    assert children[0].locations.count() == 1 and children[0].ppk == office.ppk.id
    assert [r.new_ocid for r in reads.revisions(package)] == [c.ocid for c in children]
    assert chain(children[0].key).first().data["replaces"] == package.ocid
    acts.set_method(children[0], actor=office.ppk, now=MORNING)
    acts.announce(children[0], actor=office.pa, now=MORNING)


@pytest.mark.parametrize("pagus", [[450_000_000], [300_000_000, 150_000_001]])
def test_parts_are_two_or_more_and_never_exceed_the_parent(office: Office, pagus: list[int]) -> None:
    package = an_announced_package(office)
    parts = [{"title": "Lemari", "pagu": Decimal(pagu)} for pagu in pagus]
    with pytest.raises(Refused):
        acts.split(package, actor=office.pa, parts=parts, reason=WHY, now=MORNING)
    assert Package.objects.count() == 1


def test_a_cancelled_package_can_be_revived_and_both_are_logged(office: Office) -> None:
    package = an_announced_package(office)
    acts.cancel(package, actor=office.pa, reason=WHY, now=MORNING)
    assert package.state == "cancelled"
    acts.revive(package, actor=office.pa, reason="Anggaran kembali.", now=MORNING)
    assert package.state == "announced"
    assert [r.kind for r in reads.revisions(package)] == ["cancel", "revive"]


def begin(package: Package, office: Office, **more: object) -> None:
    acts.begin_selection(package, actor=office.ppk, tender=f"tender:{package.ocid}", now=MORNING, **more)


def test_a_tender_takes_several_packages_and_gives_them_all_back(office: Office) -> None:
    lead, second = (a_school_furniture_package(office, title=f"Meja Kursi SD wilayah {n}") for n in "12")
    begin(lead, office, others=[second], pokja=str(office.pokja.pk))
    second.refresh_from_db()
    assert second.state == "in_selection" and second.lead_ocid == lead.ocid
    assert reads.bought_together(second) == [lead, second]
    acts.end_selection(second, actor=BUDI, reason="Tidak ada penawaran.", now=MORNING)
    lead.refresh_from_db()
    assert lead.state == "announced" and lead.selection_of == ""
    assert chain(lead.key).last().data["tender"] == f"tender:{lead.ocid}"


def test_merging_small_packages_above_the_amount_takes_a_reason(office: Office) -> None:
    big = {"pagu": Decimal(8_000_000_000)}
    lead, second = (a_school_furniture_package(office, title=f"Meja wilayah {n}", **big) for n in "12")
    with pytest.raises(Refused, match=r"digabung menjadi Rp16\.000\.000\.000"):
        begin(lead, office, others=[second])
    lead.refresh_from_db()
    assert lead.state == "announced"
    begin(lead, office, others=[second], reason="Satu sistem yang tidak dapat dipisah.")
    assert [c.kind for c in reads.warnings(lead, MORNING)] == ["bundling"]


def test_packages_of_two_kinds_are_not_one_tender(office: Office) -> None:
    lead = a_school_furniture_package(office)
    other = a_school_furniture_package(office, kind="other_services")
    with pytest.raises(Refused, match="satu jenis"):
        begin(lead, office, others=[other])
    assert not Package.objects.filter(state="in_selection").exists()


def test_whoever_does_not_hold_the_package_does_not_end_its_selection(office: Office) -> None:
    package = a_school_furniture_package(office)
    begin(package, office)  # no Pokja was named, so Budi wears no hat here
    with pytest.raises(Refused):
        acts.end_selection(package, actor=BUDI, now=MORNING)
    acts.conclude(package, actor=office.ppk, contract="contract:1", now=MORNING)
    assert package.state == "contracted"


def test_the_audit_folds_every_package_to_its_state(office: Office) -> None:
    package = a_school_furniture_package(office)
    begin(package, office)
    assert audit().findings == ()
    Package.objects.filter(pk=package.pk).update(**{"state": "contracted"})
    assert package.key in audit().findings[0]
