"""My own page and the page of an agency: what is shown, what is offered, what is done."""

import re

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from pasok.kernel.actor import Actor
from pasok.people.models import ApiKey, Assignment, Pokja, today
from tests.cast import (
    AGENCY,
    AUDITOR,
    BUDI,
    DEWI,
    HENDRA,
    JOKO,
    LPSE,
    RATNA,
    SARI,
    STRANGER,
    TONO,
    Cast,
    a_cast,
)

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def demonstration(settings: Settings) -> None:
    """The invented people need no second factor here."""
    settings.DEMO = True


def inside(cast: Cast, who: Actor) -> Client:
    client = Client()
    client.force_login(cast.person(who), backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_my_page_shows_my_hats_with_their_decrees() -> None:
    cast = a_cast()
    html = inside(cast, RATNA).get("/akun").content.decode()
    assert "Pejabat Pembuat Komitmen" in html and "SK-CONTOH/5/2026" in html and "Kab. Contoh" in html
    html = inside(cast, BUDI).get("/akun").content.decode()
    assert "Pokja Contoh 1" in html and "SK-CONTOH/99/2026" in html


def test_a_key_is_shown_once() -> None:
    client = inside(a_cast(), STRANGER)
    secret = re.search(
        r"pasok_[\w-]{43}", client.post("/akun/kunci-api", {"label": "gudang"}).content.decode()
    )
    assert secret and secret.group() not in client.get("/akun").content.decode()
    assert client.post("/akun/kunci-api", {"label": ""}).status_code == 422
    key = ApiKey.objects.get()
    assert client.post(f"/akun/kunci-api/{key.pk}/cabut").status_code == 302
    key.refresh_from_db()
    assert key.revoked_at
    assert Client().get("/akun", HTTP_AUTHORIZATION=f"Bearer {secret.group()}").status_code == 401


@pytest.mark.parametrize(
    "who,forms",
    [
        (SARI, {"appoint_form"}),
        (LPSE, {"appoint_form"}),
        (HENDRA, {"pokja_form"}),
        (AUDITOR, set()),
        (DEWI, set()),
    ],
    ids=lambda x: getattr(x, "name", ""),
)
def test_the_page_of_an_agency_offers_only_what_one_may_do(
    who: Actor, forms: set[str], settings: Settings
) -> None:
    context = inside(a_cast(), who).get(f"/instansi/{AGENCY}").context
    assert {name for name in ("appoint_form", "pokja_form") if context[name]} == forms


def test_the_lpse_finds_every_agency_and_others_their_own() -> None:
    cast = a_cast()
    assert f"/instansi/{AGENCY}" in inside(cast, LPSE).get("/instansi?q=contoh").content.decode()
    assert "Tidak ada instansi" in inside(cast, LPSE).get("/instansi?q=zzz").content.decode()
    assert inside(cast, SARI).get("/instansi")["Location"] == f"/instansi/{AGENCY}"
    assert inside(cast, STRANGER).get("/instansi").status_code == 403


def test_a_person_says_who_she_is_once() -> None:
    cast = a_cast()
    ratna, tono = inside(cast, RATNA), inside(cast, TONO)
    assert ratna.post("/akun/identitas", {"nik": ""}).status_code == 422
    assert ratna.post("/akun/identitas", {"nik": "3204010101900001"}).status_code == 302
    assert "identity_form" in ratna.get("/akun").context and not ratna.get("/akun").context["identity_form"]
    answer = tono.post("/akun/identitas", {"nik": "3204010101900001"})
    assert answer.status_code == 409 and "S14" in answer.content.decode()


def test_strangers_do_not_see_it() -> None:
    assert inside(a_cast(), STRANGER).get(f"/instansi/{AGENCY}").status_code == 403


def decree(**more: object) -> dict[str, object]:
    day = today().isoformat()
    return {"decree_number": "SK-9", "decree_on": day, "starts_on": day} | more


def test_the_pa_appoints_and_ends_on_the_page() -> None:
    cast = a_cast()
    sari, url = inside(cast, SARI), f"/instansi/{AGENCY}/angkat"
    assert sari.post(url, decree(person="tidak@ada.test", hat="pptk")).status_code == 422
    sent = decree(person=cast.person(TONO).email, hat="ppk", satker=cast.satker.pk)
    answer = sari.post(url, sent)
    assert answer.status_code == 409 and "S2" in answer.content.decode() and "SK-9" in answer.content.decode()
    assert sari.post(url, sent | {"hat": "pptk"}).status_code == 302
    office = Assignment.objects.get(hat="pptk")
    url = f"/penugasan/{office.pk}/akhiri"
    assert sari.post(url, {}).status_code == 422
    ending = {f"e{office.pk}-until": today().isoformat(), f"e{office.pk}-reason": "Mutasi"}
    assert inside(cast, RATNA).post(url, ending).status_code == 409
    assert sari.post(url, ending).status_code == 302
    office.refresh_from_db()
    assert (office.state, office.until) == ("ended", today())


def test_the_head_of_the_ukpbj_forms_changes_and_dissolves_on_the_page() -> None:
    cast = a_cast()
    hendra = inside(cast, HENDRA)
    emails = "\n".join(cast.person(who).email for who in (BUDI, DEWI, JOKO))
    url = f"/instansi/{AGENCY}/pokja"
    assert hendra.post(url, decree(name="Pokja 2", members=emails.split()[0])).status_code == 409
    assert hendra.post(url, decree(name="Pokja 2", members="a@b")).status_code == 422
    assert hendra.post(url, decree(name="Pokja 2", members=emails)).status_code == 302
    pokja = Pokja.objects.get(name="Pokja 2")
    changed = emails.replace(cast.person(JOKO).email, cast.person(TONO).email)
    assert (
        hendra.post(f"/pokja/{pokja.pk}/ubah", decree(members=changed, starts_on="2020-01-01")).status_code
        == 409
    )
    assert hendra.post(f"/pokja/{pokja.pk}/ubah", decree(members=changed)).status_code == 302
    ending = {f"d{pokja.pk}-until": today().isoformat(), f"d{pokja.pk}-reason": "Selesai"}
    assert inside(cast, SARI).post(f"/pokja/{pokja.pk}/bubarkan", ending).status_code == 409
    assert hendra.post(f"/pokja/{pokja.pk}/bubarkan", ending).status_code == 302
    pokja.refresh_from_db()
    assert pokja.state == "dissolved"
