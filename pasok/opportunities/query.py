"""What somebody looks for, as it stands in the address: read, checked, and written back in one order."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import urlencode

from django.utils import timezone

from pasok.kernel.money import plain

NEWEST, CLOSING, DEAREST, CHEAPEST = "baru", "tutup", "mahal", "murah"
CLOSING_DAYS = {"hari-ini": 0, "3-hari": 3, "7-hari": 7}


@dataclass(frozen=True)
class Query:
    """One search. Field names are those of the address; what is not asked for is empty, False or None."""

    q: str = ""
    instansi: str = ""  # a code, or a part of a name
    provinsi: str = ""  # two figures
    kabupaten: str = ""  # a code, or a part of a name
    jenis: str = ""
    metode: str = ""
    tahun: int | None = None
    keadaan: str = ""  # a key of rules.IN_ADDRESS
    kecil: str = ""  # "ya", "tidak"
    dari: Decimal | None = None
    sampai: Decimal | None = None
    tutup: str = ""  # a key of CLOSING_DAYS
    tutup_sampai: date | None = None
    kbli: str = ""
    cocok: bool = False
    urut: str = ""

    @classmethod
    def of(cls, cleaned: Mapping[str, Any]) -> "Query":
        """From the cleaned fields of the form. A field that did not hold is not there, and not asked for."""
        known = {field.name: field.default for field in fields(cls)}
        return cls(**{name: value for name in known if (value := cleaned.get(name)) not in (None, "")})

    def asked(self) -> dict[str, str]:
        """What is asked for, in the address's spelling and always in the same order."""
        return {
            field.name: written(value)
            for field in fields(self)
            if (value := getattr(self, field.name)) != field.default
        }

    def narrowed(self) -> dict[str, str]:
        """The filters that are on: all but the words and the order."""
        return {name: value for name, value in self.asked().items() if name not in {"q", "urut"}}

    def address(self) -> str:
        """q=meja&jenis=goods: the same search always reads the same."""
        return urlencode(self.asked())

    def without(self, *names: str) -> "Query":
        """The same search with these fields let go."""
        empty = {field.name: field.default for field in fields(self) if field.name in names}
        return replace(self, **empty)

    def closes_before(self, now: datetime | None = None) -> datetime | None:
        """The end of the last day on which a package of this search may close, on the reader's clock."""
        today = timezone.localdate(now)
        ends = [day for day in (self.tutup_sampai, self._within(today)) if day]
        if not ends:
            return None
        return timezone.make_aware(datetime.combine(min(ends) + timedelta(days=1), time.min))

    def _within(self, today: date) -> date | None:
        return today + timedelta(days=CLOSING_DAYS[self.tutup]) if self.tutup else None

    @property
    def order(self) -> str:
        """The order asked for. Who looks for deadlines wants the nearest first, all others the newest."""
        near = self.keadaan == "menerima" or self.tutup or self.tutup_sampai
        return self.urut or (CLOSING if near else NEWEST)


def written(value: object) -> str:
    if isinstance(value, bool):
        return "1"
    return plain(value) if isinstance(value, Decimal) else str(value)


def names() -> Iterable[str]:
    """All that may stand in the address."""
    return (field.name for field in fields(Query))
