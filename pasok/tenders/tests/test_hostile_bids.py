"""A bidder who means harm costs nobody but the own bid: neither the opening nor the bids of the others."""

from decimal import Decimal
from typing import Any

import pytest

from pasok.kernel.actor import CLOCK
from pasok.kernel.machine import Refused
from pasok.planning.tests import builders as packages
from pasok.sampul import device, log
from pasok.tenders import acts, handing, rehearsal
from pasok.tenders.acts import bids as bid_acts
from pasok.tenders.models import Bid
from pasok.tenders.tests import builders
from pasok.tenders.tests.builders import PRICES, Scene, a_workshop, announced

pytestmark = pytest.mark.django_db
MEASURED = packages.TERMS | {"kind": "unit_price"}
HUGE = "99999999999999999"
HARMFUL: list[dict[str, Any]] = [
    {"fields": {"total": "1.000.000.000", "technical": "nol\x00", "no\x00l": "x"}},
    {"fields": {"total": "1.000.000.000", "unit_price_²": "1", "unit_price_" + "9" * 5000: "1"}},
    {"fields": {"total": "1.000.000.000"}, "files": [{"name": "nol\x00.pdf", "base64": "aXNp"}]},
    {"fields": {"total": "1.000.000.000"}, "files": [{"name": "é.pdf", "base64": "é"}]},
    {"fields": {"total": "1.000.000.000"}, "files": [{"name": "a\x00", "base64": "aXNp", "sha256": "x"}]},
    {"fields": {"total": HUGE, "unit_price_1": HUGE, "unit_price_2": HUGE}},
    {"fields": {"total": "1.000.000.000"}},
    {"fields": {"total": "Infinity"}, "files": "semua"},
    {"fields": {"total": {"a": [1, 2, {"b": None}]}}},
]


def sealed(scene: Scene, supplier: str, payload: dict[str, Any]) -> device.Bid:
    """The total in its own envelope, everything else in the other, as the form does it."""
    fields = payload["fields"]
    rest = {name: value for name, value in fields.items() if name != "total"}
    price = {"total": fields["total"]}
    return rehearsal.sealed_as(scene.tender, supplier, price, rest, payload.get("files", []))


def send(bid: Bid, made: device.Bid, scene: Scene, actor: builders.Actor) -> None:
    bid_acts.submit(bid, actor=actor, idem=made.idem, leaf=made.leaf, envelopes=made.envelopes, now=scene.now)


@pytest.mark.parametrize("terms", [packages.TERMS, MEASURED], ids=["lump_sum", "unit_price"])
def test_harmful_envelopes_do_not_hold_up_the_opening(
    monkeypatch: pytest.MonkeyPatch, terms: dict[str, Any]
) -> None:
    monkeypatch.setattr(packages, "TERMS", terms)
    scene = announced()
    honest = a_workshop("Bengkel Jujur")
    unit = {1: Decimal(600_000), 2: Decimal(400_000)}
    good, _ = rehearsal.offer(scene.tender, honest, PRICES[0], scene.later(hours=1), unit_prices=unit)
    for number, payload in enumerate(HARMFUL):
        actor = a_workshop(f"Bengkel Jahil {number}")
        bid = rehearsal.register(scene.tender, actor, scene.now)
        send(bid, sealed(scene, actor.supplier, payload), scene, actor)
    acts.close(scene.tender, actor=CLOCK, now=scene.past("bid_submission"))
    scene.committee.open(scene.tender, scene.later(minutes=5))
    good.refresh_from_db()
    assert (scene.tender.state, good.state) == ("opened", "opened")
    others = scene.tender.bids.exclude(pk=good.pk)
    assert set(others.values_list("state", flat=True)) <= {"opened", "fallen"}
    assert all(bid.fallen_reason.endswith(".") for bid in others.filter(state="fallen"))
    if terms is MEASURED:
        assert not others.filter(state="opened").exists(), "no unit prices, no price: nobody wins for nothing"


def test_a_bid_that_comes_late_is_refused_by_the_log_even_if_the_facts_were_read_in_time() -> None:
    """The moment between the facts and the sequencer: the clock closes the box in it."""
    scene = announced()
    actor = a_workshop("Bengkel Tepat")
    bid = rehearsal.register(scene.tender, actor, scene.later(hours=1))
    made = rehearsal.seal(scene.tender, actor.supplier, PRICES[0])
    stale = Bid.objects.select_related("tender").get(pk=bid.pk)
    assert stale.facts(actor, scene.now).tender_state == "announced"
    acts.close(scene.tender, actor=CLOCK, now=scene.past("bid_submission"))
    size = log.size()
    with pytest.raises(Refused) as why, handing.refusing(Bid.machine, "submit"):
        bid_acts.sampul.commit(
            stale.tender.box_key, bidder=actor.supplier, idem=made.idem, leaf=made.leaf,
            envelopes=made.envelopes, now=bid.registered_at,
        )  # fmt: skip
    assert why.value.reasons == ("Kotak penawaran sudah ditutup.",) and log.size() == size


def test_a_stale_page_cannot_slip_a_bid_into_a_closed_tender() -> None:
    """The bid's cached tender still says "announced"; told time is before the deadline."""
    scene = announced()
    actor = a_workshop("Bengkel Tepat")
    bid = rehearsal.register(scene.tender, actor, scene.later(hours=1))
    made = rehearsal.seal(scene.tender, actor.supplier, PRICES[0])
    stale = Bid.objects.select_related("tender").get(pk=bid.pk)
    inside = scene.now
    acts.close(scene.tender, actor=CLOCK, now=scene.past("bid_submission"))
    scene.now = inside
    with builders.refused(scene.tender, "."):
        send(stale, made, scene, actor)


def test_an_envelope_of_the_first_round_is_no_bid_in_the_second() -> None:
    scene = announced()
    actor = a_workshop("Bengkel Lama")
    bid = rehearsal.register(scene.tender, actor, scene.later(hours=1))
    made = rehearsal.seal(scene.tender, actor.supplier, PRICES[0])
    acts.close(scene.tender, actor=CLOCK, now=scene.past("bid_submission"))
    scene.committee.enroll(scene.tender, scene.now)
    acts.extend_submission(
        scene.tender, actor=scene.chair, ends_at=scene.now + builders.timedelta(days=3), reason="Sepi.",
        now=scene.now,
    )  # fmt: skip
    with builders.refused(scene.tender, "disegel untuk tender lain"):
        send(Bid.objects.get(pk=bid.pk), made, scene, actor)
