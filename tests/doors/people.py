"""Who stands before the doors, and what of each of them nobody else may read."""

from dataclasses import dataclass

from django.test import Client

from pasok.people import acts
from pasok.people.models import Agency, Person
from pasok.suppliers.models import Item, Supplier

OWNER = "pemilik"  # of the very thing behind the door
#: role: (account, the hats it wears over the samples, all of which belong to Kab. Sukamukti)
ROLES: dict[str, tuple[str, frozenset[str]]] = {
    "publik": ("", frozenset()),
    "orang": ("orang", frozenset()),
    OWNER: (OWNER, frozenset({"supplier", "owner"})),
    "penyedia": ("usaha1", frozenset({"supplier", "participant", "bidder", "owner"})),
    "PPK": ("ratna.d999", frozenset({"ppk"})),
    "PPK lain": ("ratna.d998", frozenset()),
    "Pokja": ("budi.d999", frozenset({"pokja"})),
    "Pokja 2": ("rini.d999", frozenset({"pokja"})),
    "Pokja lain": ("budi.d998", frozenset()),
    "PP": ("tono.d999", frozenset({"procurement_officer"})),
    "PA": ("sari.d999", frozenset({"pa"})),
    "PA lain": ("sari.d998", frozenset()),
    "UKPBJ": ("hendra.d999", frozenset({"ukpbj"})),
    "fasilitator": ("fina.d999", frozenset({"facilitator"})),
    "APIP": ("auditor.d999", frozenset({"auditor"})),
    "LPSE": ("lina.d999", frozenset({"lpse"})),
}


class Visitors:
    """Everybody, logged in. Kab. Lain is a neighbour with officials of its own."""

    def __init__(self) -> None:
        neighbour, _ = Agency.objects.get_or_create(
            pk="D998", defaults={"name": "Kab. Lain", "kind": "KABUPATEN"}
        )
        acts.demo_cast(neighbour)
        acts.demo_person("Orang Contoh", "orang@contoh.test")
        self.clients = {
            role: arrives(email and f"{email}@contoh.test")
            for role, (email, _) in ROLES.items()
            if role != OWNER
        }
        self.owners = {
            person.supplier: arrives(person.email) for person in Person.objects.exclude(supplier="")
        }

    def before(self, owner: str) -> dict[str, Client]:
        """Who can stand before a door of this owner."""
        found = {role: self.owners.get(owner) if role == OWNER else self.clients[role] for role in ROLES}
        return {role: client for role, client in found.items() if client}


def arrives(email: str) -> Client:
    client = Client(raise_request_exception=False)
    if email:
        client.force_login(Person.objects.get(email=email))
    return client


@dataclass(frozen=True)
class Canary:
    """A secret of one business."""

    kind: str
    text: str
    supplier: str


def canaries() -> list[Canary]:
    """Tax number, e-mail address and account number of every business of the demonstration."""
    mail = Person.objects.exclude(supplier="").values_list("email", "supplier")
    tax = [(row.npwp, str(row.pk)) for row in Supplier.objects.order_by("pk") if row.npwp]
    banks = [(row.values["account"], str(row.supplier_id)) for row in Item.objects.filter(kind="bank")]
    found = {"NPWP": tax, "surel": mail, "rekening": banks}
    return [Canary(kind, *one) for kind, ones in found.items() for one in ones]
