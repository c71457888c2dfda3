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


def tasks(actor: Actor, now: datetime) -> Iterator[Task]:
    """A PPK completes the draft before it is to be signed; the business waits for it."""
    if actor.supplier:
        for contract in soonest(reads.of_supplier(actor.supplier).filter(state="draft")):
            yield line(contract, now, waits=_("Menunggu PPK melengkapi rancangan kontrak."))
        return
    for contract in soonest(drafts_of(actor, now)):
        offers = {offer.act.name: offer for offer in machine.offers(contract.facts(actor, now))}
        revise = offers.get("revise_draft")
        if revise and not revise.reasons:
            lacks = ", ".join(str(label) for name, label in WHOLE.items() if not getattr(contract, name))
            why = _("Belum diisi: {lacks}.").format(lacks=lacks)
            yield line(contract, now, todo=_(revise.act.label), act="contract.revise_draft", why=why)


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
    day = contract.sign_by
    due = timezone.make_aware(datetime.combine(day, datetime.max.time())) if day else None
    url = contract.get_absolute_url()
    return Task(contract.title, url, contract.status, due=due, note=contract.supplier.full_name, **more)
