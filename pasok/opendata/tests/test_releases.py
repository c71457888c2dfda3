"""A whole tender, told through the doors, as open data."""

import json

import pytest

from pasok.contracts import acts as contracts
from pasok.contracts.models import Contract
from pasok.kernel.actor import CLOCK
from pasok.ledger.models import Entry
from pasok.opendata import reader, reads, validate
from pasok.opendata.models import Release
from pasok.opendata.moment import MACHINES
from pasok.opendata.table import TOLD, UNTOLD, Telling
from pasok.opendata.tests import story
from pasok.tenders import acts
from pasok.tenders.tests import builders

pytestmark = pytest.mark.django_db


def published() -> str:
    return "\n".join(Release.objects.values_list("body", flat=True))


def test_every_act_of_every_machine_is_told_or_withheld_for_a_reason() -> None:
    for name, machine in MACHINES.items():
        acts_of = {act.name for act in machine.acts} | {"create"}
        assert acts_of == set(TOLD[name]) | set(UNTOLD[name])
        assert not set(TOLD[name]) & set(UNTOLD[name])
        assert {act.name for act in machine.acts if act.secret} <= set(UNTOLD[name])
        assert all(UNTOLD[name].values())


def test_every_public_entry_becomes_one_valid_release_and_together_they_make_the_record() -> None:
    scene = builders.cleared()
    story.appointed(scene)
    contract = Contract.objects.get()
    ppk = scene.office.ppk
    contracts.revise_draft(contract, actor=ppk, number="01/SP/2026", now=scene.later(hours=1))
    contracts.cancel_draft(contract, actor=ppk, reason="Salah nomor.", now=scene.later(hours=1))
    story.publish_all()
    for entry in Entry.objects.filter(machine__in=TOLD):
        told = list(Release.objects.filter(entry=entry))
        draft = entry.machine == "package" and entry.number < 3
        assert len(told) == (0 if draft or entry.act in UNTOLD[entry.machine] else 1), entry
    for release in Release.objects.all():
        assert validate.problems(release.plain) == [], release
    found = reads.record(scene.tender.ocid)
    assert found is not None
    state = found["compiledRelease"]
    assert validate.problems(state) == []
    assert state["tender"]["status"] == "complete"
    assert len(state["tender"]["milestones"]) == 12
    assert state["planning"]["budget"]["amount"] == {"amount": 1450000000, "currency": "IDR"}
    assert state["planning"]["budget"]["budgetBreakdown"][0]["description"].startswith("1.01.02")
    assert [bid["value"]["amount"] for bid in state["bids"]["details"]] == [int(p) for p in builders.PRICES]
    winner, reserve = scene.bids[1], scene.bids[0]
    statuses = {award["relatedBid"]: award["status"] for award in state["awards"]}
    assert statuses == {f"bid-{winner.pk}": "cancelled", f"bid-{reserve.pk}": "active"}
    assert state["contracts"][0]["status"] == "cancelled"
    assert state["contracts"][0]["awardID"] == f"award-{reserve.pk}"
    roles = {party["id"]: party["roles"] for party in state["parties"]}
    assert roles[f"ID-NIB-{winner.supplier.nib}"] == ["tenderer"]
    assert roles[f"ID-NIB-{reserve.supplier.nib}"] == ["tenderer", "supplier"]
    assert roles["ID-KLPD-D999"] == ["buyer"]
    for line in scene.tender.lines:  # secret by Perpres 16/2018 Ps 26(3)
        assert line["unit_price"] not in published()
    assert "person:" not in published()
    assert not any(actor.name in published() for actor in scene.committee.members)


def test_nothing_of_a_sealed_bid_is_told_before_the_opening() -> None:
    scene = builders.closed()
    story.publish_all()
    before = published()
    suppliers = [bid.supplier for bid in scene.bids]
    names = [supplier.name for supplier in suppliers] + [supplier.nib for supplier in suppliers]
    prices = [str(int(price)) for price in builders.PRICES]
    assert not [word for word in (*names, *prices, "tenderers") if word in before]
    assert not Release.objects.filter(entry__machine="bid").exists()
    assert not Release.objects.filter(entry__act="register").exists()
    scene.committee.open(scene.tender, scene.later(minutes=5))
    story.publish_all()
    after = published()
    assert [word for word in (*names, *prices) if word not in after] == []


@pytest.mark.parametrize("act", ["create", "submit"])
def test_even_a_wrong_table_tells_nothing_of_a_bid_before_the_opening(
    monkeypatch: pytest.MonkeyPatch, act: str
) -> None:
    builders.competing(prices=builders.PRICES[:1])
    monkeypatch.setitem(TOLD["bid"], act, TOLD["bid"]["assess"])
    story.publish_all()
    assert not Release.objects.filter(entry__machine="bid").exists()


def test_a_release_is_the_same_whenever_the_news_is_read_and_however_often() -> None:
    """A worker may be late by days: what it publishes then is what was true at the act."""
    scene = builders.competing()
    for step in story.STEPS:
        story.publish_all()
        step(scene)
    story.publish_all()
    early = dict(Release.objects.values_list("release_id", "body"))
    story.publish_all()
    assert Release.objects.count() == len(early)
    Release.objects.all().delete()
    story.publish_all()
    late = dict(Release.objects.values_list("release_id", "body"))
    assert {name: json.loads(body) for name, body in late.items()} == {
        name: json.loads(body) for name, body in early.items()
    }
    state = reads.record(scene.tender.ocid)["compiledRelease"]
    assert validate.problems(state) == []
    assert {award["status"] for award in state["awards"]} == {"cancelled"}
    assert state["tender"]["status"] == "unsuccessful"
    assert state["tender"]["enquiries"][0]["answer"] == "Boleh."
    assert "author" not in state["tender"]["enquiries"][0]
    words = [change["description"] for change in state["tender"]["amendments"]]
    assert "Adendum 1: Kayu mahoni diterima." in words
    assert any(" menjadi " in text for text in words)
    sanggah = [m for m in state["tender"]["milestones"] if m["id"].startswith("sanggah-")]
    assert [(m["status"], m["description"]) for m in sanggah] == [("met", "Dinyatakan benar")]


def test_a_repeated_tender_is_a_process_of_its_own_that_points_to_the_failed_one() -> None:
    scene = builders.announced()
    tender, chair = scene.tender, scene.chair
    acts.close(tender, actor=CLOCK, now=scene.past("bid_submission"))
    scene.committee.enroll(tender, scene.later(minutes=1))
    longer = scene.now + (scene.now - tender.announced_at)
    acts.extend_submission(tender, actor=chair, ends_at=longer, reason="Belum ada.", now=scene.later(hours=1))
    acts.close(tender, actor=CLOCK, now=scene.past("bid_submission"))
    acts.fail(tender, actor=chair, cause="no_bids", reason="Tidak ada penawaran.", now=scene.later(hours=1))
    acts.retender(tender, actor=scene.office.ppk, now=scene.later(hours=1))
    story.publish_all()
    first = reads.record(tender.ocid)["compiledRelease"]
    second = reads.record(f"{tender.ocid}.2")["compiledRelease"]
    assert first["tender"]["status"] == "unsuccessful"
    assert first["tender"]["tenderPeriod"]["endDate"] > first["tender"]["enquiryPeriod"]["endDate"]
    related = {tuple(each["relationship"]): each["identifier"] for each in second["relatedProcesses"]}
    assert related == {("unsuccessfulProcess",): tender.ocid, ("planning",): tender.ocid}
    assert second["tender"]["status"] == "planning"
    assert not [each for each in Release.objects.all() if validate.problems(each.plain)]


def test_an_unfit_release_is_not_published(monkeypatch: pytest.MonkeyPatch) -> None:
    scene = builders.proposed()
    entry = Entry.objects.filter(subject=scene.package.key, act="announce").get()
    monkeypatch.setitem(TOLD["package"], "announce", Telling(("palsu",), ()))
    with pytest.raises(reader.Unfit, match="tag"):
        reader.read(entry)
    assert not Release.objects.exists()
