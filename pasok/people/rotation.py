"""Rotation: everything sealed with an older key is sealed again with the newest, while people work.

A row is locked for the moment it is written; whoever writes it meanwhile goes first. Where it stopped is told
by the rows themselves: each names its key.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.apps import apps
from django.db import models, transaction
from django.db.models import Q

from pasok.kernel.keyring import FORM, Unreadable
from pasok.people.vault import BlindField, Sealed, SealedField, ring

BATCH = 200


@dataclass
class Turned:
    """What one rotation did."""

    rows: Counter[str] = field(default_factory=Counter)  # table -> rows sealed again
    unreadable: list[str] = field(default_factory=list)  # "table:row: why"; left as they were


def sealed_models() -> Iterator[type[models.Model]]:
    for model in apps.get_models():
        if any(isinstance(column, SealedField) for column in model._meta.concrete_fields):
            yield model


def columns(model: type[models.Model], kind: type[models.Field]) -> list[str]:
    return [column.attname for column in model._meta.concrete_fields if isinstance(column, kind)]


def stale(model: type[models.Model]) -> Q:
    """Rows with a column sealed by another key than the newest."""
    newest = Sealed(f"{FORM}.{ring().newest}.")
    old = Q(pk__in=[])
    for name in columns(model, SealedField):
        old |= ~Q(**{name: ""}) & ~Q(**{f"{name}__startswith": newest})
    return old


def waiting() -> dict[str, int]:
    """How many rows of each table an older key still holds."""
    counts = {
        model._meta.db_table: model._base_manager.filter(stale(model)).count() for model in sealed_models()
    }
    return {table: count for table, count in counts.items() if count}


def rotate(batch: int = BATCH) -> Turned:
    """Seal again what older keys hold, `batch` rows in a transaction, until nothing is left."""
    done = Turned()
    for model in sealed_models():
        broken: set[object] = set()
        while model._base_manager.filter(stale(model)).exclude(pk__in=broken).exists():
            done.rows[model._meta.db_table] += turn(model, batch, broken, done)
    return done


def turn(model: type[models.Model], batch: int, broken: set[object], done: Turned) -> int:
    """One transaction. Rows that somebody is writing are passed over: they come again."""
    sealed, blind = columns(model, SealedField), columns(model, BlindField)
    rows = model._base_manager.filter(stale(model)).exclude(pk__in=broken)
    count = 0
    with transaction.atomic():
        for row in rows.select_for_update(of=("self",), skip_locked=True).order_by("pk")[:batch]:
            try:
                _ = [getattr(row, name) for name in sealed]
            except Unreadable as why:
                broken.add(row.pk)
                done.unreadable.append(f"{model._meta.db_table}:{row.pk}: {why}")
                continue
            row.save(update_fields=sealed + blind)
            count += 1
    return count
