"""Where a tender touches other rooms: what the PPK hands over, and the sealed box it keeps its bids in."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.translation import gettext as _

from pasok.kernel.actor import Actor
from pasok.kernel.machine import Machine, Refused
from pasok.kernel.money import plain
from pasok.law.methods import method
from pasok.people import reads as people
from pasok.people.rules import selects_own_package
from pasok.planning import reads as planning
from pasok.sampul import acts as sampul
from pasok.sampul.acts.boxes import POLICY
from pasok.sampul.answers import Refusal
from pasok.suppliers import reads as suppliers
from pasok.tenders.rules.prices import Line

PARTS = ("harga", "dokumen")  # satu file: both are opened together; anybody may check the price alone

if TYPE_CHECKING:
    from pasok.tenders.models import Tender


def refusals(packages: Sequence[Any], pokja: int, actor: Actor, on: date) -> list[str]:
    """Why these packages cannot become one tender of this PPK with this Pokja."""
    if not packages:
        return [_("Pilih paling sedikit satu paket RUP.")]
    found = []
    if any(package.ppk != actor.id for package in packages):
        found.append(_("Hanya PPK paket ini yang dapat mengusulkan tender."))
    if len({package.method for package in packages}) > 1:
        found.append(_("Paket yang digabung harus memakai metode yang sama."))
    if packages[0].method and not method(packages[0].method).built:
        label = method(packages[0].method).full_label
        found.append(
            _("Metode {label} belum dilayani di sini. Pilih metode yang sudah tersedia.").format(label=label)
        )
    members = frozenset(member.id for member in people.pokja_members(pokja, on))
    if not members:
        found.append(_("Pokja itu belum mempunyai anggota pada hari ini."))
    if why := selects_own_package(actor.id, members):
        found.append(why)
    return found


def hand_over(packages: Sequence[Any], on: date) -> dict[str, Any]:
    """The tender's fields as the packages have them now. Several packages become one bill of quantities."""
    first = packages[0]
    lines = [line for package in packages for line in planning.hps_lines(package)]
    totals = [package.hps_total for package in packages]
    terms = getattr(first, "terms", None)
    return {
        "title": first.title,
        "packages": [package.ocid for package in packages],
        "method": first.method,
        "category": first.kind,
        "agency_id": first.agency_id,
        "satker_id": first.satker_id,
        "zone": first.agency.time_zone,
        "pagu": sum((package.pagu for package in packages), Decimal(0)),
        "hps": None if None in totals else sum(totals, Decimal(0)),
        "hps_set_on": min((p.day(p.hps_set_at) for p in packages if p.hps_set_at), default=None),
        "vat_pct": first.hps_vat_pct,
        "contract_kind": terms.kind if terms else "lump_sum",
        "lines": [bill_line(number, line) for number, line in enumerate(lines, start=1)],
        "terms": terms_of(terms),
        "small_only": all(package.small_business_reserved for package in packages),
    }


def bill_line(number: int, line: Any) -> dict[str, Any]:
    """A line of the HPS as the tender keeps it; the unit price is never shown before the law lets it."""
    return {
        "number": number,
        "description": line.description,
        "unit": line.unit,
        "quantity": f"{line.quantity.normalize():f}",
        "unit_price": plain(line.unit_price),
        "tkdn_min": str(line.tkdn_min) if line.tkdn_min is not None else "",
    }


def terms_of(terms: Any) -> dict[str, Any]:
    if terms is None:
        return {}
    return {
        "kind": terms.kind,
        "kind_label": terms.get_kind_display(),
        "delivery_days": terms.delivery_days,
        "advance_pct": str(terms.advance_pct),
        "performance_bond": terms.performance_bond,
        "instalments": terms.instalments,
        "special": terms.special,
    }


def bill(tender: "Tender") -> list[Line]:
    return [Line(row["number"], Decimal(row["quantity"]), Decimal(row["unit_price"])) for row in tender.lines]


@contextmanager
def refusing(machine: Machine, name: str) -> Iterator[None]:
    """The box's own refusals become the act's: one sentence, 409, nothing written."""
    try:
        yield
    except Refusal as why:
        act = machine.act(name)
        raise (Refused(act, (why.sentence,)) if act else why) from why


def moment(tender: "Tender", at: datetime) -> datetime | None:
    """The time the box is told: none for a real one, where only the database's own clock counts."""
    return at if tender.clock == "replay" else None


def open_box(tender: "Tender", closes_at: datetime, documents: str, at: datetime) -> None:
    sampul.open_box(
        tender.box_key,
        ocid=tender.ocid,
        k=tender.threshold,
        members=sorted(tender.members),
        parts=PARTS,
        policy={name: method(tender.method).policy(name) for name in POLICY},
        closes_at=closes_at,
        documents_sha256=documents,
        clock=tender.clock,
        now=moment(tender, at),
    )


def hold(tender: "Tender") -> None:
    """Keep the tender from closing or changing while a bid goes in; bids do not wait for each other."""
    with connection.cursor() as cursor:
        cursor.execute("select state from tenders_tender where id = %s for share", [tender.pk])
        row = cursor.fetchone()
    if row is None or row[0] != tender.state:
        tender.refresh_from_db()


def declared(supplier: str) -> dict[str, Any]:
    """The qualification as declared at the moment of the bid. Natural persons only by their hashes."""
    profile = suppliers.profile(supplier)
    return {
        "name": profile.full_name,
        "nib": profile.nib,
        "scale": profile.scale,
        "region": profile.region_name,
        "kbli": [permit.kbli for permit in profile.permits],
        "officers": [[officer.role, officer.nik_hash] for officer in profile.officers],
    }
