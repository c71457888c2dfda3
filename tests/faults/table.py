"""The table of what the experiments counted: docs/faults.md."""

import os
import platform
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from tests.faults.crowd import Outcome

HEAD = """# Faults: what is broken on purpose, and what was lost

Each experiment breaks something under bidders who keep their own records, and is then judged from those
records and the audit of the whole log. Beside it runs its **control**: the same with one thing deliberately
wrong. A control that loses nothing would show that the experiment cannot see a loss, so it must fail.

`make test` runs all of this in a short form; `make faults` runs the long form and writes this page. What a
machine cannot do (no right to mount, no libfaketime) is left out there, and said.

**Acknowledged**: receipts that a bidder held. **Harm**: receipts lost, bids twice, bids in after the close,
contents readable before the opening, second closings, openings or notices, findings of the audit, answers
that should not have been given. It must be 0.

| | fault | runs | acknowledged | lost | harm | control | acknowledged | lost | harm | s |
|---|---|--:|--:|--:|--:|---|--:|--:|--:|--:|
"""


@dataclass(frozen=True)
class Line:
    number: str
    fault: str
    wrong: str
    outcome: Outcome
    control: Outcome
    seconds: float

    @property
    def text(self) -> str:
        one, other = self.outcome, self.control
        cells = (
            self.number, self.fault, one.runs, one.acknowledged, one.lost, one.harm,
            self.wrong, other.acknowledged, other.lost, other.harm, f"{self.seconds:.0f}",
        )  # fmt: skip
        return "| " + " | ".join(map(str, cells)) + " |"


lines: list[Line] = []


def write(path: Path) -> None:
    """The page: the lines of this run, and those that it did not run as they stood."""
    rows = {}
    for text in [*(path.read_text().splitlines() if path.exists() else []), *(line.text for line in lines)]:
        cells = [cell.strip() for cell in text.split("|")]
        if len(cells) > 2 and cells[1][:1] == "F" and cells[1][1:].isdigit():
            rows[int(cells[1][1:])] = cells
    bids, lost = (sum(int(cells[place]) for cells in rows.values()) for place in (4, 5))
    text = HEAD + "".join(" | ".join(cells).strip() + "\n" for _, cells in sorted(rows.items()))
    text += (
        f"\nIn all {bids} acknowledged, {lost} lost. Last long run: {datetime.now(UTC):%d %B %Y}, "
        f"{platform.system()} {platform.machine()}, {os.cpu_count()} cores.\n"
    )
    path.write_text(text)
