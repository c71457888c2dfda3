"""Before the opening the database and the disk hold no price and no word of any bid; after it they do."""

import base64
from decimal import Decimal
from pathlib import Path

import pytest
from django.conf import settings
from django.db import connection

from pasok.tenders import rehearsal
from pasok.tenders.tests import builders

pytestmark = pytest.mark.django_db
PRICES = [Decimal(1_234_567_801 + 1_000_003 * number) for number in range(10)]


def dump() -> str:
    """Every table as text, as a backup would hold it, and every file we keep."""
    texts = []
    with connection.cursor() as cursor:
        cursor.execute("select tablename from pg_tables where schemaname = 'public'")
        for (table,) in cursor.fetchall():
            cursor.execute(f'select t::text from "{table}" t')
            texts += [row[0] for row in cursor.fetchall()]
    folder = Path(settings.FILES)
    texts += [file.read_bytes().decode("latin-1") for file in folder.rglob("*") if file.is_file()]
    texts += [str(file) for file in folder.rglob("*")]
    return "\n".join(texts)


def spellings(price: Decimal) -> list[str]:
    """A price as people, machines and careless encoders would write it."""
    whole, grouped = f"{price:.0f}", f"{price:,.0f}"
    coded = [base64.b64encode(whole.encode()).decode().rstrip("="), whole.encode().hex(), f"{int(price):x}"]
    return [whole, grouped, grouped.replace(",", "."), grouped.replace(",", " "), *coded]


def test_a_dump_before_the_opening_tells_nothing() -> None:
    scene = builders.announced()
    words, hidden = [], []
    for number, price in enumerate(PRICES):
        actor, secret = builders.a_workshop(f"Bengkel Kenari {number}"), f"kenari-rahasia-{number}-9f2c"
        words.append(secret)
        hidden += [secret[::-1], secret.encode().hex(), base64.b64encode(secret.encode()).decode()[:24]]
        paper = rehearsal.a_paper("surat.txt", f"Isi surat {secret}")
        rehearsal.offer(
            scene.tender, actor, price, scene.later(hours=1), files=[paper], technical=f"Cara {secret}"
        )
    before = dump()
    canaries = words + hidden + [text for price in PRICES for text in spellings(price)]
    assert [canary for canary in canaries if canary in before] == []
    builders.acts.close(scene.tender, actor=builders.CLOCK, now=scene.past("bid_submission"))
    assert not [canary for canary in canaries if canary in dump()]
    scene.committee.open(scene.tender, scene.later(minutes=5))
    after = dump()
    assert all(f"{price:.0f}" in after for price in PRICES) and all(word in after for word in words)
