"""How long a device seals a bid with a 20 MB file: in Chromium, as it is and slowed down like a cheap phone.

    python -m bench.sealing [MEGABYTES]

Beside it, in the same run and the same page: the browser's own SHA-256 over the same bytes, as the measure of
the machine.
"""

import json
import sys
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from statistics import median

from playwright.sync_api import Page, sync_playwright

from pasok.sampul.tests.paper import Paper

SCRIPTS = Path(__file__).resolve().parent.parent / "pasok" / "sampul" / "static" / "sampul"
LIMIT, SLOWER, TIMES = 3.0, 6, 3
HEAD = ("slowed", "seal s", "quickest s", "slowest s", "SHA-256 s", "ratio", "sealed MB/s", "limit s")
SEAL = """async ([box, size]) => {
  const { prepareBid, collect } = await import("/bid.js");
  const bytes = new Uint8Array(size);
  for (let at = 0; at < size; at += 65536) crypto.getRandomValues(bytes.subarray(at, at + 65536));
  const input = Object.assign(document.createElement("input"), { type: "file" });
  Object.assign(input.dataset, { name: "files", part: "dokumen" });
  const carrier = new DataTransfer();
  carrier.items.add(new File([bytes], "gambar.pdf"));
  input.files = carrier.files;
  const form = document.createElement("form");
  form.append(input);
  const plain = performance.now();
  await crypto.subtle.digest("SHA-256", bytes);
  const begun = performance.now();
  const bid = await prepareBid(box, "7", await collect(form, "harga"));
  const sealed = Object.values(bid.ciphertexts).reduce((sum, one) => sum + one.length, 0);
  return [performance.now() - begun, begun - plain, sealed];
}"""


class Quiet(SimpleHTTPRequestHandler):
    def log_message(self, *words: object) -> None:
        """Say nothing."""


def sealed(page: Page, slowed: int, size: int) -> tuple[object, ...]:
    """One row of the table."""
    page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": slowed})
    box = Paper().parameters
    runs = [page.evaluate(SEAL, [box, size]) for _ in range(TIMES)]
    seal, plain = ([run[at] / 1000 for run in runs] for at in (0, 1))
    ratio, speed = median(seal) / median(plain), size / 1e6 / median(seal)
    row = (
        f"{slowed}x",
        *(f"{one:.2f}" for one in (median(seal), min(seal), max(seal), median(plain), ratio, speed)),
    )
    return *row, LIMIT if slowed == SLOWER else ""


def main() -> int:
    """0 when the slowed device keeps the limit."""
    size = int(float(sys.argv[1] if len(sys.argv) > 1 else 20) * 1e6)
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=str(SCRIPTS)))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as play:
        browser = play.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/")
        rows = [sealed(page, slowed, size) for slowed in (1, SLOWER)]
        browser.close()
    server.shutdown()
    print(json.dumps({"megabytes": size / 1e6, "times": TIMES}))
    for row in (HEAD, *rows):
        print("  ".join(f"{cell!s:>12}" for cell in row))
    return 0 if float(str(rows[-1][1])) <= LIMIT else 1


if __name__ == "__main__":
    raise SystemExit(main())
