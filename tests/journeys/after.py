"""From the deadline to the draft contract, as people do it in their browsers."""

import time

from pasok.site import clock
from pasok.site.stories import places
from pasok.tenders.models import Tender
from tests.journeys.before import CHEAPER, OFFERS
from tests.journeys.company import TITLE, Cast, each_agrees, passphrase


def wait_for_the_clock(cast: Cast, address: str) -> None:
    """The database's clock decides; the sweeper closes."""
    while Tender.objects.get().state != "closed":  # before that it begins the trial of the keys
        clock.tick()
        time.sleep(0.5)
    cast.bidders[0].page.reload()
    cast.bidders[0].look("ditutup")
    cast.public.go(address)
    cast.public.sees("Penawaran ditutup")
    cast.public.look("ditutup")


def open_bids(cast: Cast, address: str) -> None:
    """Two of three tap once; their pages do the rest; the prices are everybody's after that."""
    for member in cast.pokja[:2]:
        member.go(address)
        member.unfold("promise")
        member.look("siap membuka")
        member.fill("promise", **{"promise-passphrase": passphrase(member)})
        member.page.locator("#act-promise form button").last.click()
        if member is cast.pokja[0]:
            member.sees("Siap. Bagian kunci diserahkan setelah cukup anggota siap.")
            member.look("sudah siap")
    for member in cast.pokja[:2]:  # neither presses anything
        member.sees(f"{member.name} Contoh (Pokja) menyerahkan bagian kunci pembuka")
    cast.chair.go(address)
    cast.chair.look("bagian kunci diserahkan")
    cast.chair.act("open_bids")
    for visitor in cast.everybody:
        visitor.secrets = [OFFERS[0][2]]  # what was replaced stays sealed for ever
    cast.chair.look("dibuka")
    cast.public.go(address)
    cast.public.sees("Penawaran yang dibuka", *(f"Rp{offer[2]}" for offer in (CHEAPER, *OFFERS[1:])))
    cast.public.look("dibuka")


def judge(cast: Cast, address: str) -> None:
    """The dearest falls with a reason, the others pass all five stages."""
    names = [row[0] for row in places.WORKSHOPS]
    for name in names:
        cast.chair.go(address)
        cast.chair.page.get_by_role("link", name=name).click()
        cast.chair.sees("Harga penawaran")
        if name == names[2]:
            cast.chair.act(
                "fall",
                reason="Jadwal pengiriman ke 34 sekolah tidak dilampirkan.",
                mend="Lampirkan jadwal pengiriman untuk setiap sekolah.",
            )
            cast.chair.look("gugur")
            continue
        for number in range(5):
            cast.chair.act("assess", note="Sesuai dokumen." if not number else "")
            cast.chair.page.reload()
        cast.chair.look("lulus")


def decide(cast: Cast, address: str) -> None:
    each_agrees(cast, address)
    cast.chair.go(address)
    cast.chair.look("siap menetapkan")
    cast.chair.act("choose_winner")
    cast.chair.act("announce_winner")
    cast.chair.look("pemenang diumumkan")
    cast.public.go(address)
    cast.public.sees("Masa sanggah", "Pemenang", "Jadwal pengiriman ke 34 sekolah tidak dilampirkan.")
    cast.public.look("masa sanggah")


def object_and_answer(cast: Cast, address: str) -> None:
    loser = cast.bidders[0]
    loser.go(address)
    loser.act("file_sanggah", ground="Kesalahan evaluasi", text="Kayu pemenang bukan jati.")
    loser.look("sanggah diajukan")
    cast.chair.go(address)
    cast.chair.act("answer_sanggah", accepted="Tidak benar", text="Contoh kayu sudah diperiksa laboratorium.")
    cast.chair.look("sanggah dijawab")


def award(cast: Cast, address: str) -> None:
    """The standstill lies days ahead: the clock is told so; the rest the PPK does in the browser."""
    assert clock.tick(Tender.objects.get().standstill_until) == 1
    cast.ppk.go(address)
    cast.ppk.look("menunggu SPPBJ")
    cast.ppk.act("issue_sppbj", number="600/12/SPPBJ/2026")
    cast.ppk.act("draft_contract")
    cast.ppk.sees(TITLE)
    cast.ppk.look("rancangan kontrak")
    cast.public.go(address)
    cast.public.look("selesai")
