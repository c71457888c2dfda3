"""Questions about businesses: for tenders, for pages, for the importer."""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from itertools import combinations
from pathlib import Path

from django.db.models import Q, QuerySet

from pasok.suppliers import rules
from pasok.suppliers.models.business import Supplier
from pasok.suppliers.rules import fitness

Profile = rules.Profile

TABLES = Path(__file__).parent.parent / "kbli"


def supplier(supplier_id: int | str) -> Supplier:
    """The business with that public id. Raises Supplier.DoesNotExist."""
    return Supplier.objects.get(pk=int(supplier_id))


def profile(supplier_id: int | str) -> Profile:
    """Everything a tender checks of a business. Raises Supplier.DoesNotExist."""
    return supplier(supplier_id).profile()


def profiles(ids: Iterable[int | str]) -> dict[int, Profile]:
    """Profiles by id, in three queries however many they are. Unknown ids are left out."""
    rows = Supplier.objects.filter(pk__in=[int(i) for i in ids]).prefetch_related("permits", "officers")
    return {row.pk: row.profile() for row in rows}


def suppliers_by_id(ids: Iterable[int | str]) -> dict[str, Supplier]:
    """Rows by their public id as text, with permits and officers, in three queries."""
    rows = Supplier.objects.filter(pk__in=[int(i) for i in ids]).prefetch_related("permits", "officers")
    return {str(row.pk): row for row in rows}


def names(ids: Iterable[int | str]) -> dict[int, str]:
    """Full names by id, for lists."""
    rows = Supplier.objects.filter(pk__in=[int(i) for i in ids]).only("pk", "name", "form")
    return {row.pk: row.full_name for row in rows}


def conflicts_among(ids: Iterable[int | str], on: date) -> list[tuple[int, int, str]]:
    """Pairs of businesses that may not bid in one tender announced on `on`, each with the sentence why.

    Only pairs that share a person are compared: of a thousand bidders there are half a million pairs.
    """
    known, of = profiles(ids), defaultdict(set)
    for pk, profile in known.items():
        for officer in profile.officers:
            of[officer.nik_hash].add(pk)
    of.pop("", None)
    pairs = {pair for sharing in of.values() for pair in combinations(sorted(sharing), 2)}
    return [
        (a, b, sentence) for a, b in sorted(pairs) for sentence in rules.conflicts(known[a], known[b], on)
    ]


def linked(ids: Iterable[int | str]) -> frozenset[str]:
    """NIK hashes of all who steer these businesses or benefit from them."""
    return frozenset().union(*(fitness.linked(one) for one in profiles(ids).values()))


def hashes(*, cooperatives: bool = False) -> frozenset[str]:
    """NIK hashes of all who own or run a business, or a cooperative: who may hold no office (Ps 7(2)d, e)."""
    rows = Supplier.objects.exclude(officers__nik_hash="").filter(officers__isnull=False)
    rows = rows.filter(form="koperasi") if cooperatives else rows
    return frozenset(rows.values_list("officers__nik_hash", flat=True))


def by_external_id(scheme: str, code: str) -> Supplier | None:
    """The business another system knows by this number."""
    return Supplier.objects.filter(external_ids__scheme=scheme, external_ids__code=code).first()


def by_npwp(npwp: str) -> QuerySet[Supplier]:
    """The businesses with exactly this NPWP (digits only), found by its fingerprint."""
    blind = Supplier._meta.get_field("npwp_blind")
    return Supplier.objects.filter(npwp_blind__in=blind.found(npwp))


def public_list(words: str = "") -> QuerySet[Supplier]:
    """Businesses with a declared or imported profile whose name or region holds the words."""
    rows = Supplier.objects.exclude(state="draft")
    return rows.filter(Q(name__icontains=words) | Q(region_name__icontains=words)) if words else rows


@cache
def _kbli(edition: str) -> Mapping[str, str]:
    path = TABLES / f"{edition}.csv"
    with path.open(newline="", encoding="utf-8") as lines:
        return {row["code"]: row["title"] for row in csv.DictReader(lines)}


def kbli_title(code: str, edition: str = "2020") -> str:
    """The title of a five-digit KBLI code (with or without its category letter), or ""."""
    return _kbli(edition).get(code[-5:], "") if edition in rules.EDITIONS else ""


def kbli_codes(edition: str = "2020") -> tuple[str, ...]:
    """Every five-digit code of an edition."""
    return tuple(_kbli(edition)) if edition in rules.EDITIONS else ()
