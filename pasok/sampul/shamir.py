"""Shamir's secret sharing over GF(2^8), byte by byte. Pure.

Field: the AES polynomial x^8+x^4+x^3+x+1. A share is the bytes y of all polynomials at x, then x itself:
the layout of the npm library `shamir-secret-sharing`, which deals the shares in the browser.
"""

import secrets
from collections.abc import Sequence
from functools import cache

EXP, LOG = [0] * 510, [0] * 256
element = 1
for power in range(255):
    EXP[power] = EXP[power + 255] = element
    LOG[element] = power
    element ^= (element << 1) ^ (0x11B if element & 0x80 else 0)  # times the generator 3


class BadShares(ValueError):
    """Shares that cannot belong together."""


def times(a: int, b: int) -> int:
    return EXP[LOG[a] + LOG[b]] if a and b else 0


def over(a: int, b: int) -> int:
    """a / b; b is never zero here."""
    return EXP[LOG[a] - LOG[b] + 255] if a else 0


@cache
def table(factor: int) -> bytes:
    """`factor` times every element, for bytes.translate."""
    return bytes(times(factor, element) for element in range(256))


def xor(a: bytes, b: bytes) -> bytes:
    """Byte by byte. ValueError when one is longer."""
    if len(a) != len(b):
        raise ValueError("tidak sama panjang")
    return (int.from_bytes(a) ^ int.from_bytes(b)).to_bytes(len(a))


def split(secret: bytes, n: int, k: int) -> list[bytes]:
    """n shares, any k of which give the secret back; fewer say nothing about it."""
    if not secret or not 2 <= k <= n <= 255:
        raise BadShares(f"Rahasia tidak dapat dibagi {k} dari {n}.")
    coefficients = [secret, *(secrets.token_bytes(len(secret)) for _ in range(k - 1))]
    shares = []
    for x in secrets.SystemRandom().sample(range(1, 256), n):
        y = bytes(len(secret))
        for coefficient in reversed(coefficients):  # Horner
            y = xor(y.translate(table(x)), coefficient)
        shares.append(y + bytes([x]))
    return shares


def combine(shares: Sequence[bytes]) -> bytes:
    """The value at zero of the polynomial through these shares: the secret, if they are k good ones."""
    return value_at(0, shares)


def value_at(x: int, shares: Sequence[bytes]) -> bytes:
    """Lagrange's interpolation at x, for each byte."""
    places = [share[-1] for share in shares if share]
    lengths = {len(share) for share in shares}
    if len(lengths) != 1 or min(lengths) < 2 or 0 in places or len(set(places)) != len(shares):
        raise BadShares("Bagian kunci tidak sepadan.")
    total = bytes(min(lengths) - 1)
    for share, own in zip(shares, places, strict=True):
        weight = 1
        for other in places:
            if other != own:
                weight = times(weight, over(x ^ other, own ^ other))
        total = xor(total, share[:-1].translate(table(weight)))
    return total


def fit(shares: Sequence[bytes], k: int) -> bool:
    """Whether all shares lie on one polynomial of degree below k: then every k of them give one secret."""
    base, places = shares[:k], {share[-1:] for share in shares}
    if len(shares) < k or len(places) != len(shares):
        return False
    return all(value_at(share[-1], base) == share[:-1] for share in shares[k:])
