"""The hundred participants of the demonstration: every number of the funnel, asked once more in plain SQL."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.utils import timezone

from pasok.coaching.models import Bimtek, Seat
from pasok.ledger.audit import audit
from pasok.people.models import Person
from pasok.site.stories import places, regency, seminar
from pasok.site.stories.play import Play
from pasok.site.stories.scenes import SCENES

#: how far each participant came, by no code of ours; a later step counts for the earlier ones
FLAGS = """
with part as (
    select s.event_id, s.sector, s.region_name, s.person_id, nullif(p.supplier, '')::bigint as firm
    from coaching_seat s left join people_person p on p.id = s.person_id
    where s.event_id = %s and s.state = 'attended'
), flag as (
    select part.*,
        exists (select 1 from tenders_tender t join tenders_bid b on b.id = t.winner_id
            where b.supplier_id = firm
            and t.state in ('standstill', 'cleared', 'appointed', 'contracted')) as won,
        exists (select 1 from tenders_bid b
            where b.supplier_id = firm and b.state in ('opened', 'fallen')) as bid,
        exists (select 1 from watch_look l where l.supplier_id = firm) as looked,
        exists (select 1 from suppliers_supplier b where b.id = firm and b.state = 'ready') as ready
    from part
)
select {by}, count(*),
    count(*) filter (where person_id is not null),
    count(*) filter (where ready or looked or bid or won),
    count(*) filter (where looked or bid or won),
    count(*) filter (where bid or won),
    count(*) filter (where won)
from flag group by 1
"""


def told(by: str, event: Bimtek) -> dict[Any, list[int]]:
    with connection.cursor() as cursor:
        cursor.execute(FLAGS.format(by=by), [event.pk])
        return {name: list(counts) for name, *counts in cursor.fetchall()}


def rows(page: BeautifulSoup, caption: str) -> dict[str, list[int]]:
    """A table of the page: first cell -> numbers."""
    found = next(table for table in page.find_all("table") if caption in table.caption.get_text())
    lines = [
        [cell.get_text(strip=True) for cell in line.find_all("td")] for line in found.tbody.find_all("tr")
    ]
    return {name: [int(number) for number in counts] for name, *counts in lines}


@pytest.fixture
def event(db: None, settings: object) -> Bimtek:
    """The seminar, and the packages that its participants bid for."""
    settings.DEMO = True
    office = places.an_office()
    second = places.second_bench(office)
    for thing in regency.things():
        if set(thing.bids) & {"mesin", "lampu", "besi"} and thing.scene in {"appointed", "contracted"}:
            SCENES[thing.scene](Play(second if thing.pokja == 2 else office, thing, timezone.now()))
    seminar.lay_out(office, timezone.now(), lambda text: None)
    return Bimtek.objects.get(title=seminar.table()["seminar"]["title"])


def test_each_number_of_the_funnel_is_what_the_database_says(event: Bimtek) -> None:
    client = Client()
    client.force_login(Person.objects.get(email="hendra.d999@contoh.test"))
    page = BeautifulSoup(client.get(f"/bimtek/{event.pk}/corong").content, "html.parser")
    counts = [int(bar.b.get_text()) for bar in page.find("ol", class_="funnel").find_all("li") if bar.b]
    (whole,) = told("1", event).values()
    assert counts == whole and counts[0] == 100 and counts == sorted(counts, reverse=True)
    assert counts == [100, 88, 61, 39, 6, 3]
    assert "belum dapat dihitung" in page.find("ol", class_="funnel").get_text()
    sectors = {"25": "Barang logam", "26": "Komputer, elektronik, dan optik", "27": "Peralatan listrik"}
    sectors |= {"28": "Mesin dan perlengkapan", "29": "Kendaraan bermotor", "30": "Alat angkutan lainnya"}
    by_sector = {sectors[code]: numbers for code, numbers in told("sector", event).items()}
    assert rows(page, "Menurut bidang usaha") == by_sector
    assert rows(page, "Menurut kabupaten/kota") == told("region_name", event)
    stopped = [
        int(stop.summary.find(class_="num").get_text().split()[0]) for stop in page.find_all("details")
    ]
    after = [*counts[1:], 0]
    assert stopped == [before - now for before, now in zip(counts, after, strict=True) if before > now]
    overall = BeautifulSoup(client.get("/bimtek/corong").content, "html.parser")
    (line,) = [v for k, v in rows(overall, "Menurut acara").items() if k.startswith(event.title)]
    assert line == whole
    narrowed = client.get(
        f"/bimtek/{event.pk}/corong?bidang=28", headers={"accept": "application/json"}
    ).json()
    assert [narrowed["participants"], *narrowed["steps"].values()] == by_sector[sectors["28"]]
    each_stop_has_its_reason(page)
    for model in (Bimtek, Seat):
        assert set(model.objects.values_list("state", flat=True)) == set(model.machine.states)
    assert audit().findings == ()


def each_stop_has_its_reason(page: BeautifulSoup) -> None:
    words = " ".join(page.find("main").get_text(" ").split())
    for reason in (
        "Belum punya akun.",
        "Punya akun, usahanya belum didaftarkan.",
        "Profil belum lengkap: kurang NPWP.",
        "Profil belum lengkap: kurang Alamat dan wilayah.",
        "Profil belum lengkap: kurang Pemilik dan pengurus",
        "Profil lengkap, tetapi belum dinyatakan benar oleh pemiliknya.",
        "Belum membuka satu paket pun.",
        "Penawaran terakhirnya di peringkat 2.",
        "Keadaan kontraknya: rancangan kontrak. Pembayaran belum dicatat di sini.",
        "Rancangan kontraknya belum ada.",
    ):
        assert reason in words, reason
