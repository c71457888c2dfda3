"""From the PPK's proposal to the last sealed bid, as people do it in their browsers."""

import json
from datetime import datetime, timedelta
from typing import Any

from django.core.management import call_command
from django.utils import timezone

from pasok.tenders.models import Tender
from tests.journeys.company import TITLE, Cast, each_agrees, passphrase
from tests.journeys.visitor import PHONE, Visitor

REASON = "Latihan: semua peserta hadir di tempat yang sama."
SPARE = timedelta(seconds=40)  # a bid needs this much time before the deadline on a slow machine
#: unit prices of desk and chair without PPN, and the total with PPN, as people type them
OFFERS = (
    ("590.000", "420.000", "1.345.320.000"),
    ("560.000", "400.000", "1.278.720.000"),
    ("600.000", "430.000", "1.371.960.000"),
)
CHEAPER = ("570.000", "410.000", "1.305.360.000")  # the first bidder thinks again


def propose(cast: Cast) -> str:
    """The PPK hands the package to the Pokja; the public does not see the tender yet."""
    ppk = cast.ppk
    ppk.go("/")
    ppk.sees("Yang menunggu Anda", "Usulkan tender")
    ppk.look("beranda PPK")
    ppk.page.get_by_role("link", name=TITLE).click()
    assert ppk.page.get_by_label(TITLE).is_checked()
    ppk.look("usulkan tender")
    ppk.page.get_by_label("Pokja Pemilihan").select_option(index=0)
    ppk.page.get_by_role("button", name="Usulkan tender").click()
    ppk.sees(TITLE, "Diusulkan PPK")
    ppk.look("tender diusulkan")
    address = ppk.page.url
    assert cast.public.page.goto(address).status == 404
    cast.public.said.clear()  # the browser's own line about the 404
    return address


def prepare(cast: Cast, address: str) -> None:
    """The members take the package, write the document, make their keys."""
    cast.chair.go(address)
    cast.chair.look("paket diusulkan")
    each_agrees(cast, address)
    cast.chair.go(address)
    cast.chair.act("accept")
    cast.chair.look("disiapkan")
    cast.chair.act(
        "write_document",
        kbli="31001",
        requirements="Surat penawaran bertanda tangan.\nJadwal pengiriman ke 34 sekolah.",
        technical="Ukuran sesuai SNI 7537.\nKayu kering oven.",
        validity_days="45",
    )
    for member in cast.pokja:
        member.go(address)
        member.unfold("enroll_key")
        member.fill("enroll_key", passphrase=passphrase(member))
        member.fill("enroll_key", **{"passphrase-again": passphrase(member)})
        member.look("membuat kunci")
        member.act("enroll_key", passphrase=passphrase(member), **{"passphrase-again": passphrase(member)})


def local(at: datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%dT%H:%M")


def minutes_ahead(least: timedelta) -> datetime:
    """The first whole minute at least that far ahead."""
    return (timezone.now() + least + timedelta(seconds=59)).replace(second=0, microsecond=0)


def announce(cast: Cast, address: str) -> None:
    """A schedule that breaks an article, with its reason; all agree; the chair publishes; the public sees."""
    now, deadline = local(timezone.now()), local(minutes_ahead(timedelta(seconds=90)))
    windows = dict.fromkeys(("explanation_0", "bid_submission_0"), now) | dict.fromkeys(
        ("announcement_1", "document_download_1", "explanation_1", "bid_submission_1"), deadline
    )
    cast.chair.go(address)
    cast.chair.unfold("set_schedule")
    cast.chair.look("menyusun jadwal")
    cast.chair.act("set_schedule", reason=REASON, **windows, **{"bid_opening_0": deadline})
    cast.chair.sees("Jadwal menyimpang dari aturan")
    each_agrees(cast, address)
    cast.chair.go(address)
    cast.chair.look("siap diumumkan")
    cast.chair.act("publish")
    cast.chair.look("diumumkan")
    call_command("relist", verbosity=0)  # the news is read by the worker, and none runs here
    cast.public.go("/paket?keadaan=menerima")
    cast.public.sees(TITLE)
    cast.public.look("daftar tender")
    cast.public.page.get_by_role("link", name=TITLE).click()
    cast.public.sees("Menerima penawaran", "Batas akhir penawaran", "SNI 7537")
    cast.public.look("tender diumumkan")


def in_time(cast: Cast, address: str) -> None:
    """On a slow machine the Pokja moves the deadline, in the open and with a reason, as it might in life."""
    stage = Tender.objects.get().stages.get(code="bid_submission")
    if stage.ends_at - timezone.now() < SPARE:
        cast.chair.go(address)
        cast.chair.act(
            "change_schedule", stage="Pemasukan penawaran", starts_at=local(stage.starts_at),
            ends_at=local(stage.ends_at + timedelta(minutes=1)), reason="Sambungan peserta lambat.",
        )  # fmt: skip


def ask_and_answer(cast: Cast, address: str) -> None:
    phone = cast.bidders[0]
    phone.go("/")
    phone.sees("Menerima penawaran", TITLE)
    phone.look("beranda penyedia")
    phone.page.get_by_role("link", name=TITLE).click()
    phone.sees("Bolehkah saya menawar?")
    phone.unfold("register")
    phone.look("mendaftar")
    phone.act("register", pact=True)
    phone.go(address)
    phone.act("ask", text="Bolehkah memakai kayu mahoni?")
    phone.look("bertanya")
    in_time(cast, address)
    cast.chair.go(address)
    cast.chair.act("answer", question="Bolehkah memakai kayu mahoni?", text="Boleh, bila kering oven.")
    cast.public.go(address)
    cast.public.sees("Seorang peserta bertanya", "Boleh, bila kering oven.")
    cast.public.misses("Ukir Jati")


def compete(cast: Cast, address: str) -> None:
    """Three seal their prices on their own devices; one thinks again; nobody else learns anything."""
    for visitor in (cast.public, cast.ppk, *cast.pokja):
        visitor.secrets = [offer[2] for offer in (*OFFERS, CHEAPER)]
    for visitor, offer in zip(cast.bidders, OFFERS, strict=True):
        in_time(cast, address)
        visitor.go(address)
        if visitor is not cast.bidders[0]:
            visitor.act("register", pact=True)
        else:
            visitor.page.get_by_role("link", name="Buka penawaran saya").click()
        seal(visitor, "submit", offer, pictures=visitor.width == PHONE)
    in_time(cast, address)
    seal(cast.bidders[0], "replace", CHEAPER)
    cast.bidders[0].look("penawaran diganti")
    check_receipt(cast)
    nobody_knows(cast, address)


def seal(visitor: Visitor, name: str, offer: tuple[str, str, str], *, pictures: bool = False) -> None:
    visitor.unfold(name)
    desk, chair, total = offer
    visitor.fill(name, unit_price_1=desk, unit_price_2=chair, total=total, tkdn="45,5", technical="Jati.")
    paper = {"name": "surat penawaran.pdf", "mimeType": "application/pdf", "buffer": total.encode()}
    visitor.page.set_input_files(f"#act-{name} [id=files]", [paper])
    if pictures:
        visitor.look("mengisi harga")
    before = receipt(visitor)
    visitor.page.locator(f"#act-{name} form button").last.click()
    visitor.page.wait_for_function(
        """before => { const now = document.querySelector('#tanda-terima');
        return document.querySelector('.receipt') && now && now.textContent !== before; }""",
        arg=before,
    )
    visitor.sees("Penawaran Anda tersegel dan tercatat")
    if pictures:
        visitor.look("tanda terima")


def receipt(visitor: Visitor) -> str:
    """The receipt in the page as JSON; empty text before there is one."""
    return visitor.page.evaluate("document.querySelector('#tanda-terima')?.textContent ?? ''")


def check_receipt(cast: Cast) -> None:
    """Anyone may check it, without an account; a changed one is found out."""
    held = receipt(cast.bidders[0])
    public = cast.public
    for text, answer in ((held, "Tanda terima ini benar."), (forged(held), "tidak cocok dengan log")):
        public.go("/periksa")
        public.page.get_by_label("Isi tanda terima").fill(text)
        public.page.get_by_role("button", name="Periksa").click()
        public.sees(answer)
        public.look("periksa tanda terima")
    public.go("/log")
    public.look("log publik")


def forged(held: str) -> str:
    changed: dict[str, Any] = json.loads(held)
    changed["body"]["clock"] = "replay"
    return json.dumps(changed)


def nobody_knows(cast: Cast, address: str) -> None:
    """Before the opening: no price, no name of a bidder; the page of a bid is for its owner alone."""
    bid = cast.bidders[0].page.url
    for visitor in (cast.public, cast.ppk, *cast.pokja, cast.bidders[1]):
        visitor.go(address)
        visitor.misses("Ukir Jati", CHEAPER[2], *OFFERS[0])
        visitor.look("sebelum pembukaan")
    for visitor in (cast.ppk, cast.chair, cast.bidders[1]):
        assert visitor.page.goto(bid).status == 404
        visitor.said.clear()  # the browser's own line about the 404
