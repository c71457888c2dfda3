"""A witness's line counts when its own key signed this very head, and not otherwise."""

import base64
import hashlib

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from pasok.sampul import cosign, note

LOG, ITB, LKPP = (Ed25519PrivateKey.from_private_bytes(bytes([n]) * 32) for n in (1, 2, 3))
HEAD = note.Head("log.example.id", 7, bytes(32))
NOTE = note.sign(HEAD, LOG)
KEYS = [cosign.verifier_key("saksi.itb", ITB), cosign.verifier_key("saksi.lkpp", LKPP)]


def cosigned(time: int = 1_800_000_000) -> str:
    return NOTE + cosign.sign(HEAD.text, "saksi.itb", ITB, time) + "\n"


def test_a_good_line_is_found_with_its_time_and_the_log_still_verifies() -> None:
    assert {name: one.time for name, one in cosign.found(cosigned(), KEYS).items()} == {
        "saksi.itb": 1_800_000_000
    }
    assert note.verify(cosigned(), note.verifier_key("log.example.id", LOG)) == HEAD


def test_a_line_for_another_head_or_by_another_key_is_no_cosignature() -> None:
    other = note.Head("log.example.id", 8, bytes(32))
    for line in (
        cosign.sign(other.text, "saksi.itb", ITB, 1),
        cosign.sign(HEAD.text, "saksi.itb", LKPP, 1),
        cosign.sign(HEAD.text, "saksi.lain", ITB, 1),
        f"{note.MARK}saksi.itb bukan-base64",
    ):
        assert cosign.found(NOTE + line + "\n", KEYS) == {}


@given(st.integers(0, 75), st.integers(0, 7))
def test_any_flipped_bit_of_a_line_is_seen(byte: int, bit: int) -> None:
    line = cosign.sign(HEAD.text, "saksi.itb", ITB, 99)
    mark, name, encoded = line.split(" ")
    blob = bytearray(base64.b64decode(encoded))
    blob[byte] ^= 1 << bit
    changed = f"{mark} {name} {base64.b64encode(bytes(blob)).decode()}\n"
    assert cosign.found(NOTE + changed, KEYS) == {}


def test_a_line_and_a_key_are_laid_out_as_the_standard_says() -> None:
    public = ITB.public_key().public_bytes_raw()
    mark = hashlib.sha256(b"saksi.itb\n\x04" + public).digest()[:4]
    coded = base64.b64encode(b"\x04" + public).decode()
    assert KEYS[0] == f"saksi.itb+{mark.hex()}+{coded}"
    assert cosign.parsed_key(KEYS[0]) == ("saksi.itb", public)
    line = cosign.sign(HEAD.text, "saksi.itb", ITB, 258)
    dash, name, encoded = line.split(" ")
    blob = base64.b64decode(encoded)
    assert (dash, name, blob[:4], blob[4:12]) == ("\u2014", "saksi.itb", mark, bytes([0] * 6 + [1, 2]))
    ITB.public_key().verify(blob[12:], b"cosignature/v1\ntime 258\n" + HEAD.text.encode())
    assert cosign.marked(line) == mark
    assert cosign.found(NOTE + line + "\n", KEYS)["saksi.itb"].line == line


def test_every_known_witness_counts_and_lines_of_other_forms_do_not() -> None:
    second = cosign.sign(HEAD.text, "saksi.lkpp", LKPP, 0)
    both = cosigned() + second + "\n"
    assert {name: one.time for name, one in cosign.found(both, KEYS).items()} == {
        "saksi.itb": 1_800_000_000, "saksi.lkpp": 0
    }  # fmt: skip
    assert list(cosign.found(both, KEYS[1:])) == ["saksi.lkpp"]
    for line in (
        f"{second} lagi",
        second.replace(" ", "  "),
        second.removeprefix(note.MARK),
        second[:-4],
        f"{second}!",
    ):
        assert cosign.found(f"{NOTE}{line}\n", KEYS) == {}


@pytest.mark.parametrize(
    "key",
    [
        "", "saksi", None, KEYS[0] + "!", KEYS[0].replace("itb", "lain"),
        note.verifier_key("saksi.itb", ITB),
        "a+" + hashlib.sha256(b"a\n\x04" + bytes(31)).hexdigest()[:8] + "+"
        + base64.b64encode(b"\x04" + bytes(31)).decode(),
        "a+" + hashlib.sha256(b"a\n\x04" + bytes(32)).hexdigest()[:8] + "+"
        + base64.b64encode(b"\x01" + bytes(32)).decode(),
    ],
)  # fmt: skip
def test_what_is_no_witness_s_key_is_refused(key: str) -> None:
    with pytest.raises(note.BadNote, match="Kunci saksi"):
        cosign.parsed_key(key)
