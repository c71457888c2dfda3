"""A holder's identity as 33 words for a paper: SLIP-0039, one share of one, without a passphrase. Pure.

github.com/satoshilabs/slips, slip-0039.md. The checksum finds any three wrong words; the first four letters
of a word are enough. Who holds the paper holds the key.
"""

import hashlib
import secrets
from collections.abc import Iterable
from pathlib import Path

from pasok.kernel.tongue import say

WORDS = tuple((Path(__file__).parent / "slip39.txt").read_text().split())
BY_START = {word[:4]: number for number, word in enumerate(WORDS)}
GENERATOR = (
    *(0xE0E040, 0x1C1C080, 0x3838100, 0x7070200, 0xE0E0009),
    *(0x1C0C2412, 0x38086C24, 0x3090FC48, 0x21B1F890, 0x3F3F120),
)
HEAD, SUM = 4, 3  # words before and after the secret
ALONE = 0  # group 1 of 1, share 1 of 1: 20 bits of the head
ROUNDS, ITERATIONS = 4, 10_000
BECH32 = "qpzry9x8gf2tvdw0s3jn54khce6mua7l"
PREFIX = "age-secret-key-"


class Unreadable(ValueError):
    """These words say nothing. The message is an Indonesian sentence."""


def words(identity: str) -> str:
    """AGE-SECRET-KEY-1… as 33 words. Each time other ones, which say the same."""
    return encoded(raw(identity), secrets.randbelow(1 << 15))


def identity(text: str) -> str:
    """AGE-SECRET-KEY-1… from the words of a paper. Raises Unreadable."""
    secret = decoded(text)
    if len(secret) != 32:
        raise Unreadable(say("Kertas kunci memuat {n} kata.", n=33))
    return bech32(secret)


# ---- SLIP-0039


def encoded(secret: bytes, number: int, passphrase: bytes = b"", *, extendable: bool = True) -> str:
    """`number`: 15 bits that name the paper."""
    sealed = feistel(secret, passphrase, salt(number, extendable), range(ROUNDS))
    padded = -(-len(secret) * 8 // 10)
    value = (((number << 1 | extendable) << 4) << 20 | ALONE) << padded * 10 | int.from_bytes(sealed)
    data = split(value, HEAD + padded)
    total = polymod([*label(extendable), *data, 0, 0, 0]) ^ 1
    return " ".join(WORDS[one] for one in [*data, *split(total, SUM)])


def decoded(text: str, passphrase: bytes = b"") -> bytes:
    """The secret of a share that stands alone. Raises Unreadable."""
    data = numbers(text)
    value = sum(one << 10 * at for at, one in enumerate(reversed(data[:-SUM])))
    size = (len(data) - HEAD - SUM) * 10
    head, sealed = value >> size, value & ((1 << size) - 1)
    number, extendable, work = head >> 25, bool(head >> 24 & 1), head >> 20 & 15
    if polymod([*label(extendable), *data]) != 1:
        raise Unreadable(say("Kata-kata ini tidak cocok satu sama lain. Periksa ejaan dan urutannya."))
    if head & 0xFFFFF != ALONE or size < 128 or size % 16 > 8 or sealed.bit_length() > size - size % 16:
        raise Unreadable(say("Kata-kata ini bukan kertas kunci Pasok."))
    plain = sealed.to_bytes(size // 16 * 2)
    return feistel(plain, passphrase, salt(number, extendable), reversed(range(ROUNDS)), work)


def numbers(text: str) -> list[int]:
    given = text.lower().split()
    if len(given) < 20:
        raise Unreadable(say("Kertas kunci memuat {n} kata.", n=33))
    for place, word in enumerate(given, start=1):
        if word[:4] not in BY_START or word not in (word[:4], WORDS[BY_START[word[:4]]]):
            raise Unreadable(say("Kata ke-{n} tidak dikenal: {word}.", n=place, word=word))
    return [BY_START[word[:4]] for word in given]


def split(value: int, count: int) -> list[int]:
    """`count` numbers of ten bits, the highest first."""
    return [value >> 10 * at & 1023 for at in reversed(range(count))]


def label(extendable: bool) -> bytes:
    return b"shamir_extendable" if extendable else b"shamir"


def salt(number: int, extendable: bool) -> bytes:
    return b"" if extendable else b"shamir" + number.to_bytes(2)


def polymod(values: list[int]) -> int:
    """RS1024: Reed-Solomon over GF(1024)."""
    total = 1
    for value in values:
        top = total >> 20
        total = (total & 0xFFFFF) << 10 ^ value
        for at, part in enumerate(GENERATOR):
            total ^= part if top >> at & 1 else 0
    return total


def feistel(data: bytes, passphrase: bytes, salted: bytes, rounds: Iterable[int], work: int = 0) -> bytes:
    """Four rounds of PBKDF2; the same in the other order undoes them."""
    half = len(data) // 2
    left, right = data[:half], data[half:]
    for turn in rounds:
        mixed = hashlib.pbkdf2_hmac(
            "sha256", bytes([turn]) + passphrase, salted + right, (ITERATIONS << work) // ROUNDS, half
        )
        left, right = right, bytes(a ^ b for a, b in zip(left, mixed, strict=True))
    return right + left


# ---- the text of an age identity (bech32)


def bech32(secret: bytes) -> str:
    value = int.from_bytes(secret) << 4
    data = [value >> 5 * at & 31 for at in reversed(range(52))]
    total = checked([*data, 0, 0, 0, 0, 0, 0]) ^ 1
    data += [total >> 5 * at & 31 for at in reversed(range(6))]
    return (PREFIX + "1" + "".join(BECH32[one] for one in data)).upper()


def raw(identity: str) -> bytes:
    """The 32 bytes of an identity. Raises ValueError."""
    text = identity.strip().lower().removeprefix(PREFIX + "1")
    data = [BECH32.index(one) for one in text]
    if len(data) != 58 or checked(data) != 1:
        raise ValueError("not an age identity")
    return (sum(one << 5 * at for at, one in enumerate(reversed(data[:-6]))) >> 4).to_bytes(32)


def checked(data: list[int]) -> int:
    total = 1
    for value in [*(ord(one) >> 5 for one in PREFIX), 0, *(ord(one) & 31 for one in PREFIX), *data]:
        top, total = total >> 25, (total & 0x1FFFFFF) << 5 ^ value
        for at, part in enumerate((0x3B6A57B2, 0x26508E6D, 0x1EA119FA, 0x3D4233DD, 0x2A1462B3)):
            total ^= part if top >> at & 1 else 0
    return total
