"""A witness's line counts when its own key signed this very head, and not otherwise."""

import base64

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
