"""The published test vectors are good, and whoever holds their secrets can follow every step."""

import base64
import hashlib
import json

import pytest

from pasok_verify.bundle import Known, check_bundle
from pasok_verify.canonical import canonical, digest, loads, sha256
from pasok_verify.note import LOG, WITNESS, read_key
from pasok_verify.report import Report
from pasok_verify.tests.keys import Json, Signer, open_with
from pasok_verify.tests.vectors import FILE


@pytest.fixture(scope="module")
def vectors() -> Json:
    found: Json = loads(FILE.read_bytes())
    return found


def test_the_bundle_and_the_receipts_are_good(vectors: Json) -> None:
    report = Report()
    witnesses = [read_key(one["verifier"], WITNESS) for one in vectors["witnesses"]]
    custodian = read_key(vectors["custodian"]["verifier"], LOG)
    known = Known(read_key(vectors["log"]["verifier"], LOG), witnesses, [custodian])
    check_bundle(vectors["bundle"], known, vectors["receipts"], report)
    assert report.wrong == []
    assert (report.counts["opened"], report.counts["void"], report.counts["receipts"]) == (7, 1, 2)


def test_the_seeds_are_those_of_the_keys(vectors: Json) -> None:
    told = [(vectors["log"], 1), (vectors["custodian"], 1), *((one, 4) for one in vectors["witnesses"])]
    for one, kind in told:
        name = one["verifier"].split("+")[0]
        assert Signer(name, kind, bytes.fromhex(one["seed"])).verifier == one["verifier"]


def test_every_holder_opens_his_own_blobs(vectors: Json) -> None:
    bundle, opened = vectors["bundle"], 0
    for part, envelopes in bundle["envelopes"].items():
        for leaf, envelope in envelopes.items():
            commitment = bundle["bodies"][leaf]["bid"]["parts"][part]
            for holder, blob in envelope["shares"].items():
                identity = vectors["identities"].get(holder)
                if identity is None:
                    continue  # the member who was replaced lost his key
                text = json.loads(open_with(identity, base64.b64decode(blob)))
                assert (text["part"], text["key"]) == (part, commitment["key"])
                assert sha256(bytes.fromhex(text["share"])) == commitment["sc"][holder]
                opened += 1
            assert digest(envelope["shares"]) == commitment["shares"]
    assert opened > 60


def test_a_leaf_hash_is_what_the_page_says(vectors: Json) -> None:
    index = str(vectors["leaves"]["open"])
    body = vectors["bundle"]["bodies"][index]
    raw = b"\x00" + b"sampul/v2\n" + canonical(body)
    assert hashlib.sha256(raw).hexdigest() == vectors["bundle"]["leaves"][int(index)]
