"""Questions to a profile: its items, its papers, how whole it is, what is known already."""

from collections.abc import Mapping
from datetime import date

from django.db.models import Prefetch, QuerySet

from pasok.kernel.actor import Actor
from pasok.kernel.keyring import open_file
from pasok.kernel.money import plain
from pasok.people import reads as people
from pasok.sampul import store
from pasok.suppliers import rules
from pasok.suppliers.models import Item, Paper, Supplier


def items(supplier: Supplier, section: str = "") -> QuerySet[Item]:
    """What a profile holds, removed things left out; of one section if named."""
    rows = supplier.items.exclude(state="removed").prefetch_related(Prefetch("proofs"))
    return rows.filter(kind__in=[kind.name for kind in rules.kinds_of(section)]) if section else rows


def item(pk: int | str) -> Item:
    """One thing of a profile. Raises Item.DoesNotExist."""
    return Item.objects.select_related("supplier").get(pk=int(pk))


def parts(supplier: Supplier) -> list[rules.Part]:
    """Every section of the profile and what it lacks."""
    held = supplier.items.exclude(state="removed").values_list("kind", "state")
    return rules.parts(supplier.profile(), [rules.Held(kind, state) for kind, state in held])


def may_see(supplier: Supplier, actor: Actor, on: date) -> bool:
    """Its own people, and the LPSE that checks it."""
    return "supplier" in supplier.hats(actor) or "lpse" in people.hats(actor, on=on)


def whose(actor: Actor) -> str:
    """Whose papers these are before there is a business: of the person, or of the owner he helps."""
    return f"{actor.id}:{actor.consent}" if actor.consent else actor.id


def loose(supplier: Supplier) -> QuerySet[Paper]:
    """Papers that prove who the business is: of no item."""
    return supplier.papers.filter(item=None)


def content(paper: Paper) -> bytes | None:
    """The paper itself; None when neither copy can be read."""
    sealed = store.get(paper.sha256)
    return open_file(sealed, paper.unlock) if sealed is not None else None


def known(supplier: Supplier, kind: str, today: date) -> Mapping[str, str]:
    """What a new item would only repeat: from identity, permits and the last item of its kind."""
    permit = supplier.permits.first()
    line = permit.kbli[-5:] if permit else ""
    last = supplier.items.filter(kind=kind).exclude(state="removed").order_by("-pk").first()
    sales = plain(supplier.yearly_sales) if supplier.yearly_sales is not None else ""
    before = last.data if last else {}
    return {
        "licence": {"kbli": line},
        "bank": {"holder": supplier.full_name},
        "finance": {"year": str(today.year - 1), "sales": "" if last else sales},
        "tax": {"year": str(today.year - 1)},
        "tkdn": {"kbli": line, "maker_nib": supplier.nib, "product": before.get("product", "")},
        "halal": {"product": before.get("product", "")},
        "sni": {"product": before.get("product", ""), "issuer": before.get("issuer", "")},
        "equipment": {"place": before.get("place") or supplier.address, "count": "1"},
        "capacity": {"unit": before.get("unit", ""), "workers": before.get("workers", "")},
        "experience": {"place": supplier.region_name},
        "deed": {"notary": before.get("notary", "")},
    }.get(kind, {})


def credited() -> frozenset[str]:
    """The keys of the contracts whose job stands in a profile."""
    return frozenset(Item.objects.exclude(contract="").values_list("contract", flat=True))
