"""Facts for tests of the rules and the tables: a tender and a bid in order, and what a test changes."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

from pasok.tenders.rules.facts import BidFacts, Facts

NOW = datetime(2026, 3, 9, 2, 0, tzinfo=UTC)  # Monday 09.00 WIB
ON = date(2026, 3, 2)
TICK = timedelta(microseconds=1)
MEMBERS = frozenset({"person:1", "person:2", "person:3"})
HATS = (
    *("pa", "kpa", "ppk", "pptk", "procurement_officer", "pokja", "ukpbj", "lpse", "auditor", "supplier"),
    *("clock", "importer", "participant", "bidder", "owner", "bearer", ""),
    *("facilitator", "claimant", "staff", "person"),
)


def some_facts(*hats: str, **changes: Any) -> Facts:
    """A tender of Rp1.4 billion whose deadline is in an hour and in which all members agreed."""
    known: dict[str, Any] = {
        "state": "announced",
        "now": NOW,
        "hats": frozenset(hats),
        "me": "person:1",
        "on": ON,
        "pagu": Decimal(1_450_000_000),
        "hps": Decimal(1_400_000_000),
        "members": MEMBERS,
        "agreed": MEMBERS,
        "keyed": MEMBERS,
        "has_document": True,
        "windows": {"bid_submission": (NOW, NOW + timedelta(hours=1))},
        "closes_at": NOW + timedelta(hours=1),
        "threshold": 2,
    }
    return Facts(**known | changes)


def bid_facts(*hats: str, **changes: Any) -> BidFacts:
    """A bid of a ready business in a tender that is open for another hour."""
    known: dict[str, Any] = {
        "state": "registered",
        "now": NOW,
        "hats": frozenset(hats),
        "tender_state": "announced",
        "closes_at": NOW + timedelta(hours=1),
        "stages_left": ("administration",),
    }
    return BidFacts(**known | changes)
