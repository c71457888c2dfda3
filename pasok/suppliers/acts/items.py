"""Items of a profile: noted, corrected, removed by their owner; checked by the LPSE; watched by the clock.

The book keeps which kind and which fields, never what they hold.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.kernel.actor import CLOCK, Actor
from pasok.kernel.machine import WRONG_HAT, Act, Refused, hats
from pasok.kernel.tongue import say
from pasok.ledger.performing import born, performing
from pasok.suppliers import rules
from pasok.suppliers.acts.papers import forget, prove
from pasok.suppliers.machine import item as machine
from pasok.suppliers.models import Item, Supplier
from pasok.suppliers.photos import Scan

ADD = Act(
    name="add_item", source=("noted",), by=hats("supplier"), label="Tambah data", past="menambah data profil"
)
MOST = 500  # items of one business

Answer = dict[str, object]


def add_item(
    supplier: Supplier,
    *,
    kind: str,
    values: Mapping[str, str],
    actor: Actor,
    valid_until: date | None = None,
    scans: Iterable[Scan] = (),
    source: str = "typed",
    now: datetime | None = None,
) -> Item:
    """Note something new of a business. `values`: texts by the names of the kind's fields.

    Raises Refused for everybody but its own people; ValidationError when it has one already that is single.
    """
    if "supplier" not in supplier.hats(actor):
        raise Refused(ADD, (say(WRONG_HAT),))
    mine = supplier.items.exclude(state="removed")
    if rules.KINDS[kind].single and mine.filter(kind=kind).exists():
        raise ValidationError(_("Data ini sudah ada. Ubah yang ada."))
    if mine.count() >= MOST:
        raise ValidationError(_("Paling banyak {n} data dalam satu profil.").format(n=MOST))
    item = Item(supplier=supplier, ocid=supplier.ocid, kind=kind, valid_until=valid_until)
    item.data, item.secret = parted(kind, values)
    told_by(item, actor, source)
    with born(machine, item, actor=actor, now=now) as deed:
        proofs = prove(item, scans, actor)
        item.asked_at = deed.at if proofs else None
        deed.note(kind=kind, source=item.source, proofs=proofs)
    return item


def correct(
    item: Item,
    *,
    values: Mapping[str, str],
    actor: Actor,
    valid_until: date | None = None,
    scans: Iterable[Scan] = (),
    now: datetime | None = None,
) -> Answer:
    """Tell it anew; an official looks at it again."""
    with performing(machine, "correct", item, actor=actor, now=now) as deed:
        before = item.values
        changed = sorted(name for name, value in values.items() if before.get(name, "") != value)
        if item.valid_until != valid_until:
            changed.append("valid_until")
            item.valid_until, item.reminded_on = valid_until, None
        item.data, item.secret = parted(item.kind, values)
        item.checked_by, item.checked_at, item.note = "", None, ""
        told_by(item, actor)
        proofs = prove(item, scans, actor)
        item.asked_at = deed.at if proofs else None
        deed.note(kind=item.kind, changed=changed, source=item.source, proofs=proofs)
    return back(item)


def remove(item: Item, *, actor: Actor, now: datetime | None = None) -> Answer:
    """Forget it: values and papers are gone, also from older backups, since the papers' keys go with them."""
    with performing(machine, "remove", item, actor=actor, now=now) as deed:
        papers = forget(item.proofs.all())
        item.data, item.secret, item.valid_until = {}, {}, None
        item.helper = item.helped = ""
        item.checked_by, item.checked_at, item.note = "", None, ""
        deed.note(kind=item.kind, papers=papers)
    return back(item)


def credit(
    supplier: Supplier,
    *,
    contract: str,
    url: str,
    values: Mapping[str, str],
    received_by: str,
    at: datetime,
) -> Item:
    """The job of a contract that was handed over here, already checked: the contract is its proof.

    `contract`: its key. Asked again, the same item. `received_by`: the official who received the work.
    """
    if found := Item.objects.filter(contract=contract).first():
        return found
    item = Item(supplier=supplier, ocid=supplier.ocid, kind="experience", source="contract")
    item.contract, item.contract_url = contract, url
    item.data, item.secret = parted("experience", values)
    with transaction.atomic():
        with born(machine, item, actor=CLOCK, now=at) as deed:
            deed.note(kind=item.kind, source=item.source, contract=contract)
        vouch(item, received_by=received_by, actor=CLOCK, now=at)
    return item


def vouch(item: Item, *, received_by: str, actor: Actor, now: datetime | None = None) -> None:
    """What a contract proves needs no second look."""
    with performing(machine, "vouch", item, actor=actor, now=now) as deed:
        item.checked_by, item.checked_at = received_by, deed.at
        deed.note(kind=item.kind, contract=item.contract)


def check(item: Item, *, actor: Actor, now: datetime | None = None) -> Answer:
    """An official has compared it with its papers."""
    with performing(machine, "check", item, actor=actor, now=now) as deed:
        item.checked_by, item.checked_at, item.note = actor.name, deed.at, ""
        deed.note(kind=item.kind)
    return {"location": reverse("unchecked")}


def send_back(item: Item, *, reason: str, actor: Actor, now: datetime | None = None) -> Answer:
    """Ask the owner to mend it. `reason`: one of rules.REASONS."""
    with performing(machine, "send_back", item, actor=actor, now=now) as deed:
        item.checked_by, item.checked_at = "", None
        item.note = rules.REASONS[reason]
        deed.note(kind=item.kind, reason=item.note)
    return {"location": reverse("unchecked")}


def remind(item: Item, *, actor: Actor, now: datetime | None = None) -> None:
    """The clock tells the owner that the last day is near."""
    with performing(machine, "remind", item, actor=actor, now=now) as deed:
        item.reminded_on = timezone.localdate(deed.at, ZoneInfo(settings.TIME_ZONE))
        deed.note(kind=item.kind, valid_until=item.valid_until.isoformat())


def lapse(item: Item, *, actor: Actor, now: datetime | None = None) -> None:
    """The clock notes that the last day is over."""
    with performing(machine, "lapse", item, actor=actor, now=now) as deed:
        deed.note(kind=item.kind, valid_until=item.valid_until.isoformat())


def told_by(item: Item, actor: Actor, source: str = "typed") -> None:
    """Where the values come from: under a consent from a facilitator, with his name and the owner's."""
    item.source = "facilitator" if actor.consent else source
    item.helper, item.helped = (actor.name, actor.helped_name) if actor.consent else ("", "")


def parted(kind: str, values: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """What the table may hold in the clear, and what only the vault holds. Empty values are left out."""
    sealed = rules.sealed_names(kind)
    told = {field.name: values.get(field.name, "") for field in rules.KINDS[kind].fields}
    told = {name: value for name, value in told.items() if value}
    return (
        {name: value for name, value in told.items() if name not in sealed},
        {name: value for name, value in told.items() if name in sealed},
    )


def back(item: Item) -> Answer:
    """Where its owner goes on: the section it belongs to."""
    return {"location": item.section_url}
