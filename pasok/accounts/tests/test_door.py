"""In by telephone: one number, one account; tries are counted; nobody learns whose number it is."""

import json
import re
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import signing
from django.db import connection
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from pasok.accounts import acts, reads, rules
from pasok.accounts.models import Code, Phone
from pasok.accounts.views.door import SALT
from pasok.kernel.machine import Refused
from pasok.people.models import Person

pytestmark = pytest.mark.django_db
NUMBER, TYPED = "+6281234567890", "0812-3456-7890"


@pytest.fixture(autouse=True)
def outbox(settings: Settings, tmp_path: Path, django_capture_on_commit_callbacks: object) -> Iterator[Path]:
    settings.OUTBOX = tmp_path
    settings.GATEWAYS = dict.fromkeys(("sms", "whatsapp"), "pasok.accounts.channels.File")
    settings.CODE_PAUSE_SECONDS = 0
    yield tmp_path


def messages(outbox: Path, kind: str = "sms") -> list[str]:
    path = outbox / f"{kind}.jsonl"
    return [json.loads(line)["text"] for line in path.read_text().splitlines()] if path.exists() else []


@pytest.fixture
def ask(outbox: Path, django_capture_on_commit_callbacks: object) -> object:
    """Ask for a code as a visitor would; answers the client and the code that came."""

    def asked(number: str = TYPED, way: str = "sms", client: Client | None = None) -> tuple[Client, str]:
        client = client or Client()
        with django_capture_on_commit_callbacks(execute=True):
            page = client.post("/masuk/ponsel", {"number": number, "way": way})
        assert page.status_code == 200, page.text
        return client, re.search(r"\b\d{6}\b", messages(outbox, way)[-1]).group()

    return asked


def test_one_number_in_every_spelling() -> None:
    for typed in ("081234567890", "0812 3456 7890", "+62 812-3456-7890", "62812 34567890", "81234567890"):
        assert rules.normal(typed) == NUMBER
    for wrong in ("", "12", "telepon", "+0812", "0812345678901234567"):
        assert rules.normal(wrong) == ""
    assert rules.shown(NUMBER) == "+62 8•• ••• 890"


def test_the_first_time_the_name_is_asked_and_the_second_time_not(ask: object) -> None:
    client, code = ask()
    page = client.post("/masuk/ponsel/kode", {"number": NUMBER, "code": code})
    proof = re.search(r'name="proof" value="([^"]+)"', page.text).group(1)
    done = client.post("/masuk/ponsel/nama", {"proof": proof, "name": "Siti Contoh"})
    assert done.status_code == 302 and client.get("/akun").status_code == 200
    person = Person.objects.get()
    assert (person.email, person.name, person.has_usable_password()) == (None, "Siti Contoh", False)
    assert reads.phone_of(person) == NUMBER
    again, code = ask(way="whatsapp")
    page = again.post("/masuk/ponsel/kode", {"number": NUMBER, "code": code})
    assert page.status_code == 302 and int(again.session["_auth_user_id"]) == person.pk
    assert Person.objects.count() == 1


def test_the_same_page_for_a_known_and_an_unknown_number(ask: object) -> None:
    acts.person_for(NUMBER, "Siti Contoh")
    pages = []
    for number in (NUMBER, "+6281234567891"):
        client = Client()
        page = client.post("/masuk/ponsel", {"number": number, "way": "sms"})
        token = r'name="csrfmiddlewaretoken" value="\w+"'
        pages.append(re.sub(rf"{token}|\+?\d{{3,}}|••• \d+", "", page.text))
    assert pages[0] == pages[1]


def test_wrong_tries_are_counted_and_then_even_the_right_code_is_worth_nothing(
    ask: object, settings: Settings
) -> None:
    client, code = ask()
    wrong = f"{(int(code) + 1) % 1_000_000:06d}"
    for left in range(settings.CODE_TRIES - 1, -1, -1):
        page = client.post("/masuk/ponsel/kode", {"number": NUMBER, "code": wrong})
        assert page.status_code == 422 and f"Sisa percobaan: {left}." in page.text
    page = client.post("/masuk/ponsel/kode", {"number": NUMBER, "code": code})
    assert page.status_code == 422 and "Terlalu banyak percobaan" in page.text
    assert "_auth_user_id" not in client.session


def test_a_code_is_for_one_purpose_one_number_one_time_and_some_minutes(outbox: Path) -> None:
    with pytest.raises(KeyError):  # a message without its code is no message
        acts.send_code("login", "sms", NUMBER, "{nothing}")
    now = timezone.now()

    def fresh(purpose: str = "login") -> str:
        code = f"{len(Code.objects.all()):06d}"
        Code.objects.filter(spent_at=None).update(spent_at=now)
        acts.send_code(purpose, "sms", NUMBER, "{code}{minutes}", now=now)
        row = Code.objects.get(spent_at=None)
        row.digest = acts.codes.fingerprint(purpose, NUMBER, "", code)
        row.save()
        return code

    code = fresh()
    assert acts.try_code("own", NUMBER, code, now=now) is not None
    assert acts.try_code("login", "+6281234567891", code, now=now) is not None
    assert acts.try_code("login", NUMBER, code, now=now) is None
    assert acts.try_code("login", NUMBER, code, now=now) is not None
    code = fresh()
    until = Code.objects.get(spent_at=None).until
    assert acts.try_code("login", NUMBER, code, now=until) is not None
    assert acts.try_code("login", NUMBER, code, now=until - timedelta(seconds=1)) is None


def test_a_contact_gets_only_so_many_codes(settings: Settings, outbox: Path) -> None:
    settings.CODE_PAUSE_SECONDS, settings.CODES_A_DAY = 60, 2
    client = Client()
    send = {"number": TYPED, "way": "sms"}
    assert client.post("/masuk/ponsel", send).status_code == 200
    assert "Kode sudah dikirim. Tunggu" in client.post("/masuk/ponsel", send).text
    settings.CODE_PAUSE_SECONDS = 0
    client.post("/masuk/ponsel", send)
    assert "Terlalu banyak kode untuk kontak ini" in client.post("/masuk/ponsel", send).text
    assert Code.objects.count() == 2
    settings.CODES_PER_HOST = "1/h/ip"
    other = {"number": "0812 0000 0001", "way": "sms"}
    assert client.post("/masuk/ponsel", other).status_code == 200
    page = client.post("/masuk/ponsel", other)
    assert page.status_code == 422 and "Terlalu banyak permintaan dari jaringan ini" in page.text


def test_a_proof_that_is_forged_or_old_makes_no_account() -> None:
    client = Client()
    for proof in ("x", signing.dumps(NUMBER, salt="another")):
        assert client.post("/masuk/ponsel/nama", {"proof": proof, "name": "Maling"}).url == "/masuk/ponsel"
    assert not Person.objects.exists() and SALT


def test_one_number_one_account() -> None:
    one, two = (Person.objects.create_user(f"{name}@contoh.test", name=name) for name in ("satu", "dua"))
    acts.keep_phone(one, NUMBER)
    with pytest.raises(Refused, match="sudah dipakai akun lain"):
        acts.keep_phone(two, NUMBER)
    acts.keep_phone(one, "+6281234567891")
    acts.keep_phone(two, NUMBER)
    assert reads.person_by_phone(NUMBER) == two and Phone.objects.count() == 2


def test_a_person_adds_a_number_and_a_wrong_try_counts_even_with_a_token_against_sending_twice(
    settings: Settings, outbox: Path, django_capture_on_commit_callbacks: object
) -> None:
    person = Person.objects.create_user("siti@contoh.test", name="Siti Contoh")
    client = Client()
    client.force_login(person)
    with django_capture_on_commit_callbacks(execute=True):
        client.post("/akun/ponsel", {"number": TYPED, "way": "sms"})
    code = re.search(r"\b\d{6}\b", messages(outbox)[-1]).group()
    wrong = {"number": NUMBER, "code": "nihil!", "once": "a-token"}
    assert client.post("/akun/ponsel/kode", wrong).status_code == 422
    assert Code.objects.get().tries == 1
    assert client.post("/akun/ponsel/kode", {"number": NUMBER, "code": code}).url == "/akun"
    assert reads.phone_of(person) == NUMBER


def test_a_login_by_phone_still_asks_for_the_second_factor(ask: object) -> None:
    person = acts.person_for(NUMBER, "Siti Contoh")
    TOTP.activate(person, generate_totp_secret())
    client, code = ask()
    page = client.post("/masuk/ponsel/kode", {"number": NUMBER, "code": code})
    assert page.url == "/akun/langkah-kedua/periksa" and "_auth_user_id" not in client.session


def test_without_a_gateway_nobody_is_offered_a_telephone(settings: Settings) -> None:
    settings.GATEWAYS = {}
    assert Client().get("/masuk/ponsel").status_code == 404
    assert "nomor ponsel" not in Client().get("/masuk").text


def test_the_dump_holds_no_number_and_no_code(ask: object) -> None:
    _client, code = ask()
    acts.person_for(NUMBER, "Siti Contoh")
    with connection.cursor() as cursor:
        rows = [
            cursor.execute(f'select t::text from "{t}" t').fetchall()
            for t in connection.introspection.table_names()
        ]
    held = str(rows)
    assert "81234567890" not in held and code not in re.findall(r"\b\d{6}\b", held)


def test_whoever_came_for_a_page_gets_there_and_never_to_another_site(ask: object) -> None:
    for way, lands in (("/usaha/baru", "/usaha/baru"), ("https://tipu.contoh.test/", "/")):
        number, client = f"0812-3456-78{len(way):02}", Client()
        assert client.get("/masuk/ponsel", {"next": way}).status_code == 200
        client, code = ask(number, client=client)
        page = client.post("/masuk/ponsel/kode", {"number": number, "code": code})
        proof = re.search(r'name="proof" value="([^"]+)"', page.text).group(1)
        answer = client.post("/masuk/ponsel/nama", {"name": "Sri Contoh", "proof": proof})
        assert answer.url == lands
