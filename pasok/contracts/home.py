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
NEXT = {"accepted": "sign", "signed": "hand_over", "handed_over": "rate"}


def tasks(actor: Actor, now: datetime) -> Iterator[Task]:
    """A PPK completes the draft before it is to be signed; the business waits for it."""
    if actor.supplier:
        for contract in soonest(reads.of_supplier(actor.supplier).filter(state__in=("draft", "accepted"))):
            yield for_supplier(contract, actor, now)
        return
    yield from steps(actor, now)
    for contract in soonest(drafts_of(actor, now)):
        offers = {offer.act.name: offer for offer in machine.offers(contract.facts(actor, now))}
        revise = offers.get("revise_draft")
        if revise and not revise.reasons:
            lacks = ", ".join(str(label) for name, label in WHOLE.items() if not getattr(contract, name))
            why = _("Belum diisi: {lacks}.").format(lacks=lacks)
            yield line(contract, now, todo=_(revise.act.label), act="contract.revise_draft", why=why)


def for_supplier(contract: Contract, actor: Actor, now: datetime) -> Task:
    """Signing, once the PPK has written everything; until then, and after it, the PPK's turn."""
    if contract.state == "accepted":
        return line(contract, now, waits=_("Menunggu tanda tangan PPK."))
    offers = {offer.act.name: offer for offer in machine.offers(contract.facts(actor, now))}
    accept = offers.get("accept_draft")
    if accept and not accept.reasons:
        return line(contract, now, todo=_(accept.act.label), act="contract.accept_draft")
    return line(contract, now, waits=_("Menunggu PPK melengkapi rancangan kontrak."))


def steps(actor: Actor, now: datetime) -> Iterator[Task]:
    """What the PPK does next with contracts that have left the draft: sign, receive what is due, rate."""
    under = people.scope(actor, ("ppk",), timezone.localdate(now))
    if under is None:
        return
    rows = Contract.objects.filter(under, state__in=NEXT).select_related("supplier").order_by("pk")
    for contract in rows:
        name = NEXT[contract.state]
        if name == "hand_over" and (contract.due_on is None or contract.due_on > timezone.localdate(now)):
            continue
        offers = {offer.act.name: offer for offer in machine.offers(contract.facts(actor, now))}
        if (step := offers.get(name)) and not step.reasons:
            yield line(contract, now, todo=_(step.act.label), act=f"contract.{name}")


def drafts_of(actor: Actor, now: datetime) -> QuerySet[Contract]:
    """Incomplete drafts under the PPK. A contract keeps its agency and satker as text."""
    under = people.scope(actor, ("ppk",), timezone.localdate(now))
    if under is None:
        return Contract.objects.none()
    lacking = Q(number="") | Q(delivery_days=None) | Q(delivery_place="")
    return Contract.objects.filter(under, lacking, state="draft")


def soonest(contracts: QuerySet[Contract]) -> QuerySet[Contract]:
    return contracts.select_related("supplier").order_by(F("sign_by").asc(nulls_last=True), "pk")


def line(contract: Contract, now: datetime, **more: str) -> Task:
    day = contract.sign_by if contract.state in {"draft", "accepted"} else contract.due_on
    due = timezone.make_aware(datetime.combine(day, datetime.max.time())) if day else None
    url = contract.get_absolute_url()
    return Task(contract.title, url, contract.status, due=due, note=contract.supplier.full_name, **more)
