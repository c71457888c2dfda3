"""One's own data: read, taken along, asked about; answered within three times 24 hours."""

import json
from datetime import UTC, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from pasok.kernel.actor import CLOCK
from pasok.kernel.machine import WRONG_HAT, Refused
from pasok.ledger.audit import audit
from pasok.ledger.models import Entry
from pasok.people.models import Person
from pasok.suppliers import acts
from pasok.suppliers.acts import privacy
from pasok.suppliers.models import DataRequest
from pasok.suppliers.tests.builders import a_nik, a_supplier, an_owner, user_of
from pasok.suppliers.tests.test_items import BANK
from tests.cast import LPSE, a_cast

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)
TEXT = "Nama saya salah tulis: Budi, bukan Bodi."


def as_owner() -> tuple[Client, object, object]:
    owner = an_owner()
    supplier = a_supplier(actor=owner, npwp="123456782424000")
    me = user_of(supplier, owner)
    acts.add_item(supplier, kind="bank", values=BANK, actor=me)
    client = Client()
    client.force_login(Person.objects.get(pk=owner.id.removeprefix("person:")))
    return client, supplier, me


def test_the_export_holds_all_of_ones_own_and_nothing_of_another() -> None:
    theirs = a_supplier("Usaha Lain", npwp="999999999424000")
    client, supplier, _ = as_owner()
    answer = client.get("/data-saya/unduh")
    data = json.loads(answer.content)
    assert answer["Content-Disposition"].startswith("attachment") and "no-store" in answer["Cache-Control"]
    assert data["business"]["npwp"] == "123456782424000" and data["business"]["items"][0]["values"] == BANK
    assert {"supplier.create", "supplier.declare", "item.create"} <= {act["act"] for act in data["acts"]}
    text = answer.content.decode()
    assert theirs.npwp not in text and "Usaha Lain" not in text
    assert supplier.officers.first().nik_hash not in text and a_nik(1) not in text


def test_people_read_the_same_on_a_page() -> None:
    client, _, _ = as_owner()
    page = client.get("/data-saya").content.decode()
    assert "123456782424000" in page and BANK["account"] in page and "Direktur Contoh" in page


def test_somebody_without_a_business_has_data_too() -> None:
    client = Client()
    client.force_login(Person.objects.get(pk=an_owner().id.removeprefix("person:")))
    assert client.get("/data-saya").status_code == 200
    assert json.loads(client.get("/data-saya/unduh").content)["business"] is None
    assert Client().get("/data-saya").status_code == 302


def test_a_request_is_answered_by_the_lpse_and_its_words_are_sealed() -> None:
    a_cast()
    me = an_owner()
    request = privacy.ask(wish="correct", text=TEXT, actor=me, now=NOW)
    with pytest.raises(Refused, match=WRONG_HAT):
        privacy.answer(request, reply="x", actor=me)
    privacy.answer(request, reply="Sudah diperbaiki, Budi.", actor=LPSE)
    book = json.dumps([entry.body for entry in Entry.objects.filter(machine="data_request")])
    assert "Budi" not in book and DataRequest.objects.get().reply == "Sudah diperbaiki, Budi."
    assert request.state == "answered" and audit().findings == ()


def test_nobody_answers_himself() -> None:
    a_cast()
    request = privacy.ask(wish="access", text=TEXT, actor=LPSE, now=NOW)
    with pytest.raises(Refused, match=WRONG_HAT):
        privacy.answer(request, reply="x", actor=LPSE)


def test_the_clock_warns_after_two_days_and_notes_when_three_are_over() -> None:
    request = privacy.ask(wish="access", text=TEXT, actor=an_owner(), now=NOW)
    assert request.next_due == NOW + timedelta(hours=48) and request.answer_by == NOW + timedelta(hours=72)
    privacy.warn(request, actor=CLOCK, now=NOW + timedelta(hours=48))
    assert request.next_due == NOW + timedelta(hours=72)
    privacy.run_late(request, actor=CLOCK, now=NOW + timedelta(hours=72))
    assert request.next_due is None and request.state == "asked"


def test_requests_do_not_pile_up() -> None:
    me = an_owner()
    for _ in range(5):
        privacy.ask(wish="access", text=TEXT, actor=me)
    with pytest.raises(ValidationError, match="menunggu"):
        privacy.ask(wish="access", text=TEXT, actor=me)


def test_a_request_is_sent_by_a_form_and_seen_by_no_third_person() -> None:
    client, _, me = as_owner()
    assert client.post("/data-saya", {"wish": "correct"}).status_code == 422
    assert client.post("/data-saya", {"wish": "correct", "text": TEXT}).status_code == 302
    way = f"/data-saya/permintaan/{DataRequest.objects.get(person=me.id).pk}"
    assert TEXT in client.get(way).content.decode()
    other, _, _ = as_owner()
    assert other.get(way).status_code == other.get("/data-saya/permintaan").status_code == 404
