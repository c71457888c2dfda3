"""The demonstration: every state of every machine to look at, reached by the real doors."""

import os
import re
import subprocess
import sys
from collections import Counter
from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.conf import settings as wired
from django.core.mail import EmailMessage
from django.test import Client
from django.utils.module_loading import import_string

from pasok.kernel.machine import Machine
from pasok.ledger.audit import audit
from pasok.ledger.models import Entry
from pasok.people.models import Person
from pasok.sampul import device, envelope
from pasok.sampul import reads as sampul
from pasok.site.letters import EmailBackend
from pasok.site.stories import demo, hours, places, quick, regency
from pasok.site.stories.scenes import SCENES
from pasok.suppliers.models import Supplier
from pasok.tenders.models import Tender

MACHINES: list[tuple[type, Machine]] = [
    (model, model.machine) for model in map(import_string, wired.SUBJECTS)
]
#: state of a machine that no scene can reach, and why
NOWHERE: dict[tuple[str, str], str] = {}
JAKARTA = ZoneInfo("Asia/Jakarta")
NIGHTS = [
    datetime(2026, 11, 24, 15, 40, tzinfo=JAKARTA),  # a Tuesday, late in the office day
    datetime(2026, 11, 28, 2, 0, tzinfo=JAKARTA),  # a Saturday night
    datetime(2026, 12, 24, 23, 30, tzinfo=JAKARTA),  # the eve of a holiday and a weekend
]


def missing() -> set[tuple[str, str]]:
    """(machine, state) that nothing in the database is in."""
    found = {
        (machine.name, state)
        for model, machine in MACHINES
        for state in model._default_manager.values_list("state", flat=True).distinct()
    }
    return {(machine.name, state) for _, machine in MACHINES for state in machine.states} - found


def open_tenders() -> list[Tender]:
    return list(Tender.objects.filter(state="announced"))


@pytest.mark.django_db
def test_the_regency_shows_every_state_and_grows_young_again() -> None:
    demo.lay_out(lambda text: None)
    assert missing() == set(NOWHERE)
    assert audit().findings == ()
    told = Counter(thing.scene for thing in regency.things())
    assert set(told) == set(SCENES)
    bids = sorted(tender.bids.filter(state="sealed").count() for tender in open_tenders())
    assert bids[0] == 0 and bids[-1] == 1 and len(bids) >= demo.ENOUGH
    for tender in open_tenders():  # nobody waits at night for a deadline
        assert tender.clock == "real" and hours.works(sampul.box(tender.box_key).closes_at)
    names = [*Supplier.objects.values_list("name", flat=True), *Person.objects.values_list("name", flat=True)]
    assert [name for name in names if "Contoh" not in name] == []
    entries = Entry.objects.count()
    demo.lay_out(lambda text: None)
    assert Entry.objects.count() == entries
    grown_old()


def grown_old() -> None:
    """Tenders that stopped taking bids make room for new ones under new names, no more than are lacking."""
    for tender in open_tenders()[:4]:
        Tender.objects.filter(pk=tender.pk).update(state="closed")
    said: list[str] = []
    demo.lay_out(said.append)
    assert len(open_tenders()) == demo.ENOUGH and len(said) == demo.ENOUGH - 2
    assert all("tahap 2" in line for line in said)


@pytest.mark.parametrize("now", NIGHTS)
def test_deadlines_fall_in_office_hours_and_after_the_time_the_law_gives(now: datetime) -> None:
    soon = hours.later(now + timedelta(hours=5))
    assert soon > now + timedelta(hours=4) and hours.works(soon)
    before = hours.earlier(now - timedelta(hours=1))
    assert before < now and hours.works(before)
    start = hours.announced_for(soon)
    assert start < soon and hours.windows(start, soon)["bid_submission"][1] == soon


def test_a_quick_key_opens_like_any_other_and_only_with_its_passphrase() -> None:
    identity, _ = envelope.make_member_key()
    wrapped = quick.wrap(identity, demo.PASSPHRASE)
    assert device.unwrap_identity(wrapped, demo.PASSPHRASE) == identity
    with pytest.raises(Exception, match=r"(?i)decrypt"):
        device.unwrap_identity(wrapped, "kunci lain")


def test_titles_differ_and_every_line_is_a_line() -> None:
    titles = [thing.title for thing in regency.things()]
    assert len(titles) == len(set(titles)) and 25 <= len(titles) <= 45
    assert all(row["unit_price"] > 0 for thing in regency.things() for row in thing.hps_lines)
    assert all(re.fullmatch(r"\d{2}\.\d{2}(\.\d{2})?", thing.place[0]) for thing in regency.things())


def test_letters_to_invented_people_do_not_fill_the_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    to = ("usaha1@contoh.test", "ibu.nyata@bengkel.example")
    sent = [EmailMessage("Kabar", "Isi", None, [address]) for address in to]
    assert EmailBackend().send_messages(sent) == 2
    said = capsys.readouterr().out
    assert to[1] in said and to[0] not in said


@pytest.mark.parametrize("command", ["web", "serve", "demo", "wsgi"])
def test_nothing_starts_with_demo_accounts_beside_a_real_database(command: str) -> None:
    env = {
        **os.environ, "DEMO": "1", "DEBUG": "1", "SECRET_KEY": "x" * 50,
        "DATABASE_URL": "postgresql://nobody@127.0.0.1:1/nothing",
    }  # fmt: skip
    words = ["-c", "import pasok.site.wsgi"] if command == "wsgi" else ["-m", "pasok.site.cli", command]
    ended = subprocess.run([sys.executable, *words], env=env, capture_output=True, text=True, timeout=60)
    assert ended.returncode != 0 and "DEMO menyala di server produksi" in ended.stderr


@pytest.mark.django_db
def test_each_invented_person_stands_under_a_trade_and_every_page_says_that_it_is_an_example(
    settings: Any,
) -> None:
    settings.DEMO = True
    places.second_bench(places.an_office())
    places.firm("melati")
    page = Client().get("/demo").content.decode()
    order = "Menawar Melati Merencanakan Ratna Memilih Rini Mengawasi"
    found = [page.index(word) for word in order.split()]
    assert found == sorted(found) and regency.about()["usaha6@contoh.test"] in page
    assert places.BENCH["wati"] not in page  # she left in June and has nothing to do here
    banner = "semua orang dan usaha di sini rekaan"
    assert banner in page and banner in Client().get("/paket").content.decode()
    settings.DEMO = False
    assert banner not in Client().get("/paket").content.decode()
