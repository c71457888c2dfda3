"""Owner and staff: three rights, invited by a code, acting in their own name, ended at once."""

import re
from datetime import timedelta
from decimal import Decimal

import pytest
from django.core.exceptions import ValidationError
from django.test import Client

from pasok.accounts import acts
from pasok.accounts.models import Delegation
from pasok.kernel.actor import CLOCK, Actor
from pasok.kernel.machine import WRONG_HAT, Refused
from pasok.ledger.audit import audit
from pasok.ledger.reads import chain
from pasok.people import reads as people
from pasok.people.models import Person
from pasok.suppliers import acts as suppliers
from pasok.suppliers.models import Supplier
from pasok.suppliers.tests.builders import a_supplier, an_owner, user_of
from pasok.suppliers.tests.test_pages import IDENTITY, signed_in
from pasok.tenders import rehearsal
from pasok.tenders.tests import builders as tenders
from tests.cast import RATNA, a_cast

pytestmark = pytest.mark.django_db


def a_business(**changes: object) -> tuple[Supplier, Actor]:
    owner = an_owner("Pemilik Contoh")
    supplier = a_supplier(actor=owner, **changes)
    return supplier, user_of(supplier, owner)


def joined(owner: Actor, right: str, name: str = "Andi Contoh") -> Actor:
    _row, code = acts.invite(actor=owner, business="CV Contoh", name=name, right=right)
    staff = an_owner(name)
    acts.accept_invitation(code.lower(), actor=staff)
    return people.person(staff.id).actor


def test_the_owner_invites_on_a_page_and_the_code_is_shown_once() -> None:
    supplier, owner = a_business(ready=False)
    client = signed_in(owner)
    page = client.post("/akun/staf", {"name": "Andi Contoh", "right": "fill"})
    code = re.search(r"\b[A-HJ-NP-Z2-9]{10}\b", page.text).group()
    assert code not in client.get("/akun/staf").text and code not in str(Delegation.objects.values())
    andi = an_owner("Andi Contoh")
    wrong = signed_in(andi).post("/akun/staf/undangan", {"code": "AAAAAAAAAA"})
    assert wrong.status_code == 422 and "tidak dikenal" in wrong.text
    assert signed_in(andi).post("/akun/staf/undangan", {"code": code}).url == "/"
    assert supplier.full_name in signed_in(andi).get("/akun/staf").text
    with pytest.raises(ValidationError, match="sudah dipakai"):
        acts.accept_invitation(code, actor=an_owner())


@pytest.mark.parametrize(("right", "fills", "bids"), [("fill", 1, 0), ("bid", 0, 1), ("both", 1, 1)])
def test_a_right_opens_what_it_says_and_nothing_else(right: str, fills: bool, bids: bool) -> None:
    supplier, owner = a_business(ready=False)
    staff = joined(owner, right)
    client, url = signed_in(staff), supplier.get_absolute_url()
    answer = client.post(f"{url}/edit_identity", IDENTITY | {"name": "Diubah Staf", "nib": supplier.nib})
    assert answer.status_code == (302 if fills else 409)
    if fills:
        entry = chain(supplier.key).last()
        assert entry.actor["id"] == staff.id and entry.actor["name"] == "Andi Contoh"
        assert entry.actor["right"] == right
    assert client.post(f"{url}/declare", {"sworn": "on"}).status_code == 409
    suppliers.declare(supplier, actor=owner, sworn=True)
    scene = tenders.announced()
    if bids:
        bid, _receipt = rehearsal.offer(scene.tender, staff, Decimal(1_234_567_890), scene.later(hours=1))
        assert chain(bid.key).first().actor["id"] == staff.id
    else:
        bid, _receipt = rehearsal.offer(scene.tender, owner, Decimal(1_234_567_890), scene.later(hours=1))
        assert staff.supplier == "" and client.get(bid.get_absolute_url()).status_code in (403, 404)
        told = {person.pk for person in people.representatives(str(supplier.pk))}
        assert int(staff.id.partition(":")[2]) not in told
        with pytest.raises(Refused):
            tenders.acts.register(scene.tender, actor=staff, now=scene.later(hours=2))


def test_the_owner_ends_it_and_it_is_felt_at_once() -> None:
    supplier, owner = a_business(ready=False)
    staff = joined(owner, "both")
    client, url = signed_in(staff), supplier.get_absolute_url()
    row = Delegation.objects.get()
    assert signed_in(owner).post(f"/akun/staf/{row.pk}/akhiri").status_code == 302
    assert client.post(f"{url}/edit_identity", IDENTITY).status_code == 409
    person = Person.objects.get(pk=staff.id.partition(":")[2])
    assert (person.supplier, person.supplier_right) == ("", "")
    again = joined(owner, "fill", "Budi Contoh")
    acts.end_delegation(Delegation.objects.get(state="active"), actor=again)  # staff may leave
    assert audit().findings == ()


def test_only_the_owner_invites_and_ends() -> None:
    _supplier, owner = a_business()
    staff = joined(owner, "both")
    with pytest.raises(Refused, match=WRONG_HAT):
        acts.invite(actor=staff, business="x", name="x", right="bid")
    _other, stranger = a_business()
    for actor in (stranger, an_owner()):
        with pytest.raises(Refused, match=WRONG_HAT):
            acts.end_delegation(Delegation.objects.get(), actor=actor)
    assert signed_in(staff).post("/akun/staf", {"name": "x", "right": "bid"}).status_code == 409


def test_officials_and_people_of_another_business_do_not_join() -> None:
    a_cast()
    _supplier, owner = a_business()
    _row, code = acts.invite(actor=owner, business="x", name="Ratna", right="bid")
    with pytest.raises(Refused, match="peran di instansi"):
        acts.accept_invitation(code, actor=RATNA)
    _other, elsewhere = a_business()
    with pytest.raises(Refused, match="sudah mewakili penyedia lain"):
        acts.accept_invitation(code, actor=elsewhere)


def test_an_invitation_lapses() -> None:
    _supplier, owner = a_business()
    row, code = acts.invite(actor=owner, business="x", name="Andi", right="bid")
    late = row.until
    with pytest.raises(Refused, match="habis waktunya"):
        acts.accept_invitation(code, actor=an_owner(), now=late)
    with pytest.raises(Refused, match="belum habis"):
        acts.lapse_invitation(row, actor=CLOCK, now=late - timedelta(seconds=1))
    acts.lapse_invitation(row, actor=CLOCK, now=late)
    assert row.state == "lapsed" and Client().get("/akun/staf").status_code == 302
