"""From zero to "siap menawar" on a telephone: what it costs. Writes docs/siap-menawar.md.

    python -m bench.ready

Standalone as `paint.py`: a throw-away database, the web process of production, Chromium 360 pixels wide
with an empty cache, 400 kbit/s, 400 ms for each request, a processor four times slower.
"""

import os
import shutil
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

from bench import finding
from bench.paint import CHROMIUM
from bench.ready_hand import Count
from bench.ready_rows import firms, register
from bench.ready_walk import alone, together

READER = "import django; django.setup(); from bench import ready_site; print(ready_site.lay())"
PER_SIGN = 0.4  # seconds; see the page
PER_TAP = 3.0
PER_PHOTO = 20.0
PER_WORD = 60 / 150
HEAD = (
    *("siapa", "layar", "ketukan", "isian", "huruf", "pilihan", "foto", "diketik dua kali"),
    *("menit", "di antaranya menunggu", "menit bila setiap kata dibaca"),
)
BEGIN, END = "<!-- angka -->\n", "<!-- /angka -->"  # between them the page is written anew
LIMIT = 15  # minutes


def by_hand(count: Count) -> float:
    """Seconds of a person who knows what a form is: taps, typing, photos."""
    moves = count.taps + count.chosen + count.screens
    return moves * PER_TAP + count.typed * PER_SIGN + count.photos * PER_PHOTO


def slowest(count: Count) -> float:
    """Seconds of a person who reads every word of every screen before the first tap."""
    return by_hand(count) + count.read * PER_WORD


def row(name: str, count: Count) -> tuple[str, ...]:
    counted = (count.screens, count.taps, count.fields, count.typed, count.chosen, count.photos)
    times = (by_hand(count) + count.waited, count.waited, slowest(count) + count.waited)
    shown = (f"{seconds / 60:.1f}".replace(".", ",") for seconds in times)
    return name, *map(str, counted), str(len(count.twice)), *shown


def rows(home: Path, session: str) -> list[tuple[str, ...]]:
    workshops, outbox = firms(), home / "outbox"
    base = f"http://127.0.0.1:{finding.PORT}"
    with sync_playwright() as play:
        path = next(filter(None, map(shutil.which, CHROMIUM)), None)
        browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
        owner = alone(browser, base, workshops[0], outbox)
        print(*row("pemilik sendiri", owner), sep=" | ", flush=True)
        helped = together(browser, base, session, workshops[1:], outbox)
        browser.close()
    lines = [row("pemilik sendiri", owner)]
    for number, (helper, own) in enumerate(helped, start=1):
        lines.append(row(f"usaha {number}: fasilitator", helper))
        lines.append(row(f"usaha {number}: pemiliknya", own))
    lines.append(row("lima usaha: fasilitator", sum((one for one, _ in helped), Count())))
    assert (by_hand(owner) + owner.waited) / 60 <= LIMIT
    return lines


def environment(home: Path) -> None:
    """What the site of `finding.py` does not have: a telephone, a licence register."""
    register(home / "oss.json")
    os.environ.update(
        OSS_FILE=str(home / "oss.json"), SMS="file", OUTBOX=str(home / "outbox"), CODE_PAUSE_SECONDS="0",
        CODES_PER_HOST="300/h/ip",
    )  # fmt: skip


def main() -> None:
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    home = Path(tempfile.mkdtemp(prefix="pasok-ready-", dir=memory))
    try:
        environment(home)
        with finding.database(home):
            finding.command(home, "-m", "pasok.site.cli", "migrate", "--verbosity", "0", role="owner")
            finding.command(home, "-m", "pasok.site.cli", "collectstatic", "--no-input", "--verbosity", "0")
            session = finding.command(home, "-c", READER, role="owner").split()[-1]
            with finding.web(home):
                told = finding.table(HEAD, rows(home, session))
        print(told)
        page = finding.ROOT / "docs" / "siap-menawar.md"
        before, after = page.read_text(encoding="utf-8").split(BEGIN)
        page.write_text(before + BEGIN + told + "\n" + END + after.split(END)[1], encoding="utf-8")
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main()
