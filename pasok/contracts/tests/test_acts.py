from datetime import date
from decimal import Decimal

import pytest
from django.db import IntegrityError

from pasok.contracts import acts, reads
from pasok.contracts.machine import contract as machine
from pasok.contracts.models import Contract
from pasok.contracts.tests.builders import a_contract
from pasok.kernel.actor import CLOCK, NOBODY, Actor
from pasok.kernel.machine import WRONG_HAT, Refused
from pasok.ledger.reads import chain, story
from pasok.people.reads import IMPORTER
from pasok.suppliers.models import Supplier
from pasok.suppliers.tests.builders import a_supplier
from tests.cast import EVERYONE, MAJU, NOON, RATNA, a_cast

pytestmark = pytest.mark.django_db


@pytest.fixture
def maju() -> Supplier:
    a_cast()
    return a_supplier("Maju Contoh", actor=MAJU)


def test_a_draft_follows_from_the_law_of_the_announcement(maju: Supplier) -> None:
    contract = a_contract(maju)
    assert (contract.state, contract.guarantee) == ("draft", Decimal(12_500_000))
    assert contract.sign_by == date(2026, 3, 27)
    assert contract.lines[1]["quantity"] == "100.5"
    (entry,) = chain(contract.key)
    assert entry.data["value"] == "250000000" and entry.data["supplier"] == str(maju.pk)
    assert [e.subject for e in story("ocds-contoh-1")] == [contract.key]


def test_a_tender_and_its_winner_have_one_draft_however_often_it_is_asked_for(maju: Supplier) -> None:
    contract = a_contract(maju)
    assert a_contract(maju, title="Lain").pk == contract.pk
    assert Contract.objects.count() == 1 and contract.entries == 1
    twin = Contract(supplier=maju, tender=contract.tender, value=1, state="draft", announced_on=NOON.date())
    with pytest.raises(IntegrityError):
        twin.save()


def test_after_a_cancelled_draft_a_new_one_may_follow(maju: Supplier) -> None:
    contract = a_contract(maju)
    acts.cancel_draft(contract, reason="Pemenang mengundurkan diri.", actor=RATNA, now=NOON)
    again = a_contract(maju)
    assert again.pk != contract.pk
    assert list(reads.of_tender("ocds-contoh-1")) == [again, contract]
    assert chain(contract.key).last().data["reason"] == "Pemenang mengundurkan diri."


def test_contracts_without_a_tender_are_never_taken_for_each_other(maju: Supplier) -> None:
    assert a_contract(maju, tender="").pk != a_contract(maju, tender="").pk
    assert reads.of_supplier(maju.pk).count() == reads.on_spine("ocds-contoh-1").count() == 2


def test_without_a_sppbj_nobody_knows_the_last_day_to_sign_until_it_is_entered(maju: Supplier) -> None:
    contract = a_contract(maju, sppbj_on=None, sppbj_number="")
    assert contract.sign_by is None
    acts.revise_draft(
        contract, actor=RATNA, now=NOON, sppbj_on=date(2026, 3, 2), number="K-1", kind="lump_sum"
    )
    assert contract.sign_by == date(2026, 3, 27)
    entry = chain(contract.key).last()
    assert entry.data["changed"] == ["number", "sppbj_on"] and entry.data["sign_by"] == "2026-03-27"


ACTORS = [*EVERYONE, NOBODY, CLOCK, IMPORTER, Actor("person:8", "Saingan", supplier="1")]


@pytest.mark.parametrize("state", machine.states)
def test_only_the_ppk_of_its_satker_changes_a_draft(maju: Supplier, state: str) -> None:
    contract = a_contract(maju)
    where = {"agency": contract.agency, "satker": contract.satker, "ocid": contract.ocid}
    contract = Contract(pk=contract.pk, supplier=maju, state=state, **where)
    for act in machine.acts:
        for actor in ACTORS:
            facts = contract.facts(actor, NOON)
            if state in act.source and act.by & facts.hats:
                assert actor == (MAJU if act.by == {"supplier"} else RATNA)
                continue
            with pytest.raises(Refused) as refused:
                machine.check(act, facts)
            assert (refused.value.reasons == (WRONG_HAT,)) is (state in act.source)


def test_the_ppk_of_another_agency_changes_nothing(maju: Supplier) -> None:
    with pytest.raises(Refused, match=WRONG_HAT):
        acts.revise_draft(a_contract(maju, agency="D998", satker=""), actor=RATNA, now=NOON, number="K-1")
