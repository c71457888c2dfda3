"""When a phone on a slow line paints its first content: the list, a package, a supplier's home.

    python -m bench.paint [ROWS]

Standalone as `finding.py`, in Chromium 360 pixels wide with an empty cache: 400 kbit/s, 400 ms for each
request, a processor four times slower. An empty plain page in the same run tells what line and browser cost.
"""

import json
import os
import shutil
import sys
import tempfile
from pathlib import Path
from statistics import median

from playwright.sync_api import Browser, sync_playwright

from bench import finding

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
LIMIT = 2.5  # seconds to the first content
KBIT, DELAY, SLOWER = 400, 400, 4
TIMES = 5
SHAKES = 2  # round trips of TCP and TLS 1.3 that the browser's throttle leaves out
READER = "import django; django.setup(); from bench import paint_reader; paint_reader.main()"
HEAD = (
    *("page", "first content s", "quickest s", "slowest s", "with TCP and TLS s"),
    *("page came s", "style came s", "KB before", "limit s"),
)
SCRIPT = """() => {
  const paint = performance.getEntriesByName('first-contentful-paint')[0].startTime
  const page = performance.getEntriesByType('navigation')[0]
  const style = performance.getEntriesByType('resource').filter(e => e.renderBlockingStatus === 'blocking')
  const size = style.reduce((sum, e) => sum + e.transferSize, page.transferSize)
  return [paint, page.responseEnd, Math.max(0, ...style.map(e => e.responseEnd)), size]
}"""
PAGES = (
    ("empty plain page", "/_plain?n=0", False),
    ("list", "/paket", False),
    ("package", "/paket/{ocid}", False),
    ("supplier's home", "/", True),
)


def painted(browser: Browser, path: str, session: str) -> tuple[float, ...]:
    """Milliseconds to the first content, the end of the page and of its style; bytes that had to come."""
    context = browser.new_context(viewport={"width": 360, "height": 780}, locale="id-ID")
    base = f"http://127.0.0.1:{finding.PORT}"
    if session:
        context.add_cookies([{"name": "sessionid", "value": session, "url": base}])
    page = context.new_page()
    line = context.new_cdp_session(page)
    speed = KBIT * 1000 / 8
    line.send("Network.enable")
    line.send(
        "Network.emulateNetworkConditions",
        {"offline": False, "latency": DELAY, "downloadThroughput": speed, "uploadThroughput": speed},
    )
    line.send("Emulation.setCPUThrottlingRate", {"rate": SLOWER})
    answer = page.goto(base + path)
    assert answer and answer.status == 200, path
    page.wait_for_function("performance.getEntriesByName('first-contentful-paint').length")
    found = page.evaluate(SCRIPT)
    context.close()
    return tuple(found)


def row(browser: Browser, name: str, path: str, session: str) -> tuple[str, ...]:
    painted(browser, path, session)  # warms the server
    found = [painted(browser, path, session) for _ in range(TIMES)]
    paints, pages, styles, sizes = zip(*found, strict=True)
    middle = median(paints)
    times = (middle, min(paints), max(paints), middle + SHAKES * DELAY, median(pages), median(styles))
    return name, *(f"{time / 1000:.2f}" for time in times), f"{sizes[-1] / 1000:.1f}", f"{LIMIT:.1f}"


def main(rows: str = "1000") -> None:
    memory = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None
    home = Path(tempfile.mkdtemp(prefix="pasok-paint-", dir=memory))
    try:
        with finding.database(home):
            finding.command(home, "-m", "pasok.site.cli", "migrate", "--verbosity", "0", role="owner")
            finding.command(home, "-m", "pasok.site.cli", "collectstatic", "--no-input", "--verbosity", "0")
            told = finding.command(home, "-c", finding.FILL.format(rows=int(rows)), role="owner")
            made = json.loads(told.splitlines()[-1])
            session = finding.command(home, "-c", READER, role="owner").split()[-1]
            with finding.web(home), sync_playwright() as play:
                path = next(filter(None, map(shutil.which, CHROMIUM)), None)
                browser = play.chromium.launch(executable_path=path, args=["--no-sandbox"])
                lines = [
                    row(browser, name, address.format(**made), session if inside else "")
                    for name, address, inside in PAGES
                ]
                browser.close()
        print(
            f"{KBIT} kbit/s, {DELAY} ms for each request, processor {SLOWER} times slower, {rows} packages;"
        )
        print(f"empty cache, median of {TIMES}:\n")
        print(finding.table(HEAD, lines))
    finally:
        shutil.rmtree(home, ignore_errors=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
