"""What a bidder keeps, and what everybody sees of those who hold the keys."""

import io
import json
from datetime import timedelta

import pytest
from django.test import Client
from pypdf import PdfReader

from pasok.kernel.actor import CLOCK, NOBODY, Actor
from pasok.sampul import reads as sampul
from pasok.tenders import acts, receipts, shown_opening
from pasok.tenders.models import Bid
from pasok.tenders.tests import builders
from pasok.tenders.tests.builders import Scene
from pasok.tenders.tests.test_pages import browser

pytestmark = pytest.mark.django_db


@pytest.fixture
def scene() -> Scene:
    return builders.competing()


def own(scene: Scene) -> tuple[Bid, Client]:
    bid = scene.tender.bids.get(supplier_id=int(scene.bidders[0].supplier))
    return bid, browser(scene.bidders[0])


def test_the_pdf_carries_the_proof_itself_and_no_price(scene: Scene) -> None:
    bid, client = own(scene)
    pdf = client.get(f"/penawaran/{bid.pk}/tanda-terima.pdf")
    paper = PdfReader(io.BytesIO(pdf.content))
    (proof,) = paper.attachments["tanda-terima.json"]
    checked = Client().post("/periksa", {"receipt": proof.decode()})
    assert "Tanda terima ini benar" in checked.content.decode()
    assert json.loads(proof) == client.get(f"/penawaran/{bid.pk}/tanda-terima.json").json()
    text = paper.pages[0].extract_text()
    assert receipts.given(bid).fingerprint in " ".join(text.split())
    assert not [price for price in builders.PRICES if f"{price:,.0f}".replace(",", ".") in text]


def test_a_receipt_is_its_owners_alone(scene: Scene) -> None:
    bid, _ = own(scene)
    for actor in (scene.bidders[1], scene.chair, scene.office.ppk):
        for what in ("tanda-terima.pdf", "tanda-terima.json", "untuk-disegel.json"):
            assert browser(actor).get(f"/penawaran/{bid.pk}/{what}").status_code == 404


def test_the_code_leads_to_the_line_in_the_log_and_a_wrong_one_to_none(scene: Scene) -> None:
    bid, client = own(scene)
    page = client.get(bid.get_absolute_url()).content.decode()
    assert "https://wa.me/?text=" in page and "<svg" in page
    way = receipts.address(receipts.given(bid)).partition("/periksa")[2]
    assert f"pada baris {bid.leaf}" in Client().get(f"/periksa{way}").content.decode()
    for wrong in ("0" * 32, "zz", "%%"):
        assert "tidak ada di log publik" in Client().get("/periksa", {"sidik": wrong}).content.decode()


def test_what_the_offline_page_takes_holds_the_lines_and_nothing_secret(scene: Scene) -> None:
    bid, client = own(scene)
    given = client.get(f"/penawaran/{bid.pk}/untuk-disegel.json").json()
    assert (given["bidder"], given["replaces"]) == (str(bid.supplier_id), bid.leaf)
    assert given["box"]["key"] == scene.tender.box_key
    assert [set(line) for line in given["lines"]] == [{"number", "description", "quantity", "unit"}] * len(
        scene.tender.lines
    )


def rows(scene: Scene, actor: Actor = NOBODY) -> list[str]:
    scene.tender.refresh_from_db()
    shown = shown_opening.opening(scene.tender, actor)
    assert shown is not None
    return [f"{row.label}: {row.hint}" for row in shown["members"]]


def test_the_rows_tell_who_is_waited_for_and_a_waiting_page_hears_of_it(scene: Scene) -> None:
    one, two, _ = scene.committee.members
    assert all("Menyimpan bagian kunci." in row for row in rows(scene))
    acts.close(scene.tender, actor=CLOCK, now=scene.past("bid_submission"))
    marks = [shown_opening.mark(scene.tender)]
    assert all("Belum menyatakan" in row for row in rows(scene))
    scene.committee.promise(scene.tender, one, scene.now)
    marks.append(shown_opening.mark(scene.tender))
    scene.committee.promise(scene.tender, two, scene.now)
    scene.committee.release(scene.tender, one, scene.now)
    marks.append(shown_opening.mark(scene.tender))
    ends = ["Bagian kunci diserahkan.", "setelah cukup anggota siap.", "Belum menyatakan bagian kunci."]
    assert [next(end for end in ends if row.endswith(end)) for row in rows(scene)] == ends
    assert len(set(marks)) == 3
    answer = Client().get(f"{scene.tender.get_absolute_url()}/pembukaan.json")
    assert answer.json() == {"mark": marks[-1]}
    assert shown_opening.opening(scene.tender, one)["waits"]
    assert not shown_opening.opening(scene.tender, NOBODY)["waits"]


def test_members_are_told_who_has_not_tried_the_key(scene: Scene) -> None:
    tender, one = scene.tender, scene.committee.members[0]
    day_before = sampul.box(tender.box_key).closes_at - timedelta(hours=23)
    acts.try_keys(tender, actor=CLOCK, now=day_before)
    shown = shown_opening.opening(tender, one)
    assert all(name in shown["alarm"] for name in tender.members.values())
    assert shown_opening.opening(tender, NOBODY)["alarm"] == ""
    page = browser(one).get(tender.get_absolute_url()).content.decode()
    assert "Kunci anggota perlu diuji" in page and "Belum menguji kuncinya" in page
