"""What a bidder learns when it is over: where it stood, what failed, how to do better, who helps."""

from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.utils.translation import gettext as _

from pasok.kernel.money import rounded, rupiah
from pasok.pages.parts import Fact
from pasok.pages.written import as_written
from pasok.tenders import reads
from pasok.tenders.models import Bid
from pasok.tenders.shown import percent

OVER = {"standstill", "cleared", "appointed", "contracted", "failed", "repeated"}
WITH_HELP = 2  # of a business's first defeats, after which somebody to talk to is offered
HUNDRED = Decimal(100)


@dataclass(frozen=True)
class Debrief:
    """The page's part: figures, one sentence on what failed, one on what to do, and the helper's address."""

    facts: list[Fact]
    failed: Any  # text somebody typed stays marked as such
    mend: Any
    helper: str = ""


def debrief(bid: Bid) -> Debrief | None:
    """For its owner once the winner is announced or the tender failed; nothing for the winner itself."""
    tender = bid.tender
    if tender.state not in OVER or bid.leaf is None or tender.winner_id == bid.pk:
        return None
    count = reads.count_defeats(bid)
    helper = settings.HELPERS if 0 < count <= WITH_HELP else ""
    return Debrief([*stood(bid), *gap(bid)], failed(bid), mend(bid), helper)


def stood(bid: Bid) -> list[Fact]:
    """The place of the price among all prices that were read."""
    if bid.price is None:
        return []
    prices = sorted(bid.tender.bids.filter(price__isnull=False).values_list("price", flat=True))
    place = _("{place} dari {all} penawaran").format(place=prices.index(bid.price) + 1, all=len(prices))
    return [Fact(_("Urutan harga Anda, dari yang terendah"), place)]


def gap(bid: Bid) -> list[Fact]:
    """How far the price is from the winner's."""
    winner = bid.tender.winner
    if bid.price is None or winner is None or not winner.price:
        return []
    by = bid.price - winner.price
    share = percent(rounded(abs(by) * HUNDRED / winner.price))
    words = _("{share} di atas") if by > 0 else _("{share} di bawah") if by < 0 else _("sama")
    return [
        Fact(_("Harga Anda"), rupiah(bid.price)),
        Fact(_("Harga pemenang"), rupiah(winner.price)),
        Fact(_("Selisih dengan pemenang"), rupiah(abs(by)), note=words.format(share=share)),
    ]


def failed(bid: Bid) -> Any:
    if bid.fallen_reason:
        return as_written(bid.fallen_reason)
    if bid.tender.winner is None:
        return as_written(bid.tender.fail_reason)
    return _("Penawaran Anda tidak gugur. Penawaran lain yang memenuhi syarat lebih murah setelah dinilai.")


def mend(bid: Bid) -> Any:
    if bid.mend:
        return as_written(bid.mend)
    return _("Bandingkan harga satuan Anda baris demi baris. Periksa terutama harga bahan dan ongkos kirim.")
