"""The life of one school-furniture package, by people in browsers, from proposal to draft contract."""

from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path

import pytest
from django.utils import timezone
from playwright.sync_api import Browser
from pytest_django.live_server_helper import LiveServer

from pasok.contracts.models import Contract
from pasok.ledger.audit import audit
from pasok.site.stories import places
from pasok.tenders.models import Tender
from tests.journeys import after, before
from tests.journeys.company import TITLE, Cast


@pytest.fixture
def cast(
    transactional_db: None, browser: Browser, live_server: LiveServer, artefacts: Path
) -> Iterator[Cast]:
    office = places.an_office()
    places.workshops()
    places.desks(office, timezone.now(), title=TITLE, pagu=Decimal(1_450_000_000))
    cast = Cast(browser, live_server.url, artefacts)
    yield cast
    for visitor in cast.everybody:
        visitor.page.context.close()


def test_a_package_goes_from_proposal_to_draft_contract(cast: Cast) -> None:
    address = before.propose(cast)
    before.prepare(cast, address)
    before.announce(cast, address)
    before.ask_and_answer(cast, address)
    before.compete(cast, address)
    after.wait_for_the_clock(cast, address)
    after.open_bids(cast, address)
    after.judge(cast, address)
    after.decide(cast, address)
    after.object_and_answer(cast, address)
    after.award(cast, address)
    tender = Tender.objects.get()
    assert (tender.state, tender.winner.supplier.name) == ("contracted", places.WORKSHOPS[1][0])
    assert Contract.objects.get().value == Decimal("1278720000")
    assert audit().findings == ()
    assert [visitor.said for visitor in cast.everybody if visitor.said] == []
