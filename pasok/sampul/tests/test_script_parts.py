"""The parts of the browser's scripts, each alone in Node: proofs, notes, receipts, forms, the self-test."""

import base64
import json
from collections.abc import Callable
from copy import deepcopy
from typing import Any

import pyrage
import pytest

from pasok.sampul import cosign, device, envelope, note, tree
from pasok.sampul.dealing import Terms, joined, sha256
from pasok.sampul.tests.paper import Json, Paper

Run = Callable[..., Json]
LEAVES = [tree.leaf_hash(bytes([n])) for n in range(17)]


def proofs(size: int) -> list[list[Any]]:
    """[leaf, index, size, path, root] of every leaf of a log of this size, in hex."""
    nodes: dict[tree.Spot, bytes] = {}
    for index, leaf in enumerate(LEAVES[:size]):
        nodes |= tree.grown(index, leaf, nodes)
    root = tree.root(size, nodes).hex()
    paths = [tree.hashes(tree.inclusion_ranges(index, size), nodes) for index in range(size)]
    return [
        [LEAVES[index].hex(), index, size, [step.hex() for step in path], root]
        for index, path in enumerate(paths)
    ]


def test_every_inclusion_proof_is_taken_and_no_bent_one(run: Run) -> None:
    good = [one for size in range(1, 18) for one in proofs(size)]
    bad: list[list[Any]] = [["", 0, 2**31, [], ""], [LEAVES[0].hex(), 0, 0, [], LEAVES[0].hex()]]
    for leaf, index, size, path, root in good:
        bad += [[leaf, index, size, [*path, root], root], [LEAVES[16].hex()[::-1], index, size, path, root]]
        bad += [[leaf, index, size, path, root[::-1]], [leaf, index - size, size, path, root]]
        bad += [[leaf, index + size, size, path, root], [leaf, index, index, path, root]]
        bad += [[leaf, index, size, path[:-1], root]] if path else []
        bad += [[leaf, (index + 1) % size, size, path, root]] if size > 1 else []
    code = """
      const of = ([leaf, index, size, path, root]) =>
        format.verifyInclusion(format.unhex(leaf), index, size, path.map(format.unhex), format.unhex(root));
      return [input.good.map(of), input.bad.map(of)];
    """
    taken, refused = run(code, good=good, bad=bad)["good"]
    assert set(taken) == {True} and set(refused) == {False}


PAPER = Paper()
SIGNED = PAPER.checkpoint()
LINES = SIGNED.split("\n\n")[1]
CODE = """
  return input.notes.map((one) => {
    try { return format.verifyNote(one, input.key).size; } catch (error) { return error.message; }
  });
"""


def test_a_head_is_believed_under_its_own_key_and_name_alone(run: Run) -> None:
    text = SIGNED.split("\n\n")[0] + "\n"
    renamed = note.sign_text(text.replace("contoh", "lain"), "contoh.example/log", PAPER.key)
    empty = note.sign_text(text.replace("\n1\n", "\n0\n"), "contoh.example/log", PAPER.key)
    good = [SIGNED, f"{text}\n— lain.example QUJDRA==\n{LINES}"]
    bad = [
        SIGNED.replace("\n1\n", "\n2\n"), SIGNED.replace("— contoh", "- contoh"), renamed, empty,
        f"{text}\n", SIGNED.replace("— contoh.example/log ", "— contoh.example/log A"), Paper().checkpoint(),
    ]  # fmt: skip
    found = run(CODE, notes=good + bad, key=PAPER.log)["good"]
    assert found[: len(good)] == [1, 1]
    assert set(found[len(good) :]) <= {"Tanda tangan log tidak cocok.", "Invalid character"}
    for key in (cosign.verifier_key("contoh.example/log", PAPER.key), PAPER.log.replace("contoh", "lain")):
        assert run(CODE, notes=[SIGNED], key=key)["good"] == ["Tanda tangan log tidak cocok."]


def test_cosignatures_count_under_the_witness_s_own_key_and_kind(run: Run) -> None:
    keys, plain = PAPER.witness_keys, {name: note.verifier_key(name, key) for name, key in PAPER.eyes.items()}
    line = LINES.split("\n")[1]
    longer = line[:-4] + base64.b64encode(base64.b64decode(line[-4:]) + b"\0").decode()
    code = "return input.all.map(([one, keys]) => format.cosigned(one, keys));"
    asked = [
        [SIGNED, keys], [SIGNED, keys[1:]], [SIGNED, list(plain.values())],
        [SIGNED.replace(line, longer), keys], [SIGNED.replace("\n1\n", "\n2\n"), keys],
    ]  # fmt: skip
    first, second = PAPER.eyes
    when = 1772859600
    assert run(code, all=asked)["good"] == [
        {first: when, second: when}, {second: when}, {}, {second: when}, {},
    ]  # fmt: skip


def sealed() -> tuple[Json, Json]:
    """A bid's leaf and the receipt of it."""
    made = device.prepare_bid(PAPER.parameters, "7", {})
    paper = deepcopy(PAPER)
    index = paper.take(made.leaf, made.envelopes)
    return made.leaf, {**paper.shown(index), "checkpoint": paper.checkpoint(), "log": paper.log}


@pytest.mark.parametrize(
    ("change", "good"),
    [
        (lambda receipt, leaf: None, True),
        (lambda receipt, leaf: leaf.update(replaces=1), False),
        (lambda receipt, leaf: receipt["body"].update(bidder="8"), False),
        (lambda receipt, leaf: receipt.update(path=[]), False),
        (lambda receipt, leaf: receipt.update(log=Paper().log), False),
    ],
)
def test_a_receipt_proves_what_was_sent_or_is_not_believed(
    run: Run, change: Callable[[Json, Json], None], good: bool
) -> None:
    leaf, receipt = sealed()
    change(receipt, leaf)
    said = run("bid.checkReceipt(input.receipt, input.leaf, input.log)", **vars_of(receipt, leaf))
    assert said == {} if good else "tidak terbukti" in said["bad"]


def vars_of(receipt: Json, leaf: Json) -> Json:
    return {"receipt": receipt, "leaf": leaf, "log": PAPER.log}


def test_a_dealing_that_not_every_group_can_open_fails_its_self_test(run: Run) -> None:
    """Somebody who stands both among the members and in the recovery group has only one of his shares."""
    code = "return bid.sealPart({ key: 'tender:x', terms: input.terms }, '7', 'harga', {})"
    terms = PAPER.shown(0)
    assert "commitment" in run(code, terms=terms)["good"]
    for place in (0, 2):  # the first and the last k are tried
        both = deepcopy(terms)
        both["body"]["terms"]["recovery"]["members"][1]["id"] = f"person:{place + 1}"
        assert "gagal menguji dirinya" in run(code, terms=both)["bad"]


def test_what_is_sealed_is_long_in_steps_and_blinded_by_32_bytes(run: Run) -> None:
    code = """
      const { ciphertext, ...made } = await bid.sealPart(input.box, "7", "harga", {});
      return { ...made, ciphertext: format.base64(ciphertext) };
    """
    made = run(code, box=PAPER.parameters)["good"]
    terms = Terms.of(PAPER.parameters["terms"])
    shares = {
        one: envelope.unwrap_share(
            PAPER.identities[one], terms, "7", "harga", made["commitment"], one, made["shares"][one]
        )
        for one in terms.holders
    }
    identity = pyrage.x25519.Identity.from_str(joined(terms, shares).decode())
    text = pyrage.decrypt(base64.b64decode(made["ciphertext"]), [identity])
    assert len(text) == 4096 and len(json.loads(text)["nonce"]) == 64


FORM = """
  const field = (name, value, more = {}) => ({ name, value, type: "text", dataset: {}, ...more });
  const file = new File(["isi"], "a.pdf", { type: "application/pdf" });
  const form = { elements: [
    field("total", "900"), field("", "x"), field("off", "x", { disabled: true }),
    field("csrfmiddlewaretoken", "x"),
    field("go", "x", { type: "submit" }), field("set", "x", { type: "fieldset" }),
    field("yes", "1", { type: "checkbox", checked: true }),
    field("no", "1", { type: "radio", checked: false }),
    field("many", "", { type: "select-multiple", multiple: true, selectedOptions: [{ value: "p" }] }),
    field("two", "1"), field("two", "2"),
    field("paper", "", { type: "file", files: [file], dataset: { part: "dokumen" } }),
    field("none", "", { type: "file", files: [], dataset: { part: "dokumen" } }),
    field("x", "5", { dataset: { part: "dokumen", group: "fields", name: "unit" } }),
    field("y", "6", { dataset: { part: "dokumen", group: "fields" } }),
  ] };
  const found = await bid.collect(form, "harga");
  const bytes = found.dokumen.paper.base64;
  found.dokumen.paper.base64 = format.base64(bytes);
  return found;
"""


def test_a_form_is_collected_part_by_part(run: Run) -> None:
    paper = {
        "name": "a.pdf", "type": "application/pdf", "size": 3, "sha256": sha256(b"isi"),
        "base64": base64.b64encode(b"isi").decode(),
    }  # fmt: skip
    assert run(FORM)["good"] == {
        "harga": {"total": "900", "yes": "1", "many": ["p"], "two": ["1", "2"]},
        "dokumen": {"paper": paper, "fields": {"unit": "5", "y": "6"}},
    }


def test_a_key_under_a_passphrase_is_python_s_and_opens_by_it_alone(run: Run) -> None:
    made = run("return holder.makeKey('kata')")["good"]
    identity = device.unwrap_identity(made["wrapped"], "kata")
    assert str(pyrage.x25519.Identity.from_str(identity).to_public()) == made["recipient"]
    code = "return holder.unwrapIdentity(input.wrapped, input.passphrase)"
    assert run(code, wrapped=made["wrapped"], passphrase="kata") == {"good": identity}
    assert "Kata sandi kunci salah" in run(code, wrapped=made["wrapped"], passphrase="lain")["bad"]
    by = "return [holder.byPasskey(input.one), holder.byPasskey(btoa('-> age-encryption.org/fido2prf x'))]"
    assert run(by, one=made["wrapped"])["good"] == [False, True]
    head = base64.b64decode(made["wrapped"]).split(b"\n")[1].split(b" ")
    assert head[:2] == [b"->", b"scrypt"] and head[-1] == b"16"
