"""What the PPK prepares before the selection: specification, HPS, draft contract. Ps 11, 19, 25-29."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext as _

from pasok.kernel import seal
from pasok.kernel.actor import Actor
from pasok.kernel.money import money, plain
from pasok.ledger.performing import performing
from pasok.planning.acts.rows import Rows, refuse
from pasok.planning.machine import package as machine
from pasok.planning.models import ContractTerms, HpsLine, Package
from pasok.planning.rules import hps
from pasok.planning.rules.terms import advance_problem


def write_specification(package: Package, *, actor: Actor, text: str, now: datetime | None = None) -> None:
    """The technical specification or terms of reference; a later text replaces it, both stay in the book."""
    with performing(machine, "write_specification", package, actor=actor, now=now) as deed:
        package.specification = text.strip()
        deed.note(text=package.specification)


def set_hps(
    package: Package, *, actor: Actor, lines: Rows, vat: str = "effective", now: datetime | None = None
) -> None:
    """Set the owner's estimate from its lines; a later one replaces it. Ps 26.

    lines: description, unit, quantity, unit_price (whole rupiah, before PPN unless vat="included"), kbki,
    tkdn_min. The book keeps the total and a salted fingerprint of the lines, never the lines: Ps 26(3).
    """
    with performing(machine, "set_hps", package, actor=actor, now=now) as deed:
        rows = [as_line(row) for row in lines]
        problems = [why for line in rows if (why := hps.line_problem(line))]
        if problems or not rows:
            refuse("set_hps", *dict.fromkeys(problems or [_("HPS memerlukan paling sedikit satu baris.")]))
        put_lines(package, rows, vat, deed.at)
        if above := hps.above_pagu(package.hps_total, package.pagu):
            refuse("set_hps", above)
        deed.note(
            hps_total=plain(package.hps_total),
            lines=len(rows),
            vat=vat,
            vat_pct=f"{package.hps_vat_pct.normalize():f}",
            fingerprint=fingerprint(package),
        )


def as_line(row: Mapping[str, Any]) -> hps.Line:
    """A row of a form or of an import as a line of the estimate."""
    return hps.Line(
        description=row["description"].strip(),
        unit=row["unit"].strip(),
        quantity=Decimal(row["quantity"]),
        unit_price=money(row["unit_price"]),
        kbki=row.get("kbki") or "",
        tkdn_min=row.get("tkdn_min"),
    )


def put_lines(package: Package, lines: Iterable[hps.Line], vat: str, at: datetime) -> None:
    """These lines instead of those before, and the total with PPN of that day."""
    rows = list(lines)
    package.hps_lines.all().delete()
    HpsLine.objects.bulk_create(
        HpsLine(package=package, number=number, **asdict(line)) for number, line in enumerate(rows, start=1)
    )
    rule = hps.vat_rule(vat, package.day(at))  # tax follows the day of the estimate, not of the plan
    package.hps_vat, package.hps_vat_pct = vat, rule.number if rule else Decimal(0)
    package.hps_total = hps.hps_total(rows, package.hps_vat_pct)
    package.hps_set_at = at
    package.hps_salt = secrets.token_hex(16)


def fingerprint(package: Package) -> str:
    """SHA-256 over salt and lines: proves later which lines stood, tells nothing before."""
    lines = [
        [row.number, row.description, row.unit, f"{row.quantity:f}", plain(row.unit_price)]
        for row in package.hps_lines.all()
    ]
    return seal.digest({"salt": package.hps_salt, "lines": lines})


def write_contract_terms(
    package: Package, *, actor: Actor, now: datetime | None = None, **wanted: Any
) -> None:
    """The draft contract: kind, delivery_days, advance_pct, performance_bond, instalments, special."""
    with performing(machine, "write_contract_terms", package, actor=actor, now=now) as deed:
        terms = put_terms(package, **wanted)
        value = package.hps_total if package.hps_total is not None else package.pagu
        small = package.small_business_reserved
        if why := advance_problem(terms.advance_pct, value, package.on(deed.at), small=small):
            refuse("write_contract_terms", why)
        deed.note(
            kind=terms.kind,
            delivery_days=terms.delivery_days,
            advance_pct=f"{terms.advance_pct.normalize():f}",
            performance_bond=terms.performance_bond,
            instalments=terms.instalments,
            special=terms.special,
        )


def put_terms(package: Package, **wanted: Any) -> ContractTerms:
    """These terms instead of those before."""
    terms, _ = ContractTerms.objects.update_or_create(package=package, defaults=wanted)
    terms.refresh_from_db()
    return terms
