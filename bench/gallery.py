"""The ten main pages as pictures: docs/galeri.md, docs/galeri/*.webp and the two pictures of the README.

Starts a server of its own with the whole demonstration, in a folder of its own, and ends it. `make gallery`.
"""

import argparse
import base64
import os
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import django
from django.apps import apps
from playwright.sync_api import Browser, Page, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
FOLDER, TEXT = ROOT / "docs" / "galeri", ROOT / "docs" / "galeri.md"
PHONE, DESK = (360, 780), (1280, 860)
SCREENS = 2.2  # a long page is cut after so many screens
QUALITY = 62
PATIENCE = 900.0  # seconds for the database, the demonstration and its news on a slow machine
BUDGET = 4 << 20
TOP = "element => element.getBoundingClientRect().top + scrollY - 16"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
OPEN = "Meja dan kursi siswa SD untuk ruang kelas baru"
JUDGED = "Buku muatan lokal bahasa daerah SD kelas IV"


@dataclass(frozen=True)
class View:
    """One page as one reader meets it."""

    name: str
    title: str
    who: str
    tells: str
    address: str
    fill: bool = False
    part: str = ""  # a selector to begin with on a phone, where the top of the page is another view


def port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def serving(home: Path, number: int) -> Iterator[str]:
    """Our own `pasok serve` with every package of the demonstration there and told to every reader."""
    env = {**os.environ, "PASOK_HOME": str(home), "LOG_LEVEL": "ERROR"}
    said = home / "said"
    command = [sys.executable, "-m", "pasok.site.cli", "serve", "--port", str(number)]
    with said.open("w") as out:
        process = subprocess.Popen(command, env=env, stdout=out, stderr=out)
        try:
            end = time.monotonic() + PATIENCE
            while "Kabupaten contoh lengkap." not in said.read_text():
                if process.poll() is not None or time.monotonic() > end:
                    raise SystemExit(said.read_text())
                time.sleep(1)
            yield f"http://127.0.0.1:{number}"
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(60)


def until_told() -> None:
    """Wait until the worker has told all news: front pages and inboxes are read from it."""
    jobs = apps.get_model("procrastinate", "ProcrastinateJob").objects
    end = time.monotonic() + PATIENCE
    while jobs.filter(status__in=("todo", "doing"), queue_name="news").exists():
        if time.monotonic() > end:
            raise SystemExit("Antrean kabar belum habis.")
        time.sleep(1)


def views() -> list[View]:
    """The pages, with the addresses that this demonstration gave them."""
    tenders = apps.get_model("tenders", "Tender").objects
    tender, judged = tenders.get(title=OPEN), tenders.get(title=JUDGED)
    bids = {bid.supplier.name: bid.get_absolute_url() for bid in tender.bids.all()}
    low = judged.bids.order_by("price").first()
    assert low is not None
    ukir, mebel = "Ukir Jati Contoh", "Mebel Maju Contoh"
    return [
        View("beranda", "Beranda", "", "Apa yang sedang terbuka, dan cara ikut.", "/"),
        View("cari", "Mencari paket", "", "Semua paket, dengan saringan yang dapat dibagikan.", "/paket"),
        View(
            "paket", "Satu paket", "", "Rencana, uang, dan jalannya sampai kontrak.", f"/paket/{tender.ocid}"
        ),
        View(
            "tender", "Tender yang menerima penawaran", f"Pemilik {ukir}",
            "Batas waktu, syarat, tanya jawab, dan tindakan berikutnya.", tender.get_absolute_url(),
        ),
        View("usaha", "Beranda pelaku usaha", f"Pemilik {mebel}", "Yang menunggu dan yang cocok.", "/"),
        View(
            "menawar", "Mengisi penawaran", f"Pemilik {ukir}",
            "Harga dijumlahkan di gawai, lalu disegel sebelum dikirim.", bids[ukir], True, "#act-submit",
        ),
        View(
            "tanda-terima", "Tanda terima penawaran", f"Pemilik {mebel}",
            "Tersegel, bernomor di log, dan dapat diperiksa siapa saja.", bids[mebel],
        ),
        View("pokja", "Daftar kerja Pokja", "Budi Contoh (Pokja)", "Yang dapat dikerjakan sekarang.", "/"),
        View(
            "menilai", "Menilai penawaran", "Budi Contoh (Pokja)",
            "Satu penawaran, tahap demi tahap, dengan alasan yang akan dibaca peserta.",
            low.get_absolute_url(),
        ),
        View("ppk", "Beranda PPK", "Ratna Contoh (PPK)", "Dari rencana sampai SPPBJ.", "/"),
        View(
            "auditor", "Beranda auditor", "Pak Auditor Contoh (APIP)",
            "Catatan dan log yang dapat diperiksa.", "/",
        ),
    ]  # fmt: skip


def log_in(page: Page, site: str, who: str) -> None:
    page.goto(f"{site}/demo")
    page.get_by_role("button", name=f"Masuk sebagai {who}", exact=True).click()
    page.wait_for_url("**/")


def fill(page: Page) -> None:
    """Half-way through an offer: two unit prices typed, the sum ready to be taken over."""
    folded = page.locator("#act-submit details:not([open]) > summary")
    if folded.count():
        folded.first.click()
    for name, text in (("unit_price_1", "588.000"), ("unit_price_2", "421.000")):
        page.locator(f"#act-submit :is([id='submit-{name}'], [id='{name}'])").fill(text)
    page.keyboard.press("Tab")


def picture(page: Page, size: tuple[int, int], start: str) -> bytes:
    """From the top, or from `start`, for some screens. WebP, which playwright itself does not offer.

    The screen grows to the picture first, so that what is fixed to its foot stands at the foot.
    """
    top = page.locator(start).first.evaluate(TOP) if start else 0
    tall = page.evaluate("document.documentElement.scrollHeight")
    height = int(min(tall - top, size[1] * SCREENS))
    page.set_viewport_size({"width": size[0], "height": int(top) + height})
    page.evaluate("scrollTo(0, 0)")
    clip = {"x": 0, "y": top, "width": size[0], "height": height, "scale": 1}
    taken = page.context.new_cdp_session(page).send(
        "Page.captureScreenshot", {"format": "webp", "quality": QUALITY, "clip": clip}
    )
    return base64.b64decode(taken["data"])


def look(browser: Browser, site: str, view: View, size: tuple[int, int], scheme: str) -> Path:
    """One picture. Complains about what no picture may show: a page that is wider than the screen."""
    context = browser.new_context(
        viewport={"width": size[0], "height": size[1]}, color_scheme=scheme, locale="id-ID",
        device_scale_factor=1.5 if size == PHONE else 1, reduced_motion="reduce",
    )  # fmt: skip
    page = context.new_page()
    if view.who:
        log_in(page, site, view.who)
    answer = page.goto(f"{site}{view.address}", wait_until="networkidle")
    assert answer and answer.ok, (view.name, answer and answer.status)
    if view.fill:
        fill(page)
    wide = page.evaluate("document.documentElement.scrollWidth")
    if wide > size[0]:
        print(f"  {view.name} {size[0]}: {wide} px wide", file=sys.stderr)
    if scheme == "light" and size == DESK and view.name in {"beranda", "tender"}:
        page.screenshot(path=ROOT / "docs" / "gambar" / f"{view.name}.png", caret="initial")
    path = FOLDER / f"{view.name}-{size[0]}-{scheme}.webp"
    path.write_bytes(picture(page, size, view.part if size == PHONE else ""))
    context.close()
    return path


def write(seen: list[View]) -> None:
    lines = [
        "# Galeri",
        "",
        "Sebelas halaman utama pada layar 360 px dan 1280 px, terang dan gelap, dari kabupaten contoh.",
        "Semua orang dan usaha di dalamnya rekaan. Dibuat ulang dengan `make gallery`.",
    ]
    for number, view in enumerate(seen, start=1):
        reader = f"Dilihat oleh {view.who}." if view.who else "Dilihat oleh siapa saja."
        lines += ["", f"## {number}. {view.title}", "", f"{view.tells} {reader}", ""]
        for size in (PHONE, DESK):
            cells = [
                f"![{view.title}, {size[0]} px, {word}](galeri/{view.name}-{size[0]}-{scheme}.webp)"
                for scheme, word in (("light", "terang"), ("dark", "gelap"))
            ]
            lines += [f"| {size[0]} px, terang | gelap |", "|---|---|", f"| {' | '.join(cells)} |", ""]
        lines.pop()
    TEXT.write_text("\n".join(lines) + "\n")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--only", nargs="*", default=[], help="names of views; the others stay as they are")
    wanted = parser.parse_args().only
    home = Path(tempfile.mkdtemp(prefix="pg-"))
    os.environ |= {"PASOK_HOME": str(home), "DJANGO_SETTINGS_MODULE": "pasok.site.settings", "POOL": "0"}
    try:
        with serving(home, port()) as site:
            django.setup()
            until_told()
            seen = views()
            FOLDER.mkdir(exist_ok=True)
            with sync_playwright() as play:
                browser = play.chromium.launch(
                    executable_path=next(filter(None, map(shutil.which, CHROMIUM)), None),
                    args=["--no-sandbox", "--disable-gpu", "--lang=id"],
                    env={**os.environ, "LANGUAGE": "id"},
                )
                for view in seen:
                    if not wanted or view.name in wanted:
                        for size in (PHONE, DESK):
                            for scheme in ("light", "dark"):
                                look(browser, site, view, size, scheme)
                        print(view.name, flush=True)
                browser.close()
            write(seen)
    finally:
        shutil.rmtree(home, ignore_errors=True)
    total = sum(path.stat().st_size for path in FOLDER.iterdir())
    print(f"{len(seen)} halaman, {total / 1024:.0f} kB gambar")
    if total > BUDGET:
        raise SystemExit(f"Gambar melebihi {BUDGET >> 20} MB.")


if __name__ == "__main__":
    main()
