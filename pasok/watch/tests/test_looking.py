"""What is kept of looking at packages: little, and not for long."""

from datetime import timedelta

import pytest
from django.conf import settings as wired
from django.test import Client

from pasok.contracts.tests.test_pages import signed_in
from pasok.people import acts as people
from pasok.people.models import Person, today
from pasok.suppliers.tests.builders import a_supplier
from pasok.tenders.tests import builders
from pasok.watch import looking
from pasok.watch.models import Look
from tests.cast import MAJU, RATNA

pytestmark = pytest.mark.django_db


def test_a_business_leaves_one_row_a_day_and_nobody_else_any(settings: object) -> None:
    settings.DEMO = True
    scene = builders.announced()
    tender = scene.tender
    supplier = a_supplier("Maju Contoh", actor=MAJU)
    for client in (Client(), signed_in(RATNA)):
        client.get(f"/paket/{tender.ocid}")
        client.get(tender.get_absolute_url())
    assert not Look.objects.exists()
    client = signed_in(MAJU)
    for address in (
        f"/paket/{tender.ocid}",
        tender.get_absolute_url(),
        f"/paket/{tender.ocid}",
        "/paket",
        "/",
    ):
        assert client.get(address).status_code == 200
    assert client.get("/paket/ocds-tidak-ada").status_code == 404
    assert list(Look.objects.values_list("supplier", "ocid", "day")) == [(supplier.pk, tender.ocid, today())]
    _, secret = people.make_key(Person.objects.get(pk=int(MAJU.id.partition(":")[2])), "mesin")
    Look.objects.all().delete()
    Client().get(f"/paket/{tender.ocid}", headers={"authorization": f"Bearer {secret}"})
    assert not Look.objects.exists()  # a machine that reads everything is no interest of a business


def test_a_look_is_forgotten_when_its_time_is_over() -> None:
    supplier, on = a_supplier(), today()
    last = on - timedelta(days=wired.LOOKS_DAYS)
    for day in (last, last - timedelta(days=1)):
        looking.keep(supplier.pk, "ocds-x-1", day)
    assert looking.forget(on) == 1 and [row.day for row in Look.objects.all()] == [last]


def test_the_columns_hold_business_package_and_day_and_no_more() -> None:
    assert {field.name for field in Look._meta.get_fields()} == {"id", "supplier", "ocid", "day"}
