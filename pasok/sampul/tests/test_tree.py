"""The tree against the RFC's own definition, against known roots, and against forgeries."""

import hashlib
from functools import cache

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok.sampul import tree

MOST = 200
LEAVES = [tree.leaf_hash(str(number).encode()) for number in range(MOST)]

# Inputs and roots of the reference log of RFC 6962, used by its implementations everywhere.
KNOWN = [
    ("", "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d"),
    ("00", "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125"),
    ("10", "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77"),
    ("2021", "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7"),
    ("3031", "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4"),
    ("40414243", "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef"),
    ("5051525354555657", "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c"),
    ("606162636465666768696a6b6c6d6e6f", "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"),
]


@cache
def brute(lo: int, hi: int) -> bytes:
    """MTH of RFC 9162 2.1.1, word for word."""
    if hi == lo:
        return hashlib.sha256(b"").digest()
    if hi - lo == 1:
        return LEAVES[lo]
    k = 1
    while k * 2 < hi - lo:
        k *= 2
    return hashlib.sha256(b"\x01" + brute(lo, lo + k) + brute(lo + k, hi)).digest()


@cache
def stored(size: int) -> dict[tree.Spot, bytes]:
    """The nodes kept by a log that grew leaf by leaf, each time reading only its frontier."""
    nodes: dict[tree.Spot, bytes] = {}
    for index in range(size):
        frontier = {spot: nodes[spot] for spot in tree.peaks(0, index)}
        nodes |= tree.grown(index, LEAVES[index], frontier)
    return nodes


def inclusion(index: int, size: int) -> list[bytes]:
    ranges = tree.inclusion_ranges(index, size)
    return tree.hashes(ranges, {spot: stored(MOST)[spot] for spot in tree.spots(ranges)})


def consistency(first: int, second: int) -> list[bytes]:
    ranges = tree.consistency_ranges(first, second)
    return tree.hashes(ranges, {spot: stored(MOST)[spot] for spot in tree.spots(ranges)})


def test_the_known_roots_come_out() -> None:
    nodes: dict[tree.Spot, bytes] = {}
    assert tree.root(0, nodes).hex() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    for index, (data, root) in enumerate(KNOWN):
        nodes |= tree.grown(index, tree.leaf_hash(bytes.fromhex(data)), nodes)
        assert tree.root(index + 1, nodes).hex() == root


@pytest.mark.parametrize("size", range(MOST + 1))
def test_every_size_has_the_root_of_the_definition_and_keeps_fewer_than_two_nodes_a_leaf(size: int) -> None:
    assert tree.root(size, stored(MOST)) == brute(0, size)
    assert len(stored(size)) <= max(2 * size - 1, 0)


@given(st.integers(1, MOST), st.data())
def test_every_leaf_is_proved_and_no_other_index_size_or_leaf_is(size: int, data: st.DataObject) -> None:
    index = data.draw(st.integers(0, size - 1))
    path, root = inclusion(index, size), brute(0, size)
    assert tree.verify_inclusion(LEAVES[index], index, size, path, root)
    other = data.draw(st.integers(0, size - 1).filter(lambda i: i != index)) if size > 1 else size
    assert not tree.verify_inclusion(LEAVES[index], other, size, path, root)
    assert not tree.verify_inclusion(LEAVES[other % MOST], index, size, path, root) or other % MOST == index
    assert not tree.verify_inclusion(LEAVES[index], index, size, [*path, root], root)
    assert not tree.verify_inclusion(LEAVES[index], index, size, path[:-1], root) or not path
    if path:
        at = data.draw(st.integers(0, len(path) - 1))
        bent = [*path[:at], bytes(32), *path[at + 1 :]]
        assert not tree.verify_inclusion(LEAVES[index], index, size, bent, root)


@given(st.integers(1, MOST), st.data())
def test_a_prefix_is_proved_and_a_rewritten_past_is_not(second: int, data: st.DataObject) -> None:
    first = data.draw(st.integers(1, second))
    proof, old, new = consistency(first, second), brute(0, first), brute(0, second)
    assert tree.verify_consistency(first, second, old, new, proof)
    assert not tree.verify_consistency(first, second, bytes(32), new, proof)
    assert not tree.verify_consistency(first, second, old, bytes(32), proof)
    assert not tree.verify_consistency(first, second, old, new, [*proof, new])
    assert not proof or not tree.verify_consistency(first, second, old, new, proof[:-1])
    if first < second:
        assert not tree.verify_consistency(second, first, new, old, proof)


def test_questions_about_leaves_that_are_not_there_are_errors() -> None:
    for ask in (lambda: tree.inclusion_ranges(5, 5), lambda: tree.consistency_ranges(6, 5)):
        with pytest.raises(ValueError):
            ask()


def test_a_proof_in_a_million_leaves_needs_a_handful_of_nodes() -> None:
    for index in (0, 1, 524_287, 524_288, 777_777, 999_999):
        assert len(tree.spots(tree.inclusion_ranges(index, 1_000_000))) <= 40
    assert len(tree.peaks(0, 999_999)) <= 20
