"""Beside the tenders: consents, staff, lost accounts, claims, requests and practice, each in every state."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from itertools import count

from pasok.accounts import acts as accounts
from pasok.accounts.models import Consent, Delegation, Recovery
from pasok.desk import acts as desk
from pasok.desk.models import Claim
from pasok.kernel.actor import CLOCK, Actor
from pasok.people import acts as people
from pasok.people.models import Person
from pasok.people.reads import IMPORTER
from pasok.site.stories import places, profiles
from pasok.site.stories.desk import officer
from pasok.site.stories.places import IN_OFFICE
from pasok.suppliers import acts as register
from pasok.suppliers.acts import items as shelf
from pasok.suppliers.acts import privacy
from pasok.suppliers.models import Item
from pasok.tenders import rehearsal
from pasok.tenders.acts import practice
from pasok.tenders.models import Practice

HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def lay_out(now: datetime) -> None:
    """Each kind once."""
    somebody = people_of_the_story()
    for model, tell in (
        (Consent, consents), (Delegation, staff), (Recovery, lost), (Claim, claims), (Practice, practices),
    ):  # fmt: skip
        if not model.objects.exists():
            tell(now, somebody)
    if not Item.objects.filter(state="removed").exists():
        papers(now, somebody)


def people_of_the_story() -> Iterator[Person]:
    """Invented persons without a business, one after the other."""
    return (people.demo_person(f"Warga {n} Contoh", f"warga{n}@contoh.test") for n in count(1))


def owner(name: str) -> Actor:
    return places.firm(name, IN_OFFICE)


def consents(now: datetime, somebody: Iterator[Person]) -> None:
    for place, (fate, since) in enumerate({"asked": 0, "given": 3, "ended": 20, "lapsed": 40}.items()):
        begun = now - since * DAY
        row = accounts.ask_consent(
            actor=officer("fina"), body="Dinas Perindustrian (Contoh)", owner_name=f"Pemilik {place} Contoh",
            number=f"+62899000030{place}", way="sms", allowed=["register", "fill"], until=begun + 30 * DAY,
            now=begun,
        )  # fmt: skip
        person = next(somebody)
        accounts.keep_phone(person, row.number, now=begun)  # proven by the code that came with the link
        if fate != "asked":
            accounts.give_consent(row, actor=person.actor, now=begun + HOUR)
        if fate == "ended":
            accounts.end_consent(row, actor=person.actor, now=begun + DAY)
        elif fate == "lapsed":
            accounts.lapse_consent(row, actor=CLOCK, now=row.until)


def staff(now: datetime, somebody: Iterator[Person]) -> None:
    for fate in ("invited", "active", "ended", "lapsed"):
        begun = now - (20 * DAY if fate == "lapsed" else DAY)
        row, code = accounts.invite(
            actor=owner("mebel"), business="Mebel Maju Contoh", name="Staf Contoh", right="fill", now=begun
        )
        if fate in ("active", "ended"):
            row = accounts.accept_invitation(code, actor=next(somebody).actor, now=begun + HOUR)
        if fate == "ended":
            accounts.end_delegation(row, actor=owner("mebel"), now=begun + 2 * HOUR)
        elif fate == "lapsed":
            accounts.lapse_invitation(row, actor=CLOCK, now=row.until)


def lost(now: datetime, somebody: Iterator[Person]) -> None:
    for place, fate in enumerate(("opened", "confirmed", "done", "stopped", "lapsed")):
        begun = now - (20 * DAY if fate in ("done", "lapsed") else HOUR)
        row = accounts.open_recovery(
            next(somebody), actor=officer("lina"), number=f"+62899000040{place}", way="sms",
            seen=["ktp", "face"], now=begun,
        )  # fmt: skip
        if fate in ("confirmed", "done"):
            accounts.prove_number(row, actor=officer("lina"), now=begun)
            accounts.confirm_recovery(row, actor=officer("lukman"), now=begun)
        if fate == "done":
            accounts.finish_recovery(row, actor=CLOCK, now=row.until)
        elif fate == "stopped":
            accounts.stop_recovery(row, actor=row.person.actor, now=begun)
        elif fate == "lapsed":
            accounts.lapse_recovery(row, actor=CLOCK, now=row.lapses_at)


def claims(now: datetime, somebody: Iterator[Person]) -> None:
    """Of records that another system left here."""
    for number, fate in enumerate(("asked", "proven", "accepted", "refused", "withdrawn"), start=1):
        nib = f"900000000020{number}"
        record, _new = register.record(
            scheme="kd_penyedia", code=f"9800000{number}", name=f"CV Catatan {number} Contoh", nib=nib,
            actor=IMPORTER, now=now - 9 * DAY, region_code="32.04", region_name="Kab. Bandung",
        )  # fmt: skip
        person = next(somebody)
        row = desk.ask_claim(record.pk, actor=person.actor, nib=nib, now=now - DAY)
        if fate in ("proven", "accepted", "refused"):
            desk.prove_contact(row, actor=person.actor, now=now - 20 * HOUR)
        if fate == "accepted":
            desk.accept_claim(row, actor=officer("lina"), now=now - 19 * HOUR)
        elif fate == "refused":
            desk.refuse_claim(row, actor=officer("lina"), reasons=["absent"], now=now - 19 * HOUR)
        elif fate == "withdrawn":
            desk.withdraw_claim(row, actor=person.actor, now=now - 19 * HOUR)


def practices(now: datetime, somebody: Iterator[Person]) -> None:
    """One waits for its offer, one is sealed, one is over, one was missed."""
    plots = {"open": "ukir", "sealed": "mebel", "opened": "kencana", "missed": "las"}
    for fate, name in plots.items():
        begun = now if fate in ("open", "sealed") else now - DAY
        row = practice.begin("meja", actor=owner(name), now=begun, clock="replay")
        if fate in ("sealed", "opened"):
            made = rehearsal.seal(row, owner(name).supplier, row.sheet.hps - 2_000_000)
            sent = {"idem": made.idem, "leaf": made.leaf, "envelopes": made.envelopes}
            practice.submit(row, actor=owner(name), now=begun + timedelta(minutes=5), **sent)
        if fate == "opened":
            practice.open_bid(row, actor=CLOCK, now=row.closes_at)
        elif fate == "missed":
            practice.lapse(row, actor=CLOCK, now=row.closes_at)


def papers(now: datetime, somebody: Iterator[Person]) -> None:
    """What the desk has checked, what ran out, what was taken away; and two requests about one's own data."""
    items = {item.kind: item for item in Item.objects.filter(supplier=owner("ukir").supplier)}
    shelf.check(items["capacity"], actor=officer("lina"), now=now)
    shelf.correct(
        items["tkdn"], values=items["tkdn"].values, valid_until=items["tkdn"].valid_until,
        scans=[profiles.proof("tkdn")], actor=owner("ukir"), now=now,
    )  # fmt: skip
    shelf.remove(items["experience"], actor=owner("ukir"), now=now)
    old = dict(items["tkdn"].values) | {"number": "TKDN-CONTOH-00"}
    gone, begun = now - 30 * DAY, now - 60 * DAY
    row = shelf.add_item(
        items["tkdn"].supplier, kind="tkdn", values=old, valid_until=gone.date(), scans=[],
        actor=owner("ukir"), now=begun,
    )  # fmt: skip
    added = row if isinstance(row, Item) else Item.objects.filter(kind="tkdn").latest("pk")
    shelf.lapse(added, actor=CLOCK, now=now)
    for reply in (privacy.answer, privacy.decline):
        asked = privacy.ask(wish="access", text="Data apa tentang saya?", actor=next(somebody).actor, now=now)
        reply(asked, reply="Semua data Anda ada di halaman Data saya.", actor=officer("lina"), now=now)
