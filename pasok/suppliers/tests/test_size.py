"""A business found by its NIB, and its size four times over."""

import csv
import json
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from pytest_django.fixtures import Settings

from pasok.ledger.reads import chain
from pasok.suppliers import acts, oss
from pasok.suppliers.models import Origin, Supplier
from pasok.suppliers.rules import size as rules
from pasok.suppliers.tests.builders import a_nik, a_supplier, an_owner, user_of
from pasok.suppliers.tests.test_pages import IDENTITY, ROWS, signed_in

ON = date(2026, 3, 2)
NIB = "9000000000001"
ROW = {
    "nib": NIB, "name": "Ukir Jati Contoh", "form": "cv", "npwp": "00.000.000.0-424.000", "scale": "small",
    "region_code": "32.04", "address": "Jalan Contoh 9", "kbli": "31001 31004", "as_of": "2026-02-01",
}  # fmt: skip


@pytest.fixture(params=["json", "csv"])
def register(request: pytest.FixtureRequest, settings: Settings, tmp_path: Path) -> Path:
    """The same firm in both kinds of file."""
    path = tmp_path / f"oss.{request.param}"
    if request.param == "json":
        path.write_text(json.dumps([ROW | {"kbli": ["31001", "31004"]}]))
    else:
        with path.open("w") as file:
            rows = csv.DictWriter(file, list(ROW))
            rows.writeheader()
            rows.writerow(ROW)
    settings.OSS_FILE = str(path)
    return path


def size(definition: str, **changes: object) -> rules.Size:
    return rules.Size(definition=definition, group="small", source="nib", stated_on=ON, **changes)


@pytest.mark.parametrize(
    ("definition", "figure", "workers", "group"),
    [
        ("capital", 1_000_000_000, None, "micro"),
        ("capital", 1_000_000_001, None, "small"),
        ("capital", 10_000_000_001, None, "large"),
        ("sales", 2_000_000_000, None, "micro"),
        ("sales", 15_000_000_001, None, "medium"),
        ("industry", 999_999_999, 19, "small"),
        ("industry", 1_000_000_000, 19, "medium"),
        ("industry", 999_999_999, 20, "medium"),
        ("industry", 15_000_000_001, 20, "large"),
        ("industry", 999_999_999, None, None),
        ("tkdn", 5_000_000_000, None, "small"),
        ("tkdn", 5_000_000_001, None, "large"),
        ("sales", None, None, None),
    ],
)
def test_each_law_counts_for_itself(
    definition: str, figure: int | None, workers: int | None, group: str | None
) -> None:
    stated = size(definition, figure=None if figure is None else Decimal(figure), workers=workers)
    assert rules.by_figures(stated, ON) == group
    assert bool(rules.size_warning(stated, ON)) == (group not in (None, "small"))


def test_before_a_definition_was_law_nothing_is_counted() -> None:
    stated = size("tkdn", figure=Decimal(9_000_000_000))
    assert rules.by_figures(stated, date(2025, 12, 11)) is None
    assert rules.by_figures(stated, date(2025, 12, 12)) == "large"


@pytest.mark.django_db
def test_four_measures_are_kept_apart_with_source_and_day_and_the_scale_stays() -> None:
    owner = an_owner()
    supplier = a_supplier(actor=owner, ready=False, scale="micro")
    client = signed_in(owner)
    url = f"{supplier.get_absolute_url()}/set_sizes"
    sent = {
        "capital-group": "small", "capital-figure": "900.000.000", "capital-source": "own",
        "capital-stated_on": "2026-01-31", "sales-group": "", "sales-source": "nib",
        "sales-stated_on": "2026-01-31", "industry-group": "medium", "industry-figure": "1.000.000.000",
        "industry-workers": "12", "industry-source": "paper", "industry-stated_on": "2025-12-31",
        "tkdn-group": "", "tkdn-source": "nib", "tkdn-stated_on": "2026-01-31",
    }  # fmt: skip
    assert client.post(url, sent).status_code == 302
    held = {row.definition: row for row in supplier.sizes.all()}
    assert set(held) == {"capital", "industry"}  # nothing was derived for the other two
    assert (held["capital"].group, held["capital"].source) == ("small", "own")
    assert held["industry"].stated_on == date(2025, 12, 31) and held["industry"].workers == 12
    supplier.refresh_from_db()
    assert supplier.scale == "micro"
    page = client.get(supplier.get_absolute_url()).text
    assert "Pernyataan sendiri, per 31 Jan 2026" in page and "menunjuk ke mikro" in page
    told = {"capital": "small (own)", "industry": "medium (paper)"}
    assert chain(supplier.key).last().data == {"sizes": told}
    wrong = client.post(url, sent | {"capital-stated_on": "kemarin"})
    assert wrong.status_code == 422 and "UMKM menurut modal usaha" in wrong.text


@pytest.mark.django_db
def test_a_business_is_found_by_its_nib_and_each_field_says_where_it_is_from(register: Path) -> None:
    client = signed_in(an_owner())
    page = client.post("/usaha/baru", {"cari": "1", "nib": "9.000.000.000.001"})
    assert page.status_code == 200 and "Ini bukan sambungan langsung ke OSS" in page.text
    html = BeautifulSoup(page.text, "html.parser")
    assert html.select_one("#id_name")["value"] == "Ukir Jati Contoh"
    assert [html.select_one(f"[name=permits-{n}-kbli]")["value"] for n in (0, 1)] == ["31001", "31004"]
    assert page.text.count("keadaan 1 Feb 2026") >= 8 and not Supplier.objects.exists()
    assert client.post("/usaha/baru", IDENTITY | ROWS).status_code == 302
    told = dict(Origin.objects.values_list("column", "source"))
    assert told["name"] == told["nib"] == told["npwp"] == "oss"
    assert told["address"] == told["capital"] == "typed"  # "Jalan Contoh 1", not 9
    book = chain(Supplier.objects.get().key)[0].data
    assert book["origins"] == {"oss": 6, "typed": 3}


@pytest.mark.django_db
def test_a_nib_that_is_nowhere_may_be_typed_and_without_a_file_nobody_looks(
    register: Path, settings: Settings
) -> None:
    client = signed_in(an_owner())
    page = client.post("/usaha/baru", {"cari": "1", "nib": "9000000000009"})
    assert page.status_code == 200 and "Isi sendiri; itu juga boleh" in page.text
    settings.OSS_FILE = ""
    assert "Cari dengan NIB" not in client.get("/usaha/baru").text
    assert oss.register().find(NIB) is None


@pytest.mark.django_db
def test_what_is_changed_later_is_no_longer_from_the_register(register: Path) -> None:
    owner = an_owner()
    supplier = a_supplier(actor=owner, ready=False, nib=NIB, name="Ukir Jati Contoh")
    assert supplier.origins.get(column="name").source == "oss"
    acts.edit_identity(supplier, actor=user_of(supplier, owner), name="Lain")
    assert supplier.origins.get(column="name").source == "typed"


@pytest.mark.django_db
@pytest.mark.parametrize("form", ["koperasi", "perorangan"])
def test_a_cooperative_and_a_single_person_become_ready(form: str) -> None:
    officers = [acts.NewOfficer("Siti Contoh", "owner", a_nik(7), None, True)]
    if form == "koperasi":
        officers.append(acts.NewOfficer("Ketua Contoh", "director", a_nik(8)))
    assert a_supplier(form=form, officers=officers).state == "ready"


def test_the_invented_register_of_the_demonstration_is_whole() -> None:
    path = Path(__file__).parents[2] / "site" / "stories" / "oss.json"
    found = [oss.read(row) for row in oss.lines(path)]
    assert len({one.nib for one in found}) == len(found) == 5
    assert {one.form for one in found} >= {"koperasi", "perorangan"}
    assert all(one.nib.startswith("90000") and "Contoh" in one.name for one in found)
