"""The search page: what each filter finds, that the address holds it all, and a word where it finds none."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from urllib.parse import quote, urlsplit

import pytest
from bs4 import BeautifulSoup
from django.http import QueryDict
from django.test import Client
from hypothesis import given, settings
from hypothesis import strategies as st

from pasok.opportunities import rules, spelling
from pasok.opportunities.forms import Search
from pasok.opportunities.query import Query
from pasok.opportunities.tests.builders import a_listing, an_open_listing
from pasok.planning import reads as planning
from pasok.planning.tests.builders import a_package, an_office
from pasok.planning.tests.test_pages import JSON, as_person, text
from tests.cast import MAJU

WORD = st.text(st.characters(categories=["L", "N"]), min_size=1, max_size=12)


def titles(query: str) -> list[str]:
    found = Client().get(f"/paket?{query}", headers=JSON).json()
    assert found["total"] == len(found["packages"])
    return [package["title"] for package in found["packages"]]


def page(query: str = "", client: Client | None = None) -> BeautifulSoup:
    answer = (client or Client()).get(f"/paket?{query}")
    assert answer.status_code == 200
    return BeautifulSoup(text(answer), "html.parser")


@pytest.mark.django_db
def test_each_filter_finds_its_own_and_all_together() -> None:
    desk = a_listing(title="Meja siswa", details="kayu jati SNI 7537")
    roof = a_listing(
        title="Rehabilitasi atap gedung",
        kind="works",
        value=Decimal(16_000_000_000),
        small_business_reserved=False,
        agency_code="D107",
        agency_name="Kab. Jepara",
        region_codes=["33", "33.20"],
        places="Kab. Jepara, Jawa Tengah",
        method="fast_tender",
        year=2027,
    )
    near = an_open_listing(timedelta(days=2), title="Kursi guru")
    assert titles("") == [near.title, roof.title, desk.title]
    finds = {
        "q=rehab+ata": roof,
        "q=jati+meja+7537": desk,
        f"q={roof.number}": roof,
        f"q={roof.ocid}": roof,
        "q=%27%3A*+%26+%7C+%21atap+%3C-%3E": roof,  # signs of the search language are only signs
        "instansi=D107": roof,
        "instansi=jepara": roof,
        "provinsi=33": roof,
        "kabupaten=Jepara": roof,
        "kabupaten=33.20": roof,
        "jenis=works": roof,
        "metode=fast_tender": roof,
        "tahun=2027": roof,
        "dari=1.000.000.000": roof,
        "kecil=tidak": roof,
        "kbli=31001": near,
        "kbli=C31": near,
        "keadaan=menerima": near,
        "tutup=3-hari": near,
        "sampai=450.000.000&q=guru&jenis=goods&kecil=ya&provinsi=32&tutup=7-hari": near,
    }
    for query, one in finds.items():
        assert titles(query) == [one.title], query
    assert titles("tutup=hari-ini") == titles("q=komputer") == titles("kabupaten=Jepara&provinsi=32") == []
    assert titles("urut=mahal")[0] == roof.title and titles("urut=murah")[-1] == roof.title
    assert titles("urut=tutup") == [near.title, roof.title, desk.title]


@pytest.mark.django_db
def test_a_stem_is_a_second_chance() -> None:
    one = a_listing(title="Pembangunan jembatan")
    assert titles("q=bangunan") == [one.title]


@pytest.mark.django_db
def test_a_deadline_that_passed_counts_before_its_news_comes() -> None:
    an_open_listing(timedelta(seconds=-1), title="Lewat")
    assert titles("keadaan=menerima") == [] and titles("keadaan=ditutup") == ["Lewat"]
    assert "Penawaran ditutup" in page().find(class_="badge").text


@pytest.mark.django_db
def test_wrong_values_get_a_word_and_are_let_go() -> None:
    a_listing()
    wrong = "jenis=kapal&dari=banyak&tutup_sampai=kapan&kbli=x&tahun=dua&provinsi=99&page=zz&urut=acak&q=%00"
    html = page(wrong)
    assert len(html.select(".card")) == 1 and not html.select(".chip")
    assert "Pilihan ini tidak dikenal, jadi tidak dipakai." in html.text and html.select("details[open]")
    told = Client().get(f"/paket?{wrong}", headers=JSON).json()["ignored"]
    assert set(told) == {"jenis", "dari", "tutup_sampai", "kbli", "tahun", "provinsi", "urut", "q"}
    assert set(Client().get("/paket?dari=9&sampai=3", headers=JSON).json()["ignored"]) == {"sampai"}


@pytest.mark.django_db
def test_a_chip_takes_off_its_filter_and_keeps_the_others() -> None:
    a_listing()
    html = page("q=meja&jenis=goods&dari=1.000&kabupaten=bandung&urut=mahal")
    chips = {chip.text.partition(":")[2].strip(): chip["href"] for chip in html.select(".chip")}
    assert list(chips) == ["“meja”", "Barang", "Kab. Bandung, Jawa Barat", "Mulai Rp1.000"]
    assert chips["Barang"] == "/paket?q=meja&kabupaten=bandung&dari=1000&urut=mahal"
    feed = html.find("link", rel="alternate")["href"]
    assert feed == "/paket.atom?q=meja&kabupaten=bandung&jenis=goods&dari=1000&urut=mahal"


@pytest.mark.django_db
def test_pages_keep_the_search() -> None:
    for number in range(25):
        a_listing(title=f"Meja {number}")
    html = page("q=meja")
    assert len(html.select(".card.pkg")) == 24 and "25 paket" in html.text
    after = html.find(rel="next")["href"]
    assert "q=meja" in after and len(page(after.strip("?")).select(".card.pkg")) == 1


@pytest.mark.django_db
def test_nothing_found_says_what_to_let_go() -> None:
    assert "Belum ada paket yang diumumkan" in page().text
    a_listing()
    assert "Tidak ada paket yang cocok" in page("q=komputer").text
    empty = page("q=meja&jenis=works").find(class_="empty")
    assert "Tanpa saringan Pekerjaan konstruksi ada paket" in empty.text
    assert empty.a["href"] == "/paket?q=meja"


@pytest.mark.django_db
def test_a_planner_sees_the_own_drafts_and_nobody_else_does() -> None:
    office = an_office()
    draft = a_package(office, title="Belum diumumkan")
    assert draft.title in page(client=as_person(office.ppk)).text
    assert "Buat paket" in page(client=as_person(office.ppk)).text
    for client in (Client(), as_person(MAJU)):
        assert draft.title not in page(client=client).text and "Buat paket" not in page(client=client).text


@pytest.mark.django_db
@pytest.mark.parametrize(
    "old, new",
    [
        ("/tender", "/paket?keadaan=menerima"),
        ("/tender?q=meja+jati", "/paket?q=meja+jati&keadaan=menerima"),
        ("/tender?keadaan=over&q=meja", "/paket?q=meja"),
    ],
)
def test_the_list_of_tenders_is_a_search(old: str, new: str) -> None:
    answer = Client().get(old)
    assert (answer.status_code, answer["Location"]) == (302, new)


SEARCHES = st.builds(
    Query,
    q=WORD | st.just(""),
    instansi=WORD | st.just(""),
    provinsi=st.sampled_from(["", "32", "96"]),
    kabupaten=WORD | st.just(""),
    jenis=st.sampled_from(["", *(kind for kind, _ in planning.kinds())]),
    tahun=st.none() | st.integers(2000, 2100),
    keadaan=st.sampled_from(["", *rules.IN_ADDRESS]),
    kecil=st.sampled_from(["", "ya", "tidak"]),
    dari=st.none() | st.decimals(0, 10**6, places=2),
    sampai=st.none() | st.decimals(10**7, 10**12, places=2),
    tutup=st.sampled_from(["", "hari-ini", "3-hari", "7-hari"]),
    tutup_sampai=st.none() | st.dates(),
    kbli=st.sampled_from(["", "31", "C31001"]),
    cocok=st.booleans(),
    urut=st.sampled_from(["", "baru", "tutup", "mahal", "murah"]),
)


@settings(deadline=None, max_examples=60)
@given(SEARCHES)
def test_every_search_comes_back_from_its_address(query: Query) -> None:
    read = Search(QueryDict(query.address()), fits=True).ask()
    assert read == query and read.address() == query.address()


@settings(deadline=None, max_examples=60)
@given(st.dictionaries(st.sampled_from([*Search.base_fields, "lain"]), st.text(max_size=20)))
def test_whatever_stands_in_an_address_is_read_and_written_once(values: dict[str, Any]) -> None:
    address = "&".join(f"{name}={quote(value)}" for name, value in values.items())
    query = Search(QueryDict(address), fits=True).ask()
    again = Search(QueryDict(urlsplit(f"/?{query.address()}").query), fits=True).ask()
    assert again == query


@pytest.mark.django_db
def test_a_mistyped_word_is_answered_with_the_one_that_was_meant() -> None:
    for title in ("Pengadaan Meubelair Sekolah", "Rehabilitasi jalan desa", "Meja siswa"):
        spelling.learn(a_listing(title=title))
    meant = {
        "q=meublair": "meubelair",  # a letter left out
        "q=rehabilitasi+jlaan": "rehabilitasi jalan",  # two exchanged
        "q=jalann": "jalan",
        "q=MEJO": "meja",
        "q=rehabiltsi": "rehabilitasi",  # two slips
        "q=meja": "",
        "q=zzyzx": "",
        "q=mebelair&jenis=works": "",  # the other spelling finds nothing there
    }
    for query, word in meant.items():
        assert Client().get(f"/paket?{query}", headers=JSON).json()["meant"] == word, query
    shown = page("q=meublair").find("a", string="meubelair")
    assert shown["href"] == "/paket?q=meubelair" and titles("q=meubelair") == ["Pengadaan Meubelair Sekolah"]


@given(
    st.text("abcdefghijklmnopqrstuvwxyz", min_size=4, max_size=8), st.integers(0, 7), st.sampled_from("aezx")
)
def test_one_slip_is_undone_by_one_slip(word: str, place: int, letter: str) -> None:
    at = place % len(word)
    for typed in (
        word[:at] + word[at + 1 :],
        word[:at] + letter + word[at:],
        word[:at] + letter + word[at + 1 :],
    ):
        assert word in spelling.one_slip(typed)
    swapped = word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :] if at else word
    assert word in {swapped, *spelling.one_slip(swapped)}
