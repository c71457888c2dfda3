"""One bid from the sealed envelope to the opened price."""

from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest

from pasok.kernel.actor import CLOCK
from pasok.ledger.models import Entry
from pasok.ledger.reads import chain
from pasok.planning.tests import builders as packages
from pasok.sampul import device, log
from pasok.sampul import reads as sampul
from pasok.tenders import acts, rehearsal
from pasok.tenders.acts import bids as bid_acts
from pasok.tenders.models import Bid
from pasok.tenders.tests import builders
from pasok.tenders.tests.builders import Scene, a_workshop, last, refused

pytestmark = pytest.mark.django_db
PRICE = Decimal(1_300_000_000)


@pytest.fixture
def scene() -> Scene:
    """One bidder, registered."""
    scene = builders.announced()
    scene.bidders.append(a_workshop("Ukir Contoh"))
    scene.bids.append(rehearsal.register(scene.tender, scene.bidders[0], scene.later(hours=1)))
    return scene


def send(scene: Scene, sealed: device.Bid, act: str = "submit", **changes: Any) -> dict[str, Any]:
    given = {"actor": scene.bidders[0], "now": scene.now} | changes
    return getattr(bid_acts, act)(
        scene.bids[0], idem=sealed.idem, leaf=sealed.leaf, envelopes=sealed.envelopes, **given
    )


def seal(scene: Scene, price: Decimal = PRICE, **more: Any) -> device.Bid:
    return rehearsal.seal(scene.tender, scene.bidders[0].supplier, price, **more)


def opened(scene: Scene) -> Bid:
    acts.close(scene.tender, actor=CLOCK, now=scene.past("bid_submission"))
    scene.committee.open(scene.tender, scene.later(minutes=5))
    return Bid.objects.get(pk=scene.bids[0].pk)


def junk(scene: Scene, payload: dict[str, Any]) -> device.Bid:
    """Envelopes that hold what no form of ours would put in them."""
    fields = payload.get("fields", "bukan penawaran")
    price = {"total": fields.get("total", "")} if isinstance(fields, dict) else fields
    return rehearsal.sealed_as(
        scene.tender, scene.bidders[0].supplier, price, fields, payload.get("files", [])
    )


def test_a_sent_bid_has_a_receipt_that_anyone_can_check(scene: Scene) -> None:
    answer = send(scene, seal(scene))
    bid = scene.bids[0]
    assert bid.state == "sealed" and bid.leaf == answer["receipt"]["index"]
    assert sampul.check_receipt(answer["receipt"]) == []
    assert bid.qualification["nib"] and "address" not in bid.qualification
    assert last(bid).data == {"leaf": bid.leaf, "leaf_hash": answer["receipt"]["leaf_hash"]}


def test_the_same_envelope_sent_again_is_one_bid_with_one_receipt_even_after_the_close(scene: Scene) -> None:
    sealed = seal(scene)
    first = send(scene, sealed)
    size, entries = log.size(), Entry.objects.count()
    assert send(scene, sealed) == first
    assert (log.size(), Entry.objects.count()) == (size, entries)
    acts.close(scene.tender, actor=CLOCK, now=scene.past("bid_submission"))
    assert send(scene, sealed)["receipt"]["index"] == first["receipt"]["index"]


def test_only_the_owner_sends(scene: Scene) -> None:
    sealed = seal(scene)
    for actor in (a_workshop("Saingan"), scene.chair, scene.office.ppk, CLOCK):
        with refused(scene.tender, "tidak berwenang"):
            send(scene, sealed, actor=actor)


def test_the_deadline_is_the_instant_and_not_a_moment_later(scene: Scene) -> None:
    ends = scene.tender.stages.get(code="bid_submission").ends_at
    sealed = seal(scene)
    with refused(scene.tender, "telah lewat"):
        send(scene, sealed, now=ends)
    send(scene, sealed, now=ends - timedelta(microseconds=1))
    other = seal(scene)
    with refused(scene.tender, "telah lewat"):
        send(scene, other, "replace", now=ends)
    with refused(scene.tender, "telah lewat"):
        bid_acts.withdraw(scene.bids[0], actor=scene.bidders[0], now=ends)


def test_only_the_last_envelope_is_opened(scene: Scene) -> None:
    send(scene, seal(scene, PRICE))
    send(scene, seal(scene, PRICE - 5), "replace")
    bid = opened(scene)
    assert bid.price == PRICE - 5 and [entry.act for entry in chain(bid.key)][1:3] == ["submit", "replace"]


def test_a_withdrawn_bid_is_never_opened_and_may_be_sent_anew(scene: Scene) -> None:
    send(scene, seal(scene, PRICE))
    bid_acts.withdraw(scene.bids[0], actor=scene.bidders[0], now=scene.now)
    assert scene.bids[0].state == "withdrawn" and scene.bids[0].leaf is None
    send(scene, seal(scene, PRICE - 7), now=scene.later(hours=1))
    assert opened(scene).price == PRICE - 7


def test_who_withdrew_is_no_bidder(scene: Scene) -> None:
    send(scene, seal(scene, PRICE))
    bid_acts.withdraw(scene.bids[0], actor=scene.bidders[0], now=scene.now)
    acts.close(scene.tender, actor=CLOCK, now=scene.past("bid_submission"))
    with refused(scene.tender, "Tidak ada penawaran yang masuk"):
        acts.open_bids(scene.tender, actor=scene.chair, now=scene.now)


def test_an_envelope_made_for_another_business_is_refused(scene: Scene) -> None:
    other = rehearsal.seal(scene.tender, a_workshop("Saingan").supplier, PRICE)
    with refused(scene.tender, "."):
        send(scene, other)


def test_an_envelope_whose_ciphertext_never_came_is_refused(scene: Scene) -> None:
    sealed = device.prepare_bid(
        sampul.public_parameters(scene.tender.box_key),
        scene.bidders[0].supplier,
        {"harga": {"total": "1000"}},
    )
    with refused(scene.tender, "."):
        send(scene, sealed)


@pytest.mark.parametrize(
    "payload,words",
    [
        ({}, "Isi amplop bukan penawaran"),
        ({"fields": {"total": "gratis"}}, "tidak dapat dibaca sebagai rupiah"),
        ({"fields": {"total": "1e30"}}, "tidak dapat dibaca sebagai rupiah"),
        ({"fields": {"total": "-5"}}, "tidak dapat dibaca sebagai rupiah"),
        ({"fields": {"total": "1000", "tkdn": "101"}}, "0 dan 100 persen"),
        ({"fields": {"total": "1000"}, "files": [{"name": "a", "base64": "#"}]}, "erkas"),
    ],
)
def test_an_envelope_of_junk_falls_with_a_sentence(scene: Scene, payload: dict[str, Any], words: str) -> None:
    send(scene, junk(scene, payload))
    bid = opened(scene)
    assert (bid.state, bid.price) == ("fallen", None) and words in bid.fallen_reason
    assert scene.tender.state == "opened"


@pytest.mark.parametrize("over,state", [(0, "opened"), (1, "fallen")])
def test_the_hps_is_the_ceiling_to_the_rupiah(scene: Scene, over: int, state: str) -> None:
    send(scene, seal(scene, scene.tender.hps + over))
    bid = opened(scene)
    assert bid.state == state and bid.fallen_stage == ("price" if over else "")


def test_unit_prices_make_the_total_where_the_contract_is_by_unit_price(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(packages.TERMS, "kind", "unit_price")
    scene = builders.announced()
    actor = a_workshop("Ukir Contoh")
    lines = {1: Decimal(600_000), 2: Decimal(400_000)}
    bid, _ = rehearsal.offer(scene.tender, actor, PRICE, scene.later(hours=1), unit_prices=lines)
    scene.bids.append(bid)
    bid = opened(scene)
    net = 1200 * Decimal(1_000_000)
    assert bid.offered == PRICE and bid.price == net * (100 + scene.tender.vat_pct) / 100
    assert bid.notes[-1].startswith("Jumlah dikoreksi dari 1300000000")
