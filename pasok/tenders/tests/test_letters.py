"""The official papers of a tender: what they hold, when they come to be, who reads them."""

import io
import json
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import translation
from pypdf import PdfReader

from pasok.kernel.actor import CLOCK, NOBODY, Actor
from pasok.kernel.money import rupiah
from pasok.kernel.terbilang import rupiah_words
from pasok.ledger.models import Sheet
from pasok.pages.sheet import sheet
from pasok.planning.tests import builders as packages
from pasok.tenders import acts, letters
from pasok.tenders.acts import bids as bid_acts
from pasok.tenders.tests import builders
from pasok.tenders.tests.builders import Scene, last
from tests.cast import AUDITOR, STRANGER

pytestmark = pytest.mark.django_db
TITLE = 'Meja #read("/etc/passwd") $x$ @y \\ *tebal* & <b>'


def kinds(scene: Scene, actor: Actor) -> list[str]:
    scene.tender.refresh_from_db()
    return [one.sheet.kind for one in letters.listed(scene.tender, actor, scene.now)]


def paper(scene: Scene, kind: str) -> Sheet:
    return Sheet.objects.filter(subject=scene.tender.key, kind=kind).order_by("number").last()


def address(scene: Scene, kind: str) -> str:
    return reverse("tender-paper", args=[scene.tender.slug, paper(scene, kind).fingerprint])


def text_of(content: bytes) -> str:
    return " ".join(" ".join(page.extract_text() for page in PdfReader(io.BytesIO(content)).pages).split())


def read(scene: Scene, kind: str) -> str:
    one = paper(scene, kind)
    return text_of(sheet(letters.template(one), one.data, at=one.at))


def test_each_paper_comes_with_its_act_and_to_whom_it_belongs() -> None:
    scene = builders.prepared()
    loser = winner = NOBODY
    assert Sheet.objects.count() == 0 and kinds(scene, scene.chair) == []
    acts.publish(scene.tender, actor=scene.chair, now=scene.now)
    assert kinds(scene, NOBODY) == ["announcement"]
    assert last(scene.tender).data["paper"] == paper(scene, "announcement").fingerprint
    for number, price in enumerate(builders.PRICES[:2], start=1):
        actor = builders.a_workshop(f"Bengkel Contoh {number}")
        builders.rehearsal.offer(scene.tender, actor, price, scene.later(hours=1))
        loser, winner = winner, actor  # the second one is cheaper
    acts.close(scene.tender, actor=CLOCK, now=scene.past("bid_submission"))
    known = json.dumps(list(Sheet.objects.values_list("data", flat=True)))
    assert "Bengkel" not in known and "1310000000" not in known and kinds(scene, AUDITOR) == ["announcement"]
    scene.committee.open(scene.tender, scene.later(minutes=5))
    assert kinds(scene, NOBODY) == ["announcement", "opening"]
    scene.committee.judge(scene.tender, scene.later(hours=1))
    scene.committee.agree(scene.tender, scene.past("award"))
    acts.choose_winner(scene.tender, actor=scene.chair, now=scene.now)
    assert "evaluation" not in kinds(scene, NOBODY) + kinds(scene, winner)
    assert kinds(scene, scene.chair) == kinds(scene, AUDITOR) == ["announcement", "opening", "evaluation"]
    url = address(scene, "evaluation")
    assert Client().get(url).status_code == 404
    acts.announce_winner(scene.tender, actor=scene.chair, now=scene.later(minutes=1))
    assert Client().get(url).status_code == 200 and kinds(scene, STRANGER)[-1] == "evaluation"
    scene.now = scene.tender.standstill_until
    acts.end_standstill(scene.tender, actor=CLOCK, now=scene.later(minutes=1))
    acts.issue_sppbj(scene.tender, actor=scene.office.ppk, number="7/SPPBJ", now=scene.later(hours=1))
    for actor in (winner, scene.office.ppk, scene.chair, AUDITOR):
        assert kinds(scene, actor)[-1] == "appointment", actor
    assert "appointment" not in kinds(scene, loser) + kinds(scene, NOBODY) + kinds(scene, STRANGER)
    assert Client().get(address(scene, "appointment")).status_code == 404


def test_an_evaluation_that_was_taken_back_stays_with_the_officials() -> None:
    scene = builders.opened()
    scene.committee.judge(scene.tender, scene.later(hours=1))
    scene.committee.agree(scene.tender, scene.past("award"))
    acts.choose_winner(scene.tender, actor=scene.chair, now=scene.now)
    first = address(scene, "evaluation")
    acts.reconsider(scene.tender, actor=scene.chair, reason="Salah hitung.", now=scene.later(minutes=1))
    assert "evaluation" not in kinds(scene, scene.chair)
    acts.choose_winner(scene.tender, actor=scene.chair, now=scene.later(hours=1))
    acts.announce_winner(scene.tender, actor=scene.chair, now=scene.now)
    second = address(scene, "evaluation")
    assert (
        first != second and Client().get(first).status_code == 404 and Client().get(second).status_code == 200
    )


def test_the_papers_tell_what_happened_and_nothing_secret() -> None:
    with translation.override("en"):
        scene = builders.a_finished_tender(title=TITLE)
    announcement, opening = read(scene, "announcement"), read(scene, "opening")
    for words in (TITLE, "Rp1.412.586.000", rupiah_words(scene.tender.hps), "Masa sanggah", "WIB", "31001"):
        assert words in announcement, words
    prices = [line["unit_price"] for line in scene.tender.lines]
    assert not any(price in json.dumps(paper(scene, "announcement").data) for price in prices)
    log = paper(scene, "opening").data["log"]
    for words in ("Rp1.310.000.000", "Rp1.290.000.000", "CV Bengkel Contoh 3", "Budi Contoh", log["root"]):
        assert words in opening, words
    assert log["count"] == 3 == len(paper(scene, "opening").data["bids"])
    evaluation = read(scene, "evaluation")
    for words in ("Pemenang: CV Bengkel Contoh 2", "Cadangan 1: CV Bengkel Contoh 1", "Joko Contoh", "lulus"):
        assert words in evaluation, words
    appointment = read(scene, "appointment")
    told = ("01/SPPBJ/2026", "enam puluh empat juta lima ratus ribu rupiah", "14 hari kerja", "Ratna", TITLE)
    for words in told:
        assert words in appointment, words
    everything = (
        announcement
        + opening
        + evaluation
        + appointment
        + json.dumps(list(Sheet.objects.values_list("data", flat=True)))
    )
    for person in scene.tender.bids.first().qualification["officers"]:
        assert person[1] not in everything
    assert "root:" not in everything and "of the contract" not in everything


def test_who_fell_and_what_was_corrected_stands_in_the_report_with_the_reason() -> None:
    scene = builders.opened()
    lowest = scene.tender.bids.order_by("price").first()
    bid_acts.clarify(lowest, actor=scene.chair, reason="Harga #1 wajar.", now=scene.later(minutes=5))
    scene.committee.judge(scene.tender, scene.later(hours=1), fallen={lowest.pk: "Surat $tidak$ sah."})
    scene.committee.decide(scene.tender, scene.past("award"))
    told = read(scene, "evaluation")
    assert "Gugur pada administrasi. Alasan: Surat $tidak$ sah." in told and "Harga #1 wajar." in told
    assert "Pemenang: CV Bengkel Contoh 1" in told


def test_the_arithmetic_correction_is_told_in_rupiah(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(packages.TERMS, "kind", "unit_price")
    scene = builders.announced()
    actor, unit = builders.a_workshop("Bengkel Contoh 9"), {1: Decimal(900_000)}
    builders.rehearsal.offer(
        scene.tender, actor, Decimal(1_290_000_000), scene.later(hours=1), unit_prices=unit
    )
    acts.close(scene.tender, actor=CLOCK, now=scene.past("bid_submission"))
    scene.committee.open(scene.tender, scene.later(minutes=5))
    scene.committee.judge(scene.tender, scene.later(hours=1))
    scene.committee.decide(scene.tender, scene.past("award"))
    told, bid = read(scene, "evaluation"), scene.tender.bids.get()
    assert bid.price != bid.offered and "Tidak ada pemenang cadangan." in told
    assert f"Harga semula Rp1.290.000.000, menjadi {rupiah(bid.price)}." in told and "pada baris 2." in told


def test_a_moved_deadline_makes_a_new_announcement_and_the_old_one_says_so() -> None:
    scene = builders.announced()
    old = paper(scene, "announcement")
    row = scene.tender.stages.get(code="bid_submission")
    acts.change_schedule(
        scene.tender,
        actor=scene.chair,
        stage="bid_submission",
        starts_at=row.starts_at,
        ends_at=row.ends_at + builders.timedelta(days=1),
        reason="Jaringan kabupaten terputus.",
        now=scene.later(hours=1),
    )
    assert "Jaringan kabupaten terputus." in read(scene, "announcement")
    (listed,) = letters.listed(scene.tender, NOBODY, scene.now)
    assert listed.sheet != old and Client().get(listed.url).headers["Content-Type"] == "application/pdf"
    page = Client().get(reverse("issued", args=[old.fingerprint]))
    assert (
        page.status_code == 200 and "versi yang lebih baru" in page.text and scene.tender.title in page.text
    )
    page = Client().get(reverse("issued", args=[listed.sheet.fingerprint]))
    assert page.status_code == 200 and "versi yang lebih baru" not in page.text
    assert Client().get("/dokumen/" + "0" * 64).status_code == 404
    assert listed.url in Client().get(scene.tender.get_absolute_url()).text


def test_a_paper_belongs_to_its_tender_and_is_never_rewritten() -> None:
    scene = builders.announced()
    one = paper(scene, "announcement")
    other = reverse("tender-paper", args=["ocds-lain", one.fingerprint])
    assert Client().get(other).status_code == 404
    wrong: Any = pytest.raises(Exception, match="never changed")
    with wrong:
        Sheet.objects.filter(pk=one.pk).update(kind="opening")
