"""The four measures of a business, and where its columns came from."""

from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from pasok.kernel.actor import Actor
from pasok.ledger.performing import performing
from pasok.people.models import today
from pasok.suppliers import oss
from pasok.suppliers.machine.business import supplier as machine
from pasok.suppliers.models import Origin, Size, Supplier
from pasok.suppliers.rules import size as rules


def set_sizes(
    supplier: Supplier, *, sizes: Iterable[rules.Size], actor: Actor, now: datetime | None = None
) -> None:
    """Replace the measures. The book keeps which law says what, and not the figures."""
    with performing(machine, "set_sizes", supplier, actor=actor, now=now) as deed:
        supplier.sizes.all().delete()
        rows = [Size(supplier=supplier, **vars(size)) for size in sizes]
        Size.objects.bulk_create(rows)
        deed.note(sizes={row.definition: f"{row.group} ({row.source})" for row in rows})


def mark_origins(supplier: Supplier, given: Mapping[str, Any], now: datetime | None = None) -> Counter[str]:
    """Note of each given column whether the licence register says the same today; how many of each."""
    found = oss.register().find(supplier.nib) if supplier.nib else None
    held = found.identity() if found else {}
    rows = []
    for column, value in given.items():
        same = found is not None and column in held and held[column] == value
        source, on = ("oss", found.as_of) if found and same else ("typed", today(now))
        rows.append(Origin(supplier=supplier, column=column, source=source, on=on))
    Origin.objects.filter(supplier=supplier, column__in=given).delete()
    Origin.objects.bulk_create(row for row in rows if given[row.column])
    return Counter(row.source for row in rows if given[row.column])
