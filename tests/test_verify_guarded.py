"""pasok-verify over a real box with all that guards it: witnesses, a custodian, recovery, an outage."""

from datetime import timedelta
from pathlib import Path
from time import sleep
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.utils import timezone

from pasok.sampul import acts, bundle, device, log, note, outages, reads
from pasok.sampul.acts.holders import STATEMENT
from pasok.sampul.envelope import make_member_key
from pasok.sampul.tests.seeing import cosigned_by, some_witnesses
from pasok.sampul.tests.story import KEY, Committee, a_bid, a_box, send
from pasok.sampul.tests.test_outages import told
from pasok_verify.bundle import Known, check_bundle
from pasok_verify.canonical import loads
from pasok_verify.note import LOG, WITNESS, read_key
from pasok_verify.report import Report, page
from pasok_witness.witness import Witness

pytestmark = pytest.mark.django_db
APIP, KEEPER = Ed25519PrivateKey.from_private_bytes(b"7" * 32), "custodian:apip.kab"
LAST = ("recovery:lkpp", "recovery:arsip", "recovery:apip")


def guarded(settings: Any, folder: Path) -> tuple[Committee, list[Witness]]:
    """Real clock, 2 of 3 members, a custodian, 2 of 3 for recovery, 2 of 3 witnesses, soon closed."""
    settings.SITE_URL = "https://pasok.example"
    witnesses = some_witnesses(settings, folder)
    settings.CUSTODIANS = [note.verifier_key("apip.kab", APIP)]
    group = {name: make_member_key() for name in LAST}
    members = [{"id": name, "name": name, "recipient": recipient} for name, (_, recipient) in group.items()]
    settings.RECOVERY = {"k": 2, "members": members}
    identity, recipient = make_member_key()
    acts.stock([note.sign_text(f"{STATEMENT}\n{recipient}\n", "apip.kab", APIP)])
    committee = a_box(clock="real", parts=("harga",), closes_at=timezone.now() + timedelta(seconds=8))
    committee.identities |= {KEEPER: identity, **{name: secret for name, (secret, _) in group.items()}}
    return committee, witnesses


def lengthened(witnesses: list[Witness]) -> None:
    """An outage of the hour before, seen by two of three."""
    hour = timezone.now().replace(minute=0, second=0, microsecond=0) - timedelta(hours=1)
    for witness in witnesses[:2]:
        outages.add(told(witness, "1" * 50 + "0" * 10, hour), timezone.now())
    minutes = outages.failed(outages.seen(hour, hour + timedelta(hours=1)), 2)
    later = reads.box(KEY).closes_at + timedelta(seconds=2)
    acts.extend(KEY, closes_at=later, reason="Gangguan.", evidence=outages.evidence(minutes))


def judged(witnesses: list[Witness]) -> Report:
    report = Report()
    keys = [read_key(one.verifier, WITNESS) for one in witnesses]
    known = Known(
        read_key(log.verifier_key(), LOG), keys, [read_key(note.verifier_key("apip.kab", APIP), LOG)]
    )
    made = {**bundle.bundle(KEY, parts=("harga",), full=False), "result": None}
    check_bundle(loads("".join(bundle.written(made)).encode()), known, (), report)
    return report


@pytest.mark.parametrize("recovering", [False, True])
def test_a_guarded_box_of_the_server_is_good(settings: Any, tmp_path: Path, recovering: bool) -> None:
    committee, witnesses = guarded(settings, tmp_path)
    acts.try_keys(KEY)
    for who in ("person:1", "person:2"):
        secret = device.proved(committee.identities[who], reads.trial(KEY, who)["sealed"])
        acts.prove(KEY, actor_id=who, secret=secret)
    send(KEY, a_bid(committee, "7", "900"), now=None)
    send(KEY, a_bid(committee, "8", "800"), now=None)
    acts.withdraw(KEY, bidder="8", idem="tarik-lagi-8")
    lengthened(witnesses)
    sleep(max(0.0, (reads.box(KEY).closes_at - timezone.now()).total_seconds() + 0.1))
    acts.close(KEY)
    cosigned_by(witnesses[:2], int(timezone.now().timestamp()))
    givers = ("person:1", KEEPER, *LAST[:2]) if recovering else ("person:1", "person:2", KEEPER)
    if recovering:
        acts.recover(KEY, part="harga", reason="Dua anggota kehilangan kunci.", actor_id="person:1")
    given = [committee.made(holder, "harga") for holder in givers]
    for one in given:
        if not one["holder"].startswith("recovery:"):
            acts.promise(KEY, holder=one["holder"], part="harga", digest=device.promise(one))
    for one in given:
        acts.reveal(KEY, release=one)
    acts.unseal(KEY)
    report = judged(witnesses)
    assert report.wrong == [], page(report, "")
    assert report.counts["opened"] == 1
    assert report.counts["cosignatures"] >= 2
    assert report.counts["probes"] == 2
