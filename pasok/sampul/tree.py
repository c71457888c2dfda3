"""The Merkle tree of RFC 9162 section 2.1, as pure functions over stored nodes.

Only complete subtrees are stored: a node never changes once written, so appending the leaf number n writes
one node per trailing one-bit of n, plus itself. Every root and every proof is a fold of O(log n) of them.
"""

import hashlib
from collections.abc import Iterable, Mapping, Sequence

Range = tuple[int, int]  # the leaves lo … hi-1
Spot = tuple[
    int, int
]  # (level, position): the complete subtree over the 2^level leaves from position·2^level
Nodes = Mapping[Spot, bytes]

EMPTY = hashlib.sha256(b"").digest()


def leaf_hash(data: bytes) -> bytes:
    return hashlib.sha256(b"\x00" + data).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()


def peaks(lo: int, hi: int) -> list[Spot]:
    """The complete subtrees that make up lo … hi-1, left to right. `lo` comes from the RFC's own splits,
    so it is always a multiple of the largest of them."""
    spots = []
    while lo < hi:
        level = (hi - lo).bit_length() - 1
        spots.append((level, lo >> level))
        lo += 1 << level
    return spots


def fold(hashes: Sequence[bytes]) -> bytes:
    """The Merkle tree hash of neighbouring complete subtrees, each at least as large as the next."""
    if not hashes:
        return EMPTY
    total = hashes[-1]
    for left in reversed(hashes[:-1]):
        total = node_hash(left, total)
    return total


def root(size: int, nodes: Nodes) -> bytes:
    return fold([nodes[spot] for spot in peaks(0, size)])


def grown(size: int, leaf: bytes, nodes: Nodes) -> dict[Spot, bytes]:
    """The nodes that become complete when `leaf` is appended to a tree of `size`. Needs peaks(0, size)."""
    level, position, total = 0, size, leaf
    made = {(level, position): total}
    while position & 1:
        total = node_hash(nodes[level, position - 1], total)
        level, position = level + 1, position >> 1
        made[level, position] = total
    return made


def inclusion_ranges(index: int, size: int) -> list[Range]:
    """PATH(m, D_n) of 2.1.3.1: the ranges whose hashes lead from the leaf up to the root."""
    if not 0 <= index < size:
        raise ValueError(f"Tidak ada daun {index} pada pohon berisi {size}.")
    lo, hi, ranges = 0, size, []
    while hi - lo > 1:
        middle = lo + split_point(hi - lo)
        if index < middle:
            ranges.append((middle, hi))
            hi = middle
        else:
            ranges.append((lo, middle))
            lo = middle
    return ranges[::-1]


def consistency_ranges(first: int, second: int) -> list[Range]:
    """PROOF(m, D_n) of 2.1.4.1: the ranges that show the tree of `first` leaves is a prefix of `second`."""
    if not 0 < first <= second:
        raise ValueError(f"Pohon berisi {first} bukan awal dari pohon berisi {second}.")
    lo, hi, whole, ranges = 0, second, True, []
    while first < hi:
        middle = lo + split_point(hi - lo)
        if first <= middle:
            ranges.append((middle, hi))
            hi = middle
        else:
            ranges.append((lo, middle))
            lo, whole = middle, False
    if not whole:
        ranges.append((lo, hi))
    return ranges[::-1]


def spots(ranges: Iterable[Range]) -> set[Spot]:
    """The stored nodes that the hashes of these ranges are folded from."""
    return {spot for lo, hi in ranges for spot in peaks(lo, hi)}


def hashes(ranges: Iterable[Range], nodes: Nodes) -> list[bytes]:
    return [fold([nodes[spot] for spot in peaks(lo, hi)]) for lo, hi in ranges]


def split_point(n: int) -> int:
    """The largest power of two smaller than n."""
    return 1 << ((n - 1).bit_length() - 1)


def verify_inclusion(leaf: bytes, index: int, size: int, path: Sequence[bytes], root: bytes) -> bool:
    """2.1.3.2: whether the path leads from the leaf hash at `index` to the root of a tree of `size`."""
    if not 0 <= index < size:
        return False
    fn, sn, total = index, size - 1, leaf
    for step in path:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            total = node_hash(step, total)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            total = node_hash(total, step)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and total == root


def verify_consistency(
    first: int, second: int, first_root: bytes, second_root: bytes, proof: Sequence[bytes]
) -> bool:
    """2.1.4.2: whether the tree of `first` leaves is a prefix of the tree of `second`."""
    if first == second:
        return not proof and first_root == second_root
    if not 0 < first < second or not proof:
        return False
    steps = list(proof) if first & (first - 1) else [first_root, *proof]
    fn, sn = first - 1, second - 1
    while fn & 1:
        fn, sn = fn >> 1, sn >> 1
    old = new = steps[0]
    for step in steps[1:]:
        if sn == 0:
            return False
        if fn & 1 or fn == sn:
            old, new = node_hash(step, old), node_hash(step, new)
            while fn and not fn & 1:
                fn, sn = fn >> 1, sn >> 1
        else:
            new = node_hash(new, step)
        fn, sn = fn >> 1, sn >> 1
    return sn == 0 and old == first_root and new == second_root
