"""The browser's scripts against the Python device, in Node, over a log that no server keeps."""

import base64
import copy
import io
import json
from collections.abc import Callable

import pyrage
import pytest

from pasok.sampul import cosign, dealing, device, envelope, shapes
from pasok.sampul.tests.paper import BOX, Json, Paper

SEAL = """
const { ciphertexts, ...made } = await bid.prepareBid(input.box, input.bidder, input.payload);
const sent = Object.entries(ciphertexts).map(([hash, bytes]) => [hash, format.base64(bytes)]);
return { ...made, ciphertexts: Object.fromEntries(sent) };
"""
RELEASE = "return holder.release(input.sheet, input.identity, input.wanted)"
PAYLOAD = {
    "harga": {"fields": {"total": "1.250.000,50"}},
    "dokumen": {"fields": {"unit_price_1": "5", "tkdn": "40", "technical": "Jati – é 😀"}, "files": []},
}


def released(run: Callable[..., Json], paper: Paper, holder: str, sheet: Json, part: str = "harga") -> Json:
    wanted = {"box": BOX, "part": part, "holder": holder}
    return run(RELEASE, sheet=sheet, identity=paper.identities[holder], wanted=wanted)


def whole(paper: Paper, index: int, part: str, ciphertext: bytes, releases: list[Json]) -> Json:
    """What Python reads of a part from these releases."""
    bid = paper.leaves[index]["bid"]
    terms = dealing.Terms.of(paper.shown(0))
    shares = {one["holder"]: bytes.fromhex(one["shares"][str(index)]) for one in releases}
    return envelope.open_envelope(
        terms, bid["bidder"], part, bid["parts"][part], io.BytesIO(ciphertext), shares
    )


@pytest.mark.parametrize(
    ("custodian", "recovery"), [(True, True), (False, True), (True, False), (False, False)]
)
def test_what_the_script_seals_opens_in_python_for_every_group(
    run: Callable[..., Json], custodian: bool, recovery: bool
) -> None:
    paper = Paper(custodian=custodian, recovery=recovery)
    made = run(SEAL, box=paper.parameters, bidder="7", payload=PAYLOAD)["good"]
    assert made["idem"] == device.plain.digest(made["leaf"])
    shapes.check_commit(dealing.Terms.of(paper.shown(0)), "7", made["leaf"], made["envelopes"])
    index = paper.take(made["leaf"], made["envelopes"])
    paper.close()
    keeper = ["custodian:apip"] if custodian else []
    for openers in (
        ["person:1", "person:3"],
        ["person:2", "person:1"],
        *([["recovery:a", "recovery:c"]] if recovery else []),
    ):
        for part, data in PAYLOAD.items():
            sheets = [paper.sheet(one, part) for one in openers + keeper]
            given = [device.release(sheet, paper.identities[sheet["holder"]]) for sheet in sheets]
            ciphertext = base64.b64decode(made["ciphertexts"][made["leaf"]["parts"][part]["ct"]])
            assert whole(paper, index, part, ciphertext, given) == data


def test_script_and_python_release_the_same_shares_and_promise_by_the_same_digest(
    run: Callable[..., Json],
) -> None:
    paper = Paper()
    for bidder in "789":
        paper.bid(bidder)
    paper.close()
    sheet = paper.sheet("person:2")
    ours = device.release(sheet, paper.identities["person:2"])
    theirs = released(run, paper, "person:2", sheet)["good"]
    assert theirs["shares"] == ours["shares"] and "" not in theirs["shares"].values()
    assert set(theirs) == set(ours) and len(theirs["nonce"]) == 64
    assert run("return format.digest(input.given)", given=theirs)["good"] == device.promise(theirs)
    assert released(run, paper, "person:2", sheet)["good"] == theirs  # on another device: the same promise
    other = released(run, paper, "person:2", paper.sheet("person:2", "dokumen"), "dokumen")["good"]
    assert other["nonce"] != theirs["nonce"]


def swapped_close(sheet: Json) -> None:
    sheet["close"]["body"]["leaves"].append(99)


def unlisted(sheet: Json) -> None:
    sheet["bids"][0]["leaf"] = sheet["bids"][0]["index"] = 0


def twice(sheet: Json) -> None:
    sheet["bids"].append(sheet["bids"][0])


def another_box(sheet: Json) -> None:
    sheet["box"] = "tender:latihan"


def another_part(sheet: Json) -> None:
    sheet["part"] = "dokumen"


def foreign_terms(sheet: Json) -> None:
    sheet["bids"][0]["terms"] = sheet["close"]


def an_older_head(sheet: Json) -> None:
    sheet["checkpoint"] = sheet["before"]


@pytest.mark.parametrize(
    "change", [swapped_close, unlisted, twice, another_box, another_part, foreign_terms, an_older_head]
)
def test_nothing_is_released_when_the_log_does_not_prove_the_closing(
    run: Callable[..., Json], change: Callable[[Json], None]
) -> None:
    paper = Paper(quorum=0)
    paper.bid("7")
    before = paper.checkpoint()
    paper.close()
    sheet = paper.sheet("person:1") | {"before": before}
    assert "good" in released(run, paper, "person:1", sheet)
    change(sheet)
    assert "tidak diberikan" in released(run, paper, "person:1", sheet)["bad"]


def test_nothing_is_released_before_enough_witnesses_have_seen_the_closing(run: Callable[..., Json]) -> None:
    paper = Paper(witnesses=3, quorum=2)
    paper.bid("7")
    paper.close()
    for seen in (0, 1):
        told = released(run, paper, "person:1", paper.sheet("person:1", seen_by=seen))["bad"]
        assert f"baru disaksikan {seen} dari 2 saksi" in told
    assert "good" in released(run, paper, "person:1", paper.sheet("person:1", seen_by=2))
    sheet = paper.sheet("person:1", seen_by=0)
    line = cosign.sign("lain\n1\nAAAA\n", "saksi-1.example", paper.eyes["saksi-1.example"], 1)
    sheet["checkpoint"] += f"{line}\n{line}\n"  # good keys, another head; and one witness twice
    assert "baru disaksikan 0" in released(run, paper, "person:1", sheet)["bad"]


def test_a_share_for_another_envelope_is_answered_with_nothing(run: Callable[..., Json]) -> None:
    paper = Paper(quorum=0)
    first, second = paper.bid("7"), paper.bid("8")
    paper.blobs[second]["harga"]["person:1"] = paper.blobs[first]["harga"]["person:1"]
    paper.close()
    shares = released(run, paper, "person:1", paper.sheet("person:1"))["good"]["shares"]
    assert shares[str(second)] == "" and shares[str(first)]


def test_the_right_share_in_the_words_of_another_part_is_answered_with_nothing(
    run: Callable[..., Json],
) -> None:
    paper = Paper(quorum=0)
    leaf = paper.bid("7")
    own, recipient = paper.identities["person:1"], paper.leaves[0]["terms"]["members"][0]["recipient"]
    blobs = paper.blobs[leaf]["harga"]
    identity, to = pyrage.x25519.Identity.from_str(own), pyrage.x25519.Recipient.from_str(recipient)
    text = json.loads(pyrage.decrypt(base64.b64decode(blobs["person:1"]), [identity]))
    again = json.dumps({**text, "part": "dokumen"}).encode()
    blobs["person:1"] = base64.b64encode(pyrage.encrypt(again, [to])).decode()
    paper.close()
    assert released(run, paper, "person:1", paper.sheet("person:1"))["good"]["shares"] == {str(leaf): ""}


def test_a_key_of_somebody_else_releases_nothing(run: Callable[..., Json]) -> None:
    paper = Paper(quorum=0)
    paper.bid("7")
    paper.close()
    paper.identities["person:1"] = paper.identities["person:2"]
    assert "bukan kunci Anda" in released(run, paper, "person:1", paper.sheet("person:1"))["bad"]


def test_keys_that_the_log_does_not_hold_get_no_bid(run: Callable[..., Json]) -> None:
    paper = Paper()
    paper.append("rekey", terms=paper.leaves[0]["terms"], replaced="person:1", by="person:1", reason="hilang")
    good = paper.parameters
    assert run(SEAL, box=good, bidder="7", payload={})["good"]["leaf"]["terms"] == good["terms"]["leaf_hash"]
    for where in ("open", "terms"):
        bad = copy.deepcopy(good)
        bad[where]["body"]["terms"]["members"][0]["recipient"] = envelope.make_member_key()[1]
        assert "tidak terbukti" in run(SEAL, box=bad, bidder="7", payload={})["bad"]
    paper.append("rekey", "tender:lain", terms=paper.leaves[0]["terms"])
    assert "tidak terbukti" in run(SEAL, box=paper.parameters, bidder="7", payload={})["bad"]


def test_a_trial_is_answered_by_the_right_key_alone(run: Callable[..., Json]) -> None:
    identity, recipient = envelope.make_member_key()
    other, _ = envelope.make_member_key()
    sealed = base64.b64encode(
        envelope.pyrage.encrypt(bytes(range(32)), [envelope.pyrage.x25519.Recipient.from_str(recipient)])
    ).decode()
    code = "return holder.tried(input.identity, input.sealed)"
    assert run(code, identity=identity, sealed=sealed)["good"] == bytes(range(32)).hex()
    assert "bukan kunci Anda" in run(code, identity=other, sealed=sealed)["bad"]


@pytest.mark.parametrize("lengths", [(), (0,), (1, 2), (3, 0x6000, 0x6001), (100_000,)])
def test_files_stand_in_the_padded_text_as_their_base64_without_a_text_as_long(
    run: Callable[..., Json], lengths: tuple[int, ...]
) -> None:
    code = """
      const fill = (length) => Uint8Array.from({ length }, (_, at) => (at * 7) % 256);
      const value = { b: input.lengths.map(fill), a: "é\\u0000😀", "~pad": "" };
      const text = { ...value, b: value.b.map(format.base64) };
      return [format.padded(value, 4096), format.utf8(format.canonical(text))].map((one) =>
        format.base64(one));
    """
    padded, bare = (base64.b64decode(one) for one in run(code, lengths=lengths)["good"])
    assert len(padded) % 4096 == 0 and len(padded) - len(bare) < 4096
    assert padded == bare[:-2] + b"0" * (len(padded) - len(bare)) + bare[-2:]
