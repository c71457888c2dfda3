"""What the page answers is what registration and the bid answer, whatever is wrong with the business."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from pasok.kernel.actor import Actor
from pasok.people.models import Person
from pasok.suppliers.models import Officer, Permit, Supplier
from pasok.suppliers.tests.builders import put_on_the_list
from pasok.tenders import fitness, reads, rehearsal, shown_fitness
from pasok.tenders import machine as table
from pasok.tenders.models import Bid
from pasok.tenders.tests import builders
from pasok.tenders.tests.builders import Scene, a_workshop
from tests.cast import BUDI

pytestmark = pytest.mark.django_db
FAULTS = ("npwp", "kbli", "lapsed", "large", "reopened", "barred", "official")


@dataclass
class Place:
    scene: Scene
    fresh: Actor
    registered: Actor


@pytest.fixture
def place() -> Place:
    scene = builders.announced()
    fresh, registered = a_workshop("Bengkel Baru Contoh"), a_workshop("Bengkel Terdaftar Contoh")
    rehearsal.register(scene.tender, registered, scene.later(hours=1))
    Person.objects.filter(pk=int(BUDI.id.partition(":")[2])).update(nik_hash="b" * 64)
    return Place(scene, fresh, registered)


def spoil(actor: Actor, fault: str, now: object) -> None:
    """One thing goes wrong with the business, as it might between the first look and the bid."""
    supplier = Supplier.objects.get(pk=int(actor.supplier))
    today = timezone.localdate(now)
    if fault == "npwp":
        supplier.npwp = ""
    elif fault == "kbli":
        supplier.permits.all().delete()
    elif fault == "lapsed":
        Permit.objects.filter(supplier=supplier).update(valid_until=today - timedelta(days=1))
    elif fault == "large":
        supplier.scale = "large"
    elif fault == "reopened":
        Supplier.objects.filter(pk=supplier.pk).update(state="draft")
        return
    elif fault == "barred":
        put_on_the_list(supplier.pk, today, date(2028, 3, 1))
    elif fault == "official":
        Officer.objects.create(supplier=supplier, name="X", role="owner", nik_hash="b" * 64)
    supplier.save()


@given(st.sets(st.sampled_from(FAULTS), max_size=3))
@settings(max_examples=20, deadline=None, suppress_health_check=list(HealthCheck))
def test_the_page_and_the_guards_give_one_answer(place: Place, faults: set[str]) -> None:
    tender, now = place.scene.tender, place.scene.now
    with transaction.atomic():
        for actor in (place.fresh, place.registered):
            for fault in faults:
                spoil(actor, fault, now)
        for actor in (place.fresh, place.registered):
            may = shown_fitness.of_tender(tender, actor, now)
            assert may is not None and (may.pct == 100) is may.ready is (not faults)
            if actor == place.fresh:
                facts, act = tender.facts(actor, now), table.tender.act("register")
            else:
                bid = Bid.objects.get(supplier_id=int(actor.supplier))
                facts, act = bid.facts(actor, now), table.bid.act("submit")
            why = [reason for guard in act.needs if (reason := guard(facts))]
            assert bool(why) is not may.ready
            assert not why or may.missing[0].hint.startswith(why[0])
        transaction.set_rollback(True)


def test_the_page_of_the_tender_and_that_of_its_package_say_the_same(place: Place) -> None:
    client = Client()
    client.force_login(Person.objects.get(pk=int(place.fresh.id.partition(":")[2])))
    spoil(place.fresh, "kbli", place.scene.now)
    for address in (place.scene.tender.get_absolute_url(), place.scene.package.get_absolute_url()):
        page = client.get(address).content.decode()
        assert "Bolehkah saya menawar?" in page and "Kurang 1 syarat" in page
        assert "Tambahkan KBLI 31001" in page
    assert (
        "Bolehkah saya menawar?" not in Client().get(place.scene.package.get_absolute_url()).content.decode()
    )


def test_a_package_without_a_tender_answers_by_its_plan(place: Place) -> None:
    package = builders.a_school_furniture_package(place.scene.office, title="Meja tahun depan")
    client = Client()
    client.force_login(Person.objects.get(pk=int(place.fresh.id.partition(":")[2])))
    page = client.get(package.get_absolute_url()).content.decode()
    assert "Memenuhi syarat" in page and "baru diketahui saat tendernya diumumkan" in page


def test_somebody_behind_two_that_take_part_is_told_and_not_named(place: Place) -> None:
    shared = Supplier.objects.get(pk=int(place.registered.supplier)).officers.get(role="director")
    Officer.objects.create(
        supplier_id=int(place.fresh.supplier), name="Y", role="director", nik_hash=shared.nik_hash
    )
    found = fitness.with_rivals(place.scene.tender, place.fresh.supplier, place.scene.now)
    told = next(one for one in found if one.name == "rivals")
    assert not told.missing and "Terdaftar" not in told.how
    assert not any(one.name == "rivals" for one in fitness.requirements(
        place.scene.tender, place.fresh.supplier, place.scene.now
    ))  # fmt: skip


@dataclass
class Row:
    ocid: str
    kbli: tuple[str, ...]
    announced_at: object
    kind: str = "goods"
    reserved: bool = True
    value: Decimal = Decimal(900_000_000)


def test_a_list_of_any_length_reads_the_business_once(place: Place) -> None:
    now = place.scene.now
    rows = [Row(f"ocds-{n}", (("31001", "46652")[n % 2],), now) for n in range(24)]
    on = timezone.localdate(now)
    reads.lacking(place.fresh, rows[:1], on)
    counts = []
    for part in (rows[:1], rows):
        with CaptureQueriesContext(connection) as asked:
            found = reads.lacking(place.fresh, part, on)
        counts.append(len(asked))
    assert counts[0] == counts[1] <= 12
    assert found["ocds-0"] == 0 and found["ocds-1"] == 1


def test_the_value_that_is_asked_about_is_the_hps(place: Place) -> None:
    assert fitness.demands(place.scene.tender, place.scene.now).value == place.scene.tender.hps > Decimal(0)
