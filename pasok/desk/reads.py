"""Questions to the desk: what waits, how a business stands, and where its words and the papers differ."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from pasok.desk.models import Claim, Registration
from pasok.kernel.actor import Actor
from pasok.pages.written import as_written
from pasok.people import regions
from pasok.suppliers import reads as suppliers
from pasok.suppliers.reads import Profile


@dataclass(frozen=True)
class Difference:
    """One line side by side. `agrees` is None where the register does not say."""

    label: str
    typed: Any
    register: Any
    agrees: bool | None
    origin: str = ""  # where the typed value came from


def waiting() -> QuerySet[Registration]:
    """What the desk has to decide, the soonest due first."""
    return Registration.objects.filter(state__in=("waiting", "doubted")).select_related("supplier")


def registration_of(supplier_id: int | str) -> Registration | None:
    return Registration.objects.filter(supplier=int(supplier_id)).select_related("supplier").first()


def registration(pk: int | str) -> Registration:
    """Raises Registration.DoesNotExist."""
    return Registration.objects.select_related("supplier").get(pk=int(pk))


def is_verified(supplier_id: int | str) -> bool:
    """Whether an LPSE, any of them, has verified the business as it is now."""
    return Registration.objects.filter(supplier=int(supplier_id), state="verified").exists()


def verified(ids: list[int]) -> frozenset[int]:
    """Those of the businesses that are verified; one query."""
    rows = Registration.objects.filter(supplier__in=ids, state="verified")
    return frozenset(rows.values_list("supplier", flat=True))


def compared(profile: Profile) -> list[Difference]:
    """What the owner typed beside what the licence register says today, line by line."""
    found = suppliers.licence(profile.nib)
    origins = suppliers.origins(profile.id)
    return [
        Difference(label, shown(typed), shown(theirs), agrees(typed, theirs), origins.get(column, ""))
        for column, label, typed, theirs in lines(profile, found)
    ]


def lines(profile: Profile, found: Any) -> Iterator[tuple[str, str, Any, Any]]:
    def theirs(column: str) -> Any:
        return getattr(found, column, "") if found else ""

    yield "name", _("Nama usaha"), profile.name, theirs("name")
    forms = suppliers.form_label(profile.form), suppliers.form_label(theirs("form"))
    yield "form", _("Bentuk usaha"), *forms
    yield "nib", _("NIB"), profile.nib, theirs("nib")
    yield "npwp", _("NPWP"), Masked(profile.npwp), Masked(theirs("npwp"))
    yield (
        "scale",
        _("Skala usaha"),
        suppliers.scale_label(profile.scale),
        suppliers.scale_label(theirs("scale")),
    )
    yield "region_code", _("Kabupaten/kota"), place(profile.region_code), place(theirs("region_code"))
    yield "address", _("Alamat"), profile.address, theirs("address")
    yield "kbli", _("KBLI"), " ".join(sorted(profile.kbli)), " ".join(sorted(theirs("kbli")))


class Masked(str):
    """A number that is compared whole and shown in part."""


def place(code: str) -> str:
    return regions.names().get(code, code)


def shown(value: Any) -> Any:
    if isinstance(value, Masked):
        return f"•••• {value[-3:]}" if value else ""
    return as_written(str(value)) if value else ""


def agrees(typed: Any, theirs: Any) -> bool | None:
    if not theirs:
        return None
    return " ".join(str(typed).casefold().split()) == " ".join(str(theirs).casefold().split())


def claims_waiting() -> QuerySet[Claim]:
    """Claims that an officer can decide now, the oldest first."""
    return Claim.objects.filter(state__in=("asked", "proven")).select_related("supplier", "person")


def claim(pk: int | str) -> Claim:
    """Raises Claim.DoesNotExist."""
    return Claim.objects.select_related("supplier", "person").get(pk=int(pk))


def claims_of(actor: Actor) -> list[Claim]:
    """The running claims of a person."""
    kind, _colon, pk = actor.id.partition(":")
    return list(claims_waiting().filter(person=int(pk))) if kind == "person" else []
