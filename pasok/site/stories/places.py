"""The invented regency of the story and the demonstration: its officials, its firms, its plan."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.utils import timezone

from pasok.kernel.actor import Actor
from pasok.law import lookup as law
from pasok.people import acts as people
from pasok.people.models import Agency, Person, Pokja, Satker
from pasok.people.reads import IMPORTER
from pasok.planning import acts as planning
from pasok.planning.models import Package
from pasok.site.stories import profiles
from pasok.site.stories.regency import Thing, firms, mailbox, table, things
from pasok.suppliers import acts as suppliers
from pasok.suppliers import reads as known_suppliers
from pasok.suppliers.rules import Permit

AGENCY, SATKER = "D999", 999001
IN_OFFICE = datetime(2026, 1, 2, 9, tzinfo=ZoneInfo("Asia/Jakarta"))
SINCE = IN_OFFICE.date()
NO_TIME = timedelta()
FURNITURE = ("ukir", "mebel", "kencana")
WORKSHOPS = tuple((firms()[key]["name"], key) for key in FURNITURE)
DESK = next(things())
DOCUMENT: dict[str, Any] = DESK.document
BENCH = {  # the second Pokja: name by mailbox
    "rini": "Rini Contoh (Pokja 2)",
    "agus": "Agus Contoh (Pokja 2)",
    "maya": "Maya Contoh (Pokja 2)",
    "wati": "Wati Contoh (pensiun)",
}


@dataclass(frozen=True)
class Office:
    """The officials of the regency as actors."""

    agency: Agency
    satker: Satker
    ppk: Actor
    pa: Actor
    members: tuple[Actor, ...]
    pokja: Pokja
    head: Actor  # of the UKPBJ


def an_office() -> Office:
    """The regency with its people by decree; made once, found again after that."""
    known = table()["agency"]
    agency, _ = Agency.objects.get_or_create(
        pk=AGENCY, defaults={"name": known["name"], "kind": known["kind"]}
    )
    satkers = [
        people.register_satker(int(number), name=name, agency=agency, code=code)
        for number, (name, code) in table()["satker"].items()
    ]
    roster, pokja = people.demo_cast(agency, now=IN_OFFICE)
    ppk, pa, head = (roster[name].actor for name in ("ratna", "sari", "hendra"))
    members = tuple(roster[name].actor for name in ("budi", "dewi", "joko"))
    return Office(agency, satkers[0], ppk, pa, members, pokja, head)


def second_bench(office: Office) -> Office:
    """The same regency seen by its second Pokja, which has had one change; a third one was dissolved."""
    people_of = {key: bench_person(key, name, office.agency) for key, name in BENCH.items()}
    rini, agus, maya, wati = people_of.values()
    found = Pokja.objects.filter(agency=office.agency, members__person=rini).order_by("pk").first()
    if found is None:
        decree = {"agency": office.agency, "actor": office.head, "now": IN_OFFICE}
        decree |= {"starts_on": SINCE, "decree_on": SINCE}
        for one in people_of.values():
            people.certify(one, "pengelola_pbj", number=f"CONTOH-{one.pk}", starts_on=SINCE)
        found = people.form_pokja(
            "Pokja Contoh 2", members=[rini, agus, wati], decree_number="SK-CONTOH/100/2026", **decree
        )  # fmt: skip
        gone = people.form_pokja(
            "Pokja Contoh 3", members=[rini, maya, wati], decree_number="SK-CONTOH/101/2026", **decree
        )  # fmt: skip
        retire(office, found, gone, [rini, agus, maya], wati)
    return Office(
        office.agency, office.satker, office.ppk, office.pa, (rini.actor, agus.actor, maya.actor), found,
        office.head,
    )  # fmt: skip


def retire(office: Office, found: Pokja, gone: Pokja, stay: list[Person], wati: Person) -> None:
    """In June Wati left: another sits in her place, her office ended, and the third Pokja was dissolved."""
    june = IN_OFFICE.replace(month=6, day=2)
    post = people.appoint(
        wati, "procurement_officer", agency=office.agency, actor=office.pa, starts_on=SINCE,
        satker=Satker.objects.get(pk=999002), decree_number="SK-CONTOH/102/2026", decree_on=SINCE,
        now=IN_OFFICE,
    )  # fmt: skip
    people.end(post, actor=office.pa, until=june.date(), reason="Memasuki masa pensiun.", now=june)
    people.change_members(
        found, members=stay, actor=office.head, starts_on=june.date(), decree_number="SK-CONTOH/110/2026",
        decree_on=june.date(), now=june,
    )  # fmt: skip
    people.dissolve(gone, actor=office.head, until=june.date(), reason="Paketnya selesai.", now=june)


def bench_person(key: str, name: str, agency: Agency) -> Person:
    return people.demo_person(name, f"{key}.{agency.pk.lower()}@contoh.test", agency=agency)


def workshops(now: datetime | None = None) -> list[Actor]:
    """Three invented furniture workshops, ready to bid, as the actors of their owners."""
    return [firm(key, now) for key in FURNITURE]


def firm(key: str, now: datetime | None = None) -> Actor:
    """The owner of a firm of the table. What the table leaves out is missing from the profile, too."""
    number, known = list(firms()).index(key) + 1, firms()[key]
    owner = people.demo_person(f"Pemilik {known['name']}", mailbox(number))
    if owner.supplier:
        return owner.actor
    supplier = suppliers.create(
        actor=owner.actor,
        now=now,
        name=known["name"],
        form=known["form"],
        nib=known["nib"],
        npwp=known["npwp"],
        scale=known["scale"],
        region_code=known["region"][0],
        region_name=known["region"][1],
        address=known["address"],
        established_on=date(2015, 1, 5),
        permits=[Permit(code, "2020") for code in known["kbli"]],
        officers=[
            suppliers.NewOfficer("Direktur Contoh", "director", f"99010101010{number:05d}"),
            suppliers.NewOfficer("Pemilik Contoh", "owner", f"99020101010{number:05d}", Decimal(100), True),
        ],
    )
    owner.refresh_from_db()
    held = known_suppliers.supplier(supplier.pk)
    if known["npwp"]:
        suppliers.declare(held, actor=owner.actor, sworn=True, now=now)
    if known.get("reopened"):
        suppliers.reopen(held, actor=owner.actor, now=now)
    return owner.actor


def all_firms(now: datetime) -> None:
    """Every firm of the table, and one that only another system knows."""
    for key in firms():
        owner = firm(key, now)
        if key == FURNITURE[0]:
            profiles.fill(owner, now)
    suppliers.record(
        scheme="kd_penyedia", code="99000001", name="UD Sumber Rezeki Contoh", actor=IMPORTER, now=now,
        region_code="32.04", region_name="Kab. Bandung", permits=[Permit("31001", "2020")],
    )  # fmt: skip


def desks(office: Office, now: datetime, *, title: str, pagu: Decimal, ready: bool = True) -> Package:
    """A school-furniture package, announced in the RUP; `ready` for a tender with HPS and draft contract."""
    return plan(office, DESK, now, "ready" if ready else "announced", title=title, pagu=pagu)


def plan(
    office: Office, thing: Thing, now: datetime, until: str = "ready", pace: timedelta = NO_TIME, **other: Any
) -> Package:
    """A package of the table as its PPK plans it, `until` "draft", "announced" or "ready".

    From step to step `pace` goes by. `other`: title, pagu, month of the selection (its first day).
    """
    today = timezone.localdate(now)
    month = other.get("month") or today.replace(day=1)
    pagu = other.get("pagu") or thing.budget(law.value("vat_effective_non_luxury", on=today))
    satker = Satker.objects.get(pk=thing.satker)
    package = planning.create(
        actor=office.ppk,
        now=now,
        agency=office.agency,
        satker=satker,
        year=today.year,
        title=other.get("title") or thing.title,
        kind=thing.kind,
        pagu=pagu,
        volume=thing.volume,
        description=thing.description,
        funding=[{"source": "APBD", "account_code": account(satker, thing), "amount": pagu}],
        locations=[dict(zip(("region_code", "name", "detail"), thing.place, strict=True))],
        selection_from=month,
        selection_until=(month + timedelta(days=40)).replace(day=1),
    )
    planning.set_method(package, actor=office.ppk, now=now + pace / 4)
    if until != "draft":
        planning.announce(package, actor=office.pa, now=now + pace)
    if until == "ready":
        get_ready(package, office, thing, now + 24 * pace, pace)
    return package


def account(satker: Satker, thing: Thing) -> str:
    """A budget account in the shape that regional budgets use; every package has its own."""
    number = sum(map(ord, thing.title)) % 9000 + 1000
    return f"{satker.code[:4]}.02.2.01.{number}.5.2.02.05.01.0004"


def get_ready(package: Package, office: Office, thing: Thing, now: datetime, pace: timedelta) -> None:
    """Specification, HPS and draft contract: what the PPK needs before a tender."""
    planning.write_specification(package, actor=office.ppk, text=thing.specification, now=now)
    planning.set_hps(package, actor=office.ppk, lines=thing.hps_lines, now=now + 2 * pace)
    planning.write_contract_terms(
        package,
        actor=office.ppk,
        now=now + 3 * pace,
        kind="lump_sum",
        delivery_days=thing.days,
        advance_pct=Decimal(30 if package.small_business_reserved else 20),
        performance_bond=True,
        instalments="Dua termin: setelah setengah barang diterima, dan setelah serah terima.",
    )
