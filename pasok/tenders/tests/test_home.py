"""The front page: what takes bids now, and the work that waits for each person."""

from datetime import datetime

import pytest
from django.utils import timezone

from pasok.kernel.actor import NOBODY, Actor
from pasok.pages.parts import Task
from pasok.planning.tests.builders import a_school_furniture_package, an_office
from pasok.tenders import acts, home
from pasok.tenders.rules import schedule
from pasok.tenders.tests import builders


def tasks(actor: Actor, now: datetime | None = None) -> list[Task]:
    return list(home.tasks(actor, now or timezone.now()))


@pytest.mark.django_db
def test_nothing_waits_for_the_public() -> None:
    assert tasks(NOBODY) == []


@pytest.mark.django_db
def test_a_ready_package_leads_the_ppk_to_the_proposal() -> None:
    package = a_school_furniture_package(an_office())
    [task] = tasks(Actor(package.ppk, "Ratna"))
    assert (task.todo, task.url) == ("Usulkan tender", f"/tender/usul?paket={package.ocid}")


@pytest.mark.django_db
def test_each_member_is_told_the_next_act_and_then_what_is_waited_for() -> None:
    scene = builders.proposed(clock="real")
    assert tasks(scene.chair)[0].todo == "Setujui sebagai anggota Pokja"
    acts.agree(scene.tender, actor=scene.chair, now=scene.later(hours=1))
    [task] = tasks(scene.chair)
    own = "Bagian Anda selesai."
    assert (task.todo, task.waits) == ("", f"{own} Menunggu persetujuan 2 dari 3 anggota Pokja.")


@pytest.mark.django_db
def test_a_member_is_asked_for_the_document_only_until_it_stands() -> None:
    scene = builders.preparing(clock="real")
    assert tasks(scene.chair)[0].todo == "Susun jadwal"
    now = scene.now
    windows = schedule.propose(timezone.now(), scene.tender.law_on, scene.tender.zone)
    acts.set_schedule(scene.tender, actor=scene.chair, windows=windows, reason="", now=now)
    assert tasks(scene.chair)[0].todo == "Susun dokumen pemilihan"
    acts.write_document(scene.tender, actor=scene.chair, now=now, **builders.DOCUMENT)
    assert tasks(scene.chair)[0].todo == "Setujui sebagai anggota Pokja"
    scene.committee.enroll(scene.tender, now)
    scene.committee.agree(scene.tender, now)
    assert tasks(scene.chair)[0].todo == "Umumkan tender"


@pytest.mark.django_db
def test_after_the_opening_the_bids_are_judged_before_anybody_agrees() -> None:
    scene = builders.opened()
    [task] = tasks(scene.chair)
    assert task.todo == "Nilai penawaran"
    assert task.due == scene.tender.stages.get(code="verification").ends_at
    scene.committee.judge(scene.tender, scene.later(hours=1))
    assert tasks(scene.chair)[0].todo == "Setujui sebagai anggota Pokja"


@pytest.mark.django_db
def test_a_bidder_sees_what_is_missing_and_a_stranger_nothing() -> None:
    scene = builders.announced()
    workshop = builders.a_workshop("CV Maju")
    acts.register(scene.tender, actor=workshop, pact=True, now=scene.later(hours=1))
    [task] = tasks(workshop, scene.now)
    assert task.todo == "Segel dan kirim penawaran" and task.due == scene.tender.next_due
    assert tasks(builders.a_workshop("PT Kencana")) == []


@pytest.mark.django_db
def test_who_gave_a_share_reads_how_many_are_still_missing() -> None:
    scene = builders.closed()
    assert tasks(scene.chair)[0].todo == "Nyatakan bagian kunci saya"
    for member in scene.committee.members[:2]:
        scene.committee.promise(scene.tender, member, scene.now)
    assert tasks(scene.chair)[0].todo == "Serahkan bagian kunci saya"
    scene.committee.release(scene.tender, scene.chair, scene.now)
    [task] = tasks(scene.chair)
    assert (task.todo, task.waits) == (
        "",
        "Bagian Anda selesai. Baru 1 dari 2 bagian kunci yang diserahkan anggota Pokja.",
    )


@pytest.mark.django_db
def test_a_standstill_asks_nothing_of_the_pokja() -> None:
    scene = builders.standing()
    [task] = tasks(scene.chair)
    waits = "Menunggu jadwal: Akhiri masa sanggah."
    assert (task.todo, task.waits, task.due) == ("", waits, scene.tender.standstill_until)
