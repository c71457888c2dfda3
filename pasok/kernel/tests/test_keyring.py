"""What is sealed opens in its own place, with its own key, and nowhere else."""

import base64

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok.kernel import keyring
from pasok.kernel.keyring import Keyring, Unreadable

OLD, NEW = ("lama", b"a" * 32), ("baru", b"b" * 32)
RING = Keyring((OLD, NEW))


@given(st.text(), st.text())
def test_what_is_sealed_opens_again_and_never_shows(text: str, where: str) -> None:
    sealed = RING.seal(text, where)
    assert RING.open(sealed, where) == text
    assert keyring.key_of(sealed) == "baru"
    assert len(text) < 5 or text not in sealed


def test_one_text_is_sealed_differently_each_time() -> None:
    assert RING.seal("123", "a") != RING.seal("123", "a")


def test_moved_to_another_place_it_does_not_open() -> None:
    with pytest.raises(Unreadable, match="bukan milik"):
        RING.open(RING.seal("123", "supplier:npwp:1"), "supplier:npwp:2")


def test_a_changed_sign_does_not_open() -> None:
    sealed = RING.seal("123456789", "a")
    for at in range(len("v1.baru."), len(sealed) - 1):
        other = "A" if sealed[at] != "A" else "B"
        with pytest.raises(Unreadable):
            RING.open(sealed[:at] + other + sealed[at + 1 :], "a")


def test_the_name_of_the_key_is_part_of_what_is_sealed() -> None:
    twins = Keyring((("satu", b"a" * 32), ("dua1", b"a" * 32)))
    with pytest.raises(Unreadable):
        twins.open(twins.seal("123", "a").replace("dua1", "satu"), "a")


def test_the_newest_writes_and_all_read_and_a_lost_key_is_named() -> None:
    old = Keyring((OLD,)).seal("123", "a")
    assert RING.open(old, "a") == "123"
    with pytest.raises(Unreadable, match="lama"):
        Keyring((NEW,)).open(old, "a")
    with pytest.raises(Unreadable):
        RING.open("123456789012345", "a")


def test_an_exact_value_is_found_by_any_key_and_another_is_not() -> None:
    written = Keyring((OLD,)).blind("123", "a")
    assert written in RING.blinds("123", "a") and len(set(RING.blinds("123", "a"))) == 2
    assert written not in RING.blinds("124", "a") and written not in RING.blinds("123", "b")
    assert RING.blind("", "a") == ""


def test_a_file_has_a_key_of_its_own() -> None:
    (sealed, key), (_, other) = keyring.seal_file(b"foto"), keyring.seal_file(b"foto")
    assert b"foto" not in sealed and keyring.open_file(sealed, key) == b"foto"
    with pytest.raises(Unreadable):
        keyring.open_file(sealed, other)
    with pytest.raises(Unreadable):
        keyring.open_file(sealed[:-1] + bytes([sealed[-1] ^ 1]), key)


def test_a_ring_is_read_from_lines() -> None:
    lines = "# gelang\n" + keyring.new_line() + "\n" + keyring.new_line()
    ring = keyring.read_ring(lines)
    assert len(ring.keys) == 2 and lines.splitlines()[-1].startswith(ring.newest)


@pytest.mark.parametrize(
    "text",
    ["", "satu", "satu bukan=base64!", f"satu {base64.b64encode(b'pendek').decode()}", "SATU " + "A" * 44],
)
def test_a_bad_ring_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        keyring.read_ring(text)
