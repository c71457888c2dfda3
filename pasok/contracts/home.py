"""What contracts bring to the front page: drafts that are not complete yet."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pasok.contracts import reads
from pasok.contracts.machine import contract as machine
from pasok.contracts.models import Contract
from pasok.kernel.actor import Actor
from pasok.pages.parts import Task
from pasok.people import reads as people

#: columns of a whole draft, and how they are called
WHOLE = {
    "number": gettext_lazy("nomor"),
    "delivery_days": gettext_lazy("lama pekerjaan"),
    "delivery_place": gettext_lazy("tempat penyerahan"),
}


#: what a PPK does in these states
NEXT = {"draft": "revise_draft", "accepted": "sign", "signed": "hand_over", "handed_over": "rate"}


def tasks(actor: Actor, now: datetime) -> Iterator[Task]:
    """A PPK completes the draft before it is to be signed; the business waits for it."""
    if actor.supplier:
        for contract in soonest(reads.of_supplier(actor.supplier).filter(state__in=("draft", "accepted"))):
            yield for_supplier(contract, actor, now)
        return
    for contract in soonest(under(actor, now)):
        yield from step(contract, actor, now)


def for_supplier(contract: Contract, actor: Actor, now: datetime) -> Task:
    """Signing, once the PPK has written everything; until then, and after it, the PPK's turn."""
    if contract.state == "accepted":
        return line(contract, now, waits=_("Menunggu tanda tangan PPK."))
    offers = {offer.act.name: offer for offer in machine.offers(contract.facts(actor, now))}
    accept = offers.get("accept_draft")
    if accept and not accept.reasons:
        return line(contract, now, todo=_(accept.act.label), act="contract.accept_draft")
    return line(contract, now, waits=_("Menunggu PPK melengkapi rancangan kontrak."))


def step(contract: Contract, actor: Actor, now: datetime) -> Iterator[Task]:
    """What the PPK does next: complete the draft, sign, receive what is due, rate."""
    name = NEXT[contract.state]
    if name == "hand_over" and (contract.due_on is None or contract.due_on > timezone.localdate(now)):
        return
    offers = {offer.act.name: offer for offer in machine.offers(contract.facts(actor, now))}
    found = offers.get(name)
    if found and not found.reasons:
        lacks = ", ".join(str(label) for column, label in WHOLE.items() if not getattr(contract, column))
        why = _("Belum diisi: {lacks}.").format(lacks=lacks) if name == "revise_draft" else ""
        yield line(contract, now, todo=_(found.act.label), act=f"contract.{name}", why=why)


def under(actor: Actor, now: datetime) -> QuerySet[Contract]:
    """Incomplete drafts of this PPK, and what has left the draft and is not rated yet."""
    scope = people.scope(actor, ("ppk",), timezone.localdate(now))
    if scope is None:
        return Contract.objects.none()
    lacking = Q(number="") | Q(delivery_days=None) | Q(delivery_place="")
    return Contract.objects.filter(scope, ~Q(state="draft") | lacking, state__in=NEXT)


def soonest(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    return contracts.select_related("supplier").order_by(F("sign_by").asc(nulls_last=True), "pk")


def line(contract: Contract, now: datetime, **more: str) -> Task:
    day = contract.sign_by if contract.state in {"draft", "accepted"} else contract.due_on
    due = timezone.make_aware(datetime.combine(day, datetime.max.time())) if day else None
    url = contract.get_absolute_url()
    return Task(contract.title, url, contract.status, due=due, note=contract.supplier.full_name, **more)
