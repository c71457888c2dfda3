"""The pages of businesses, as people, machines and the public meet them."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from pasok.kernel.actor import Actor
from pasok.people.models import Person
from pasok.suppliers import acts
from pasok.suppliers.forms import Identity
from pasok.suppliers.models import Supplier
from pasok.suppliers.tests.builders import a_nik, a_supplier, an_owner
from tests.cast import MAJU, RATNA, a_cast

pytestmark = pytest.mark.django_db
IDENTITY = {
    "name": "Ukir Jati Contoh",
    "form": "cv",
    "nib": "9.000.000.000.001",
    "npwp": "00.000.000.0-424.000",
    "scale": "small",
    "capital": "250.000.000",
    "region_code": "32.04",
    "address": "Jalan Contoh 1",
}
ROWS = {
    "permits-0-kbli": "31001",
    "permits-0-edition": "2020",
    "permits-1-kbli": "",
    "permits-1-edition": "2020",
    "officers-0-name": "Siti Contoh",
    "officers-0-role": "director",
    "officers-0-nik": a_nik(1),
    "officers-0-beneficial": "on",
    "officers-0-share_pct": "100",
}


def signed_in(actor: Actor) -> Client:
    client = Client()
    client.force_login(Person.objects.get(pk=actor.id.partition(":")[2]))
    return client


def as_owner(**changes: object) -> tuple[Client, Supplier]:
    owner = an_owner()
    return signed_in(owner), a_supplier(actor=owner, **changes)


def json(client: Client, url: str, **data: object) -> object:
    headers = {"accept": "application/json"}
    return client.post(url, data, content_type="application/json", headers=headers)


def live(html: str) -> str:
    part = BeautifulSoup(html, "html.parser").select_one("#live")
    for csrf in part.select("[name=csrfmiddlewaretoken]"):
        csrf["value"] = ""
    return " ".join(part.get_text(" ").split())


def test_who_declares_a_whole_profile_while_registering_goes_on_to_what_fits() -> None:
    client = signed_in(an_owner())
    answer = client.post("/usaha/baru", IDENTITY | ROWS | {"sworn": "on"})
    assert (answer.url, Supplier.objects.get().state) == ("/", "ready")


def test_a_declaration_over_a_profile_with_gaps_registers_the_business_and_leaves_it_a_draft() -> None:
    client = signed_in(an_owner())
    answer = client.post("/usaha/baru", IDENTITY | ROWS | {"npwp": "", "sworn": "on"}, follow=True)
    assert Supplier.objects.get().state == "draft"
    assert "Isi NPWP usaha Anda, 15 atau 16 angka." in answer.content.decode()


def test_before_the_first_bid_only_what_it_needs_is_asked() -> None:
    page = BeautifulSoup(signed_in(an_owner()).get("/usaha/baru").content, "html.parser")
    names = {field["name"] for field in page.select("main form [name]")}
    assert not names & {"capital", "yearly_sales", "established_on", "permits-0-valid_until"}
    assert page.select_one("[name='officers-0-name']")["value"]


def test_a_business_is_registered_on_one_page_and_its_owner_comes_to_its_profile() -> None:
    client = signed_in(an_owner())
    answer = client.post("/usaha/baru", IDENTITY | ROWS)
    supplier = Supplier.objects.get()
    assert answer.status_code == 302 and answer.url == supplier.get_absolute_url()
    assert (supplier.nib, supplier.npwp, supplier.capital) == (
        "9000000000001",
        "000000000424000",
        250_000_000,
    )
    assert [p.kbli for p in supplier.permits.all()] == ["31001"]
    assert supplier.officers.get().nik_hash and supplier.officers.get().beneficial
    assert client.get("/usaha").url == supplier.get_absolute_url()


def test_what_was_typed_stays_when_something_is_wrong_also_in_rows() -> None:
    client = signed_in(an_owner())
    answer = client.post("/usaha/baru", IDENTITY | ROWS | {"nib": "12", "permits-0-kbli": "99999"})
    assert answer.status_code == 422 and not Supplier.objects.exists()
    for typed in (
        "Ukir Jati Contoh",
        "Siti Contoh",
        'value="12"',
        'value="99999"',
        "13 angka",
        "tidak ada pada edisi",
    ):
        assert typed in answer.text, typed


def test_the_place_is_chosen_by_name_and_a_place_from_a_register_is_kept() -> None:
    form = Identity({**IDENTITY, "region_code": "99.99"})
    assert not form.is_valid() and list(form.errors) == ["region_code"]
    assert (form := Identity(IDENTITY)).is_valid() and form.cleaned_data["region_name"] == "Kab. Bandung"
    district = a_supplier(region_code="32.04.05", region_name="Kec. Cileunyi")
    form = Identity({**IDENTITY, "region_code": "32.04.05"}, subject=district)
    assert form.is_valid() and form.cleaned_data["region_name"] == "Kec. Cileunyi"


def test_a_nib_that_is_taken_and_an_account_that_may_not_are_refused_in_words() -> None:
    a_supplier(nib="9000000000001")
    taken = signed_in(an_owner()).post("/usaha/baru", IDENTITY | ROWS)
    assert taken.status_code == 422 and "sudah terdaftar" in taken.text
    a_cast()
    official = signed_in(RATNA).post("/usaha/baru", IDENTITY | ROWS | {"nib": "9000000000002"})
    assert official.status_code == 409 and "tidak dapat mewakili penyedia" in official.text
    assert Supplier.objects.count() == 1


def test_the_public_reads_facts_without_npwp_names_of_people_or_address() -> None:
    officers = [acts.NewOfficer("Siti Rahasia", "director", a_nik(9), None, True)]
    supplier = a_supplier(npwp="123456789424000", officers=officers, address="Jalan Sunyi 7")
    page = Client().get(supplier.get_absolute_url())
    assert (
        page.status_code == 200 and "Kab. Bandung" in page.text and "Industri Furnitur Dari Kayu" in page.text
    )
    for hidden in ("123456789", "Siti", "Sunyi", a_nik(9), supplier.nib, "Pelaku usaha contoh"):
        assert hidden not in page.text, hidden
    assert f'action="{supplier.get_absolute_url()}/' not in page.text


def test_the_register_lists_declared_and_imported_businesses_and_finds_them_by_name() -> None:
    a_supplier("Ukir Jati Contoh")
    a_supplier("Belum Selesai", ready=False)
    page = Client().get("/usaha").text
    assert "Ukir Jati Contoh" in page and "Belum Selesai" not in page
    assert "Tidak ada usaha yang cocok" in Client().get("/usaha?q=zzz").text


def test_the_owner_sees_each_gap_and_a_shut_button_with_its_reasons() -> None:
    client, supplier = as_owner(ready=False, npwp="", permits=[])
    page = client.get(supplier.get_absolute_url()).text
    assert "Isi NPWP usaha Anda" in page and "Tambahkan paling sedikit satu bidang usaha" in page
    answer = client.post(f"{supplier.get_absolute_url()}/declare", {"sworn": "on"})
    assert answer.status_code == 409 and "Isi NPWP usaha Anda" in answer.text


def test_the_api_offers_what_the_buttons_offer() -> None:
    client, supplier = as_owner(ready=False, npwp="")
    url = supplier.get_absolute_url()
    body = client.get(url, headers={"accept": "application/json"}).json()
    page = BeautifulSoup(client.get(url).text, "html.parser")
    offered = {act["name"]: act["open"] for act in body["acts"]}
    buttons = {b["id"].removeprefix("act-"): not b.select("[disabled]") for b in page.select(".act")}
    assert offered == buttons
    filled = dict.fromkeys(("edit_identity", "set_permits", "set_sizes", "set_officers"), True)
    assert offered == filled | {"declare": False}
    refused = json(client, f"{url}/declare", sworn=True)
    assert refused.status_code == 409 and refused.json()["why_not"] == body["acts"][0]["why_not"]


def test_what_htmx_swaps_is_what_a_reload_shows() -> None:
    client, supplier = as_owner(ready=False)
    url = supplier.get_absolute_url()
    swap = client.post(f"{url}/declare", {"sworn": "on"}, headers={"hx-request": "true"})
    assert swap.status_code == 200
    again = live(client.get(url).text)
    assert live(swap.text).replace("Nyatakan lengkap dan benar: berhasil. ", "") == again
    assert "menyatakan profil lengkap dan benar" in again


def test_rows_are_changed_by_page_and_by_json_and_wrong_ones_are_named() -> None:
    client, supplier = as_owner(ready=False)
    url = supplier.get_absolute_url()
    page = client.get(url).text
    assert 'value="31001"' in page and "NIK tersimpan" in page
    keep = {f"officers-{n}-keep": o.pk for n, o in enumerate(supplier.officers.all())}
    hashes = set(supplier.officers.values_list("nik_hash", flat=True))
    names = {"officers-0-name": "Direktur Baru", "officers-1-name": "Pemilik Contoh"}
    roles = {"officers-0-role": "director", "officers-1-role": "owner"}
    assert client.post(f"{url}/set_officers", keep | names | roles).status_code == 302
    assert set(supplier.officers.values_list("nik_hash", flat=True)) == hashes
    assert (
        json(client, f"{url}/set_permits", permits=[{"kbli": "31004", "edition": "2020"}]).status_code == 200
    )
    assert [p.kbli for p in supplier.permits.all()] == ["31004"]
    wrong = json(client, f"{url}/set_permits", permits=[{"kbli": "x", "edition": "2020"}])
    assert wrong.status_code == 422 and "Baris 1" in wrong.json()["errors"]["__all__"][0]
    row = {"officers-0-name": "Tanpa NIK benar", "officers-0-role": "owner", "officers-0-nik": "12"}
    typed = client.post(f"{url}/set_officers", row)
    assert typed.status_code == 422 and "Tanpa NIK benar" in typed.text and "16 angka" in typed.text


def test_an_emptied_row_is_removed() -> None:
    client, supplier = as_owner(ready=False)
    keep = supplier.officers.first().pk
    row = {"officers-0-name": "", "officers-0-role": "director", "officers-0-keep": keep}
    answer = client.post(f"{supplier.get_absolute_url()}/set_officers", row)
    assert answer.status_code == 302 and not supplier.officers.exists()


def test_a_rival_is_refused_and_a_visitor_is_sent_to_the_door() -> None:
    a_cast()
    a_supplier(actor=MAJU)
    supplier = a_supplier(ready=False)
    url = f"{supplier.get_absolute_url()}/edit_identity"
    assert json(signed_in(MAJU), url, **IDENTITY).status_code == 409
    assert Client().post(url, IDENTITY).status_code == 302
    supplier.refresh_from_db()
    assert supplier.name == "Mebel Contoh"


def test_nobody_adopts_by_address() -> None:
    client, supplier = as_owner(ready=False)
    assert client.post(f"{supplier.get_absolute_url()}/adopt").status_code in (404, 409)
    supplier.refresh_from_db()
    assert supplier.state == "draft"
