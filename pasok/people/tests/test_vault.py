"""Sealed columns: plain in Python, unreadable in the table, bound to their row."""

from importlib import import_module

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from pytest_django.fixtures import Settings

from pasok.kernel.keyring import Unreadable, key_of, new_line
from pasok.people import rotation, vault
from pasok.people.models import Person

pytestmark = pytest.mark.django_db
PHONE = "+6281234567890"


def a_person(number: int = 1, phone: str = PHONE) -> Person:
    return Person.objects.create_user(email=f"orang{number}@contoh.test", name="Orang", phone=phone)


def held(person: Person) -> str:
    with connection.cursor() as cursor:
        cursor.execute("select phone from people_person where id = %s", [person.pk])
        return cursor.fetchone()[0]


def put(person: Person, value: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute("update people_person set phone = %s where id = %s", [value, person.pk])


@pytest.fixture
def own_ring(settings: Settings, tmp_path: object) -> None:
    """A ring of this test alone."""
    settings.VAULT_KEYS_FILE = tmp_path / "ring"
    settings.VAULT_KEYS_FILE.write_text(new_line())


def a_new_key(settings: Settings) -> str:
    ring = settings.VAULT_KEYS_FILE
    ring.write_text(ring.read_text() + new_line())
    return vault.ring().newest


def test_the_table_holds_a_sealed_value_and_python_the_plain_one() -> None:
    person = a_person()
    assert person.phone == PHONE and Person.objects.get(pk=person.pk).phone == PHONE
    assert PHONE[3:] not in held(person) and key_of(held(person)) == vault.ring().newest


def test_an_empty_value_stays_empty() -> None:
    person = a_person(phone="")
    assert held(person) == "" and Person.objects.filter(phone="").exists()


def test_two_values_that_changed_rows_do_not_open() -> None:
    one, two = a_person(1), a_person(2, "+6289876543210")
    first, second = held(one), held(two)
    put(one, second), put(two, first)
    for person in (one, two):
        with pytest.raises(Unreadable, match="bukan milik"):
            _ = Person.objects.get(pk=person.pk).phone


def test_a_list_opens_nothing_and_a_row_without_the_column_asks_for_it() -> None:
    person = a_person()
    put(person, "v1.hilang.AAAA")
    assert [p.name for p in Person.objects.all()] == ["Orang"]
    with pytest.raises(Unreadable, match="hilang"):
        _ = Person.objects.only("name").get(pk=person.pk).phone


def test_what_would_pass_by_the_vault_is_refused() -> None:
    person = a_person()
    with pytest.raises(TypeError, match="sealed"):
        Person.objects.filter(phone=PHONE).exists()
    with pytest.raises(TypeError, match="sealed"):
        Person.objects.filter(pk=person.pk).update(phone=PHONE)
    with pytest.raises(TypeError, match="take_number"):
        Person.objects.bulk_create([Person(email="x@contoh.test", name="x", phone=PHONE)])


@pytest.mark.usefixtures("own_ring")
def test_a_saved_row_moves_to_the_newest_key_and_old_ones_still_open(settings: Settings) -> None:
    one, two = a_person(1), a_person(2)
    old = vault.ring().newest
    newest = a_new_key(settings)
    assert Person.objects.get(pk=one.pk).phone == PHONE
    Person.objects.get(pk=one.pk).save()
    assert (key_of(held(one)), key_of(held(two))) == (newest, old)
    assert rotation.waiting() == {"people_person": 1}
    assert rotation.rotate(batch=1).rows == {"people_person": 1}
    assert rotation.waiting() == {} and Person.objects.get(pk=two.pk).phone == PHONE


@pytest.mark.usefixtures("own_ring")
def test_a_row_that_no_key_opens_is_named_and_stops_nobody(settings: Settings) -> None:
    broken, well = a_person(1), a_person(2)
    put(broken, "v1.hilang.AAAA")
    a_new_key(settings)
    done = rotation.rotate()
    assert done.rows == {"people_person": 1} and len(done.unreadable) == 1
    assert f"people_person:{broken.pk}" in done.unreadable[0] and "hilang" in done.unreadable[0]
    assert key_of(held(well)) == vault.ring().newest


def test_a_missing_ring_is_said_with_its_place(settings: Settings, tmp_path: object) -> None:
    settings.VAULT_KEYS_FILE = tmp_path / "tidak-ada"
    with pytest.raises(ImproperlyConfigured, match="tidak-ada"):
        a_person()


@pytest.mark.parametrize(
    ("app", "table", "column", "plain"),
    [
        ("people", "people_person", "phone", PHONE),
        ("suppliers", "suppliers_supplier", "npwp", "900000001424000"),
        ("pages", "pages_draft", "data", '{"npwp": ["900000001424000"]}'),
    ],
)
def test_the_migration_seals_what_was_plain_and_can_go_back(
    app: str, table: str, column: str, plain: str
) -> None:
    model = next(m for m in apps.get_models() if m._meta.db_table == table)
    row = model(
        **{"person": {"email": "x@contoh.test"}, "draft": {"saved_at": "2026-01-01T00:00Z"}}.get(
            model._meta.model_name, {"name": "x", "form": "cv", "ocid": "supplier:1", "state": "draft"}
        )
    )
    row.save()
    with connection.cursor() as cursor:
        cursor.execute(f"update {table} set {column} = %s", [plain])
        step = import_module(f"pasok.{app}.migrations.0002_vault")
        for _ in range(2):
            step.seal(apps, None)
        cursor.execute(f"select {column} from {table}")
        sealed = cursor.fetchone()[0]
        assert sealed.startswith("v1.") and "9000" not in sealed
        assert model.objects.get().__dict__[column] == sealed
        assert getattr(model.objects.get(), column) in (plain, {"npwp": ["900000001424000"]})
        step.unseal(apps, None)
        cursor.execute(f"select {column} from {table}")
        assert cursor.fetchone()[0] == plain
