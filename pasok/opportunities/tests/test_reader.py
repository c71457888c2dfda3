"""The reader: what becomes a listing, that reading twice or anew changes nothing, and that nothing leaks."""

from decimal import Decimal
from typing import Any

import pytest
from django.core.management import call_command

from pasok.opportunities.listing import PLANNED, SELECTED
from pasok.opportunities.models import Choice, Listing
from pasok.opportunities.rules import OF_PACKAGE, OF_TENDER, STATES
from pasok.opportunities.tests.builders import listen
from pasok.planning import acts as planning
from pasok.planning.machine import package as package_table
from pasok.planning.tests.builders import (
    a_package,
    a_school_furniture_package,
    an_announced_package,
    an_office,
)
from pasok.tenders import acts
from pasok.tenders.machine import tender as tender_table
from pasok.tenders.tests import builders as tenders

pytestmark = pytest.mark.django_db


def rows() -> list[dict[str, Any]]:
    return list(Listing.objects.order_by("ocid").values())


def the_listing() -> Listing:
    return Listing.objects.get()


def test_a_draft_is_not_listed_and_its_announcement_lists_it() -> None:
    office = an_office()
    a_package(office, title="Rahasia kantor")
    listen()
    assert not Listing.objects.exists() and not Choice.objects.exists()
    package = an_announced_package(office)
    listen()
    one = the_listing()
    assert (one.ocid, one.state, one.number) == (package.ocid, "planned", package.rup_code)
    assert one.region_codes == ["32", "32.04"] and one.value == package.pagu and one.hps is None
    assert set(Choice.objects.values_list("kind", "code")) == {("agency", "D999"), ("place", "32.04")}


def test_a_plan_taken_back_is_told_and_every_change_of_it() -> None:
    office = an_office()
    package = a_school_furniture_package(office)
    listen()
    assert the_listing().value == package.hps_total and "kursi" in the_listing().details.lower()
    planning.cancel(package, actor=office.pa, reason="Ruang kelas belum jadi.")
    listen()
    assert the_listing().state == "cancelled"


def test_until_the_announcement_nothing_of_the_tender_is_told() -> None:
    scene = tenders.prepared()
    listen()
    one = the_listing()
    assert (one.state, one.kbli, one.closes_at, one.url) == ("preparing", [], None, f"/paket/{one.ocid}")
    acts.publish(scene.tender, actor=scene.chair, now=scene.now)
    listen()
    one = the_listing()
    assert (one.state, one.kbli, one.url) == ("open", ["31001"], scene.tender.get_absolute_url())
    assert one.closes_at == scene.tender.stages.get(code="bid_submission").ends_at
    assert one.open_until is None, "a past told again takes no bids"


def test_who_bids_leaves_no_trace_before_the_opening() -> None:
    scene = tenders.announced()
    listen()
    before = rows()
    tenders.rehearsal.offer(
        scene.tender, tenders.a_workshop("Bengkel Satu"), Decimal(1), scene.later(hours=1)
    )
    listen()
    call_command("relist", verbosity=0)
    assert rows() == before


def test_reading_twice_and_making_anew_end_in_the_same_rows() -> None:
    scene = tenders.standing()
    an_announced_package(scene.office, title="Yang lain")
    listen()
    once = rows()
    assert {row["state"] for row in once} == {"standstill", "planned"}
    listen()
    assert rows() == once
    call_command("relist", verbosity=0)
    assert rows() == once
    Listing.objects.all().delete()
    call_command("relist", "--if-empty", verbosity=0)
    assert [drop(row) for row in rows()] == [drop(row) for row in once]


def drop(row: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name != "id"}


def test_a_tender_that_is_held_again_counts_only_from_its_own_announcement() -> None:
    scene = tenders.announced()
    acts.close(scene.tender, actor=tenders.CLOCK, now=scene.past("bid_submission"))
    listen()
    assert the_listing().state == "closed"


def test_every_public_state_has_a_word_and_every_act_that_moves_one_is_heard() -> None:
    assert set(OF_PACKAGE) == set(package_table.states) - {package_table.initial}
    early = {"proposed", "returned", "preparing", "repeated"}
    assert set(OF_TENDER) == set(tender_table.states) - early
    assert {*OF_PACKAGE.values(), *OF_TENDER.values()} == set(STATES)
    moving = {act.name for act in package_table.acts if act.target}
    assert moving <= PLANNED
    moving = {act.name for act in tender_table.acts if act.target and act.target not in early - {"repeated"}}
    assert moving - {"choose_winner"} <= SELECTED
