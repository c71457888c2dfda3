"""Twenty bids in the box: a full dump of the database and every stored file sing none of their words."""

import secrets
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from pasok.sampul import acts, device
from pasok.sampul.models import Envelope
from pasok.sampul.tests.story import AFTER, KEY, a_box, opened, send

pytestmark = pytest.mark.django_db(transaction=True)


def dump() -> bytes:
    """Every table of the database as text, as a backup would carry it away."""
    found = b""
    with connection.cursor() as cursor:
        for table in connection.introspection.table_names(cursor):
            with cursor.cursor.copy(f'copy "{table}" to stdout') as copy:
                found += b"".join(bytes(block) for block in copy)
    return found


def files() -> bytes:
    return b"".join(path.read_bytes() for path in Path(settings.FILES).rglob("*") if path.is_file())


def spellings(word: str) -> list[bytes]:
    """As it is, in hex, and in base64 wherever it may start."""
    raw = word.encode()
    shifted = [device.base64.b64encode(b"\0" * pad + raw)[4 if pad else 0 : -4] for pad in range(3)]
    return [raw, raw.hex().encode(), *shifted]


def test_no_price_and_no_text_is_anywhere_before_opening() -> None:
    committee = a_box()
    words = {}
    for bidder in range(20):
        price, text = str(10**12 + secrets.randbelow(10**12)), f"metode-kerja-{secrets.token_hex(12)}"
        bid = device.prepare_bid(
            committee.parameters, str(bidder), {"penawaran": {"harga": price, "metode": text * 40}}
        )
        receipt = send(KEY, bid)
        words[receipt.index] = (price, text)
    acts.close(KEY, now=AFTER)
    first, second = (committee.made(member, "penawaran") for member in ("person:1", "person:2"))
    committee.promise(first, second)
    acts.reveal(KEY, release=first, now=AFTER)  # one member's shares are not enough either
    seen = dump() + files()
    assert b"age-encryption.org" in seen and str(Envelope.objects.get(leaf=1).ciphertext).encode() in seen
    for pair in words.values():
        for word in pair:
            assert not any(spelling in seen for spelling in spellings(word))
    acts.reveal(KEY, release=second, now=AFTER)
    found = acts.unseal(KEY, now=AFTER)
    assert {index: one.parts["penawaran"]["harga"] for index, one in found.items()} == {
        index: price for index, (price, _) in words.items()
    }


def test_the_canary_can_sing() -> None:
    """The same search finds what is really there: a word in a log entry, and one in a file."""
    committee = a_box()
    send(KEY, device.prepare_bid(committee.parameters, "penyedia-kenari", {"penawaran": {}}))
    assert any(spelling in dump() for spelling in spellings("penyedia-kenari"))
    assert opened(committee)
