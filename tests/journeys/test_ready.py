"""From zero to ready to bid, by telephone: an owner alone, and owners whom a facilitator helps.

The bounds say what it may cost at most; `python -m bench.ready` measures the waiting on a slow line.
"""

from pathlib import Path

import pytest
from playwright.sync_api import Browser
from pytest_django.fixtures import Settings
from pytest_django.live_server_helper import LiveServer

from bench import ready_rows, ready_site, ready_walk
from pasok.ledger.audit import audit
from pasok.ledger.reads import chain
from pasok.suppliers import ocr
from pasok.suppliers.models import Supplier

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.skipif(not ocr.available(), reason="no reader of photos on this machine"),
]


@pytest.fixture
def town(outbox: Path, settings: Settings, live_server: LiveServer) -> Path:
    settings.OSS_FILE = str(outbox / "oss.json")
    ready_rows.register(outbox / "oss.json")
    settings.OUTBOX = outbox / "outbox"
    settings.SITE_URL = live_server.url
    return settings.OUTBOX


def test_an_owner_alone_types_nothing_twice(town: Path, browser: Browser, live_server: LiveServer) -> None:
    firm = ready_rows.firms()[0]
    ready_site.lay()
    count = ready_walk.alone(browser, live_server.url, firm, town, slow=False)
    assert count.twice == []
    found = (count.screens, count.taps, count.fields, count.typed, count.chosen, count.photos)
    assert all(one <= most for one, most in zip(found, (11, 12, 5, 78, 2, 1), strict=True)), found
    supplier = Supplier.objects.get(nib=firm.nib)
    assert supplier.state == "ready" and supplier.npwp == firm.npwp


def test_a_facilitator_and_owners_who_say_yes_themselves(
    town: Path, browser: Browser, live_server: LiveServer
) -> None:
    firms, session = ready_rows.firms()[1:3], ready_site.lay()
    told = ready_walk.together(browser, live_server.url, session, firms, town, slow=False)
    for helper, owner in told[1:]:
        assert (helper + owner).twice == []
        found = (helper.taps, helper.typed, owner.taps, owner.typed)
        assert all(one <= most for one, most in zip(found, (7, 45, 5, 12), strict=True)), found
    assert set(
        Supplier.objects.filter(nib__in=[one.nib for one in firms]).values_list("state", flat=True)
    ) == {"ready"}
    for supplier in Supplier.objects.filter(nib__in=[one.nib for one in firms]):
        acts = {entry.act: entry.actor for entry in chain(supplier.key)}
        assert acts["declare"].get("consent", "") == "" and acts["create"]["helped_name"]
    assert audit().findings == ()
