"""What is configured, with secrets masked; what is wrong; and how to mend it."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from django.conf import settings
from django.core.checks import WARNING, run_checks
from django.db import connection
from django.db.migrations.executor import MigrationExecutor
from django.db.utils import OperationalError
from procrastinate.contrib.django.models import ProcrastinateWorker

from pasok.site import ballast, binaries, grants, keys
from pasok.suppliers import ocr

OLDEST_POSTGRES = binaries.OLDEST * 10_000
LEAST_DISK = 2 << 30
OWN_NIK_KEY = (
    "Isi NIK_KEY dengan nilai sendiri; bila ikut SECRET_KEY, mengganti SECRET_KEY menghilangkan sidik NIK."
)
FOR_EVER = {
    "OCID_PREFIX": "ocds-pasok0",
    "LOG_ORIGIN": "pasok.localhost/log",
}  # the values of a development machine


@dataclass(frozen=True)
class Finding:
    """One line of the doctor. `mend` is what to do, an Indonesian sentence; empty when all is well."""

    subject: str
    state: str
    mend: str = ""


def masked(url: str) -> str:
    """The address without its password."""
    part = urlsplit(url)
    if part.password is None:
        return url
    place = part.netloc.rpartition("@")[2]
    return urlunsplit(part._replace(netloc=f"{part.username}:••••@{place}"))


def secret(value: str) -> str:
    return f"terisi, {len(value)} huruf" if value else "kosong"


def examine() -> list[Finding]:
    """Everything the doctor looks at, in the order in which it is read."""
    return [*mode(), *key_files(), *folders(), *reserve(), *reader(), *database(), *framework()]


def mode() -> Iterator[Finding]:
    yield Finding("Mode", "pengembangan (DEBUG)" if settings.DEBUG else "produksi")
    yield Finding("Alamat", settings.SITE_URL, address_fault())
    yield Finding("SECRET_KEY", secret(settings.SECRET_KEY))
    shared = not settings.DEBUG and settings.NIK_KEY == settings.SECRET_KEY
    yield Finding("NIK_KEY", secret(settings.NIK_KEY), OWN_NIK_KEY if shared else "")
    for name, example in FOR_EVER.items():
        given = getattr(settings, name)
        unset = not settings.DEBUG and given == example
        yield Finding(
            name, given, f"Isi {name} sebelum tender pertama; nilainya berlaku selamanya." if unset else ""
        )
    backend = settings.EMAIL_BACKEND.rsplit(".", 2)[-2]
    silent = backend == "console" and not settings.DEBUG
    yield Finding("E-mail", backend, "Isi EMAIL_HOST agar surat terkirim." if silent else "")


def address_fault() -> str:
    """Links in e-mails must lead here, over HTTPS."""
    if settings.DEBUG or settings.SITE_URL.startswith("https://"):
        return ""
    return "Isi SITE_URL dengan alamat https situs ini; tautan dalam e-mail memakainya."


def key_files() -> Iterator[Finding]:
    for name in ("LEDGER_KEY_FILE", "LOG_KEY_FILE", "VAULT_KEYS_FILE"):
        path = getattr(settings, name)
        wrong = keys.fault(path)
        hint = (
            f" Jalankan: pasok keys {path.parent}"
            if "tidak ada" in wrong
            else " Kembalikan dari cadangan; kunci baru membuat isi lama tidak dapat diperiksa atau dibaca."
            if "bukan base64" in wrong or "rusak" in wrong
            else ""
        )
        yield Finding(name, str(path), wrong + hint if wrong else "")


def folders() -> Iterator[Finding]:
    for name, path in (("PASOK_HOME", settings.HOME), ("FILES", settings.FILES)):
        exists = next(above for above in (path, *path.parents) if above.exists())
        free = shutil.disk_usage(exists).free
        few = free < LEAST_DISK
        yield Finding(name, f"{path}, sisa {free >> 30} GiB", "Kosongkan ruang disk." if few else "")
    manifest = Path(settings.STATIC_ROOT) / "staticfiles.json"
    if not settings.DEBUG and not manifest.exists():
        yield Finding("Berkas statis", str(settings.STATIC_ROOT), "Jalankan: pasok collectstatic --noinput")


def reserve() -> Iterator[Finding]:
    """Room that is kept back for the day on which a disk is full."""
    if settings.BALLAST_BYTES:
        short = ballast.missing()
        state = f"{settings.BALLAST_BYTES >> 20} MiB, {len(short)} belum disisihkan"
        wanted = bool(short) and not settings.DEBUG
        yield Finding("Ruang darurat", state, "Jalankan: pasok ballast" if wanted else "")


def reader() -> Iterator[Finding]:
    """Whether photographed papers can be read. A server without it is well: people type."""
    known = ocr.engine.languages()
    yield Finding("Pembaca foto", f"Tesseract ({', '.join(known)})" if known else "tidak ada; isian diketik")


def database() -> Iterator[Finding]:
    """The database's version, tables, roles and workers; or the one reason why it cannot be asked."""
    place = masked(settings.DATABASE_URL) or f"bawaan, soket di {settings.DATABASES['default']['HOST']}"
    try:
        version = connection.cursor().connection.info.server_version
    except OperationalError as wrong:
        said = str(wrong).strip().splitlines()[0]
        hint = "Periksa DATABASE_URL." if settings.DATABASE_URL else "Jalankan: make run"
        yield Finding("Basis data", place, f"Tidak dapat dihubungi ({said}). {hint}")
        return
    old = version < OLDEST_POSTGRES
    yield Finding(
        "Basis data",
        f"{place}, PostgreSQL {version // 10_000}.{version % 10_000}",
        f"Pasok memerlukan PostgreSQL {binaries.OLDEST} atau yang lebih baru." if old else "",
    )
    yield from durability()
    executor = MigrationExecutor(connection)
    waiting = executor.migration_plan(executor.loader.graph.leaf_nodes())
    yield Finding("Tabel", f"{len(waiting)} migrasi menunggu", "Jalankan: pasok migrate" if waiting else "")
    if not waiting:
        yield from rights()
        yield from workers()


def durability() -> Iterator[Finding]:
    """A receipt is worth what the disk under it is: the server must wait for it, and survive torn pages."""
    with connection.cursor() as cursor:
        cursor.execute(
            "select name from pg_settings where setting = 'off' "
            "and name in ('fsync', 'full_page_writes', 'synchronous_commit') order by name"
        )
        off = [name for (name,) in cursor]
    mend = f"Nyalakan {', '.join(off)}: tanpa itu tanda terima dapat hilang saat listrik padam."
    yield Finding(
        "Ketahanan", f"dimatikan: {', '.join(off)}" if off else "menunggu disk", mend if off else ""
    )


def rights() -> Iterator[Finding]:
    """The application must not be able to change the book."""
    with connection.cursor() as cursor:
        cursor.execute("select current_user")
        role = cursor.fetchone()[0]
        able = [table for table in grants.WRITTEN_ONCE if grants.can_change(cursor, table)]
    mend = (
        f"Peran {role} dapat mengubah {', '.join(able)}. Pakai peran pemilik di MIGRATE_DATABASE_URL "
        "dan peran lain di DATABASE_URL, lalu jalankan: pasok migrate"
    )
    yield Finding("Hak peran", f"aplikasi masuk sebagai {role}", mend if able else "")


def workers() -> Iterator[Finding]:
    count = ProcrastinateWorker.objects.count()
    yield Finding("Pekerja antrean", f"{count} berjalan")


def framework() -> Iterator[Finding]:
    """What Django's own checks say; the deployment ones only where real users are."""
    messages = run_checks(include_deployment_checks=not settings.DEBUG)
    for message in messages:
        if message.level >= WARNING:
            yield Finding(message.id or "Django", message.msg, message.hint or "Lihat docs/deploy.md.")


def said(findings: list[Finding]) -> str:
    """The report as text: a column of subjects, and below each fault what to do."""
    lines = []
    for finding in findings:
        lines.append(f"{'SALAH' if finding.mend else 'baik ':5}  {finding.subject:16} {finding.state}")
        if finding.mend:
            lines.append(f"{'':7}{'':17}→ {finding.mend}")
    wrong = sum(bool(finding.mend) for finding in findings)
    lines.append(f"\n{wrong} hal perlu dibetulkan." if wrong else "\nSemuanya baik.")
    return "\n".join(lines)
