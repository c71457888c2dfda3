"""The parts, each against its standard: RFC 9162, C2SP notes, GF(2^8), canonical JSON."""

import hashlib
import secrets
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok_verify import shamir
from pasok_verify.canonical import Malformed, canonical, loads, moment, unbase64
from pasok_verify.note import LOG, WITNESS, read_checkpoint, read_key, read_note
from pasok_verify.tests.build import mth, path
from pasok_verify.tests.keys import deal, gf, signer
from pasok_verify.tree import Frontier, included, roots

# The eight leaves of Certificate Transparency's reference tests, and the roots that they give.
INPUTS = ["", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f"]
ROOTS = [
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
]
LEAVES = [hashlib.sha256(b"\x00" + bytes.fromhex(text)).digest() for text in INPUTS]


def test_the_roots_are_those_of_the_reference() -> None:
    assert Frontier().root().hex() == hashlib.sha256(b"").hexdigest()
    found = roots(LEAVES, range(9))
    assert [found[size].hex() for size in range(9)] == [hashlib.sha256(b"").hexdigest(), *ROOTS]
    assert roots([], [0, 1]) == {0: hashlib.sha256(b"").digest()} and roots([], [1]) == {}


@pytest.mark.parametrize("size", range(1, 65))
def test_every_inclusion_proof_is_taken_and_no_other(size: int) -> None:
    leaves = [hashlib.sha256(bytes([n])).digest() for n in range(size)]
    root = mth(leaves)
    assert roots(leaves, [size]) == {size: root}
    for index, leaf in enumerate(leaves):
        proof = path(index, leaves)
        assert included(leaf, index, size, proof, root)
        assert not included(leaf, index, size, [*proof, root], root)
        assert not proof or not included(leaf, index, size, proof[:-1], root)
        assert size == 1 or not included(leaf, (index + 1) % size, size, proof, root)
    assert not included(leaves[0], -1, size, [], root)
    assert not included(leaves[0], size, size, [], root)


@given(st.integers(0, 255), st.integers(0, 255))
def test_products_in_the_field_agree_with_a_second_way(a: int, b: int) -> None:
    assert shamir.times(a, b) == gf(a, b)


def test_the_field_is_that_of_the_format() -> None:
    assert shamir.times(0x57, 0x83) == 0xC1  # FIPS 197, 4.2
    assert all(shamir.times(a, shamir.inverse(a)) == 1 for a in range(1, 256))


@given(st.binary(min_size=1, max_size=80), st.integers(1, 5), st.data())
def test_any_k_shares_combine_and_a_wrong_one_is_seen(secret: bytes, k: int, data: st.DataObject) -> None:
    shares = [shamir.read(raw, len(secret)) for raw in deal(secret, k, 6)]
    chosen = [share for share in data.draw(st.permutations(shares)) if share]
    assert shamir.combine(chosen[:k], k) == secret
    assert shamir.combine(chosen, k) == secret
    assert shamir.combine(chosen[: k - 1], k) is None
    x, ys = chosen[-1]
    assert shamir.combine([*chosen[:-1], (x, bytes([ys[0] ^ 1]) + ys[1:])], k) is None
    assert shamir.combine([chosen[0], chosen[0]], 1) is None


def test_a_share_without_its_x_is_none() -> None:
    assert shamir.read(b"abc\x00", 3) is None
    assert shamir.read(b"ab\x01", 3) is None
    assert shamir.read(b"", 0) is None
    assert shamir.read(b"abc\x07", 3) == (7, b"abc")


@pytest.mark.parametrize(
    "raw",
    [
        b'{"a":1.0}',
        b'{"a":1e3}',
        b'{"a":NaN}',
        b'{"a":-Infinity}',
        b'{"a":1,"a":1}',
        b'{"a":1} {}',
        b'{"\xc3\xa9":1}',
        b"\xff",
        b"",
        b"{",
        b"[" * 100_000,
        b'{"a":' * 100_000,
        b"1" * 5_000,
        b'{"a":1}\x00',
        rb'"\ud800"',
        rb'{"a":"\uDC00"}',
        '{"a":1}'.encode("utf-16"),
    ],
)
def test_what_is_not_strict_json_is_refused(raw: bytes) -> None:
    with pytest.raises(Malformed):
        loads(raw)


def test_both_halves_of_a_pair_are_one_character() -> None:
    assert loads(rb'"\ud83d\ude00"') == "\N{GRINNING FACE}"


def test_canonical_json_is_sorted_unspaced_and_unescaped() -> None:
    assert canonical({"b": [1, None, True], "a": "é/\n"}) == '{"a":"é/\\n","b":[1,null,true]}'.encode()
    with pytest.raises(Malformed):
        canonical(loads(b'"\\ud800"'))


@pytest.mark.parametrize("text", ["YWI", "YWI=\n", "YW I=", "YWJ=", "-_==", "é"])
def test_base64_has_one_spelling(text: str) -> None:
    with pytest.raises(Malformed):
        unbase64(text)


@pytest.mark.parametrize(
    "text", ["2026-11-02", "2026-11-02T02:00:00", "2026-13-02T02:00:00Z", "kemarin", "٢٠٢٦"]
)
def test_a_time_has_its_offset(text: str) -> None:
    with pytest.raises(Malformed):
        moment(text)


def test_notes_are_signed_and_cosigned_as_c2sp_says() -> None:
    log, witness = signer("log.example/1"), signer("saksi.example", 4)
    text = f"log.example/1\n7\n{'A' * 43}=\n"
    raw = log.note(text) + witness.cosignature(text, 1_700_000_000)
    head = read_checkpoint(raw)
    assert (head.origin, head.size, head.root) == ("log.example/1", 7, bytes(32))
    assert head.note.signed_by(read_key(log.verifier, LOG))
    assert head.note.cosigned_by(read_key(witness.verifier, WITNESS)) == (True, 1_700_000_000)
    assert head.note.cosigned_by(read_key(signer("lain", 4).verifier, WITNESS)) is None
    assert not head.note.signed_by(read_key(signer("log.example/1").verifier, LOG))
    other = read_checkpoint(raw.replace("\n7\n", "\n8\n"))
    assert not other.note.signed_by(read_key(log.verifier, LOG))
    assert other.note.cosigned_by(read_key(witness.verifier, WITNESS)) == (False, 1_700_000_000)


def test_the_key_of_the_signed_note_example_is_read() -> None:
    """The example of C2SP signed-note."""
    key = read_key("PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW", LOG)
    note = read_note(
        "If you think cryptography is the answer to your problem,\n"
        "then you don't know what your problem is.\n\n"
        "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZ"
        "InNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=\n"
    )
    assert note.signed_by(key)


@pytest.mark.parametrize(
    "spoil",
    [
        lambda raw: raw.rstrip("\n"),
        lambda raw: raw.replace("— ", "- "),
        lambda raw: raw.replace("\n\n", "\n"),
        lambda raw: raw + "\n",
        lambda raw: raw + "— a b\n",
        lambda raw: "\x07" + raw,
        lambda raw: raw.replace("\n7\n", "\n07\n"),
        lambda raw: raw.replace("\n7\n", "\n-7\n"),
        lambda raw: raw.replace("AAA=\n", "AAB=\n", 1),
        lambda raw: raw + "x" * 100_000,
    ],
)
def test_a_spoiled_note_is_no_checkpoint(spoil: Callable[[str], str]) -> None:
    raw = signer("log").note(f"log\n7\n{'A' * 43}=\n")
    with pytest.raises(Malformed):
        read_checkpoint(spoil(raw))


@pytest.mark.parametrize("spoil", ["", "a", "a+b", "a+b+c", "a b+00000000+AAAA"])
def test_a_spoiled_key_is_none(spoil: str) -> None:
    with pytest.raises(Malformed):
        read_key(spoil, LOG)
    good = signer("log").verifier
    name, number, coded = good.split("+", 2)
    with pytest.raises(Malformed):
        read_key(f"{name}+{secrets.token_hex(4)}+{coded}", LOG)
    with pytest.raises(Malformed):
        read_key(f"lain+{number}+{coded}", LOG)
    with pytest.raises(Malformed):
        read_key(good, WITNESS)
