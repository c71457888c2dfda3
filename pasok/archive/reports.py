"""What an import did, table by table: for the terminal and for machines."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

IMPORTED, UNKNOWN, NO_PLACE, BROKEN = "imported", "unrecognised", "no_place", "unreadable"
SHOWN = 5  # refused rows named on the terminal; --json has all


@dataclass(frozen=True)
class Refused:
    line: int
    reason: str


@dataclass
class TableReport:
    """One file. `read` is always new + changed + unchanged + repeated + the refused."""

    file: str
    title: str = ""
    kind: str = ""
    source: str = ""
    outcome: str = UNKNOWN
    note: str = ""
    read: int = 0
    new: int = 0
    changed: int = 0
    unchanged: int = 0
    repeated: int = 0  # the very same row again
    refused: list[Refused] = field(default_factory=list)
    seconds: float = 0.0

    @property
    def rate(self) -> int:
        """Rows a second."""
        return round(self.read / self.seconds) if self.seconds else 0


@dataclass
class CarryReport:
    """What went from the archive into a room: agencies, satker, packages."""

    title: str
    kind: str
    found: int = 0
    new: int = 0
    known: int = 0
    refused: list[tuple[str, str]] = field(default_factory=list)  # code, reason
    seconds: float = 0.0


@dataclass
class Report:
    folder: str
    dry_run: bool
    tables: list[TableReport] = field(default_factory=list)
    carried: list[CarryReport] = field(default_factory=list)

    @property
    def recognised(self) -> list[TableReport]:
        return [t for t in self.tables if t.outcome in (IMPORTED, NO_PLACE)]

    @property
    def refusals(self) -> int:
        return sum(len(part.refused) for part in [*self.tables, *self.carried]) + sum(
            t.outcome == BROKEN or bool(t.note) for t in self.tables
        )

    def plain(self) -> dict[str, Any]:
        """For --json."""
        return {
            "folder": self.folder,
            "dry_run": self.dry_run,
            "tables": [
                {**counted(vars(t)), "refused": [vars(refused) for refused in t.refused]} for t in self.tables
            ],
            "carried": [
                {**counted(vars(c)), "refused": [{"code": code, "reason": why} for code, why in c.refused]}
                for c in self.carried
            ],
            "refusals": self.refusals,
        }

    def lines(self) -> list[str]:
        """For people."""
        head = f"Impor dari {self.folder}" + (" (uji coba: tidak ada yang ditulis)" if self.dry_run else "")
        lines = [head]
        for part in self.tables:
            lines += table_lines(part)
        for carried in self.carried:
            lines += carry_lines(carried)
        lines.append(
            f"Ditolak seluruhnya: {self.refusals} baris." if self.refusals else "Tidak ada yang ditolak."
        )
        return lines


def counted(values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, "seconds": round(values["seconds"], 3)}


def table_lines(part: TableReport) -> list[str]:
    if part.outcome == UNKNOWN:
        return [f"– {part.file}: tidak dikenali dari kolomnya; dilewati."]
    if part.outcome == BROKEN:
        return [f"– {part.file}: {part.note}"]
    if part.outcome == NO_PLACE:
        return [
            f"– {part.file}: {part.title}, {part.read} baris; dikenali, tetapi belum ada tempatnya di sini."
        ]
    said = (
        f"{part.read} dibaca, {part.new} baru, {part.changed} berubah, {part.unchanged} tetap"
        f"{f', {part.repeated} kembar' if part.repeated else ''}, {len(part.refused)} ditolak"
    )
    lines = [f"✓ {part.file}: {part.title}: {said}."]
    lines += [f"    baris {each.line}: {each.reason}" for each in part.refused[:SHOWN]]
    if len(part.refused) > SHOWN:
        lines.append(f"    … dan {len(part.refused) - SHOWN} baris lain; lihat --json.")
    return [*lines, f"    {part.note}"] if part.note else lines


def carry_lines(part: CarryReport) -> list[str]:
    said = f"{part.found} ditemukan, {part.new} baru, {part.known} sudah ada, {len(part.refused)} ditolak"
    lines = [f"✓ {part.title}: {said}."]
    lines += [f"    {code}: {why}" for code, why in part.refused[:SHOWN]]
    if len(part.refused) > SHOWN:
        lines.append(f"    … dan {len(part.refused) - SHOWN} lainnya; lihat --json.")
    return lines
