"""A profile's items: told once, kept sealed where personal, checked, reminded of, forgotten."""

import io
import json
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image

from pasok.kernel.actor import CLOCK, Actor
from pasok.kernel.keyring import Unreadable
from pasok.kernel.machine import WRONG_HAT, Refused
from pasok.ledger.audit import audit
from pasok.ledger.models import Entry
from pasok.ledger.reads import chain
from pasok.suppliers import acts, photos
from pasok.suppliers.acts import items as item_acts
from pasok.suppliers.acts import papers
from pasok.suppliers.models import Item, Paper, Supplier
from pasok.suppliers.reads import desk
from pasok.suppliers.reads import items as reads
from pasok.suppliers.rules.items import ItemFacts, reminder_time
from pasok.suppliers.tests.builders import a_supplier, an_owner, user_of
from tests.cast import LPSE, a_cast

pytestmark = pytest.mark.django_db
BANK = {"bank": "Bank Contoh", "account": "7770001234567", "holder": "Pemilik Contoh Sekali"}
HALAL = {"product": "Keripik", "number": "ID-1", "issued_on": "2026-01-02"}
NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)


def a_profile() -> tuple[Supplier, Actor]:
    owner = an_owner()
    supplier = a_supplier(actor=owner)
    return supplier, user_of(supplier, owner)


def a_photo(size: tuple[int, int] = (60, 40), **hidden: object) -> SimpleUploadedFile:
    out = io.BytesIO()
    Image.new("RGB", size, (200, 180, 160)).save(out, "JPEG", **hidden)
    return SimpleUploadedFile("IMG_rahasia.jpg", out.getvalue(), "image/jpeg")


def a_halal(until: date | None, **more: object) -> tuple[Item, Actor]:
    supplier, me = a_profile()
    given = {"kind": "halal", "values": HALAL, "valid_until": until, "now": NOW} | more
    return acts.add_item(supplier, actor=me, **given), me


def test_an_account_number_is_in_the_vault_alone() -> None:
    supplier, me = a_profile()
    item = acts.add_item(supplier, kind="bank", values=BANK, actor=me)
    assert item.data == {"bank": "Bank Contoh"} and Item.objects.get().values == BANK
    book = json.dumps([entry.body for entry in Entry.objects.all()])
    assert "777000" not in book and "Contoh Sekali" not in book and "Bank Contoh" not in book


def test_a_profile_that_is_ready_takes_items_without_being_reopened() -> None:
    supplier, me = a_profile()
    acts.add_item(supplier, kind="bank", values=BANK, actor=me)
    supplier.refresh_from_db()
    assert supplier.state == "ready" and audit().findings == ()


def test_only_its_own_people_add_and_only_the_lpse_checks() -> None:
    item, me = a_halal(date(2027, 1, 1), scans=[photos.taken(a_photo())])
    a_cast()
    for actor in (LPSE, Actor("person:999", "Orang luar")):
        with pytest.raises(Refused, match=WRONG_HAT):
            acts.add_item(item.supplier, kind="halal", values=HALAL, actor=actor)
    with pytest.raises(Refused, match=WRONG_HAT):
        item_acts.check(item, actor=me)
    item_acts.check(item, actor=LPSE)
    assert (item.state, item.checked_by) == ("checked", LPSE.name) and item.checked_at
    item_acts.correct(item, values={**HALAL, "number": "ID-2"}, valid_until=item.valid_until, actor=me)
    assert (item.state, item.checked_by, item.checked_at) == ("noted", "", None)
    assert chain(item.key).last().data["changed"] == ["number"]


def test_without_a_proof_or_past_its_day_nothing_is_checked() -> None:
    a_cast()
    item, _ = a_halal(date(2026, 3, 1))
    with pytest.raises(Refused) as refused:
        item_acts.check(item, actor=LPSE, now=NOW)
    assert len(refused.value.reasons) == 2 and "bukti" in refused.value.reasons[0]


def test_what_is_removed_is_forgotten_with_its_papers() -> None:
    supplier, me = a_profile()
    item = acts.add_item(supplier, kind="bank", values=BANK, scans=[photos.taken(a_photo())], actor=me)
    paper = item.proofs.get()
    assert reads.content(paper).startswith(b"\xff\xd8")
    item_acts.remove(item, actor=me)
    item.refresh_from_db()
    assert item.values == {} and not Paper.objects.exists() and not list(reads.items(supplier))
    with pytest.raises(Refused):
        item_acts.correct(item, values=BANK, actor=me)


def test_a_photo_is_kept_upright_without_its_hidden_data_and_sealed() -> None:
    exif = Image.Exif()
    exif[0x0112], exif[0x010F] = 6, "Kamera Rahasia"  # turned by 90 degrees; the maker
    item, _ = a_halal(None, scans=[photos.taken(a_photo((5000, 3000), exif=exif))])
    paper = item.proofs.get()
    kept = Image.open(io.BytesIO(reads.content(paper)))
    assert kept.size == (1440, 2400) and not kept.getexif()
    other = papers.keep(photos.taken(a_photo()), actor=CLOCK)
    Paper.objects.filter(pk=other.pk).update(sha256=paper.sha256)
    with pytest.raises(Unreadable):
        reads.content(Paper.objects.get(pk=other.pk))


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.svg", b"<svg onload='x'/>"),
        ("a.jpg", b"\xff\xd8\xff"),
        ("a.html", b"<script>"),
        ("a.gif", b"GIF89a" + b"\0" * 40),
    ],
)
def test_what_is_no_photo_is_refused_by_its_content(name: str, content: bytes) -> None:
    with pytest.raises(ValidationError, match="JPEG"):
        photos.taken(SimpleUploadedFile(name, content, "image/jpeg"))


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    out = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(out, "PNG")
    with pytest.raises(ValidationError, match="terlalu besar"):
        photos.taken(SimpleUploadedFile("a.png", out.getvalue()))


def test_a_business_has_one_tax_status_and_a_bounded_pile_of_papers() -> None:
    supplier, me = a_profile()
    tax = {"kswp": "valid", "confirmed_on": "2026-02-01", "year": "2025"}
    item = acts.add_item(supplier, kind="tax", values=tax, actor=me)
    with pytest.raises(ValidationError, match="sudah ada"):
        acts.add_item(supplier, kind="tax", values=tax, actor=me)
    with pytest.raises(ValidationError, match="Paling banyak 6"):
        item_acts.correct(item, values=tax, actor=me, scans=[photos.taken(a_photo()) for _ in range(7)])
    assert not Paper.objects.exists()


def test_a_section_is_whole_when_what_buyers_ask_is_there_and_stands() -> None:
    supplier, me = a_profile()

    def part(name: str) -> object:
        return next(part for part in reads.parts(supplier) if part.name == name)

    assert part("deeds").missing == ("Akta",) and part("finance").missing == ("Status pajak", "Rekening bank")
    assert part("certificates").whole
    acts.add_item(supplier, kind="bank", values=BANK, actor=me)
    assert part("finance").missing == ("Status pajak",)
    item = acts.add_item(supplier, kind="halal", values=HALAL, valid_until=NOW.date(), actor=me, now=NOW)
    item_acts.lapse(item, actor=CLOCK, now=NOW + timedelta(days=1))
    assert not part("certificates").whole and part("certificates").lapsed == 1


def test_what_is_known_is_not_asked_again() -> None:
    supplier, me = a_profile()
    assert reads.known(supplier, "bank", NOW.date())["holder"] == supplier.full_name
    assert reads.known(supplier, "tkdn", NOW.date()) == {
        "kbli": "31001", "maker_nib": supplier.nib, "product": "",
    }  # fmt: skip
    acts.add_item(supplier, kind="halal", values=HALAL, actor=me)
    assert reads.known(supplier, "halal", NOW.date()) == {"product": "Keripik"}


def test_the_application_role_can_do_all_of_it(as_application: None) -> None:
    item, me = a_halal(date(2027, 1, 1), scans=[photos.taken(a_photo())])
    item_acts.correct(item, values=HALAL, valid_until=item.valid_until, actor=me)
    item_acts.remove(item, actor=me)
    assert not Paper.objects.exists() and papers.erase(NOW) == 1


def test_the_desk_sees_what_has_a_proof_and_no_look_yet_the_oldest_first() -> None:
    a_cast()
    proof = {"scans": [photos.taken(a_photo())]}
    item, me = a_halal(None, **proof)
    unproven = acts.add_item(item.supplier, kind="bank", values=BANK, actor=me, now=NOW)
    later = NOW + timedelta(hours=1)
    other = acts.add_item(item.supplier, kind="bank", values=BANK, actor=me, now=later, **proof)
    assert list(desk.unchecked()) == [item, other] and desk.due_at(NOW) < desk.due_at(NOW + timedelta(days=1))
    item_acts.send_back(item, reason="unreadable", actor=LPSE, now=later)
    assert list(desk.unchecked()) == [other]  # it waits for its owner now
    again = later + timedelta(hours=1)
    item_acts.correct(item, values=HALAL, actor=me, now=again)
    assert [(row, row.asked_at) for row in desk.unchecked()] == [(other, later), (item, again)]
    item_acts.check(other, actor=LPSE, now=again)
    item_acts.correct(unproven, values=BANK, scans=[photos.taken(a_photo())], actor=me, now=again)
    assert list(desk.unchecked()) == [item, unproven]


def test_what_a_facilitator_fills_in_bears_both_names_until_the_owner_tells_it_himself() -> None:
    supplier, me = a_profile()
    helper = replace(me, name="Fasilitator Contoh", consent="1", helped="person:9", helped_name="Bu Contoh")
    item = acts.add_item(supplier, kind="halal", values=HALAL, actor=helper)
    told = (item.source, item.helper, item.helped)
    assert told == ("facilitator", "Fasilitator Contoh", "Bu Contoh")
    item_acts.correct(item, values=HALAL, actor=me)
    assert (item.source, item.helper, item.helped) == ("typed", "", "")


def test_a_reminder_that_was_given_is_not_due_again() -> None:
    told = ItemFacts(
        state="noted", now=NOW, today=NOW.date(), zone=UTC, hats=frozenset(), kind="halal", proofs=1,
        valid_until=date(2026, 6, 30), reminded_on=None, reminders=(60, 30),
    )  # fmt: skip
    days = [told.valid_until - timedelta(days=before) for before in (60, 30)]
    for given, due in ((None, days[0]), (days[0], days[1])):
        assert reminder_time(replace(told, reminded_on=given)).date() == due
    assert reminder_time(replace(told, reminded_on=days[1])) is None
