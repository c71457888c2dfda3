"""What fits a business: the pure judgement, and that the database judges alike."""

from datetime import timedelta

import pytest
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from pasok.opportunities import home, reads, rules
from pasok.opportunities.models import Listing
from pasok.opportunities.query import Query
from pasok.opportunities.rules import Business, Offered
from pasok.opportunities.tests.builders import a_listing, an_open_listing
from pasok.planning.tests.test_pages import as_person, text
from pasok.suppliers.tests.builders import a_supplier, an_owner, user_of
from tests.cast import NOBODY

WORKSHOP = Business(("31001",), "32.04", small=True)
KBLI = st.sampled_from(["31001", "C31001", "310", "31", "41011", "4101", "46100", "71101", "96010"])
REGIONS = st.sampled_from([("32", "32.04"), ("32", "32.73"), ("33", "33.20"), ("~pulau",), ()])
OFFERS = st.builds(
    Offered,
    st.lists(KBLI, max_size=2).map(tuple),
    st.sampled_from(["goods", "works", "consultant", "other_services"]),
    REGIONS,
    st.booleans(),
)
FULL = st.sampled_from(["31001", "41011", "46100", "71101", "96010"])
BUSINESSES = st.builds(
    Business, st.lists(FULL, max_size=3).map(tuple), st.sampled_from(["32.04", "33.20", ""]), st.booleans()
)


@given(BUSINESSES, OFFERS)
def test_what_is_reserved_never_fits_a_large_business_and_a_fit_has_its_reason(
    own: Business, one: Offered
) -> None:
    reasons = rules.fit(own, one)
    assert not (one.reserved and not own.small and reasons)
    assert bool(reasons) == bool(rules.told(reasons, own, one))
    if reasons:
        assert "kbli" in reasons or {"regency", "province"} & set(reasons)


def test_the_reason_is_said_in_words() -> None:
    near = Offered(("C31001",), "goods", ("32", "32.04"), False)
    assert rules.told(rules.fit(WORKSHOP, near), WORKSHOP, near) == "KBLI 31001, di kabupaten atau kota Anda"
    group = Offered(("31",), "goods", ("33", "33.20"), True)
    assert rules.told(rules.fit(WORKSHOP, group), WORKSHOP, group) == "KBLI 31, khusus usaha kecil"
    assert rules.fit(WORKSHOP, Offered((), "works", ("32", "32.04"), False)) == ()


@pytest.mark.django_db
def test_the_database_judges_as_the_rule_does() -> None:
    examples = [
        Offered(kbli, kind, regions, reserved)
        for kbli in ((), ("31001",), ("31",), ("41011",))
        for kind in ("goods", "works")
        for regions in (("32", "32.04"), ("32", "32.73"), ("33", "33.20"))
        for reserved in (True, False)
    ]
    for one in examples:
        row = {"kbli": list(one.kbli), "kind": one.kind, "region_codes": list(one.regions)}
        a_listing(**row, small_business_reserved=one.reserved)
    for own in (
        WORKSHOP,
        Business(("31001",), "32.04", False),
        Business(("41011",), "", True),
        Business((), "32.04", True),
    ):
        found = {row.pk: row.score for row in reads.fitting_rows(Listing.objects.all(), own)}
        for row in Listing.objects.all():
            reasons = rules.fit(own, row.offered)
            assert (row.pk in found) == bool(reasons), (own, row.offered)
            if reasons:
                assert found[row.pk] == sum(rules.WEIGHTS[reason] for reason in reasons)


@pytest.mark.django_db
def test_a_supplier_reads_why_a_package_fits_and_finds_all_that_do() -> None:
    owner = an_owner("Bengkel Jati")
    actor = user_of(a_supplier("Bengkel Jati", actor=owner), owner)
    far = an_open_listing(timedelta(days=9), title="Jauh", region_codes=["33", "33.20"])
    near = an_open_listing(timedelta(days=9), title="Dekat")
    a_listing(title="Jalan", kind="works")
    assert [fit.listing for fit in reads.fitting(actor)] == [near, far]
    assert [one.title for one in reads.found(Query(cocok=True), actor)] == ["Dekat", "Jauh"]
    client = as_person(actor)
    assert "Cocok: KBLI 31001, di kabupaten atau kota Anda" in text(client.get("/paket?cocok=1"))
    assert "Cocok:" not in text(Client().get("/paket?cocok=1"))
    request = client.get("/paket").wsgi_request
    context = home.fitting_block(request)[1]
    assert [card.listing for card in context["cards"]] == [near, far] and context["described"]
    assert home.fitting_block(Client().get("/paket").wsgi_request) is None and reads.fitting(NOBODY) == []
    assert [card.listing for card in home.closing_block(request)[1]["cards"]] == [far, near]
