"""A package from the first line to the tender and back."""

import pytest

from pasok.ledger.reads import chain
from pasok.planning import acts
from pasok.planning.tests.builders import MORNING, a_school_furniture_package, an_office
from tests.cast import BUDI

pytestmark = pytest.mark.django_db


def test_a_package_goes_from_plan_to_contract_and_its_chain_tells_it() -> None:
    office = an_office()
    package = a_school_furniture_package(office)
    assert package.method == "tender_postqual_one_file"
    assert package.hps_total == 1_412_586_000
    tender = f"tender:{package.ocid}"
    acts.begin_selection(package, actor=office.ppk, tender=tender, pokja=str(office.pokja.pk), now=MORNING)
    acts.end_selection(package, actor=BUDI, reason="Tidak ada penawaran.", now=MORNING)
    acts.begin_selection(package, actor=office.ppk, tender=f"{tender}.2", now=MORNING)
    acts.conclude(package, actor=office.ppk, contract="contract:1", now=MORNING)
    package.refresh_from_db()
    assert package.state == "contracted"
    assert [entry.act for entry in chain(package.key)] == [
        "create",
        "set_method",
        "announce",
        "write_specification",
        "set_hps",
        "write_contract_terms",
        "begin_selection",
        "end_selection",
        "begin_selection",
        "conclude",
    ]
