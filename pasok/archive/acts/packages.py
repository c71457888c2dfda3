"""A planned package for every RUP code that the announcements name, through the doors of planning."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import transaction

from pasok.archive.models import Record
from pasok.archive.reports import CarryReport
from pasok.archive.tables import Data
from pasok.archive.words import common_account, fund_of, kind_of, method_of
from pasok.kernel.machine import Refused
from pasok.kernel.money import SEN, rupiah
from pasok.people.models import Agency, Satker
from pasok.people.reads import IMPORTER
from pasok.planning.acts import adopt, create
from pasok.planning.models import Funding, Package

RUP_DIGITS = 8
BATCH = 50
Told = Callable[[CarryReport], None]


class Unfit(ValueError):
    """Why no package can be made of an announcement. One Indonesian sentence."""


@dataclass(frozen=True)
class Planned:
    """What is known of one RUP code. `shared` is the pagu of all codes that were announced as one."""

    code: str
    data: Data
    pagu: Decimal
    shared: Decimal | None = None
    among: int = 1


def carry_packages(now: datetime, dry_run: bool, told: Told) -> CarryReport:
    """Adopt every package that is not here yet, in batches that are whole or not at all."""
    started = time.monotonic()
    report = CarryReport("Paket RUP", "package")
    planned = gathered()
    known = set(Package.objects.exclude(rup_code="").values_list("rup_code", flat=True))
    agencies, satkers = Agency.objects.in_bulk(), satkers_by_code()
    report.found = len(planned)
    fresh = [package for code, package in planned.items() if code not in known]
    report.known = report.found - len(fresh)
    for batch in (fresh[i : i + BATCH] for i in range(0, len(fresh), BATCH)):
        with transaction.atomic():
            for package in batch:
                try:
                    fields = fitted(package, agencies, satkers)
                    if not dry_run:
                        take(package, fields, now)
                    report.new += 1
                except (Unfit, Refused) as why:
                    reason = " ".join(why.reasons) if isinstance(why, Refused) else str(why)
                    report.refused.append((package.code, reason))
        report.seconds = time.monotonic() - started
        told(report)
    report.seconds = time.monotonic() - started
    return report


def gathered() -> dict[str, Planned]:
    """Each RUP code once: from the RUP table where there is one, else from its first announcement."""
    accounts = dict(Record.objects.filter(kind="tender_finished").values_list("code", "data__account_codes"))
    found: dict[str, Planned] = {}
    for record in Record.objects.filter(kind="rup_package").iterator():
        found.setdefault(record.code, Planned(record.code, record.data, Decimal(record.data.get("pagu", 0))))
    for data in announcements():
        data.setdefault("account_codes", accounts.get(data["code"]) or [])
        for planned in shares(data):
            found.setdefault(planned.code, planned)
    return dict(sorted(found.items()))


def announcements() -> Iterator[Data]:
    """Tenders before non-tenders, each in the order of their announcement."""
    for kind in ("tender", "non_tender"):
        yield from (
            Record.objects.filter(kind=kind)
            .order_by("data__announced_at", "code", "-source")
            .values_list("data", flat=True)
            .iterator()
        )


def shares(data: Data) -> Iterator[Planned]:
    """One package a code. The source tells one pagu for all: each gets an even part, the first the rest."""
    codes, pagu = list(data.get("rup_codes", [])), Decimal(str(data.get("pagu", 0)))
    if len(codes) == 1:
        yield Planned(codes[0], data, pagu)
        return
    part = (pagu / max(len(codes), 1)).quantize(SEN, rounding="ROUND_DOWN")
    for index, code in enumerate(codes):
        own = part if index else pagu - part * (len(codes) - 1)
        yield Planned(code, data, own, shared=pagu, among=len(codes))


def satkers_by_code() -> dict[tuple[str, str], Satker]:
    """By agency and official code, where the SiRUP number wins over a provisional one; and by the number."""
    rows = list(Satker.objects.select_related("agency").order_by("-kd_satker"))
    numbered = {(row.agency_id, str(row.kd_satker)): row for row in rows}
    return numbered | {(row.agency_id, row.code): row for row in rows if row.code}


def fitted(
    planned: Planned, agencies: dict[str, Agency], satkers: dict[tuple[str, str], Satker]
) -> dict[str, Any]:
    """The arguments of planning.acts.create. Raises Unfit."""
    data = planned.data
    agency = agencies.get(str(data.get("agency_code", "")))
    unit = str(data.get("satker_code") or data.get("satker_id", ""))[:60]  # RUP tables tell the number alone
    satker = satkers.get((str(data.get("agency_code", "")), unit))
    kind = kind_of(str(data.get("kind", "")))
    if not planned.code.isdigit() or len(planned.code) > RUP_DIGITS:
        raise Unfit(f"Kode RUP {planned.code} bukan bilangan dengan paling banyak {RUP_DIGITS} angka.")
    if agency is None or satker is None:
        raise Unfit(
            f"Satuan kerja {data.get('satker_name') or data.get('satker_code') or '?'} belum dikenal."
        )
    if not kind:
        raise Unfit(f"Jenis pengadaan {data.get('kind', '?')} tidak dikenal.")
    if planned.pagu <= 0:
        raise Unfit("Pagunya tidak disebut atau nol.")
    if not data.get("title") or not year_of(data):
        raise Unfit("Nama paket atau tahun anggarannya tidak disebut.")
    source = str(data.get("fund_source", ""))
    return {
        "agency": agency,
        "satker": satker,
        "year": year_of(data),
        "title": str(data["title"])[:500],
        "description": description_of(planned),
        "pagu": planned.pagu,
        "kind": kind,
        "funding": [
            {
                "source": fund_of(source, Funding.SOURCES),
                "account_code": common_account(list(data.get("account_codes", []))),
                "amount": planned.pagu,
                "origin": source[:200],
            }
        ],
        "locations": [{"name": str(data["location"])[:200]}] if data.get("location") else [],
        "rup_code": planned.code,
    }


def year_of(data: Data) -> int:
    said = str(data.get("year", ""))
    return int(said) if said.isdigit() and len(said) == 4 else 0


def description_of(planned: Planned) -> str:
    own = str(planned.data.get("description", ""))
    if planned.shared is None:
        return own
    shared = (
        f"Diumumkan bersama {planned.among} kode RUP dengan satu pagu {rupiah(planned.shared)}. "
        "Pagu masing-masing tidak disebut; di sini dibagi rata."
    )
    return f"{own}\n\n{shared}".strip()


def take(planned: Planned, fields: dict[str, Any], now: datetime) -> None:
    """Born and adopted, or neither."""
    data = planned.data
    at = data.get("announced_at")
    with transaction.atomic():
        package = create(actor=IMPORTER, now=now, **fields)
        adopt(
            package,
            actor=IMPORTER,
            now=now,
            announced_at=datetime.fromisoformat(str(at)) if at else None,
            method=method_of(str(data.get("method", "")), str(data.get("qualification", ""))),
            origin="LKPP",
        )
