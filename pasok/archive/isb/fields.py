"""The columns that many ISB tables share, and how a table of ISB is written down."""

from collections.abc import Mapping

from pasok.archive.tables import Table, table
from pasok.archive.values import Column, code, number, text

SOURCE = "isb"
QUALIFICATIONS = {
    "pascakualifikasi satu file": "Pasca Satu File",
    "prakualifikasi dua file": "Pra Dua File",
    "prakualifikasi dua tahap": "Pra Dua Tahap",
}
STATES = {"tender sedang berjalan": "Berlangsung", "tender sudah selesai": "Selesai"}
Fields = dict[str, Column]

AGENCY: Fields = {
    "agency_code": code("kd_klpd"),
    "agency_name": text("nama_klpd"),
    "agency_kind": text("jenis_klpd"),
}
PLACE: Fields = {
    "year": number("tahun_anggaran", "tahun"),
    **AGENCY,
    "satker_id": code("kd_satker"),
    "satker_code": code("kd_satker_str"),
    "satker_name": text("nama_satker"),
}
SPSE: Fields = {**PLACE, "lpse_code": code("kd_lpse"), "lpse_name": text("nama_lpse")}


def isb(
    kind: str,
    title: str,
    marks: str,
    key: str,
    fields: Mapping[str, Column],
    parent: str = "",
    *,
    counted: bool = False,
) -> Table:
    """A table of ISB; `marks` and `key` are separated by spaces."""
    own = tuple(key.split())
    return table(SOURCE, kind, title, marks, key=own, parent=parent, fields=fields, counted=counted)


def without(fields: Fields, *names: str) -> Fields:
    """The fields but for `names`."""
    return {name: column for name, column in fields.items() if name not in names}


def without_place(title: str, marks: str, *, exact: bool = False) -> Table:
    """Recognised, but nothing in this house needs its rows yet."""
    return table(SOURCE, "", title, marks, exact=exact)
