"""Who may not bid against whom."""

from datetime import date
from decimal import Decimal

from pasok.kernel.tongue import say
from pasok.suppliers.rules.numbers import standing
from pasok.suppliers.rules.profile import STEERING, Profile

SHARED_PEOPLE = "Perpres 16/2018 Ps 7(2)a"


def conflicts(a: Profile, b: Profile, on: date) -> list[str]:
    """Why two businesses may not bid in one tender announced on `on`. Names no natural person.

    Shared directors, commissioners or key staff; the same beneficial owner since 30 April 2025, before it
    one shareholder with more than half of both (Perpres 16/2018 and 46/2025 Ps 7(2)).
    """
    if a.id == b.id:
        return []
    pair = say("{one} dan {other}", one=a.full_name, other=b.full_name)
    found = []
    if a.hashes(*STEERING) & b.hashes(*STEERING):
        found.append(
            say(
                "{pair} memiliki direksi, komisaris, atau tenaga inti yang sama ({article}).",
                pair=pair,
                article=SHARED_PEOPLE,
            )
        )
    if (rule := standing("conflict_beneficial_owner", on)) and rule.yes and _beneficial(a) & _beneficial(b):
        found.append(
            say(
                "{pair} berada di bawah pemilik manfaat yang sama ({article}).",
                pair=pair,
                article=rule.article,
            )
        )
    rule = standing("conflict_common_shareholder_above", on)
    if rule and _above(a, rule.number) & _above(b, rule.number):
        found.append(
            say(
                "Lebih dari {n} % saham {pair} dimiliki pemegang saham yang sama ({article}).",
                n=rule.whole,
                pair=pair,
                article=rule.article,
            )
        )
    return found


def _beneficial(profile: Profile) -> frozenset[str]:
    return frozenset(o.nik_hash for o in profile.officers if o.beneficial and o.nik_hash)


def _above(profile: Profile, limit: Decimal) -> frozenset[str]:
    """Owners whose shares, taken together, pass the limit."""
    shares: dict[str, Decimal] = {}
    for officer in profile.officers:
        if officer.nik_hash and officer.role == "owner":
            shares[officer.nik_hash] = shares.get(officer.nik_hash, Decimal(0)) + (officer.share_pct or 0)
    return frozenset(person for person, share in shares.items() if share > limit)
