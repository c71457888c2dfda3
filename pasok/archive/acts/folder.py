"""The import of a whole folder: keep every table, then carry what the lower rooms need into them."""

from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from django.db import connection, transaction
from django.utils import timezone

from pasok.archive.acts.keeping import Run, keep_file
from pasok.archive.acts.packages import carry_packages
from pasok.archive.acts.places import carry_agencies, carry_satkers
from pasok.archive.files import tables_in
from pasok.archive.reports import CarryReport, Report, TableReport

LOCK = 7_205_417  # one import at a time in one database
Told = Callable[[TableReport | CarryReport, bool], None]


class NothingToImport(ValueError):
    """The folder is not there, or holds no table that is recognised. One Indonesian sentence."""


def silent(part: TableReport | CarryReport, done: bool) -> None:
    """Nobody listens."""


def import_folder(
    folder: Path,
    *,
    zone: ZoneInfo,
    now: datetime | None = None,
    dry_run: bool = False,
    told: Told = silent,
) -> Report:
    """Import every recognised table below `folder`. `told` hears of each part, at every batch and when done.

    Safe to run again, and after a run that was killed. A dry run does the same and takes it back, but for
    the packages, which it only counts. Raises NothingToImport.
    """
    if not folder.is_dir():
        raise NothingToImport(f"Folder {folder} tidak ada.")
    report = Report(folder=str(folder), dry_run=dry_run)
    run = Run(zone, now or timezone.now(), lambda part: told(part, False))
    if not locked("pg_try_advisory_lock"):
        raise NothingToImport("Impor lain sedang berjalan di basis data ini. Tunggu sampai selesai.")
    try:
        with transaction.atomic() if dry_run else nullcontext():
            keep_and_carry(folder, report, run, told)
            if dry_run:
                transaction.set_rollback(True)
    finally:
        locked("pg_advisory_unlock")
    return report


def keep_and_carry(folder: Path, report: Report, run: Run, told: Told) -> None:
    for path in tables_in(folder):
        part = keep_file(path, str(path.relative_to(folder)), run)
        report.tables.append(part)
        told(part, True)
    if not report.recognised:
        raise NothingToImport(f"Tidak ada tabel yang dikenali di {folder}.")
    for carry in (
        lambda: carry_agencies(run.zone),
        carry_satkers,
        lambda: carry_packages(run.now, report.dry_run, lambda part: told(part, False)),
    ):
        carried = carry()
        report.carried.append(carried)
        told(carried, True)


def locked(function: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute(f"select {function}(%s)", [LOCK])
        return bool(cursor.fetchone()[0])
