"""The owner of the database changes, removes or adds a row: the audit says which."""

from collections.abc import Callable

import pytest
from django.db import connection
from django.utils import timezone

from pasok.kernel import seal
from pasok.ledger.audit import audit
from pasok.ledger.models import Entry
from pasok.ledger.reads import chain
from pasok.tenders.models import Tender
from pasok.tenders.tests import builders

pytestmark = pytest.mark.django_db


@pytest.fixture
def tender() -> Tender:
    return builders.announced().tender


def sql(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute("set local session_replication_role = replica")  # no trigger, no foreign key
        cursor.execute(statement, values)
        cursor.execute("set local session_replication_role = origin")


def finding() -> str:
    (only,) = audit().findings
    return only


def test_an_untouched_book_is_whole(tender: Tender) -> None:
    report = audit()
    assert report.findings == () and report.entries > 20


@pytest.mark.parametrize("which", [1, 5, -1], ids=["first", "middle", "last"])
def test_a_changed_entry_is_named(tender: Tender, which: int) -> None:
    entry = list(chain(tender.key))[which - 1 if which > 0 else which]
    sql(
        "update ledger_entry set actor = jsonb_set(actor, '{name}', '\"Orang lain\"') where id = %s", entry.pk
    )
    assert finding() == f"{tender.key}: catatan nomor {entry.number} ({entry.act}) diubah setelah ditulis."


@pytest.mark.parametrize("which", [1, 5], ids=["first", "middle"])
def test_a_missing_entry_is_named(tender: Tender, which: int) -> None:
    sql("delete from ledger_entry where subject = %s and number = %s", tender.key, which)
    assert finding() == f"{tender.key}: catatan nomor {which} hilang."


def test_a_missing_last_entry_is_named(tender: Tender) -> None:
    sql("delete from ledger_entry where subject = %s and number = %s", tender.key, tender.entries)
    assert finding() == f"{tender.key}: catatan nomor {tender.entries} hilang dari akhir rantai."


def test_a_forged_entry_is_named_even_with_a_right_hash_and_a_moved_head(tender: Tender) -> None:
    last = list(chain(tender.key))[-1]
    forged = Entry(
        subject=tender.key, number=last.number + 1, machine="tender", ocid=tender.ocid, act="amend",
        actor=last.actor, at=timezone.now(), recorded_at=timezone.now(), data={"text": "palsu"},
        previous=last.hash, signature=last.signature,
    )  # fmt: skip
    forged.hash = seal.link(forged.previous, forged.body)
    forged.save(force_insert=True)
    sql(
        "update tenders_tender set head = %s, entries = %s where id = %s",
        forged.hash,
        forged.number,
        tender.pk,
    )
    assert "tidak ditandatangani buku ini" in finding()


def test_a_state_changed_by_sql_is_named(tender: Tender) -> None:
    sql("update tenders_tender set state = 'contracted' where id = %s", tender.pk)
    assert finding() == (
        f"{tender.key}: keadaan baris 'contracted', menurut catatan 'announced'; diubah di luar pintu."
    )


def test_a_row_put_back_to_an_earlier_day_is_named(tender: Tender) -> None:
    """Head, count and state as they truly were three acts ago: the book knows that life went on."""
    then = list(chain(tender.key))[-3]
    sql(
        "update tenders_tender set state = 'preparing', head = %s, entries = %s where id = %s",
        then.hash,
        then.number,
        tender.pk,
    )
    assert finding() == f"{tender.key}: catatan nomor {then.number + 1} ditambahkan di luar pintu."


def test_a_row_whose_head_is_another_is_named(tender: Tender) -> None:
    sql("update tenders_tender set head = %s where id = %s", "0" * 64, tender.pk)
    assert finding() == f"{tender.key}: kepala rantai pada baris tidak sama dengan catatan terakhir."


def test_an_entry_put_in_without_a_new_head_is_named(tender: Tender) -> None:
    sql(
        "insert into ledger_entry (subject, number, machine, ocid, act, actor, at, recorded_at, data,"
        " previous, hash, signature, transaction) select subject, number + 1, machine, ocid, 'amend', actor,"
        " at, recorded_at, data, hash, repeat('0', 64), signature, transaction from ledger_entry"
        " where subject = %s"
        " order by number desc limit 1",
        tender.key,
    )
    assert f"{tender.key}: catatan nomor {tender.entries + 1} (amend)" in finding()


def test_two_entries_that_changed_places_are_named(tender: Tender) -> None:
    for old, new in ((2, 1002), (3, 2), (1002, 3)):
        sql("update ledger_entry set number = %s where subject = %s and number = %s", new, tender.key, old)
    assert finding().startswith(f"{tender.key}: catatan nomor 2 ")


def test_an_entry_of_another_life_is_named(tender: Tender) -> None:
    """A true, signed entry carried from the package's chain into the tender's."""
    sql(
        "update ledger_entry set subject = %s, number = %s where subject = %s and number = 2",
        tender.key,
        tender.entries + 1,
        f"package:{tender.ocid}",
    )
    assert audit().findings == (
        f"package:{tender.ocid}: catatan nomor 2 hilang.",
        f"{tender.key}: catatan nomor {tender.entries + 1} (set_method) diubah setelah ditulis.",
    )


def test_a_bid_moved_by_sql_is_named() -> None:
    bid = builders.competing(prices=builders.PRICES[:1]).bids[0]
    sql("update tenders_bid set state = 'withdrawn' where id = %s", bid.pk)
    assert finding().startswith(f"{bid.key}: keadaan baris 'withdrawn', menurut catatan 'sealed'")


def rows_gone(tender: Tender) -> None:
    for part in ("agreement", "stage"):
        sql(f"delete from tenders_{part} where tender_id = %s", tender.pk)
    sql("delete from tenders_tender where id = %s", tender.pk)


def book_gone(tender: Tender) -> None:
    sql("delete from ledger_entry where subject = %s", tender.key)


@pytest.mark.parametrize(
    "crime,words", [(rows_gone, "barisnya hilang"), (book_gone, "tanpa satu pun catatan")]
)
def test_a_whole_life_gone_is_named(tender: Tender, crime: Callable[[Tender], None], words: str) -> None:
    crime(tender)
    assert words in finding() and tender.key in finding()


def test_a_life_added_beside_the_book_is_named(tender: Tender) -> None:
    false = Tender.objects.get(pk=tender.pk)
    false.pk, false.version, false.slug = None, 2, f"{tender.slug}.2"
    false.save(force_insert=True)
    assert finding() == f"{false.key}: baris ada tanpa satu pun catatan; ditambahkan di luar pintu."
