"""The pages of a profile: for its own people and the LPSE; for everybody else they do not exist."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from pasok.kernel.actor import Actor
from pasok.ledger.models import Entry
from pasok.pages.templatetags.pasok import day
from pasok.people.models import Person
from pasok.suppliers import acts, home_requests, photos, rules
from pasok.suppliers.models import Item, Supplier
from pasok.suppliers.reads import desk as reads
from pasok.suppliers.tests.builders import a_supplier, an_owner, user_of
from pasok.suppliers.tests.test_items import BANK, HALAL, a_halal, a_photo
from pasok.suppliers.tests.test_pages import signed_in
from tests.cast import LPSE, a_cast

pytestmark = pytest.mark.django_db


def client_of(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.id.removeprefix("person:")))
    return client


def scene() -> tuple[Client, Supplier, Item]:
    a_cast()
    owner = an_owner()
    supplier = a_supplier(actor=owner)
    me = user_of(supplier, owner)
    scans = [photos.taken(a_photo())]
    return (
        client_of(owner),
        supplier,
        acts.add_item(supplier, kind="bank", values=BANK, scans=scans, actor=me),
    )


def addresses(item: Item) -> list[str]:
    home = f"/usaha/{item.supplier_id}"
    return [
        f"{home}/profil/finance",
        f"{home}/profil/baru/bank",
        f"/usaha/data/{item.pk}",
        f"/usaha/bukti/{item.proofs.get().pk}",
    ]


def test_its_own_people_and_the_lpse_open_it_and_nobody_else() -> None:
    owner, _, item = scene()
    rival = client_of(an_owner())
    a_rival = an_owner()
    a_supplier(actor=a_rival)
    for way in addresses(item):
        assert owner.get(way).status_code == 200, way
        assert rival.get(way).status_code == client_of(a_rival).get(way).status_code == 404, way
        assert Client().get(way).status_code == 302, way
    lpse = Client()
    lpse.force_login(Person.objects.get(pk=LPSE.id.removeprefix("person:")))
    session = lpse.session
    session["account_authentication_methods"] = [{"method": "mfa", "at": 0}]
    session.save()
    assert lpse.get(addresses(item)[2]).status_code in {200, 302}  # 302: to the second factor


def test_a_photo_is_answered_to_its_owner_and_kept_by_no_cache() -> None:
    owner, _, item = scene()
    answer = owner.get(addresses(item)[3])
    assert answer["Content-Type"] == "image/jpeg" and answer.content.startswith(b"\xff\xd8")
    assert answer["Cache-Control"] == "private, no-store" and answer["X-Content-Type-Options"] == "nosniff"


def test_a_new_item_comes_by_a_form_with_what_is_known_filled_in() -> None:
    owner, supplier, _ = scene()
    page = owner.get(f"/usaha/{supplier.pk}/profil/baru/bank").content.decode()
    assert f'value="{supplier.full_name}"' in page and 'capture="environment"' in page
    sent = {"bank": "Bank Dua", "account": "12-34 56", "holder": supplier.full_name, "photo": a_photo()}
    answer = owner.post(f"/usaha/{supplier.pk}/profil/baru/bank", sent)
    assert answer.status_code == 302 and answer["Location"] == f"/usaha/{supplier.pk}/profil/finance"
    item = Item.objects.latest("pk")
    assert item.values["account"] == "123456" and item.proofs.count() == 1
    assert "•••• 456" in owner.get(answer["Location"]).content.decode()


def test_wrong_input_comes_back_as_typed_and_a_sealed_number_is_in_no_draft() -> None:
    owner, supplier, _ = scene()
    way = f"/usaha/{supplier.pk}/profil/baru/bank"
    answer = owner.post(way, {"bank": "Bank Dua", "account": "abc", "holder": "x"})
    assert answer.status_code == 422 and "Tulis angka saja." in answer.content.decode()
    keep = answer.content.decode().split('name="draft" value="')[1].split('"')[0]
    owner.post("/draf", {"draft": keep, "bank": "Bank Tiga", "account": "55566677"})
    again = owner.get(way).content.decode()
    assert "Bank Tiga" in again and "55566677" not in again


def test_the_same_by_json() -> None:
    owner, supplier, item = scene()
    json = {"headers": {"accept": "application/json"}, "content_type": "application/json"}
    made = owner.post(f"/usaha/{supplier.pk}/profil/baru/halal", HALAL, **json)
    assert made.status_code == 201 and made.json()["state"] == "noted"
    wrong = owner.post(f"/usaha/{supplier.pk}/profil/baru/halal", {}, **json)
    assert wrong.status_code == 422 and set(wrong.json()["errors"]) == {"product", "number", "issued_on"}
    acts_now = owner.get(f"/usaha/data/{item.pk}", headers={"accept": "application/json"}).json()
    assert [act["name"] for act in acts_now["acts"]] == ["correct", "remove"]


def test_correcting_and_removing_lead_back_to_the_section() -> None:
    owner, _, item = scene()
    way = f"/usaha/data/{item.pk}"
    answer = owner.post(f"{way}/correct", {**BANK, "bank": "Bank Baru"})
    assert answer["Location"].endswith("/profil/finance")
    item.refresh_from_db()
    assert item.values == {**BANK, "bank": "Bank Baru"} and item.proofs.count() == 1
    assert owner.post(f"{way}/remove")["Location"].endswith("/profil/finance")
    assert Entry.objects.latest("pk").act == "remove"


def test_the_profile_says_how_whole_each_section_is() -> None:
    owner, supplier, _ = scene()
    page = owner.get(f"/usaha/{supplier.pk}").content.decode()
    assert "Biasanya diminta: akta." in page and f"/usaha/{supplier.pk}/profil/deeds" in page
    public = client_of(an_owner()).get(f"/usaha/{supplier.pk}").content.decode()
    assert "Biasanya diminta" not in public and "Bank Contoh" not in public


def test_an_officer_checks_and_sends_back_from_one_list_and_nobody_else_opens_it() -> None:
    owner, supplier, item = scene()
    assert owner.get("/usaha/periksa").status_code == 403
    desk = signed_in(LPSE)
    page = desk.get("/usaha/periksa").text
    assert supplier.full_name in page and "Cocok dengan bukti" in page and "3 hari kalender" in page
    assert item.proofs.get().get_absolute_url() in page and BANK["account"] not in page
    for reason in rules.REASONS.values():
        assert reason in page, reason
    sent = desk.post(f"/usaha/data/{item.pk}/send_back", {"reason": "differs"})
    assert (sent.status_code, sent["Location"]) == (302, "/usaha/periksa")
    assert supplier.full_name not in desk.get("/usaha/periksa").text
    assert rules.REASONS["differs"] in owner.get(f"/usaha/data/{item.pk}").text


def test_a_certificate_that_has_run_out_is_no_delay_of_the_desk() -> None:
    a_cast()
    ended = timezone.localdate() - timedelta(days=40)
    begun = timezone.now() - timedelta(days=90)
    item, _ = a_halal(ended, scans=[photos.taken(a_photo())], now=begun)
    assert list(reads.standing(ended)) == [item] and not reads.standing(timezone.localdate())
    page = signed_in(LPSE).get("/usaha/periksa").text
    assert f"sudah tidak berlaku sejak {day(ended + timedelta(days=1))}" in page
    assert ">terlambat<" not in page and not list(home_requests.tasks(LPSE, timezone.now()))
    Item.objects.update(valid_until=None)  # what still holds and has waited so long is one
    assert ">terlambat<" in signed_in(LPSE).get("/usaha/periksa").text
