"""What the owner of a profile hears: in time before a paper lapses, and what is asked to be mended."""

from datetime import date, timedelta

import pytest

from pasok.ledger.audit import audit
from pasok.ledger.models import Entry
from pasok.notices.models import Notice
from pasok.notices.reader import read
from pasok.site import clock
from pasok.suppliers.acts import items as item_acts
from pasok.suppliers.tests.test_items import HALAL, NOW, a_halal
from tests.cast import LPSE, a_cast

pytestmark = pytest.mark.django_db


def test_the_clock_reminds_three_times_and_then_notes_the_end() -> None:
    last = date(2026, 6, 1)
    item, _ = a_halal(last)
    told = []
    for hours in range(0, 24 * 130, 6):
        now = NOW + timedelta(hours=hours)
        if clock.tick(now):
            told.append((now.date(), Entry.objects.latest("pk").act))
    days = [(last - day).days for day, act in told if act == "remind"]
    assert days == [60, 30, 7] and told[-1] == (date(2026, 6, 1), "lapse")  # the night after it, in UTC
    item.refresh_from_db()
    assert item.state == "lapsed" and audit().findings == ()


def test_reminders_that_were_missed_become_one_and_a_renewal_begins_anew() -> None:
    item, me = a_halal(date(2026, 3, 20))
    assert clock.tick(NOW) == 1 and clock.tick(NOW + timedelta(hours=1)) == 0
    read(Entry.objects.latest("pk"))
    assert "20 Maret 2026" in Notice.objects.get().text
    item.refresh_from_db()
    item_acts.correct(item, values=HALAL, valid_until=date(2028, 3, 20), actor=me, now=NOW)
    assert item.reminded_on is None and item.next_due.date() == date(2028, 1, 20)


def test_what_is_to_be_mended_is_told_to_the_owner_and_gone_once_it_is() -> None:
    a_cast()
    item, me = a_halal(date(2027, 1, 1))
    item_acts.send_back(item, reason="unreadable", actor=LPSE)
    read(Entry.objects.latest("pk"))
    assert "tidak terbaca" in Notice.objects.get().text and "Sertifikat halal" in Notice.objects.get().text
    item_acts.correct(item, values=HALAL, valid_until=item.valid_until, actor=me)
    assert item.note == ""
