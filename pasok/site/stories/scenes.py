"""The scenes of the demonstration: each takes one package of the table to one station of its life.

A scene's name is what the table calls it by. What is still open runs on the database's own clock; what is
over was told, and the public log says so.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

from django.utils import timezone

from pasok.kernel.actor import CLOCK
from pasok.planning import acts as planning
from pasok.site.stories import hours
from pasok.site.stories.contracts import (
    accepted,
    appointed,
    called_off,
    contracted,
    rated,
    received,
    running,
    terminated,
)
from pasok.site.stories.play import HOUR, Play
from pasok.tenders import acts, rehearsal
from pasok.tenders.acts import bids as bid_acts

MINUTE = timedelta(minutes=1)

# --- the plan ---


def draft(play: Play) -> None:
    play.planned("draft", 3)


def planned(play: Play) -> None:
    play.planned("announced")


def ready(play: Play) -> None:
    play.planned()


def revised(play: Play) -> None:
    package = play.planned("announced", 20)
    more = package.pagu + Decimal(6_000_000)
    at = hours.at(play.now, -2, 11)
    planning.revise(package, actor=play.office.pa, reason=play.thing.reason, pagu=more, now=at)


def cancelled(play: Play) -> None:
    package = play.planned("announced", 20)
    planning.cancel(package, actor=play.office.pa, reason=play.thing.reason, now=hours.at(play.now, -4, 11))


def revived(play: Play) -> None:
    package, pa = play.planned("announced", 24), play.office.pa
    planning.cancel(package, actor=pa, reason="Menunggu pergeseran anggaran.", now=hours.at(play.now, -12, 9))
    planning.revive(package, actor=pa, reason=play.thing.reason, now=hours.at(play.now, -3, 9))


def split(play: Play) -> None:
    package, office = play.planned("announced", 20), play.office
    half = package.pagu / 2
    parts = [{"title": title, "pagu": half} for title in play.thing.parts]
    at = hours.at(play.now, -5, 10)
    first, *_ = planning.split(package, actor=office.pa, parts=parts, reason=play.thing.reason, now=at)
    planning.set_method(first, actor=office.ppk, now=at + HOUR)
    planning.announce(first, actor=office.pa, now=at + 2 * HOUR)


# --- before the announcement ---


def proposed(play: Play) -> None:
    play.proposed(hours.at(play.now, -1, 14))


def returned(play: Play) -> None:
    tender = play.proposed(hours.at(play.now, -4, 9))
    at = hours.at(play.now, -2, 15)
    acts.return_package(tender, actor=play.chair, reason=play.thing.reason, now=at)


def preparing(play: Play) -> None:
    tender, at = play.proposed(hours.at(play.now, -3, 9)), hours.at(play.now, -2, 10)
    play.committee.agree(tender, at)
    acts.accept(tender, actor=play.chair, now=at)
    acts.write_document(tender, actor=play.chair, now=at + HOUR, **play.thing.document)


def agreed(play: Play) -> None:
    """All is written; two of three members have approved."""
    preparing(play)
    at, start = hours.at(play.now, -1, 10), hours.at(play.now, 1, 9)
    acts.set_schedule(play.tender, actor=play.chair, windows=hours.shortest(start), now=at)
    play.committee.enroll(play.tender, at + HOUR)
    for member in play.office.members[1:]:
        acts.agree(play.tender, actor=member, now=at + 2 * HOUR)


# --- while bids may come ---


def questioned(play: Play) -> None:
    """Announced on the last working day: a question waits, one bid is in."""
    start = hours.at(play.now, -1, 9)
    live(play, hours.shortest(start)["bid_submission"][1], start)


def just_out(play: Play) -> None:
    play.announced(hours.at(play.now, 5 * play.thing.weeks, 14), play.now, "real")


def unreserved(play: Play) -> None:
    """Too large to be kept for small business: a medium firm takes part."""
    just_out(play)
    rehearsal.register(play.tender, play.firm(play.thing.registered[0]), timezone.now())


def soon(play: Play) -> None:
    """Bids close within hours or days."""
    live(play, hours.later(play.now + timedelta(hours=play.thing.soon)))


def live(play: Play, closes_at: datetime, start: datetime | None = None) -> None:
    play.announced(closes_at, start, "real")
    play.join(*play.thing.registered)
    play.talk()
    if play.thing.amended:
        at = hours.at(play.start, 1, 10)
        acts.amend(play.tender, actor=play.chair, text=play.thing.amended, now=at)
    for key, pct in play.thing.bids.items():
        play.seal(key, pct, timezone.now())


def moved(play: Play) -> None:
    """The deadline was moved on; one bidder replaced its bid, another took it back."""
    first = hours.later(play.now + timedelta(hours=play.thing.soon))
    closes_at = hours.at(first, 1, 11)
    play.announced(first, None, "real")
    row = play.tender.stages.get(code="bid_submission")
    acts.change_schedule(
        play.tender, actor=play.chair, stage=row.code, starts_at=row.starts_at, ends_at=closes_at,
        reason="Listrik kantor padam pada hari terakhir yang semula.", now=hours.at(play.start, 1, 11),
    )  # fmt: skip
    for key, pct in play.thing.bids.items():
        play.seal(key, pct + 2, timezone.now())
        play.seal(key, pct, timezone.now())
    for key in play.thing.registered:
        play.seal(key, 97, timezone.now())
        bid = play.tender.bids.get(supplier_id=int(play.firm(key).supplier))
        bid_acts.withdraw(bid, actor=play.firm(key), now=timezone.now())


# --- after the deadline ---


def waiting(play: Play) -> None:
    """Closed about an hour ago; two of three members must give their shares."""
    play.closed(hours.earlier(play.now - HOUR))


def opened(play: Play) -> None:
    """Being judged: the lowest price is far below the HPS and was asked about."""
    tender = play.opened(hours.at(play.now, -1, 13))
    low = tender.bids.filter(state="opened").order_by("price").first()
    at = hours.at(play.now, -1, 15)
    for _ in range(3):
        bid_acts.assess(low, actor=play.chair, now=at)
    why = "Kertas dari sisa kontrak lain, bukti pembelian diserahkan. Upah cetak sesuai upah minimum."
    bid_acts.clarify(low, actor=play.chair, reason=why, now=at + HOUR / 2)


def judged(play: Play) -> None:
    """All stages are done; one of three members has approved the result."""
    tender = play.opened(hours.at(play.now, -3, 13))
    play.committee.judge(tender, hours.at(play.now, -2, 10))
    acts.agree(tender, actor=play.office.members[1], now=hours.at(play.now, -1, 9))


def decided(play: Play) -> None:
    play.decided(hours.at(play.now, -5, 14), hours.at(play.now, -1, 11))


def standing(play: Play) -> None:
    play.standing(hours.at(play.now, -6, 14), hours.at(play.now, -1, 10))


def objected(play: Play) -> None:
    """A sanggah waits for the Pokja's answer."""
    tender = play.standing(hours.at(play.now, -7, 14), hours.at(play.now, -3, 10))
    acts.file_sanggah(
        tender, actor=play.firm(list(play.thing.bids)[-1]), ground="evaluation_error",
        text="Kadar air kayu contoh pemenang tidak diukur saat pembuktian. Mohon diperiksa lagi.",
        now=hours.at(play.now, -1, 11),
    )  # fmt: skip


def upheld(play: Play) -> None:
    """A sanggah was right: the Pokja must judge again."""
    tender = play.standing(hours.at(play.now, -8, 14), hours.at(play.now, -4, 10))
    acts.file_sanggah(
        tender, actor=play.firm(next(iter(play.thing.bids))), ground="evaluation_error",
        text="Tebal pelat pemenang 1,2 mm menurut brosurnya, padahal syaratnya 1,4 mm.",
        now=hours.at(play.now, -3, 9),
    )  # fmt: skip
    acts.answer_sanggah(
        tender, actor=play.chair, sanggah=tender.sanggah_set.get().pk, accepted=True,
        text="Benar. Brosur pemenang menyebut 1,2 mm. Evaluasi akan diulang.", now=hours.at(play.now, -1, 15),
    )  # fmt: skip


def cleared(play: Play) -> None:
    """The standstill is just over."""
    tender = play.standing(*hours.settled(play.now))
    acts.end_standstill(tender, actor=CLOCK, now=tender.standstill_until + MINUTE)


# --- what came to nothing ---


def empty(play: Play) -> None:
    """Closed without a bid: the Pokja may extend once."""
    play.closed(hours.earlier(play.now - 3 * HOUR))


def all_fell(play: Play) -> None:
    tender, at = play.opened(hours.at(play.now, -5, 14)), hours.at(play.now, -3, 10)
    fallen = dict.fromkeys(tender.bids.values_list("pk", flat=True), play.thing.reason)
    play.committee.judge(tender, at, fallen)
    acts.fail(tender, actor=play.chair, cause="none_pass", reason=play.thing.reason, now=at + 4 * HOUR)


def too_dear(play: Play) -> None:
    tender, at = play.opened(hours.at(play.now, -4, 14)), hours.at(play.now, -2, 10)
    acts.fail(tender, actor=play.chair, cause="all_above_hps", reason=play.thing.reason, now=at)


def again(play: Play) -> None:
    """Nobody bid, not even after the extension: failed, and proposed anew."""
    tender = play.closed(hours.at(play.now, -16, 14))
    play.committee.enroll(tender, hours.at(play.now, -16, 15))
    second = hours.at(play.now, -8, 14)
    acts.extend_submission(
        tender, actor=play.chair, ends_at=second, reason="Belum ada penawaran yang masuk.",
        now=hours.at(play.now, -15, 10),
    )  # fmt: skip
    acts.close(tender, actor=CLOCK, now=second)
    at = hours.at(play.now, -6, 10)
    acts.fail(tender, actor=play.chair, cause="no_bids", reason=play.thing.reason, now=at)
    why = "Waktu pengiriman diperpanjang supaya lebih banyak bengkel sanggup."
    acts.retender(tender, actor=play.office.ppk, reason=why, now=hours.at(play.now, -2, 10))


SCENES: dict[str, Callable[[Play], None]] = {
    scene.__name__: scene
    for scene in (
        draft, planned, ready, revised, cancelled, revived, split,
        proposed, returned, preparing, agreed,
        questioned, just_out, unreserved, soon, moved,
        waiting, opened, judged, decided, standing, objected, upheld, cleared, appointed, contracted,
        accepted, running, received, rated, called_off, terminated, empty, all_fell, too_dear, again,
    )
}  # fmt: skip
