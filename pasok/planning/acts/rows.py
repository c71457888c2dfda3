"""The parts of a package as the acts write them and as the ledger keeps them."""

from collections.abc import Iterable, Mapping
from typing import Any, NoReturn

from django.conf import settings
from django.db import connection

from pasok.kernel.machine import Refused
from pasok.kernel.money import plain
from pasok.law.lookup import Rule
from pasok.planning.machine import package as machine
from pasok.planning.models import Funding, Location, Package

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
Rows = Iterable[Mapping[str, Any]]


def base36(number: int) -> str:
    text = ""
    while number:
        number, digit = divmod(number, 36)
        text = DIGITS[digit] + text
    return text or "0"


def mint(package: Package) -> None:
    """Number the row and give it its ocid, from the RUP code where another system gave one."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence('planning_package', 'id'))")
        package.pk = cursor.fetchone()[0]
    package.ocid = f"{settings.OCID_PREFIX}-{package.rup_code or 'b' + base36(package.pk)}"


def put_funding(package: Package, rows: Rows) -> None:
    """These sources instead of those before."""
    package.funding.all().delete()
    for row in rows:
        filled = {"year": package.year, **{name: value for name, value in row.items() if value is not None}}
        Funding.objects.create(package=package, **filled)


def put_locations(package: Package, rows: Rows) -> None:
    package.locations.all().delete()
    for row in rows:
        Location.objects.create(package=package, **row)


def snapshot(package: Package) -> dict[str, object]:
    """What the ledger keeps of a package: plain values, money as text, no secret."""
    return {
        "title": package.title,
        "description": package.description,
        "agency": {"code": package.agency_id, "name": package.agency.name},
        "satker": {"code": str(package.satker_id), "name": package.satker.name},
        "year": package.year,
        "kind": package.kind,
        "pagu": plain(package.pagu),
        "method": package.method,
        "rup_code": package.rup_code,
        "version": package.version,
        "small_business_reserved": package.small_business_reserved,
        "domestic": package.domestic,
        "pre_dipa": package.pre_dipa,
        "selection_from": package.selection_from.isoformat() if package.selection_from else None,
        "selection_until": package.selection_until.isoformat() if package.selection_until else None,
        "contract_from": package.contract_from.isoformat() if package.contract_from else None,
        "contract_until": package.contract_until.isoformat() if package.contract_until else None,
        "funding": [
            {
                "source": f.source,
                "year": f.year,
                "account_code": f.account_code,
                "amount": plain(f.amount),
                "origin": f.origin,
            }
            for f in package.funding.all()
        ],
        "locations": [
            {"region_code": place.region_code, "name": place.name, "detail": place.detail}
            for place in package.locations.all()
        ],
    }


def source(rule: Rule) -> dict[str, object]:
    """A row of law as plain text, for the ledger and for components/law.html."""
    return {
        "key": rule.name,
        "shown": rule.shown,
        "article": rule.article,
        "source": rule.source,
        "confidence": rule.confidence,
        "sure": rule.sure,
    }


def refuse(name: str, *reasons: str) -> NoReturn:
    """Stop the act with these sentences; everything done in its body is undone."""
    act = machine.act(name)
    assert act is not None
    raise Refused(act, reasons)
