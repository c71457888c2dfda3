"""request.actor, shut pages, the second factor, API keys, the demonstration."""

from datetime import timedelta

import pytest
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, JsonResponse
from django.test import Client
from django.urls import include, path
from django.utils import timezone
from pytest_django.fixtures import Settings

from pasok.people import acts
from pasok.people.middleware import WHY_CONFIRM, WHY_SECOND_FACTOR
from pasok.people.models import Person
from tests.cast import BUDI, MAJU, RATNA, STRANGER, a_cast

JSON = {"HTTP_ACCEPT": "application/json"}


def tell(request: HttpRequest) -> JsonResponse:
    return JsonResponse(
        {"id": request.actor.id, "name": request.actor.name, "zone": str(timezone.get_current_timezone())}
    )


@login_not_required
def tell_all(request: HttpRequest) -> JsonResponse:
    return tell(request)


urlpatterns = [
    path("", include("pasok.site.urls")),
    path("tertutup", tell),
    path("terbuka", tell_all),
]
pytestmark = [pytest.mark.django_db, pytest.mark.urls("pasok.people.tests.test_door")]


@pytest.fixture
def ordinary(settings: Settings) -> None:
    """Not the demonstration, where the invented people need no second factor."""
    settings.DEMO = False


def inside(person: Person) -> Client:
    client = Client()
    client.force_login(person, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def code(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_a_shut_page_asks_people_to_log_in_and_answers_machines_401(client: Client) -> None:
    answer = client.get("/tertutup")
    assert (answer.status_code, answer["Location"]) == (302, "/masuk?next=/tertutup")
    answer = client.get("/tertutup", **JSON)
    assert answer.status_code == 401 and answer.json()["why_not"]
    assert client.get("/terbuka").json()["id"] == "public"


def test_htmx_is_sent_to_the_door_and_does_not_put_it_inside_the_page() -> None:
    answer = Client().post("/paket/x/edit", headers={"hx-request": "true"})
    assert (answer.status_code, answer.headers["hx-redirect"]) == (204, "/masuk?next=/paket/x/edit")


def test_the_session_gives_the_actor_and_its_own_clock() -> None:
    stranger = a_cast().person(STRANGER)
    stranger.time_zone = "Asia/Jayapura"
    stranger.save()
    told = inside(stranger).get("/tertutup").json()
    assert told == {"id": STRANGER.id, "name": STRANGER.name, "zone": "Asia/Jayapura"}


def test_a_closed_account_is_nobody() -> None:
    stranger = a_cast().person(STRANGER)
    client = inside(stranger)
    stranger.is_active = False
    stranger.save()
    assert client.get("/terbuka").json()["id"] == "public"


@pytest.mark.usefixtures("ordinary")
@pytest.mark.parametrize("who", [RATNA, BUDI], ids=lambda a: a.name)
def test_an_official_is_sent_to_set_up_the_second_factor_with_the_reason(who: object) -> None:
    client = inside(a_cast().person(who))
    answer = client.get("/tertutup", follow=True)
    assert answer.redirect_chain == [("/akun/langkah-kedua", 302)]
    assert str(WHY_SECOND_FACTOR) in answer.content.decode()
    assert client.get("/tertutup", **JSON).status_code == 403
    assert client.get("/terbuka").status_code == 200
    assert client.post("/terbuka", **JSON).status_code == 403


@pytest.mark.usefixtures("ordinary")
def test_suppliers_and_strangers_need_none() -> None:
    cast = a_cast()
    for who in (MAJU, STRANGER):
        assert inside(cast.person(who)).get("/tertutup").status_code == 200


@pytest.mark.usefixtures("ordinary")
def test_a_session_from_before_the_second_factor_must_prove_it() -> None:
    ratna = a_cast().person(RATNA)
    old = inside(ratna)
    secret = generate_totp_secret()
    TOTP.activate(ratna, secret)
    assert old.get("/tertutup")["Location"] == "/akun/langkah-kedua/konfirmasi?next=/tertutup"
    assert old.get("/tertutup", **JSON).json()["why_not"] == [WHY_CONFIRM]
    answer = old.post("/akun/langkah-kedua/konfirmasi", {"code": code(secret), "next": "/tertutup"})
    assert answer["Location"] == "/tertutup"
    assert old.get("/tertutup").json()["id"] == RATNA.id


@pytest.mark.usefixtures("ordinary")
def test_recovery_codes_alone_are_no_second_factor() -> None:
    ratna = a_cast().person(RATNA)
    RecoveryCodes.activate(ratna)
    assert inside(ratna).get("/tertutup")["Location"] == "/akun/langkah-kedua"


@pytest.mark.usefixtures("ordinary")
def test_who_has_just_shown_a_code_of_the_new_app_goes_on_at_once() -> None:
    ratna = a_cast().person(RATNA)
    ratna.set_password("kata-sandi-panjang-9")
    ratna.save()
    client = inside(ratna)
    client.post("/akun/konfirmasi", {"password": "kata-sandi-panjang-9"})
    secret = client.get("/akun/langkah-kedua/aplikasi").context["form"].secret
    answer = client.post("/akun/langkah-kedua/aplikasi", {"code": code(secret)})
    assert answer["Location"] == "/akun/langkah-kedua/cadangan"
    assert client.get("/tertutup").json()["id"] == RATNA.id


def bearer(secret: str) -> dict[str, str]:
    return {"HTTP_AUTHORIZATION": f"Bearer {secret}"}


@pytest.mark.usefixtures("ordinary")
def test_an_api_key_acts_as_its_person_until_it_is_revoked() -> None:
    stranger = a_cast().person(STRANGER)
    key, secret = acts.make_key(stranger, "program gudang")
    assert secret not in str(vars(key))
    client = Client(enforce_csrf_checks=True)
    told = client.get("/tertutup", **bearer(secret)).json()
    assert (told["id"], told["name"]) == (STRANGER.id, f"{STRANGER.name} (kunci {key.prefix})")
    assert client.post("/tertutup", **bearer(secret)).status_code == 200
    assert client.get("/akun", **bearer(secret)).status_code == 403
    assert client.get("/terbuka", **bearer(secret + "x")).status_code == 401
    acts.revoke_key(key)
    assert client.get("/tertutup", **bearer(secret)).status_code == 401


@pytest.mark.usefixtures("ordinary")
def test_an_officials_key_works_only_once_the_account_has_a_second_factor() -> None:
    ratna = a_cast().person(RATNA)
    _, secret = acts.make_key(ratna, "SIPD")
    answer = Client().get("/tertutup", **bearer(secret))
    assert (answer.status_code, answer.json()["why_not"]) == (403, [WHY_SECOND_FACTOR])
    TOTP.activate(ratna, generate_totp_secret())
    assert Client().get("/tertutup", **bearer(secret)).json()["id"] == RATNA.id


def test_without_a_key_a_forged_post_is_still_refused() -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(
        a_cast().person(STRANGER), backend="allauth.account.auth_backends.AuthenticationBackend"
    )
    assert client.post("/tertutup").status_code == 403


def test_one_tap_opens_invented_people_only(settings: Settings) -> None:
    settings.DEMO = True
    cast = a_cast()
    assert RATNA.name in Client().get("/demo").content.decode()
    client = Client()
    assert client.post("/demo/masuk", {"person": cast.person(RATNA).pk}).status_code == 302
    assert client.get("/tertutup").json()["id"] == RATNA.id
    real = Person.objects.create_user("nyata@contoh.test", name="Nyata")
    assert Client().post("/demo/masuk", {"person": real.pk}).status_code == 404
    assert Client().post("/demo/masuk", {"person": "x"}).status_code == 404


def test_a_hat_that_is_over_asks_for_nothing(settings: Settings) -> None:
    settings.DEMO = False
    ratna = a_cast().person(RATNA)
    ratna.assignments.update(until=timezone.localdate() - timedelta(days=2))
    assert inside(ratna).get("/tertutup").status_code == 200
