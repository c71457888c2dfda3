"""Every account page in the house's face and in Indonesian."""

import re

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client

from pasok.people.models import Person

pytestmark = pytest.mark.django_db
ENGLISH = re.compile(
    r"\b(sign (in|up|out)|your|password|please|enter|confirm|address|security|codes?|activate|remove)\b",
    re.I,
)
PASSWORD = "kata-sandi-panjang-9"
ENTRANCE = [
    "/masuk",
    "/daftar",
    "/akun/sandi/lupa",
    "/akun/sandi/lupa/terkirim",
    "/akun/sandi/selesai",
    "/akun/nonaktif",
    "/akun/sandi/baru/x-set/",
]
INSIDE = [
    "/akun",
    "/akun/keluar",
    "/akun/email",
    "/akun/sandi",
    "/akun/langkah-kedua",
    "/akun/langkah-kedua/aplikasi",
    "/akun/kunci-sandi",
    "/akun/kunci-sandi/tambah",
    "/akun/konfirmasi",
]
PROTECTED = [
    "/akun/langkah-kedua",
    "/akun/langkah-kedua/aplikasi/matikan",
    "/akun/langkah-kedua/cadangan",
    "/akun/langkah-kedua/cadangan/buat",
    "/akun/langkah-kedua/konfirmasi",
    "/akun/kunci-sandi",
]


def words(html: str) -> str:
    """What a reader sees: no tags, no attributes, no scripts."""
    return re.sub(
        r"<script.*?</script>|<[^>]+>|[\w.+-]+@[\w.-]+",
        " ",
        html.split("<main", 1)[1].split("</main>")[0],
        flags=re.S,
    )


def in_our_face(client: Client, path: str) -> str:
    answer = client.get(path)
    html = answer.content.decode()
    assert answer.status_code == 200, (path, answer.get("Location"))
    assert 'href="/static/pasok.css"' in html and html.count("<h1") == 1, path
    assert not re.search(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)|\son\w+=|\sstyle=", html), path
    assert not (found := ENGLISH.search(words(html))), (path, found.group())
    return html


@pytest.fixture
def member() -> Client:
    person = Person.objects.create_user("warga@contoh.test", PASSWORD, name="Warga")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    client = Client()
    client.post("/masuk", {"login": person.email, "password": PASSWORD})
    client.post("/akun/konfirmasi", {"password": PASSWORD})
    assert "_auth_user_id" in client.session
    return client


@pytest.mark.parametrize("path", ENTRANCE)
def test_pages_before_the_door(client: Client, path: str) -> None:
    in_our_face(client, path)


@pytest.mark.parametrize("path", INSIDE)
def test_pages_of_my_account(member: Client, path: str) -> None:
    in_our_face(member, path)


@pytest.mark.parametrize("path", PROTECTED)
def test_pages_of_the_second_factor(member: Client, path: str) -> None:
    person = Person.objects.get()
    TOTP.activate(person, generate_totp_secret())
    RecoveryCodes.activate(person)
    in_our_face(member, path)


def test_pages_of_one_passkey(member: Client) -> None:
    key = Authenticator.objects.create(
        user=Person.objects.get(),
        type=Authenticator.Type.WEBAUTHN,
        data={"name": "Telepon", "passwordless": True},
    )
    assert "Telepon" in in_our_face(member, "/akun/kunci-sandi")
    in_our_face(member, f"/akun/kunci-sandi/{key.pk}/ubah")
    in_our_face(member, f"/akun/kunci-sandi/{key.pk}/hapus")


def test_the_code_is_asked_after_the_password() -> None:
    person = Person.objects.create_user("warga@contoh.test", PASSWORD, name="Warga")
    EmailAddress.objects.create(user=person, email=person.email, verified=True, primary=True)
    TOTP.activate(person, generate_totp_secret())
    client = Client()
    answer = client.post("/masuk", {"login": person.email, "password": PASSWORD})
    assert answer["Location"] == "/akun/langkah-kedua/periksa"
    assert "_auth_user_id" not in client.session
    in_our_face(client, "/akun/langkah-kedua/periksa")


def test_a_new_account_gives_a_name_an_email_and_a_password_and_confirms_by_mail(client: Client) -> None:
    form = client.get("/daftar").context["form"]
    assert [field.name for field in form.visible_fields()] == ["name", "email", "password1"]
    typed = {"name": "Ibu Ani", "email": "ani@contoh.test", "password1": PASSWORD}
    assert client.post("/daftar", typed)["Location"] == "/akun/email/periksa"
    person = Person.objects.get()
    assert (person.name, person.email) == ("Ibu Ani", "ani@contoh.test")
    letter = mail.outbox[0]
    assert not ENGLISH.search(re.sub(r"\S*://\S+|\S+@\S+", "", letter.subject + letter.body)), letter.body
    assert (
        client.post("/masuk", {"login": person.email, "password": PASSWORD})["Location"]
        == "/akun/email/periksa"
    )
    page = in_our_face(client, "/akun/email/periksa")
    assert "ani@contoh.test" in page and "_auth_user_id" not in client.session
    code = re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)
    assert code
    wrong = client.post("/akun/email/periksa", {"code": "0000-000x"})
    assert "Kode salah" in wrong.content.decode()
    assert client.post("/akun/email/periksa", {"code": code.group().replace("-", " ")})["Location"] == "/"
    assert client.session["_auth_user_id"] == str(person.pk)


def test_a_code_is_guessed_three_times_and_no_more(client: Client) -> None:
    client.post("/daftar", {"name": "Ani", "email": "ani@contoh.test", "password1": PASSWORD})
    for _ in range(3):
        answer = client.post("/akun/email/periksa", {"code": "00000000"})
    assert answer.status_code == 302
    code = re.search(r"\d{4}-\d{4}", mail.outbox[-1].body)
    client.post("/akun/email/periksa", {"code": code.group()})
    assert "_auth_user_id" not in client.session


def test_a_forgotten_password_is_made_anew_by_mail(member: Client, client: Client) -> None:
    client.post("/akun/sandi/lupa", {"email": "warga@contoh.test"})
    link = re.search(r"/akun/sandi/baru/\S+", mail.outbox[0].body)
    assert link
    answer = client.get(link.group(), follow=True)
    assert answer.status_code == 200 and not ENGLISH.search(words(answer.content.decode()))
    client.post(
        answer.request["PATH_INFO"],
        {"password1": "sandi-baru-panjang-8", "password2": "sandi-baru-panjang-8"},
    )
    assert Person.objects.get().check_password("sandi-baru-panjang-8")


def test_too_many_wrong_passwords_are_stopped(member: Client) -> None:
    client, wrong = Client(), {"login": "warga@contoh.test", "password": "salah"}
    for _ in range(6):
        answer = client.post("/masuk", wrong)
    assert "Terlalu banyak" in answer.content.decode()
