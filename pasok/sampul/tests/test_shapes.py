"""What a device sends has exactly one shape; every other is refused with a sentence, nothing is written."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from pasok.sampul import acts, answers
from pasok.sampul.models import Leaf
from pasok.sampul.tests.story import KEY, NOON, a_bid, a_box, stored

pytestmark = pytest.mark.django_db

Spoil = Callable[[dict[str, Any], dict[str, Any]], object]


def part(leaf: dict[str, Any]) -> dict[str, Any]:
    return leaf["parts"]["penawaran"]


SPOILS: dict[str, Spoil] = {
    "no version": lambda leaf, env: leaf.pop("v"),
    "a later version": lambda leaf, env: leaf.update(v=3),
    "an unknown field": lambda leaf, env: leaf.update(extra=1),
    "a custodian nobody has": lambda leaf, env: leaf.update(custodian="age1x"),
    "another box": lambda leaf, env: leaf.update(box="tender:lain"),
    "other terms": lambda leaf, env: leaf.update(terms="0" * 64),
    "another bidder": lambda leaf, env: leaf.update(bidder="8"),
    "a crooked predecessor": lambda leaf, env: leaf.update(replaces="1"),
    "a missing part": lambda leaf, env: leaf.update(parts={}),
    "a part too many": lambda leaf, env: leaf["parts"].update(harga=part(leaf)),
    "parts that are a list": lambda leaf, env: leaf.update(parts=[]),
    "a short hash": lambda leaf, env: part(leaf).update(ct="ab"),
    "a hash that is a number": lambda leaf, env: part(leaf).update(ct=5),
    "a negative size": lambda leaf, env: part(leaf).update(size=-1),
    "a size that is true": lambda leaf, env: part(leaf).update(size=True),
    "another size": lambda leaf, env: part(leaf).update(size=5),
    "a key that is none": lambda leaf, env: part(leaf).update(key="age1zzz"),
    "a missing commitment": lambda leaf, env: part(leaf)["sc"].pop("person:1"),
    "a commitment for a stranger": lambda leaf, env: part(leaf)["sc"].update({"person:9": "0" * 64}),
    "no shares": lambda leaf, env: env.clear(),
    "a share that is not age": lambda leaf, env: env["penawaran"].update({"person:1": "AAAA"}),
    "a share that is not base64": lambda leaf, env: env["penawaran"].update({"person:1": "*"}),
    "a giant share": lambda leaf, env: env["penawaran"].update({"person:1": "A" * 100_000}),
    "a missing share": lambda leaf, env: env["penawaran"].pop("person:1"),
}


@pytest.mark.parametrize("spoil", SPOILS.values(), ids=SPOILS)
def test_a_spoilt_bid_is_refused(spoil: Spoil) -> None:
    bid = stored(a_bid(a_box(), "7"))
    spoil(bid.leaf, bid.envelopes)
    with pytest.raises(answers.BadEnvelope) as refused:
        acts.commit(KEY, bidder="7", idem=bid.idem, leaf=bid.leaf, envelopes=bid.envelopes, now=NOON)
    assert len(refused.value.sentence.split()) > 3
    assert Leaf.objects.filter(kind="bid").count() == 0


@pytest.mark.parametrize("idem", ["", "kurang", "x" * 81, "spasi di dalam", None, 12345678])
def test_a_spoilt_idempotency_key_is_refused(idem: Any) -> None:
    bid = stored(replace(a_bid(a_box(), "7"), idem=idem))
    with pytest.raises(answers.BadEnvelope, match="Nomor pengiriman"):
        acts.commit(KEY, bidder="7", idem=idem, leaf=bid.leaf, envelopes=bid.envelopes, now=NOON)


@pytest.mark.parametrize("leaf", [None, [], "x", 5])
def test_something_else_altogether_is_refused(leaf: Any) -> None:
    a_box()
    with pytest.raises(answers.BadEnvelope):
        acts.commit(KEY, bidder="7", idem="12345678", leaf=leaf, envelopes={}, now=NOON)
