"""Shamir's sharing over GF(2^8) with x^8+x^4+x^3+x+1, byte by byte; a share is y… then x (section 1)."""

import functools
from collections.abc import Sequence

Share = tuple[int, bytes]  # x from 1 to 255, and the ys


def times(a: int, b: int) -> int:
    product = 0
    while b:
        product ^= a if b & 1 else 0
        a = (a << 1) ^ (0x11B if a & 0x80 else 0)
        b >>= 1
    return product


@functools.lru_cache(maxsize=256)
def _table(factor: int) -> bytes:
    """All products of `factor`, so that a whole share is multiplied by one bytes.translate."""
    return bytes(times(factor, byte) for byte in range(256))


@functools.lru_cache(maxsize=256)
def inverse(a: int) -> int:
    """Raises StopIteration for 0."""
    return next(b for b in range(256) if times(a, b) == 1)


@functools.lru_cache(maxsize=65536)
def _weights(xs: tuple[int, ...], x: int) -> tuple[int, ...]:
    """Lagrange's weights at `x`: y(x) = sum of weight * y over the shares."""
    found = []
    for own in xs:
        weight = 1
        for other in xs:
            if other != own:
                weight = times(weight, times(x ^ other, inverse(own ^ other)))
        found.append(weight)
    return tuple(found)


def read(raw: bytes, length: int) -> Share | None:
    """The share of a secret of `length` bytes; None when it is none."""
    return (raw[-1], raw[:-1]) if len(raw) == length + 1 and raw[-1] else None


def at(shares: Sequence[Share], x: int) -> bytes:
    """The value at `x` of the polynomial through these shares (all xs different); the secret is at 0."""
    total = 0
    for weight, (_, ys) in zip(_weights(tuple(own for own, _ in shares), x), shares, strict=True):
        total ^= int.from_bytes(ys.translate(_table(weight)))
    return total.to_bytes(len(shares[0][1]))


def combine(shares: Sequence[Share], k: int) -> bytes | None:
    """The secret, when all xs differ and every share lies on one polynomial of degree below k; else None."""
    xs = {x for x, _ in shares}
    if not 1 <= k <= len(shares) or len(xs) != len(shares):
        return None
    first = shares[:k]
    if any(at(first, x) != ys for x, ys in shares[k:]):
        return None
    return at(first, 0)
