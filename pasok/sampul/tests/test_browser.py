"""The same format in two languages: Chromium seals and releases, Python opens; and the other way round."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from django.contrib.staticfiles.handlers import StaticFilesHandler
from django.test.testcases import LiveServerThread
from playwright.sync_api import Page, expect, sync_playwright

from pasok.sampul import acts, answers, device, log, reads, shamir
from pasok.sampul.models import Leaf
from pasok.sampul.tests import rig
from pasok.sampul.tests.story import AFTER, DEADLINE, KEY, NOON, Committee, a_bid, a_box, opened, send

CHROMIUM = Path("/usr/bin/chromium")
PASSPHRASE = "kuda hijau makan awan"
pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(
        not CHROMIUM.exists(), reason="no /usr/bin/chromium: sealing in the browser not tested"
    ),
]


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as play:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # playwright keeps a loop in this thread
        chromium = play.chromium.launch(executable_path=str(CHROMIUM), args=["--no-sandbox", "--disable-gpu"])
        yield chromium
        chromium.close()


@pytest.fixture
def site(settings: Any) -> Iterator[str]:
    settings.ROOT_URLCONF = "pasok.sampul.tests.rig"
    settings.ALLOWED_HOSTS = ["*"]
    settings.MIDDLEWARE = [
        "django.middleware.csrf.CsrfViewMiddleware",
        "csp.middleware.CSPMiddleware",
        "pasok.sampul.tests.rig.acting",
    ]
    server = LiveServerThread("127.0.0.1", StaticFilesHandler, connections_override={})
    server.start()
    server.is_ready.wait()
    yield f"http://127.0.0.1:{server.port}"
    server.terminate()


@pytest.fixture
def page(browser: Any, site: str) -> Iterator[Page]:
    context = browser.new_context(base_url=site)
    page, errors = context.new_page(), []
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("console", lambda line: errors.append(line.text) if "Content Security" in line.text else None)
    yield page
    context.close()
    assert errors == []


def become(page: Page, site: str, who: str) -> None:
    page.context.add_cookies([{"name": "who", "value": who, "url": site}])


def kept(page: Page) -> dict[str, Any]:
    return json.loads(page.evaluate("Object.values(localStorage)[0] ?? '{}'"))


def fill(page: Page, price: str, files: list[dict[str, Any]] | None = None) -> None:
    page.goto("/tawar")
    page.fill("[name=harga]", price)
    page.set_input_files("[name=berkas]", files or [])
    page.click("[data-go]")


def test_a_bid_sealed_in_the_page_opens_here(page: Page, site: str) -> None:
    committee = a_box()
    become(page, site, "person:70")
    document = {"name": "surat é.pdf", "mimeType": "application/pdf", "buffer": bytes(range(256)) * 900}
    fill(page, "1250000.50", [document])
    page.wait_for_url("**/selesai")
    receipt = kept(page)["receipt"]
    assert reads.check_receipt(receipt) == []
    (one,) = opened(committee).values()
    data = one.parts["penawaran"]
    assert (data["harga"], data["merek"], data["setuju"]) == ("1250000.50", 'Mebel "Jati" – é', "ya")
    assert set(data) == {"harga", "merek", "setuju", "berkas"}
    (file,) = data["berkas"]
    assert device.base64.b64decode(file["base64"]) == document["buffer"]
    assert (file["name"], file["sha256"]) == ("surat é.pdf", device.envelope.sha256(document["buffer"]))


def test_what_the_browser_seals_has_the_hash_that_python_gives_it(page: Page, site: str) -> None:
    a_box()
    become(page, site, "person:70")
    fill(page, "5")
    page.wait_for_url("**/selesai")
    leaf = Leaf.objects.get(kind="bid")
    assert kept(page)["idem"] == leaf.idem == device.plain.digest(leaf.body["bid"])


def test_a_refused_bid_keeps_what_was_typed_and_says_why(page: Page, site: str) -> None:
    a_box()
    become(page, site, "person:70")
    rig.refuse_next.append("Anda belum menandatangani pakta integritas.")
    fill(page, "777")
    expect(page.locator("[data-seal-status]")).to_have_text("Anda belum menandatangani pakta integritas.")
    assert page.input_value("[name=harga]") == "777"
    page.click("[data-go]")
    page.wait_for_url("**/selesai")
    assert Leaf.objects.filter(kind="bid").count() == 1


def test_a_large_file_is_named_before_it_is_sealed(page: Page, site: str, settings: Any) -> None:
    settings.BID_FILE_MAX_BYTES = 1 << 20
    a_box()
    become(page, site, "person:70")
    fill(page, "1", [{"name": "b.pdf", "mimeType": "application/pdf", "buffer": bytes((1 << 20) + 1)}])
    expect(page.locator("[data-seal-status]")).to_contain_text("Berkas b.pdf terlalu besar. Satu berkas")


def test_an_empty_required_field_is_not_sent(page: Page, site: str) -> None:
    a_box()
    become(page, site, "person:70")
    fill(page, "")
    assert (
        page.locator("[data-seal-status]").text_content() == ""
        and not Leaf.objects.filter(kind="bid").exists()
    )


def test_an_answer_lost_on_the_way_is_the_same_receipt_on_the_next_try(page: Page, site: str) -> None:
    """The commit arrives, its answer does not; the page is loaded anew and sends again."""
    a_box()
    become(page, site, "person:70")

    def lose(route: Any) -> None:
        if route.request.method != "POST":
            return route.continue_()
        route.fetch()
        return route.abort()

    page.route("**/tawar", lose)
    fill(page, "42")
    expect(page.locator("[data-seal-status]")).to_contain_text("Sambungan terputus")
    page.unroute("**/tawar")
    assert "receipt" not in kept(page) and Leaf.objects.filter(kind="bid").count() == 1
    page.goto("/tawar")  # nothing is pressed: what was on its way goes on by itself
    page.wait_for_url("**/selesai")
    assert Leaf.objects.filter(kind="bid").count() == 1
    assert kept(page)["receipt"]["leaf_hash"] == Leaf.objects.get(kind="bid").hash


def test_a_server_that_shows_unlogged_member_keys_gets_no_bid(page: Page, site: str) -> None:
    a_box()
    become(page, site, "person:70")

    def swap(route: Any) -> None:
        box = route.fetch().json()
        box["terms"]["body"]["terms"]["members"][0]["recipient"] = device.envelope.make_member_key()[1]
        route.fulfill(json=box)

    page.route("**/sampul/kotak/**", swap)
    fill(page, "42")
    expect(page.locator("[data-seal-status]")).to_contain_text("tidak terbukti ada di log publik")
    assert not Leaf.objects.filter(kind="bid").exists()


def test_a_receipt_for_something_else_is_not_believed(page: Page, site: str) -> None:
    committee = a_box()
    other = send(KEY, a_bid(committee, "8")).plain()
    become(page, site, "person:70")
    answer = {"receipt": other, "location": "/selesai"}
    page.route(
        "**/tawar",
        lambda route: route.fulfill(json=answer) if route.request.method == "POST" else route.continue_(),
    )
    fill(page, "42")
    expect(page.locator("[data-seal-status]")).to_contain_text("Tanda terima tidak terbukti")


def open_with(page: Page, secret: str) -> None:
    page.fill("[data-passphrase]", secret)
    page.click("[data-go]")


def enrolled(*members: str) -> None:
    acts.open_box(KEY, ocid="x", k=2, members=list(members), closes_at=DEADLINE,
                  documents_sha256="0" * 64, clock="replay", now=NOON)  # fmt: skip


def test_members_make_keys_try_them_and_open_in_two_steps(page: Page, site: str) -> None:
    members = ("person:1", "person:2")
    for member in members:
        become(page, site, member)
        page.goto("/kunci")
        open_with(page, "pendek")
        expect(page.locator("[data-seal-status]")).to_contain_text("paling sedikit 12")
        open_with(page, PASSPHRASE)
        expect(page.locator("body")).to_have_text("kunci tersimpan", timeout=30_000)
    enrolled(*members)
    acts.try_keys(KEY, now=NOON)
    page.goto("/uji")
    open_with(page, PASSPHRASE)
    expect(page.locator("body")).to_have_text("kunci teruji", timeout=30_000)
    assert reads.progress(KEY).tried == ("person:2",)
    send(KEY, a_bid(Committee(KEY, {}), "7", "900"))
    acts.close(KEY, now=AFTER)
    sheet = reads.sheet(KEY, "penawaran", "person:2")
    assert sheet is not None
    identity = device.unwrap_identity(sheet["wrapped"], PASSPHRASE)
    become(page, site, "person:1")
    page.goto("/siap")
    open_with(page, "bukan kata sandinya")
    expect(page.locator("[data-seal-status]")).to_contain_text("salah", timeout=30_000)
    open_with(page, PASSPHRASE)
    expect(page.locator("body")).to_have_text("bagian kunci dijanjikan", timeout=30_000)
    other = Committee(KEY, {"person:2": identity})
    other.promise(given := other.made("person:2", "penawaran"))
    page.goto("/lepas")  # nothing is typed and nothing pressed: what was promised is still on this device
    expect(page.locator("body")).to_have_text("bagian kunci dilepas", timeout=30_000)
    acts.reveal(KEY, release=given, now=AFTER)
    (one,) = acts.unseal(KEY, now=AFTER).values()
    assert isinstance(one, answers.Opened) and one.parts["penawaran"] == {"harga": "900"}


def test_a_promise_is_kept_from_another_device_with_the_same_passphrase(page: Page, site: str) -> None:
    members = ("person:1", "person:2")
    for member in members:
        become(page, site, member)
        page.goto("/kunci")
        open_with(page, PASSPHRASE)
        expect(page.locator("body")).to_have_text("kunci tersimpan", timeout=30_000)
    enrolled(*members)
    send(KEY, a_bid(Committee(KEY, {}), "7"))
    acts.close(KEY, now=AFTER)
    for member in members:
        become(page, site, member)
        page.goto("/siap")
        open_with(page, PASSPHRASE)
        expect(page.locator("body")).to_have_text("bagian kunci dijanjikan", timeout=30_000)
    page.evaluate("indexedDB.deleteDatabase('sampul-janji')")
    page.goto("/lepas")
    open_with(page, PASSPHRASE)
    expect(page.locator("body")).to_have_text("bagian kunci dilepas", timeout=30_000)


def test_a_passkey_wraps_the_key_and_opens_it_with_no_passphrase(page: Page, site: str) -> None:
    """Chromium's own virtual authenticator, with the `prf` extension."""
    site = site.replace("127.0.0.1", "localhost")  # a passkey belongs to a name, never to a number
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    options = {"protocol": "ctap2", "ctap2Version": "ctap2_1", "transport": "internal",
               "hasResidentKey": True,
               "hasUserVerification": True, "hasPrf": True, "isUserVerified": True,
               "automaticPresenceSimulation": True}  # fmt: skip
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": options})
    for member in ("person:1", "person:2"):  # the second key takes the passkey that is there
        become(page, site, member)
        page.goto(f"{site}/kunci")
        page.click("[data-passkey]")
        expect(page.locator("body")).to_have_text("kunci tersimpan", timeout=30_000)
    enrolled("person:1", "person:2")
    acts.try_keys(KEY, now=NOON)
    page.goto(f"{site}/uji")
    page.click("[data-go]")
    expect(page.locator("body")).to_have_text("kunci teruji", timeout=30_000)


def test_a_key_wrapped_here_opens_in_the_page_and_python_s_shares_combine_there(page: Page) -> None:
    identity, _ = device.envelope.make_member_key()
    page.goto("/selesai")
    unwrap = "async ([w, p]) => (await import('/static/sampul/holder.js')).unwrapIdentity(w, p)"
    assert page.evaluate(unwrap, [device.wrap_identity(identity, PASSPHRASE), PASSPHRASE]) == identity
    combine = """async (shares) => { const age = await import('/static/sampul/age.js');
        return [...await age.combine(shares.map((share) => Uint8Array.from(share)))]; }"""
    for n, k in ((2, 2), (5, 3), (9, 5)):
        shares = shamir.split(identity.encode(), n, k)
        assert bytes(page.evaluate(combine, [list(share) for share in shares[-k:]])).decode() == identity


def test_every_inclusion_proof_is_understood_in_the_page(page: Page) -> None:
    committee = a_box()
    for bidder in range(12):
        send(KEY, a_bid(committee, str(bidder)))
    page.goto("/selesai")
    proven = """async ([one, path, note, key]) => (await import('/static/sampul/format.js'))
        .proven(one.body, one.leaf_hash, one.index, path, note, key)"""
    for leaf in Leaf.objects.all():
        one = {"body": leaf.body, "leaf_hash": leaf.hash, "index": leaf.index}
        for size in range(leaf.index + 1, 14):
            proof = [reads.inclusion(leaf.index, size), reads.note_of(size), log.verifier_key()]
            assert page.evaluate(proven, [one, *proof])
        wrong = [reads.inclusion(leaf.index, 13), reads.note_of(12), log.verifier_key()]
        assert not page.evaluate(proven, [one, *wrong])
