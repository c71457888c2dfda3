"""One tender from the proposal to the drafted contract."""

import pytest

from pasok.contracts.models import Contract
from pasok.ledger.audit import audit
from pasok.ledger.reads import chain
from pasok.tenders.tests import builders

pytestmark = pytest.mark.django_db


def test_the_lowest_of_three_bids_gets_the_contract() -> None:
    scene = builders.a_finished_tender()
    contract = Contract.objects.get()
    assert contract.value == min(builders.PRICES)
    assert str(contract.supplier_id) == scene.bidders[1].supplier
    assert [entry.act for entry in chain(scene.tender.key)][-3:] == [
        "end_standstill",
        "issue_sppbj",
        "draft_contract",
    ]
    scene.package.refresh_from_db()
    assert (scene.tender.state, scene.package.state) == ("contracted", "contracted")
    assert audit().findings == ()
