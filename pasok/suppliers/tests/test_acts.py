import json
from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from pasok.kernel.actor import Actor
from pasok.kernel.machine import WRONG_HAT, Refused
from pasok.ledger.audit import audit
from pasok.ledger.models import Entry
from pasok.ledger.reads import chain
from pasok.people import reads as people
from pasok.suppliers import acts, reads, rules
from pasok.suppliers.models import Supplier
from pasok.suppliers.tests.builders import a_nik, a_supplier, an_owner, three_workshops, user_of

pytestmark = pytest.mark.django_db
STRANGER = Actor(id="person:999", name="Orang luar")


def test_whoever_registers_a_business_speaks_for_it() -> None:
    owner = an_owner()
    supplier = a_supplier("Ukir Jati Contoh", actor=owner)
    assert people.person(owner.id).supplier == str(supplier.pk)
    assert supplier.ocid == supplier.key == f"supplier:{supplier.pk}"
    assert supplier.full_name == "CV Ukir Jati Contoh"
    assert [entry.act for entry in chain(supplier.key)] == ["create", "declare"]
    assert reads.profile(supplier.pk).ready


def test_the_book_keeps_no_nik_no_npwp_no_name_of_an_officer_and_no_address() -> None:
    owner = an_owner()
    officers = [acts.NewOfficer("Rahasia Sekali", "director", a_nik(77), None, True)]
    supplier = a_supplier(actor=owner, officers=officers, npwp="123456789424000", ready=False)
    me = user_of(supplier, owner)
    acts.edit_identity(supplier, actor=me, npwp="987654321424000", address="Jalan Baru 2")
    acts.set_officers(supplier, actor=me, officers=officers)
    book = json.dumps([entry.body for entry in Entry.objects.all()])
    for secret in (
        "Rahasia",
        a_nik(77),
        "123456789424000",
        "987654321424000",
        "Jalan",
        people.nik_hash(a_nik(77)),
    ):
        assert secret not in book, secret
    assert '"npwp"' in book  # that the column changed is told


def test_a_nik_is_kept_as_a_hash_only_and_stays_when_it_is_not_typed_again() -> None:
    owner = an_owner()
    supplier = a_supplier(actor=owner, ready=False)
    director = supplier.officers.get(role="director")
    assert len(director.nik_hash) == 64
    again = acts.NewOfficer("Nama Baru", "director", keep=director.pk)
    acts.set_officers(supplier, actor=user_of(supplier, owner), officers=[again])
    assert supplier.officers.get().nik_hash == director.nik_hash


def test_a_hash_is_never_taken_from_another_business() -> None:
    theirs = a_supplier().officers.first()
    owner = an_owner()
    supplier = a_supplier(actor=owner, ready=False)
    borrowed = acts.NewOfficer("Peminjam", "director", keep=theirs.pk)
    acts.set_officers(supplier, actor=user_of(supplier, owner), officers=[borrowed])
    assert supplier.officers.get().nik_hash == ""


def test_a_profile_is_edited_only_after_it_is_reopened_and_declared_again_before_a_bid() -> None:
    owner = an_owner()
    supplier = a_supplier(actor=owner)
    me = user_of(supplier, owner)
    with pytest.raises(Refused, match="Siap menawar"):
        acts.edit_identity(supplier, actor=me, name="Lain")
    acts.reopen(supplier, actor=me)
    acts.edit_identity(supplier, actor=me, name="Lain")
    acts.set_permits(supplier, actor=me, permits=[rules.Permit("C31002", "2020")])
    assert not reads.profile(supplier.pk).ready
    acts.declare(supplier, actor=me, sworn=True)
    profile = reads.profile(supplier.pk)
    assert profile.ready and profile.name == "Lain"
    assert profile.permits[0].title == "Industri Furnitur Dari Rotan Dan Atau Bambu"
    assert audit().findings == ()


def test_an_incomplete_profile_cannot_be_declared_and_every_gap_is_named() -> None:
    owner = an_owner()
    supplier = a_supplier(actor=owner, ready=False, npwp="", permits=[], officers=[], address="")
    with pytest.raises(Refused) as refused:
        acts.declare(supplier, actor=user_of(supplier, owner), sworn=True)
    assert len(refused.value.reasons) == 5
    assert supplier.entries == 1


def test_without_the_oath_nothing_is_declared() -> None:
    owner = an_owner()
    supplier = a_supplier(actor=owner, ready=False)
    with pytest.raises(ValidationError):
        acts.declare(supplier, actor=user_of(supplier, owner))
    supplier.refresh_from_db()
    assert supplier.state == "draft" and supplier.entries == 1


def test_strangers_and_other_businesses_may_change_nothing() -> None:
    supplier, rival = a_supplier(ready=False), a_supplier()
    for actor in (STRANGER, Actor("person:8", "Saingan", supplier=str(rival.pk))):
        with pytest.raises(Refused, match=WRONG_HAT):
            acts.edit_identity(supplier, actor=actor, name="Dirampas")


def test_one_nib_belongs_to_one_business() -> None:
    a_supplier(nib="9000000000001")
    with pytest.raises(ValidationError, match="sudah terdaftar"):
        a_supplier(nib="9000000000001")
    with pytest.raises(IntegrityError):
        Supplier.objects.create(name="x", form="cv", nib="9000000000001", ocid="supplier:x", state="draft")


def test_one_account_speaks_for_one_business_and_a_refusal_leaves_nothing_behind() -> None:
    owner = an_owner()
    a_supplier(actor=owner)
    before = Supplier.objects.count(), Entry.objects.count()
    with pytest.raises(Refused, match="sudah mewakili"):
        a_supplier(actor=owner)
    assert (Supplier.objects.count(), Entry.objects.count()) == before
    with pytest.raises(ValidationError, match="akun seseorang"):
        a_supplier(actor=STRANGER)


def test_a_record_of_another_system_is_adopted_once() -> None:
    given = {
        "scheme": "kd_penyedia",
        "code": "325183009",
        "name": "CV. TATAR CONTOH",
        "actor": people.IMPORTER,
    }
    first, new = acts.record(**given)
    again, twice = acts.record(**given)
    assert (first, new, twice) == (again, True, False)
    assert first.state == "unclaimed" and first.form == "cv" and first.full_name == "CV. TATAR CONTOH"
    assert reads.by_external_id("kd_penyedia", "325183009") == first
    assert [entry.act for entry in chain(first.key)] == ["create", "adopt"]
    with pytest.raises(Refused):
        acts.record(**given | {"code": "2", "actor": STRANGER})
    assert reads.by_external_id("kd_penyedia", "2") is None


def test_businesses_that_share_a_director_are_found_among_all() -> None:
    shared = acts.NewOfficer("Sama", "director", a_nik(500), None, True)
    ids = [s.pk for s in three_workshops()]
    twins = [a_supplier(name, officers=[shared]).pk for name in ("Kembar Satu", "Kembar Dua")]
    found = reads.conflicts_among(ids + twins, date(2026, 3, 2))
    assert {(a, b) for a, b, _ in found} == {tuple(sorted(twins))}
    assert len(found) == 2  # the same people steer it, and the same person gains by it


def test_who_runs_a_business_or_a_cooperative_is_known_by_hash() -> None:
    cooperative = a_supplier(
        form="koperasi", officers=[acts.NewOfficer("Ketua", "director", a_nik(1), None, True)]
    )
    a_supplier(officers=[acts.NewOfficer("Direktur", "director", a_nik(2), None, True)])
    acts.record(scheme="x", code="1", name="PT Kosong", actor=people.IMPORTER)
    assert reads.hashes() == {people.nik_hash(a_nik(1)), people.nik_hash(a_nik(2))}
    assert reads.hashes(cooperatives=True) == reads.profile(cooperative.pk).hashes()


def test_profiles_cost_three_queries_however_many_they_are(django_assert_num_queries: object) -> None:
    ids = [s.pk for s in three_workshops()]
    with django_assert_num_queries(3):
        assert len(reads.profiles(ids)) == 3
    assert reads.names(ids)[ids[1]] == "UD Mebel Maju Contoh"


def test_the_application_role_can_register_and_edit(as_application: None) -> None:
    owner = an_owner()
    supplier = a_supplier(actor=owner)
    acts.reopen(supplier, actor=user_of(supplier, owner))
    acts.set_permits(supplier, actor=user_of(supplier, owner), permits=[])
    supplier.refresh_from_db()
    assert supplier.state == "draft" and not supplier.permits.exists()
