"""Agencies and satker that the records name, into the room of people."""

import time
from collections.abc import Iterator
from zoneinfo import ZoneInfo

from pasok.archive.models import Record
from pasok.archive.reports import CarryReport
from pasok.people.acts import register_satker
from pasok.people.models import Agency, Satker

NAMING = ("satker", "tender", "non_tender", "rup_package")
PROVISIONAL = 9_000_000_000  # above every SiRUP number: a unit known only from announcements


def carry_agencies(zone: ZoneInfo) -> CarryReport:
    """Every agency that a record names and that is not known yet."""
    started = time.monotonic()
    report = CarryReport("Instansi", "agency")
    rows = Record.objects.filter(kind__in=NAMING).exclude(agency="").order_by()
    named: dict[str, tuple[str, str]] = {}
    for code, name, kind in rows.values_list("agency", "data__agency_name", "data__agency_kind").distinct():
        named[code] = (name or named.get(code, ("", ""))[0], kind or named.get(code, ("", ""))[1])
    known = set(Agency.objects.values_list("code", flat=True))
    report.found, report.known = len(named), len(named.keys() & known)
    for code in sorted(named.keys() - known):
        name, kind = named[code]
        if not name:
            report.refused.append((code, "Nama instansi tidak disebut di tabel mana pun."))
            continue
        report.new += 1
        Agency.objects.create(code=code, name=name[:200], kind=(kind or "")[:40], time_zone=zone.key)
    report.seconds = time.monotonic() - started
    return report


def carry_satkers() -> CarryReport:
    """Every satker of the master table under its SiRUP number; then those that only announcements name."""
    started = time.monotonic()
    report = CarryReport("Satuan kerja", "satker")
    agencies = Agency.objects.in_bulk()
    known = set(Satker.objects.values_list("agency_id", "code"))
    numbers = set(Satker.objects.values_list("kd_satker", flat=True))
    met: set[tuple[str, str]] = set()
    for agency, number, code, name in named_satkers():
        unit = (agency, code or str(number))
        if unit in met or not (number or code):
            continue
        met.add(unit)
        report.found += 1
        if number in numbers or (number > PROVISIONAL and (agency, code) in known):
            report.known += 1
        elif agency not in agencies:
            report.refused.append((code, f"Instansi {agency or 'tanpa kode'} belum dikenal."))
        elif not name or not number:
            report.refused.append((code, "Nama atau nomor satuan kerja tidak disebut."))
        else:
            report.new += 1
            register_satker(number, name=name[:250], agency=agencies[agency], code=code)
            numbers.add(number)
            known.add((agency, code))
    report.seconds = time.monotonic() - started
    return report


def named_satkers() -> Iterator[tuple[str, int, str, str]]:
    """(agency, number, official code, name) of every satker named; the master table's rows first."""
    for kinds, offset in ((("satker", "rup_package"), 0), (("tender", "non_tender"), PROVISIONAL)):
        rows = (
            Record.objects.filter(kind__in=kinds)
            .order_by("agency", "data__satker_code", "data__satker_id")
            .values_list("agency", "data__satker_id", "data__satker_code", "data__satker_name")
            .distinct()
        )
        for agency, number, code, name in rows:
            digits = number if number and number.isdigit() and len(number) <= 12 else ""
            yield agency, int(digits) + offset if digits else 0, (code or "")[:60], name or ""
