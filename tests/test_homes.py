"""The front page of each role: exactly what the machines offer this person, and what comes next."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.module_loading import import_string

from pasok.kernel.actor import NOBODY, Actor
from pasok.notices import reads as notices
from pasok.pages.work import PER_ROOM, work_of
from pasok.people import acts as people_acts
from pasok.people.models import Person
from pasok.planning import acts as planning_acts
from pasok.planning.tests.builders import a_package, an_announced_package, an_office
from pasok.suppliers.tests.builders import a_supplier, an_owner, user_of
from pasok.tenders import acts
from pasok.tenders.models import Tender
from pasok.tenders.tests import builders
from tests.cast import AUDITOR, BUDI, HENDRA, LPSE, RATNA, SARI, STRANGER, TONO, a_cast

OFFICIALS = [LPSE, SARI, AUDITOR, HENDRA, RATNA, TONO, BUDI]


def home_of(actor: Actor | None = None) -> BeautifulSoup:
    """The front page as this person sees it."""
    client = Client()
    if actor is not None:
        person = Person.objects.get(pk=int(actor.id.partition(":")[2]))
        client.force_login(person, "allauth.account.auth_backends.AuthenticationBackend")
    answer = client.get("/")
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def lead(page: BeautifulSoup) -> str:
    return page.find("p", class_="lead").get_text()


def words(page: BeautifulSoup) -> str:
    return " ".join(page.find("main").get_text(" ").split())


def asked(actor: Actor, now: Any = None) -> list[tuple[str, str]]:
    return [(task.act, task.title) for task in work_of(actor, now or timezone.now()).asked]


@pytest.mark.django_db
@pytest.mark.parametrize("actor", OFFICIALS, ids=lambda actor: actor.name)
def test_who_has_no_work_reads_that_nothing_waits_and_what_comes_next(actor: Actor) -> None:
    a_cast()
    page = home_of(actor)
    assert lead(page) == "Tidak ada yang menunggu Anda."
    assert page.find("p", class_="lead").find_next_sibling("p").get_text().endswith(".")
    assert not page.find(class_="work")


@pytest.mark.django_db
def test_where_nothing_is_asked_the_next_moment_is_told_with_whom_it_waits_for() -> None:
    scene = builders.standing()
    page = home_of(scene.chair)
    assert "Menunggu jadwal: Akhiri masa sanggah." in words(page)
    assert page.find("p", class_="lead").find_next_sibling("p").get_text().startswith("Berikutnya:")


@pytest.mark.django_db
def test_the_late_come_first_and_are_counted() -> None:
    office = an_office()
    now = timezone.now()
    soon = (now + timedelta(days=40)).date().replace(day=1)
    an_announced_package(office, title="Nanti", selection_from=soon, selection_until=soon, pagu=BIG)
    an_announced_package(office, title="Terlambat", selection_from=date(2026, 3, 1), pagu=BIG)
    page = home_of(RATNA)
    assert lead(page) == "2 hal menunggu Anda. 1 terlambat."
    assert [title.get_text() for title in page.select(".work h3")] == ["Terlambat", "Nanti"]


BIG = Decimal(1_450_000_000)  # a tender, not a direct purchase


@pytest.mark.django_db
def test_a_draft_moves_from_the_desk_of_the_ppk_to_that_of_the_pa() -> None:
    package = a_package(an_office(), pagu=BIG)
    assert asked(RATNA) == [("package.set_method", package.title)] and asked(SARI) == []
    planning_acts.set_method(package, actor=RATNA)
    assert asked(RATNA) == [] and asked(SARI) == [("package.announce", package.title)]
    planning_acts.announce(package, actor=SARI)
    assert asked(RATNA) == [("package.write_specification", package.title)] and asked(SARI) == []


@pytest.mark.django_db
def test_a_method_that_is_not_served_here_asks_nothing() -> None:
    package = an_announced_package(an_office(), pagu=Decimal(90_000_000))
    assert package.method and asked(RATNA) == []


@pytest.mark.django_db
def test_a_pa_reads_the_share_for_small_business_beside_the_law() -> None:
    office = an_office()
    year = timezone.localdate().year
    an_announced_package(office, year=year, pagu=BIG)
    large = a_package(office, year=year, pagu=BIG * 3, title="Gedung")
    planning_acts.set_method(large, actor=RATNA)
    planning_acts.unreserve(large, actor=RATNA, reason="Pekerjaan tidak dapat dipecah.")
    planning_acts.announce(large, actor=SARI)
    found = words(home_of(SARI))
    assert (
        "25,0 %" in found and "Belum mencapai aturan. Paling sedikit 40 % Perpres 12/2021 Ps 65(3)" in found
    )
    assert "rencana" not in words(home_of(RATNA))


@pytest.mark.django_db
def test_who_ends_soon_is_told_to_the_one_who_appoints_until_a_successor_is_there() -> None:
    cast = a_cast()
    today = timezone.localdate()
    last = today + timedelta(days=10)
    people_acts.end(cast.person(TONO).assignments.get(), actor=SARI, until=last)
    [task] = work_of(SARI, timezone.now()).asked
    assert (task.act, task.title) == ("assignment.create", cast.person(TONO).name)
    assert timezone.localdate(task.due) == last and asked(HENDRA) == asked(TONO) == []
    people_acts.certify(cast.person(STRANGER), "pengelola_pbj", number="1", starts_on=today)
    decree = {"decree_number": "SK/1", "decree_on": today, "starts_on": last, "agency": cast.agency}
    people_acts.appoint(cast.person(STRANGER), "procurement_officer", actor=SARI, **decree)
    assert asked(SARI) == []


@pytest.mark.django_db
def test_the_head_of_the_ukpbj_is_told_when_there_is_no_pokja() -> None:
    cast = a_cast()
    assert asked(HENDRA) == []
    people_acts.dissolve(cast.pokja, actor=HENDRA, until=timezone.localdate() - timedelta(days=1))
    assert asked(HENDRA) == [("pokja.create", cast.agency.name)]


@pytest.mark.django_db
def test_an_auditor_reads_what_deserves_a_look_with_its_reason_and_the_standstills() -> None:
    scene = builders.closed()
    now = timezone.now()
    acts.fail(scene.tender, actor=scene.chair, cause="document_error", reason="Gambar keliru.", now=now)
    found = words(home_of(AUDITOR))
    assert "menyatakan tender gagal" in found and "Gambar keliru." in found
    assert "menutup pemasukan penawaran" not in found
    assert "Gambar keliru." not in words(home_of(HENDRA))


@pytest.mark.django_db
def test_who_just_came_in_is_led_to_enrol_and_then_through_the_profile() -> None:
    owner = an_owner("Sri")
    assert asked(owner) == [("", "Usaha Anda")]
    supplier = a_supplier("Ukir Jati", actor=owner, ready=False, address="")
    user = user_of(supplier, owner)
    assert asked(user) == [("supplier.edit_identity", "CV Ukir Jati")]
    page = home_of(user)
    assert "8 dari 9 bagian lengkap." in words(page) and "Isi alamat usaha" in words(page)
    assert "Belum ada penawaran yang Anda kirim tahun ini." in words(page)


@pytest.mark.django_db
def test_to_object_is_a_right_of_those_who_lost_and_never_counted_as_work() -> None:
    scene = builders.standing()
    winner = next(b for b in scene.bidders if b.supplier == str(scene.tender.winner.supplier_id))
    loser = next(b for b in scene.bidders if b is not winner)
    work = work_of(loser, scene.now)
    assert [task.act for task in work.rights] == ["tender.file_sanggah"] and not work.asked
    assert not work_of(winner, scene.now).rights
    acts.file_sanggah(scene.tender, actor=loser, ground="deviation", text="Keliru.", now=scene.later(hours=1))
    assert not work_of(loser, scene.now).rights


@pytest.mark.django_db
def test_the_work_of_two_hundred_tenders_costs_no_more_than_the_lines_that_are_read() -> None:
    scene = builders.proposed()
    one = Tender.objects.get()
    with CaptureQueriesContext(
        connection,
    ) as single:
        work_of(BUDI, scene.now)
    copies = []
    for number in range(200):
        values = {f.attname: getattr(one, f.attname) for f in Tender._meta.concrete_fields if f.name != "id"}
        spine = f"{one.ocid}-{number}"
        copies.append(Tender(**values | {"ocid": spine, "slug": spine, "head": f"{number:064d}"}))
    Tender.objects.bulk_create(copies)
    with CaptureQueriesContext(connection) as many:
        work = work_of(BUDI, scene.now)
    assert len(work.asked) == PER_ROOM and work.more
    assert len(many) <= len(single) * (PER_ROOM + 1)
    with CaptureQueriesContext(connection) as idle:
        work_of(HENDRA, scene.now)  # nothing of it is his to do: the table alone says whom it waits for
    assert len(idle) <= 19  # a question or two for each room, however many tenders there are


@pytest.mark.django_db
def test_the_public_page_has_no_figure_where_nothing_can_be_counted() -> None:
    cache.clear()
    page = home_of()
    assert "Belum ada yang dapat dihitung" in words(page)
    links = [link["href"] for link in page.select("ol a")]
    assert links == ["/masuk/ponsel?next=/usaha/baru", "/usaha/baru", "/paket", "/tender"]


@pytest.mark.django_db
def test_each_figure_is_counted_from_the_rooms_and_says_how() -> None:
    scene = builders.standing()
    now = timezone.now()
    Tender.objects.update(announced_at=now - timedelta(days=20), chosen_at=now - timedelta(days=5))
    cache.clear()
    page = home_of()
    values = [value.get_text() for value in page.select(".big")]
    share = [] if scene.package.year != timezone.localdate().year else ["100,0 %"]
    assert values == ["0", "3", "15 hari", *share]
    assert "100 % tender menerima dua penawaran atau lebih." in words(page)
    assert len(page.select("main details")) == len(values)
    for link in page.select("main details a"):
        assert Client().get(link["href"]).status_code == 200, link


@pytest.mark.django_db
def test_the_number_in_the_header_costs_one_question() -> None:
    a_cast()
    count = import_string(settings.UNREAD)
    with CaptureQueriesContext(connection) as asked_of:
        assert count(BUDI) == notices.unread(BUDI) == 0
    assert len(asked_of) == 2  # one each
    assert count(NOBODY) == 0
