"""The doctor: nothing secret is shown, nothing wrong is passed over, and each fault comes with its cure."""

import base64
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from pytest_django.fixtures import Settings

from pasok.site import checks, doctor, keys

PASSWORD = "rahasia-sekali"


def test_passwords_and_keys_are_masked(settings: Settings) -> None:
    url = f"postgresql://pasok_app:{PASSWORD}@db.contoh.go.id:5432/pasok"
    assert doctor.masked(url) == "postgresql://pasok_app:••••@db.contoh.go.id:5432/pasok"
    settings.SECRET_KEY = PASSWORD
    assert PASSWORD not in doctor.said(list(doctor.mode()))


def test_names_that_last_for_ever_are_asked_for_before_the_first_tender(settings: Settings) -> None:
    settings.DEBUG, settings.NIK_KEY = False, settings.SECRET_KEY
    wrong = {finding.subject for finding in doctor.mode() if finding.mend}
    assert {"NIK_KEY", "OCID_PREFIX", "LOG_ORIGIN"} <= wrong
    settings.NIK_KEY, settings.OCID_PREFIX, settings.LOG_ORIGIN = "lain", "ocds-abc123", "log.contoh.go.id"
    assert not {"NIK_KEY", "OCID_PREFIX", "LOG_ORIGIN"} & {f.subject for f in doctor.mode() if f.mend}


def test_an_address_without_password_is_shown_whole() -> None:
    assert doctor.masked("postgresql://db/pasok") == "postgresql://db/pasok"


@pytest.mark.django_db
def test_the_report_shows_no_secret_and_names_the_role_that_can_do_too_much(
    settings: Settings,
) -> None:
    settings.SECRET_KEY = PASSWORD
    settings.DATABASE_URL = f"postgresql://pasok:{PASSWORD}@db/pasok"
    out = StringIO()
    with pytest.raises(SystemExit) as left:  # the tests connect as the owner, who can change the book
        call_command("doctor", stdout=out)
    assert left.value.code == 1
    assert PASSWORD not in out.getvalue()
    assert "Peran pasok dapat mengubah ledger_entry" in out.getvalue()


@pytest.mark.django_db
@pytest.mark.usefixtures("as_application")
def test_the_application_role_is_well() -> None:
    assert [finding.mend for finding in doctor.rights()] == [""]


@pytest.mark.django_db
def test_a_server_that_does_not_wait_for_the_disk_is_named() -> None:
    [found] = doctor.durability()  # the tests' own server is such a one
    assert "fsync" in found.mend and "full_page_writes" in found.mend


def test_missing_keys_are_named_with_the_command_that_makes_them(settings: Settings, tmp_path: Path) -> None:
    settings.LEDGER_KEY_FILE = tmp_path / "ledger.key"
    mend = next(doctor.key_files()).mend
    assert "tidak ada" in mend and f"pasok keys {tmp_path}" in mend


def test_keys_are_made_once_and_for_their_owner_only(tmp_path: Path) -> None:
    folder = tmp_path / "keys"
    made = keys.make(folder)
    before = [path.read_text() for path in made]
    assert [path.name for path in made] == list(keys.NAMES)
    assert not any(keys.fault(path) for path in made)
    assert keys.make(folder) == []
    assert [path.read_text() for path in made] == before
    assert sorted(path.name for path in folder.iterdir()) == sorted(keys.NAMES)


@pytest.mark.parametrize(
    ("content", "mode", "words"),
    [
        ("bukan kunci", 0o600, "bukan base64"),
        (base64.b64encode(b"pendek").decode(), 0o600, "bukan base64 dari 32"),
        (base64.b64encode(bytes(32)).decode(), 0o644, "dapat dibaca pengguna lain"),
    ],
)
def test_a_bad_key_is_named(tmp_path: Path, content: str, mode: int, words: str) -> None:
    path = tmp_path / "x.key"
    path.write_text(content)
    path.chmod(mode)
    assert words in keys.fault(path)


@pytest.mark.parametrize(
    "sign", [{"DEBUG": False}, {"DATABASE_URL": "postgresql://db.example/pasok"}, {"HTTPS": True}]
)
def test_what_tells_a_server_for_real_tenders_shuts_the_demonstration(
    settings: Settings, sign: dict[str, object]
) -> None:
    settings.DEBUG, settings.DEMO, settings.DATABASE_URL, settings.HTTPS = True, True, "", False
    assert checks.no_demo_in_production() == []
    for name, value in sign.items():
        setattr(settings, name, value)
    assert [error.id for error in checks.no_demo_in_production()] == ["pasok.E001"]
    settings.DEMO = False
    assert checks.no_demo_in_production() == []


@pytest.mark.parametrize("hosts", [[], ["*"], ["pasok.contoh.go.id", "*"]])
def test_a_server_for_real_tenders_knows_its_name(settings: Settings, hosts: list[str]) -> None:
    settings.DEBUG, settings.ALLOWED_HOSTS = False, hosts
    assert [error.id for error in checks.hosts_are_named()] == ["pasok.E002"]
    settings.ALLOWED_HOSTS = ["pasok.contoh.go.id"]
    assert checks.hosts_are_named() == []
