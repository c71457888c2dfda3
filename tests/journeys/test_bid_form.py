"""The bid form: adds up, keeps what was typed, and lets nothing out of the device that is not sealed."""

from pathlib import Path

from playwright.sync_api import Browser, Request, expect

from pasok.tenders.models import Bid
from tests.journeys.visitor import Visitor

TOTAL = "1.305.360.000"  # (570.000 + 410.000) x 1.200, and 11% PPN
WHY = "Lengkapi dahulu data usaha Anda."

QUICK = """async () => (await (await import("/static/sampul/chacha.js")).cipher())
  !== (await import("/static/sampul/age.js")).chacha20poly1305"""


def fill(visitor: Visitor) -> None:
    visitor.fill("submit", unit_price_1="570.000", unit_price_2="410.000", technical="Jati kering oven.")
    visitor.page.get_by_role("button", name="Pakai jumlah ini").click()


def test_the_total_is_added_up_and_taken_over_with_one_tap(bidder: Visitor) -> None:
    bidder.fill("submit", unit_price_1="570.000")
    expect(bidder.page.locator("[data-sum]")).to_be_hidden()
    bidder.fill("submit", unit_price_2="410000,-")
    expect(bidder.page.locator("[data-sum]")).to_contain_text(f"Rp{TOTAL}")
    bidder.look("jumlah terhitung")
    bidder.page.get_by_role("button", name="Pakai jumlah ini").click()
    assert bidder.page.input_value("#total") == TOTAL


def test_only_the_page_of_an_offer_may_run_webassembly(bidder: Visitor) -> None:
    assert bidder.page.evaluate(QUICK)
    bidder.page.goto("/")
    assert not bidder.page.evaluate(QUICK)


def test_what_is_missing_is_listed_before_the_sealing(bidder: Visitor) -> None:
    lacks = bidder.page.locator("[data-lacks]:visible")
    bidder.fill("submit", unit_price_1="570.000")
    expect(lacks).to_have_count(3)  # a price, the total, the technical answer
    bidder.fill("submit", total="999.000.000.000")
    expect(lacks.filter(has_text="di atas HPS")).to_have_count(1)
    fill(bidder)
    expect(lacks).to_have_count(0)
    expect(bidder.page.locator("[data-whole]")).to_be_visible()
    bidder.fill("submit", total="1.000.000")
    expect(lacks).to_have_text(["Jumlah penawaran berbeda dari harga satuan dan PPN. Periksa keduanya."])
    bidder.look("yang kurang")


def test_what_was_typed_stays_when_the_server_refuses(bidder: Visitor) -> None:
    fill(bidder)
    bidder.page.route(
        "**/penawaran/*/submit", lambda route: route.fulfill(status=409, json={"why_not": [WHY]})
    )
    bidder.page.locator("#act-submit form button").last.click()
    expect(bidder.page.locator("[data-seal-status]")).to_have_text(WHY)
    assert [bidder.page.input_value(f"#{name}") for name in ("total", "technical")] == [
        TOTAL,
        "Jati kering oven.",
    ]
    bidder.said.clear()  # the browser's own line about the 409
    bidder.look("ditolak")


def test_a_form_that_htmx_brought_seals_as_well(bidder: Visitor) -> None:
    """Withdrawing swaps the page; what is sent after that is sealed like the first time."""
    sent: list[Request] = []
    bidder.page.on("request", lambda request: sent.append(request))
    fill(bidder)
    bidder.page.locator("#act-submit form button").last.click()
    bidder.sees("Penawaran Anda tersegel dan tercatat")
    bidder.act("withdraw")
    bidder.unfold("submit")
    fill(bidder)
    bidder.page.locator("#act-submit form button").last.click()
    bidder.sees("Penawaran Anda tersegel dan tercatat")
    assert Bid.objects.get().state == "sealed"
    bodies = b"".join(request.post_data_buffer or b"" for request in sent)
    assert len([request for request in sent if request.method == "PATCH"]) == 4  # two parts, twice
    assert not [word for word in (TOTAL, "570.000", "Jati kering") if word.encode() in bodies]


def sealed_away(browser: Browser, bidder: Visitor, folder: Path) -> Path:
    """Both files that the form gives, taken to a machine without a network; what is made of them there."""
    links = bidder.page.locator("#act-submit details details:has([data-carried]) a")
    addresses = [str(link.get_attribute("href")) for link in links.all()]
    for name, address in zip(("segel.html", "tender.json"), addresses, strict=True):
        (folder / name).write_bytes(bidder.page.request.get(address).body())
    away = browser.new_context(offline=True)
    page = away.new_page()
    page.goto((folder / "segel.html").as_uri())
    page.set_input_files("[data-parameters]", str(folder / "tender.json"))
    for name, typed in {"unit_price_1": "570.000", "unit_price_2": "410.000", "total": TOTAL}.items():
        page.fill(f"[data-name={name}]", typed)
    page.fill("#technical", "Jati kering oven.")
    with page.expect_download() as download:
        page.click("form button")
    download.value.save_as(folder / "penawaran.sampul")
    away.close()
    return folder / "penawaran.sampul"


def test_what_was_sealed_without_a_network_is_sent_through_the_page(
    bidder: Visitor, browser: Browser, tmp_path: Path
) -> None:
    made = sealed_away(browser, bidder, tmp_path)
    bidder.unfold("submit")
    bidder.page.get_by_text("Ingin menyegel tanpa internet?").click()
    (tmp_path / "terpotong.sampul").write_bytes(made.read_bytes()[:-1])
    bidder.page.set_input_files("#carried", str(tmp_path / "terpotong.sampul"))
    expect(bidder.page.locator("[data-seal-status]")).to_contain_text("bukan penawaran tersegel Anda")
    bidder.look("berkas terpotong")
    bidder.page.set_input_files("#carried", str(made))
    bidder.sees("Penawaran Anda tersegel dan tercatat")
    assert Bid.objects.get().state == "sealed"


def test_without_its_script_the_form_sends_nothing_of_the_offer(bidder: Visitor) -> None:
    sent: list[Request] = []
    bidder.page.on("request", lambda request: sent.append(request))
    fill(bidder)
    bidder.page.evaluate("HTMLFormElement.prototype.submit.call(document.querySelector('form[data-seal]'))")
    bidder.sees("Belum terkirim")
    (posted,) = [request for request in sent if request.method == "POST"]
    assert set(part.split("=")[0] for part in (posted.post_data or "").split("&")) == {"csrfmiddlewaretoken"}
