"""The proof of a tender: nothing before the opening, then the prices; documents only for who may."""

import json

import pytest
from django.test import Client

from pasok.kernel import seal
from pasok.sampul import reads as sampul
from pasok.tenders import evidence
from pasok.tenders.tests import builders
from pasok.tenders.tests.builders import PRICES

pytestmark = pytest.mark.django_db


def test_there_is_no_proof_before_the_opening(client: Client) -> None:
    scene = builders.closed()
    answer = client.get(f"/tender/{scene.tender.slug}/bukti.json")
    assert answer.status_code == 404 and answer.json()["reasons"]


def test_after_it_anyone_gets_the_prices_and_nobody_the_documents(client: Client) -> None:
    scene = builders.opened()
    answer = client.get(f"/tender/{scene.tender.slug}/bukti.json")
    found = json.loads(answer.getvalue())
    assert set(found["envelopes"]) == set(found["releases"]) == {"harga"} and found["full"] is False
    assert sorted(row["offered"] for row in found["result"]["bids"]) == sorted(f"{p:f}" for p in PRICES)
    assert found["result"]["winner"] is None and {row["rank"] for row in found["result"]["bids"]} == {None}
    promises = [body for body in found["bodies"].values() if body["kind"] == "promise"]
    promised = {body["holder"]: body["digest"] for body in promises if body["part"] == "harga"}
    assert promised == {one["holder"]: seal.digest(one) for one in found["releases"]["harga"]}
    assert len(found["leaves"]) == found["size"] == sampul.head_at(found["size"]).size
    assert client.get(f"/tender/{scene.tender.slug}/bukti.json?lengkap=1").status_code == 404


def test_the_full_proof_holds_both_envelopes_of_every_bid() -> None:
    scene = builders.opened()
    found = json.loads("".join(evidence.proof(scene.tender, full=True)))
    assert set(found["envelopes"]) == {"harga", "dokumen"}
    assert all(one["ciphertext"] for part in found["envelopes"].values() for one in part.values())
