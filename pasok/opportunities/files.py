"""The result of a search as a file: every page of it, up to a stated number of rows.

CSV is written as RFC 4180 wants it, with commas and decimal points, for programs; the mark at its
beginning (BOM) lets Excel see that it is UTF-8. Excel in Indonesian expects semicolons, so people are
offered XLSX first: it carries numbers and dates as such in every language.
"""

from collections.abc import Iterator
from datetime import UTC, datetime
from decimal import Decimal
from tempfile import TemporaryFile
from typing import IO, Any

import xlsxwriter
from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.kernel.money import plain
from pasok.kernel.tongue import say
from pasok.law import methods
from pasok.opportunities.models import Listing

MOST = 10_000  # rows of one file
CHUNK = 64 << 10
BATCH = 1000
DANGEROUS = ("=", "+", "-", "@", "\t", "\r", "\n")  # what a spreadsheet would take for a formula
WIDTHS = (30, 10, 60, 36, 36, 36, 20, 30, 8, 18, 18, 22, 12, 14, 20, 20, 40)


def heads() -> list[str]:
    return [
        "OCID",
        _("Kode RUP"),
        _("Nama paket"),
        _("Instansi"),
        _("Satuan kerja"),
        _("Lokasi"),
        _("Jenis"),
        _("Metode"),
        _("Tahun"),
        _("Pagu (Rp)"),
        _("HPS (Rp)"),
        _("Keadaan"),
        _("Usaha kecil"),
        _("KBLI"),
        _("Diumumkan"),
        _("Tutup"),
        _("Alamat"),
    ]


def cells(listing: Listing, labels: dict[str, str]) -> list[Any]:
    """One row, in the types a spreadsheet knows: text, Decimal, datetime, None."""
    return [
        listing.ocid,
        listing.number,
        listing.title,
        listing.agency_name,
        listing.satker,
        listing.places,
        say(listing.kind_label),
        labels.get(listing.method, ""),
        listing.year,
        listing.pagu,
        listing.hps,
        say(listing.status.label),
        _("Khusus") if listing.small_business_reserved else _("Terbuka"),
        " ".join(listing.kbli),
        listing.announced_at,
        listing.closes_at,
        f"{settings.SITE_URL}{listing.url}",
    ]


def rows(found: QuerySet[Listing]) -> Iterator[list[Any]]:
    """The rows of a search, at most MOST, read from the database in batches."""
    labels = {method.code: method.label for method in methods.methods()}
    for listing in found[:MOST].iterator(BATCH):
        yield cells(listing, labels)


def note(found: QuerySet[Listing]) -> str:
    """What to say at the foot of a file that could not hold everything; "" where it holds all."""
    if not found[MOST : MOST + 1].exists():
        return ""
    most = f"{MOST:,}".replace(",", ".")
    return _(
        "Berkas ini memuat {most} baris pertama saja. Persempit pencarian untuk mendapat sisanya."
    ).format(most=most)


def csv(found: QuerySet[Listing]) -> Iterator[bytes]:
    """The file in pieces."""
    yield "\ufeff".encode() + line(heads())
    for row in rows(found):
        yield line([text(cell) for cell in row])
    if told := note(found):
        yield line([told])


def line(values: list[str]) -> bytes:
    return (",".join(map(quoted, map(tame, values))) + "\r\n").encode()


def quoted(value: str) -> str:
    return '"' + value.replace('"', '""') + '"' if set(value) & set('",\r\n') else value


def tame(value: str) -> str:
    """Text that no spreadsheet takes for a formula."""
    return f"'{value}" if value.startswith(DANGEROUS) else value


def text(cell: Any) -> str:
    if isinstance(cell, Decimal):
        return plain(cell)
    if isinstance(cell, datetime):
        return cell.astimezone(UTC).isoformat(timespec="seconds")
    return "" if cell is None else str(cell)


def xlsx(found: QuerySet[Listing]) -> IO[bytes]:
    """The file, written to disk row by row and read back from its beginning."""
    whole = TemporaryFile()  # noqa: SIM115 - the answer closes it when it was sent
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(whole, {**options, "strings_to_numbers": False}) as book:
        sheet = book.add_worksheet(_("Paket"))
        bold = book.add_format({"bold": True, "bottom": 1})
        sheet.freeze_panes(1, 0)
        for column, width in enumerate(WIDTHS):
            sheet.set_column(column, column, width)
        sheet.write_row(0, 0, heads(), bold)
        formats = {
            Decimal: book.add_format({"num_format": "#,##0.00"}),
            datetime: book.add_format({"num_format": "yyyy-mm-dd hh:mm"}),
        }
        number = 0
        for number, row in enumerate(rows(found), start=1):
            for column, cell in enumerate(row):
                put(sheet, number, column, cell, formats)
        if told := note(found):
            sheet.write_string(number + 1, 0, told)
    whole.seek(0)
    return whole


def put(sheet: Any, number: int, column: int, cell: Any, formats: dict[type, Any]) -> None:
    """Each cell by its type. A moment is written on the reader's clock: a spreadsheet has no zones."""
    if isinstance(cell, Decimal):
        sheet.write_number(number, column, cell, formats[Decimal])
    elif isinstance(cell, datetime):
        moment = timezone.localtime(cell).replace(tzinfo=None, microsecond=0)
        sheet.write_datetime(number, column, moment, formats[datetime])
    elif isinstance(cell, int):
        sheet.write_number(number, column, cell)
    elif cell:
        sheet.write_string(number, column, cell)


def pieces(whole: IO[bytes]) -> Iterator[bytes]:
    """The file from its beginning, closed at its end."""
    with whole:
        while piece := whole.read(CHUNK):
            yield piece
