"""From the first line to the announcement: what the PPK plans and the PA announces. Ps 9, 11, 18-22."""

from collections.abc import Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from pasok.kernel import tongue
from pasok.kernel.actor import Actor
from pasok.kernel.machine import WRONG_HAT, Refused
from pasok.kernel.money import money, plain
from pasok.kernel.tongue import say
from pasok.law import methods
from pasok.ledger.performing import born, performing
from pasok.people.models import Agency, Satker
from pasok.planning.acts.prepare import as_line, put_lines, put_terms
from pasok.planning.acts.rows import Rows, mint, put_funding, put_locations, refuse, snapshot, source
from pasok.planning.machine import CREATE
from pasok.planning.machine import package as machine
from pasok.planning.models import Package
from pasok.planning.rules import method as deciding
from pasok.planning.rules import packaging

# What a form may change before the announcement.
PLANNED = (
    *(
        "title",
        "year",
        "kind",
        "pagu",
        "description",
        "volume",
        "domestic",
        "reason_not_domestic",
        "pre_dipa",
    ),
    *("sustainable_economic", "sustainable_social", "sustainable_environment"),
    *("selection_from", "selection_until", "contract_from", "contract_until", "use_from", "use_until"),
)


def create(
    *,
    actor: Actor,
    now: datetime | None = None,
    agency: Agency,
    satker: Satker,
    year: int,
    title: str,
    pagu: Decimal,
    kind: str,
    funding: Rows = (),
    locations: Rows = (),
    **planned: Any,
) -> Package:
    """A new draft. `planned` are more fields of PLANNED, and rup_code for a package of another system.

    funding: source, year, account_code, amount, origin · locations: name, region_code, detail.
    Reserved for small business whenever the law asks for it. Raises Refused to strangers.
    """
    package = Package(
        agency=agency, satker=satker, year=year, title=title, pagu=money(pagu), kind=kind, **planned
    )
    if not package.hats(actor, now) & CREATE.by:
        raise Refused(CREATE, (say(WRONG_HAT),))
    today = package.on(now)
    package.small_business_reserved = packaging.must_be_reserved(package.pagu, today) is not None
    return give_birth(package, actor=actor, now=now, funding=funding, locations=locations)


def give_birth(
    package: Package, *, actor: Actor, now: datetime | None, funding: Rows, locations: Rows, **noted: object
) -> Package:
    """Mint the ocid, save the row with its parts and write entry number one."""
    mint(package)
    package.ppk = package.ppk or (actor.id if actor.id.startswith("person:") else "")
    with born(machine, package, actor=actor, now=now) as deed:
        put_funding(package, funding)
        put_locations(package, locations)
        deed.note(**snapshot(package), **noted)
    return package


def assign(package: Package, planned: Mapping[str, Any]) -> None:
    """Only what may be planned; None leaves a field as it is, except for the months."""
    for name, value in planned.items():
        if name not in PLANNED:
            raise TypeError(f"{name} is not planned by a form")
        if value is not None:
            setattr(package, name, value)


def edit(
    package: Package,
    *,
    actor: Actor,
    now: datetime | None = None,
    funding: Rows | None = None,
    locations: Rows | None = None,
    **planned: Any,
) -> None:
    """Change the draft; funding and locations, if given, take the place of those before."""
    with performing(machine, "edit", package, actor=actor, now=now) as deed:
        assign(package, planned)
        if funding is not None:
            put_funding(package, funding)
        if locations is not None:
            put_locations(package, locations)
        deed.note(**snapshot(package))


def set_method(
    package: Package,
    *,
    actor: Actor,
    now: datetime | None = None,
    method: str = "",
    **circumstances: bool | str,
) -> None:
    """Let the law decide by pagu, kind and `circumstances` (fields of rules.method.Case); keep its words.

    `method` may choose among the methods that serve the outcome; blank takes the one that is built, or
    the first. Raises Refused with the law's words when it serves another outcome.
    """
    with performing(machine, "set_method", package, actor=actor, now=now) as deed:
        with tongue.writing():  # the reasons are kept in the language of the book
            decision = deciding.decide_method(
                package.kind, package.pagu, package.on(deed.at), **circumstances
            )
        serving = [m for way in (decision.method, *decision.also) for m in methods.serving(way)]
        if method and method not in {m.code for m in serving}:
            told = deciding.decide_method(package.kind, package.pagu, package.on(deed.at), **circumstances)
            wanted = methods.method(method).full_label
            refuse(
                "set_method",
                say("Metode {method} tidak sesuai. {why}", method=wanted, why=" ".join(told.words)),
            )
        own = methods.serving(decision.method)
        chosen = methods.method(method) if method else min(own, key=lambda m: not m.built)
        package.method = chosen.code
        package.method_reason = {
            "selection": chosen.selection,
            "words": list(decision.words),
            "sources": [source(rule) for rule in decision.sources],
            "method_source": chosen.source.partition(";")[0],
            "circumstances": {name: value for name, value in circumstances.items() if value},
            "on": package.on(deed.at).isoformat(),
        }
        with tongue.writing():
            deed.note(method=chosen.code, method_label=chosen.full_label, words=list(decision.words))


def reserve(package: Package, *, actor: Actor, now: datetime | None = None) -> None:
    """Keep the package for small business and cooperatives. Ps 65(3)-(4)."""
    with performing(machine, "reserve", package, actor=actor, now=now) as deed:
        package.small_business_reserved = True
        package.reason_not_reserved = ""
        deed.note(small_business_reserved=True)


def unreserve(package: Package, *, actor: Actor, now: datetime | None = None, reason: str = "") -> None:
    """Open it to every scale; with a reason wherever the law would reserve it."""
    with performing(machine, "unreserve", package, actor=actor, now=now) as deed:
        due = packaging.must_be_reserved(package.pagu, package.on(deed.at))
        if due and not reason.strip():
            refuse(
                "unreserve",
                say("Paket sampai {limit} dicadangkan untuk usaha kecil. Tulis alasannya.", limit=due.shown),
            )
        package.small_business_reserved = False
        package.reason_not_reserved = reason.strip()
        deed.note(small_business_reserved=False, reason=reason.strip())


def explain_similar(package: Package, *, actor: Actor, reason: str, now: datetime | None = None) -> None:
    """Why packages that look alike are not one. Ps 20(2)d."""
    with performing(machine, "explain_similar", package, actor=actor, now=now) as deed:
        caution = package.similar(deed.at)
        package.similar_reason = reason.strip()
        deed.note(reason=reason.strip(), similar=[piece.ocid for piece in caution.pieces] if caution else [])


def announce(package: Package, *, actor: Actor, now: datetime | None = None) -> None:
    """Publish it in the RUP; from this day the law of this day rules it. Ps 22."""
    with performing(machine, "announce", package, actor=actor, now=now) as deed:
        if not package.rup_code:
            package.rup_code = f"9{package.pk:07d}"  # eight digits; real codes of other systems start lower
        package.announced_at = deed.at
        package.announced_by = actor.id
        deed.note(**snapshot(package), method_words=package.method_reason.get("words", []))


def adopt(
    package: Package,
    *,
    actor: Actor,
    now: datetime | None = None,
    announced_at: datetime | None = None,
    method: str = "",
    hps_total: Decimal | None = None,
    hps_lines: Rows = (),
    hps_vat: str = "included",
    specification: str = "",
    terms: Mapping[str, Any] | None = None,
    origin: str = "",
) -> None:
    """Take a package as another system announced it: nothing is decided here, only written down.

    With lines and no total the total is their sum with PPN. `origin` says where it was read.
    """
    with performing(machine, "adopt", package, actor=actor, now=now) as deed:
        package.announced_at = announced_at or deed.at
        package.announced_by = actor.id
        package.specification = specification
        if method:
            package.method = method
            words = [f"Metode seperti tercatat di {origin or 'sistem asalnya'}."]
            package.method_reason = {
                "selection": methods.method(method).selection,
                "words": words,
                "sources": [],
            }
        if hps_lines:
            put_lines(package, map(as_line, hps_lines), hps_vat, deed.at)
        if hps_total is not None:
            package.hps_total, package.hps_set_at = money(hps_total), package.hps_set_at or deed.at
        if terms:
            put_terms(package, **terms)
        total = plain(package.hps_total) if package.hps_total is not None else None
        deed.note(**snapshot(package), hps_total=total, origin=origin)
