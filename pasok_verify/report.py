"""What was found, and the one page that says it."""

import textwrap
from collections import Counter
from dataclasses import asdict, dataclass, field
from typing import Any

from pasok_verify.words import COUNTED, FAMILIES

SHOWN = 12  # findings printed in full; JSON has them all up to KEPT
KEPT = 10_000


@dataclass(frozen=True)
class Finding:
    """One thing, by its own code `family.reason`, and where it is."""

    code: str
    text: str
    leaf: int | None = None
    part: str = ""
    holder: str = ""
    bidder: str = ""

    def place(self) -> str:
        said = [
            "" if self.leaf is None else f"catatan {self.leaf}",
            self.part and f"amplop {self.part}",
            self.holder and f"pemegang kunci {self.holder}",
            self.bidder and f"peserta {self.bidder}",
        ]
        return ", ".join(plain(word) for word in said if word)


@dataclass
class Report:
    """`wrong` breaks the proof; `notes` are worth knowing; `unchecked` is what this material cannot show."""

    wrong: list[Finding] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)
    unchecked: list[str] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    more: int = 0

    def bad(self, code: str, text: str, **place: Any) -> None:
        finding = Finding(code, text, **place)
        if len(self.wrong) < KEPT:
            self.wrong.append(finding)
        else:
            self.more += 1

    def note(self, text: str) -> None:
        if text not in self.notes:
            self.notes.append(text)

    def cannot(self, text: str) -> None:
        if text not in self.unchecked:
            self.unchecked.append(text)

    def codes(self) -> set[str]:
        return {finding.code for finding in self.wrong}

    def as_json(self) -> dict[str, Any]:
        return {
            "v": 2,
            "ok": not self.wrong,
            "wrong": [asdict(finding) for finding in self.wrong],
            "more": self.more,
            "notes": self.notes,
            "unchecked": self.unchecked,
            "checked": dict(self.counts),
        }


def plain(text: str) -> str:
    """Foreign text for a terminal: one line, no control characters, not endless."""
    return "".join(character if character.isprintable() else "?" for character in text)[:200]


def page(report: Report, title: str) -> str:
    """The one page, in Indonesian."""
    verdict = f"SALAH: {len(report.wrong) + report.more} hal" if report.wrong else "BENAR"
    lines = [f"{plain(title)}", f"Hasil: {verdict}", "", "Yang diperiksa:"]
    lines += [f"  {report.counts[key]:>9,}  {words}" for key, words in COUNTED.items() if report.counts[key]]
    if report.wrong:
        lines += ["", "Yang salah:"]
        lines += [line for finding in report.wrong[:SHOWN] for line in _finding(finding)]
        if len(report.wrong) + report.more > SHOWN:
            lines.append(f"  dan {len(report.wrong) + report.more - SHOWN} hal lagi: lihat dengan --json")
        lines += ["", "Artinya:"] + [line for family in _families(report) for line in _meaning(family)]
    lines += _listed("Perlu Anda ketahui:", report.notes)
    lines += _listed("Yang tidak dapat diperiksa dari bahan ini:", report.unchecked)
    return "\n".join(lines) + "\n"


def _listed(title: str, texts: list[str]) -> list[str]:
    shown = [line for text in texts[:SHOWN] for line in _wrapped(text)]
    more = [f"  dan {len(texts) - SHOWN} hal lagi: lihat dengan --json"] if len(texts) > SHOWN else []
    return ["", title, *shown, *more] if texts else []


def _wrapped(text: str) -> list[str]:
    return textwrap.wrap(plain(text), 100, initial_indent="  - ", subsequent_indent="    ")


def _finding(finding: Finding) -> list[str]:
    place = finding.place()
    return _wrapped(
        f"[{finding.code}] " + (f"{place[0].upper()}{place[1:]}: " if place else "") + finding.text
    )


def _families(report: Report) -> list[str]:
    return list(dict.fromkeys(finding.code.partition(".")[0] for finding in report.wrong))


def _meaning(family: str) -> list[str]:
    meaning, tell = FAMILIES[family]
    return _wrapped(f"[{family}] {meaning} Beri tahu: {tell}.")
