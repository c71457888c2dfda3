"""pasok-verify, which was written from the format alone, over what the server makes of a real tender."""

import json
from typing import Any

import pytest
from django.test import Client

from pasok.kernel.actor import CLOCK
from pasok.tenders import acts, evidence, rehearsal
from pasok.tenders.tests import builders
from pasok.tenders.tests.builders import PRICES, Scene, a_workshop
from pasok.tenders.tests.test_hostile_bids import HARMFUL, sealed, send
from pasok_verify.bundle import Known, check_bundle
from pasok_verify.canonical import loads
from pasok_verify.log import check_log
from pasok_verify.note import LOG, read_key
from pasok_verify.receipt import check_receipt
from pasok_verify.report import Report, page

pytestmark = pytest.mark.django_db


def known(client: Client) -> Known:
    return Known(read_key(client.get("/log/key").content.decode().strip(), LOG))


def checked(client: Client, scene: Scene, *, full: bool = False) -> Report:
    report = Report()
    public = client.get(f"/tender/{scene.tender.slug}/bukti.json")
    bundle = loads("".join(evidence.proof(scene.tender, full=True)).encode() if full else public.getvalue())
    receipts = [loads(json.dumps(one["receipt"]).encode()) for one in scene.receipts]
    check_bundle(bundle, known(client), receipts, report)
    return report


@pytest.mark.parametrize("full", [False, True])
def test_an_opened_tender_is_good(client: Client, full: bool) -> None:
    report = checked(client, builders.opened(), full=full)
    assert report.wrong == [], page(report, "")
    assert report.counts["opened"] == (6 if full else 3)


def test_a_tender_with_its_winner_is_good(client: Client) -> None:
    report = checked(client, builders.standing())
    assert report.wrong == [], page(report, "")
    assert report.counts["ranks"] > 0


def test_the_whole_log_of_the_server_is_good(client: Client) -> None:
    builders.opened()
    report = Report()
    head = client.get("/log/checkpoint").content.decode()
    check_log(head, [], lambda path: loads(client.get(path).content), known(client), report)
    assert report.wrong == [], page(report, "")
    assert report.counts["bids"] == 3


def test_a_loser_checks_his_receipt_alone(client: Client) -> None:
    scene = builders.competing()
    for answer in scene.receipts:
        report = Report()
        check_receipt(loads(json.dumps(answer["receipt"]).encode()), known(client), report)
        assert report.wrong == [], page(report, "")


def test_a_reserve_who_stands_in_is_good_and_the_one_who_left_is_named(client: Client) -> None:
    scene = builders.cleared()
    ppk = scene.office.ppk
    acts.issue_sppbj(scene.tender, actor=ppk, number="1", now=scene.later(hours=1))
    acts.pass_to_reserve(scene.tender, actor=ppk, reason="Mengundurkan diri.", now=scene.now)
    report = checked(client, scene)
    assert report.wrong == [], page(report, "")
    assert any("Mengundurkan diri." in note for note in report.notes)


def test_bidders_who_mean_harm_do_not_make_the_server_look_like_a_liar(client: Client) -> None:
    """Whatever stands in an envelope, both programs read the same."""
    scene = builders.announced()
    _, answer = rehearsal.offer(scene.tender, a_workshop("Jujur"), PRICES[0], scene.later(hours=1))
    scene.receipts.append(answer)
    typed = ("Rp 1.290.000.000,-", "1.3", "9 000", 900, True, [7])
    odd: list[dict[str, Any]] = [{"fields": {"total": total}} for total in typed]
    for number, payload in enumerate([*HARMFUL, *odd]):
        actor = a_workshop(f"Bengkel Jahil {number}")
        bid = rehearsal.register(scene.tender, actor, scene.now)
        send(bid, sealed(scene, actor.supplier, payload), scene, actor)
    acts.close(scene.tender, actor=CLOCK, now=scene.past("bid_submission"))
    scene.committee.open(scene.tender, scene.later(minutes=5))
    for full in (False, True):
        report = checked(client, scene, full=full)
        assert report.wrong == [], page(report, "")
