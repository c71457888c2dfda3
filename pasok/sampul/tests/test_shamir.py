"""Sharing secrets: against the npm library's own output, and by property."""

import itertools
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok.sampul import shamir

VECTORS = json.loads((Path(__file__).parent / "vectors" / "shamir.json").read_text())["vectors"]


@pytest.mark.parametrize("vector", VECTORS, ids=lambda v: f"{v['k']}of{v['n']}x{len(v['secret']) // 2}")
def test_what_the_browser_split_comes_together_here(vector: dict) -> None:
    shares = [bytes.fromhex(share) for share in vector["shares"]]
    secret, k = bytes.fromhex(vector["secret"]), vector["k"]
    for some in itertools.islice(itertools.combinations(shares, k), 20):
        assert shamir.combine(some) == secret
    assert shamir.fit(shares, k)
    assert k == 2 or not shamir.fit(shares, k - 1)
    assert k == 2 or shamir.combine(shares[: k - 1]) != secret or len(secret) == 1


@given(st.binary(min_size=1, max_size=80), st.integers(2, 6), st.data())
def test_any_k_shares_give_the_secret(secret: bytes, k: int, data: st.DataObject) -> None:
    shares = shamir.split(secret, data.draw(st.integers(k, 9)), k)
    assert shamir.combine(data.draw(st.permutations(shares))[:k]) == secret
    assert shamir.combine(shares) == secret and shamir.fit(shares, k)


def test_k_minus_one_shares_fit_every_secret_equally() -> None:
    """One share of 2-of-n: for each possible secret byte exactly one other share leads to it."""
    (share, *_) = shamir.split(b"x", 2, 2)
    other = 1 if share[-1] != 1 else 2
    assert {shamir.combine([share, bytes([y, other])]) for y in range(256)} == {
        bytes([b]) for b in range(256)
    }


def test_a_bent_share_does_not_fit_the_others() -> None:
    shares = shamir.split(bytes(74), 5, 3)
    bent = bytes([shares[4][0] ^ 1]) + shares[4][1:]
    assert not shamir.fit([*shares[:4], bent], 3)
    assert not shamir.fit([*shares[:4], shares[0]], 3)
    assert not shamir.fit(shares[:2], 3)


@pytest.mark.parametrize(
    "shares", [[], [b"", b""], [b"a\x01", b"ab\x02"], [b"a\x01", b"b\x01"], [b"a\x00", b"b\x01"]]
)
def test_shares_that_cannot_belong_together_are_refused(shares: list[bytes]) -> None:
    with pytest.raises(shamir.BadShares):
        shamir.combine(shares)


@pytest.mark.parametrize("n, k", [(1, 1), (3, 1), (2, 3), (256, 2)])
def test_impossible_splits_are_refused(n: int, k: int) -> None:
    with pytest.raises(shamir.BadShares):
        shamir.split(b"secret", n, k)


@pytest.mark.parametrize("n, k", [(2, 2), (255, 2), (255, 255)])
def test_splits_at_the_limits_are_possible(n: int, k: int) -> None:
    shares = shamir.split(b"s", n, k)
    assert len({share[-1] for share in shares}) == n and shamir.combine(shares[:k]) == b"s"


def test_the_value_at_a_share_s_own_place_is_that_share() -> None:
    shares = shamir.split(b"rahasia", 5, 3)
    assert [shamir.value_at(one[-1], shares[:3]) for one in shares] == [one[:-1] for one in shares]


def test_two_shares_at_one_place_do_not_fit() -> None:
    one, two, three = shamir.split(b"rahasia", 3, 2)
    assert not shamir.fit([one, two, bytes(7) + three[-1:], three], 2)
    assert not shamir.fit([one, bytes(7) + one[-1:]], 2)


def test_what_differs_in_length_is_not_mixed() -> None:
    with pytest.raises(ValueError, match="sama panjang"):
        shamir.xor(b"ab", b"a")
