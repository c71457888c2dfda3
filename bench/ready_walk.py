"""The two ways to "siap menawar": an owner alone, and a facilitator with owners who say yes themselves."""

from pathlib import Path

from playwright.sync_api import Browser

from bench.ready_hand import Count, Hand, code_in, link_in, message
from bench.ready_rows import MAKES, Firm
from pasok.site.stories.regency import things

PACKAGE = next(things()).title  # school furniture
BODY = "Dinas Perindustrian Contoh"


def alone(browser: Browser, base: str, firm: Firm, outbox: Path, slow: bool = True) -> Count:
    """From the public page to the page of a package that says that nothing is missing."""
    hand = Hand.with_telephone(browser, base, slow)
    hand.opens("/")
    hand.taps(hand.page.locator("main ol a[href^='/masuk/ponsel']").first)
    enters(hand, firm, outbox, known=False)
    fills(hand, firm, outbox.parent)
    hand.ticks("sworn")
    hand.button("Daftarkan usaha")
    hand.sees("siap menawar")
    finds(hand)
    return hand.leaves()


def enters(hand: Hand, firm: Firm, outbox: Path, known: bool) -> None:
    """By the telephone's number and a code; who is new says the name, once."""
    hand.types("number", firm.number)
    hand.button("Kirim kode")
    hand.types("code", code_in(message(outbox, firm.reached)))
    hand.button("Lanjutkan")
    if not known:
        hand.types("name", firm.owner)
        hand.button("Buat akun")


def fills(hand: Hand, firm: Firm, folder: Path) -> None:
    """The photo of the NIB fills the form, with what the register knows of that number."""
    hand.link("Isi dari foto")
    hand.photographs("file", firm.photo(folder))
    hand.button("Baca foto")
    for name, value in (("nib", firm.nib), ("name", f"UD {firm.name}")):
        assert hand.shows(name, value), f"{name} was not read"
    hand.button("isian ini benar")
    for name, value in (("nib", firm.nib), ("npwp", firm.npwp), ("region_code", "33.20")):
        assert hand.shows(name, value), f"{name} is not filled"
    if not firm.coded:
        hand.types("q", MAKES)
        hand.taps(hand.page.locator("[form='kbli-ask']:is(button)"), until="#found a.btn")
        hand.taps(hand.page.locator("#found a.btn").first)
    assert hand.shows("permits-0-kbli", "31001"), "the line of business is not filled"
    hand.types("officers-0-nik", firm.nik)
    hand.ticks("officers-0-beneficial")


def finds(hand: Hand) -> None:
    hand.link(PACKAGE)
    hand.sees("Bolehkah saya menawar?", "Memenuhi syarat")


def together(
    browser: Browser, base: str, session: str, firms: list[Firm], outbox: Path, slow: bool = True
) -> list[tuple[Count, Count]]:
    """A facilitator who has come in already, firm after firm: what he did, and what each owner did."""
    helper = Hand.with_telephone(browser, base, slow, session)
    told = []
    for firm in firms:
        before, helper.count = helper.count, Count()
        owner = Hand.with_telephone(browser, base, slow)
        asks(helper, firm, first=not told)
        agrees(owner, firm, outbox)
        helps(helper, firm, outbox.parent)
        declares(owner, firm, outbox)
        told.append((helper.count, owner.leaves()))
        helper.count = before
    helper.leaves()
    return told


def asks(helper: Hand, firm: Firm, first: bool) -> None:
    """For the second owner, the form knows from the first which office he is of."""
    helper.opens("/dampingan/baru")
    helper.sees("Dampingi usaha")
    helper.types("owner_name", firm.owner)
    helper.types("number", firm.number)
    if first:
        helper.types("body", BODY)
    helper.button("Kirim permintaan")


def agrees(owner: Hand, firm: Firm, outbox: Path) -> None:
    text = message(outbox, firm.reached)
    owner.opens(link_in(text))
    owner.types("code", code_in(text))
    owner.button("Saya setuju")


def helps(helper: Hand, firm: Firm, folder: Path) -> None:
    """The list is looked at again; then the same form as the owner's, without the declaration."""
    helper.opens("/dampingan")
    helper.button("Daftarkan usahanya")
    fills(helper, firm, folder)
    helper.button("Daftarkan usaha")


def declares(owner: Hand, firm: Firm, outbox: Path) -> None:
    """On the page of his yes, without typing the number that he was reached at."""
    owner.button("Masuk dengan nomor ini")
    owner.types("code", code_in(message(outbox, firm.reached)))
    owner.button("Lanjutkan")
    owner.unfolds("#act-declare")
    owner.ticks("sworn")
    owner.button("Nyatakan lengkap dan benar", within="#act-declare form")
    owner.opens("/")
    finds(owner)
