"""The vault: columns of personal data that the database, its backups and its dumps hold only sealed.

`npwp = SealedField()` reads and writes plain text in Python and keeps `v1.<key id>.…` in the table, bound to
table, column and row. `npwp_blind = BlindField(of="npwp")` is how an exact value is found. Values are written
by `save()` only; `update()` and filters on a sealed column are refused.
"""

import json
from functools import lru_cache
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db import connections, models
from django.db.models.query_utils import DeferredAttribute

from pasok.kernel.keyring import FORM, Keyring, key_of, read_ring


class Sealed(str):
    """A value as the table holds it, not opened yet."""


def ring() -> Keyring:
    """The keys as the file has them now: a key that another process added is known at once."""
    path = Path(settings.VAULT_KEYS_FILE)
    try:
        now = path.stat()
        return loaded(str(path), (now.st_mtime_ns, now.st_size, now.st_ino))
    except (OSError, ValueError) as error:
        raise ImproperlyConfigured(f"Gelang kunci {path} tidak dapat dipakai: {error}") from error


@lru_cache(maxsize=8)
def loaded(path: str, edition: tuple[int, ...]) -> Keyring:
    return read_ring(Path(path).read_text())


def take_number(row: models.Model) -> bool:
    """Give a new row its number before it is saved: what is sealed is bound to it. False when it had one."""
    if row.pk is not None:
        return False
    meta = row._meta
    with connections["default"].cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence(%s, %s))", [meta.db_table, meta.pk.column])
        row.pk = cursor.fetchone()[0]
    return True


def place(field: models.Field, row: models.Model) -> str:
    if row.pk is None:
        raise TypeError(f"{field.model.__name__}.{field.name}: take_number() before saving")
    return f"{field.model._meta.db_table}:{field.column}:{row.pk}"


class SealedAttribute(DeferredAttribute):
    """Opens the value when it is first read."""

    def __get__(self, row: models.Model | None, owner: type | None = None) -> Any:
        value = super().__get__(row, owner)
        if row is not None and isinstance(value, Sealed):
            value = self.field.opened(value, row)
            row.__dict__[self.field.attname] = value
        return value

    def __set__(self, row: models.Model, value: Any) -> None:
        """With it Python asks `__get__` first, before the row's own dictionary."""
        row.__dict__[self.field.attname] = value


class SealedField(models.TextField):
    """A text that only the application can read."""

    descriptor_class = SealedAttribute

    def to_text(self, value: Any) -> str:
        return value or ""

    def to_value(self, text: str) -> Any:
        return text

    def opened(self, value: str, row: models.Model) -> Any:
        """Raises Unreadable for a value of another row, column or table."""
        return self.to_value(ring().open(value, place(self, row)) if value else "")

    def from_db_value(self, value: str | None, expression: Any, connection: Any) -> Sealed | None:
        return None if value is None else Sealed(value)

    def pre_save(self, model_instance: models.Model, add: bool) -> Sealed:
        """What is not open and sealed with the newest key goes back as it came."""
        held = model_instance.__dict__.get(self.attname)
        if isinstance(held, Sealed) and (not held or key_of(held) == ring().newest):
            return held
        text = self.to_text(getattr(model_instance, self.attname))
        return Sealed(ring().seal(text, place(self, model_instance)) if text else "")

    def get_prep_value(self, value: Any) -> Any:
        if value and not isinstance(value, Sealed):
            raise TypeError(f"{self.name} is sealed: write it by save(), find it by its blind index")
        return value or ""


class SealedJSON(SealedField):
    """A mapping that only the application can read."""

    def to_text(self, value: Any) -> str:
        return json.dumps(value, ensure_ascii=False) if value else ""

    def to_value(self, text: str) -> Any:
        return json.loads(text) if text else {}


class BlindField(models.CharField):
    """The keyed fingerprint of a sealed column of the same row. `found` says what to look for."""

    def __init__(self, *args: Any, of: str = "", **more: Any) -> None:
        self.of = of
        more = {"max_length": 64, "blank": True, "editable": False, "db_index": True, **more}
        super().__init__(*args, **more)

    def deconstruct(self) -> Any:
        name, path, args, more = super().deconstruct()
        return name, path, args, {**more, "of": self.of}

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        mark = ring().blind(getattr(model_instance, self.of), self.label())
        setattr(model_instance, self.attname, mark)
        return mark

    def label(self) -> str:
        return f"{self.model._meta.db_table}:{self.of}"

    def found(self, text: str) -> tuple[str, ...]:
        """Every spelling of the fingerprint, one for each key: `filter(npwp_blind__in=…)`."""
        return ring().blinds(text, self.label()) if text else ()


def seal_plain(model: type[models.Model], column: str) -> None:
    """For migrations: what a column held in the clear until now, sealed. Safe to run twice."""
    field = model._meta.get_field(column)
    also = [f.attname for f in model._meta.concrete_fields if isinstance(f, BlindField) and f.of == column]
    for row in model._base_manager.iterator():
        held = row.__dict__[field.attname]
        if held and not held.startswith(f"{FORM}."):
            setattr(row, field.attname, field.to_value(str(held)))
            row.save(update_fields=[column, *also])


def unseal(model: type[models.Model], column: str) -> None:
    """For migrations: the way back."""
    field = model._meta.get_field(column)
    for row in model._base_manager.iterator():
        plain = field.to_text(getattr(row, field.attname))
        model._base_manager.filter(pk=row.pk).update(**{column: Sealed(plain)})
