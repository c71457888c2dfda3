"""What witnesses bring is taken when it is true, once, and covers what stood before it."""

from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.utils import timezone

from pasok.sampul import log, note, reads, witnesses
from pasok.sampul.models import Cosignature
from pasok.sampul.tests.seeing import cosigned_by, site, some_witnesses
from pasok.sampul.tests.story import KEY, a_bid, a_box, send
from pasok_witness.__main__ import attend, compare, look
from pasok_witness.witness import Witness

pytestmark = pytest.mark.django_db


@pytest.fixture
def three(settings: Any, tmp_path: Path) -> list[Witness]:
    committee = a_box()
    send(KEY, a_bid(committee, "7"))
    return some_witnesses(settings, tmp_path)


def stamp() -> int:
    return int(timezone.now().timestamp())


def test_a_leaf_is_covered_when_so_many_known_witnesses_signed_one_head_over_it(three: list[Witness]) -> None:
    index = log.size() - 1
    assert witnesses.covered(index, witnesses.keys(), 2) is None
    cosigned_by(three[:1], stamp())
    assert witnesses.covered(index, witnesses.keys(), 2) is None
    cosigned_by(three[1:2], stamp())
    whole = witnesses.covered(index, witnesses.keys(), 2)
    assert whole and note.verify(whole, log.verifier_key()).size == index + 1
    assert witnesses.covered(index, witnesses.keys(), 3) is None
    assert witnesses.covered(index + 1, witnesses.keys(), 2) is None
    assert witnesses.covered(index, witnesses.keys()[1:], 2) is None, "only those that the box names count"


def test_without_witnesses_every_leaf_is_covered_at_once(settings: Any) -> None:
    a_box()
    assert (settings.WITNESSES, settings.WITNESS_QUORUM) == ([], 0)
    assert witnesses.covered(0, [], 0) == reads.checkpoint()
    assert witnesses.covered(log.size(), [], 0) is None
    assert witnesses.terms("replay")["quorum"] == 0


def test_two_different_heads_are_not_added_up(three: list[Witness]) -> None:
    index = log.size() - 1
    cosigned_by(three[:1], stamp())
    send(KEY, a_bid(a_committee(), "8"))
    cosigned_by(three[1:2], stamp())
    assert witnesses.covered(index, witnesses.keys(), 2) is None
    cosigned_by(three[2:], stamp())
    assert witnesses.covered(index, witnesses.keys(), 2)


def a_committee() -> Any:
    class Now:
        parameters = reads.public_parameters(KEY)

    return Now


def test_the_checkpoint_carries_the_lines_and_a_repeat_changes_nothing(three: list[Witness]) -> None:
    cosigned_by(three, stamp())
    text = Client().get("/log/checkpoint").content.decode()
    assert text.count("— saksi") == 3 and note.verify(text, log.verifier_key())
    assert Client().get(f"/log/checkpoint?size={log.size()}").content.decode() == text
    assert Client().get("/log/checkpoint?size=999").status_code == 404
    for witness in three:
        attend(witness, site(), stamp())
    assert Client().post("/log/cosignatures", text, content_type="text/plain").status_code == 200
    assert Cosignature.objects.count() == 3


@pytest.mark.parametrize("sent", ["", "x", "a\n1\nb\n\nc", "{log}\n{size}\n" + "A" * 43 + "=\n\n— x y\n"])
def test_what_is_no_cosignature_of_ours_is_refused(three: list[Witness], sent: str) -> None:
    text = sent.replace("{log}", "pasok.localhost/log").replace("{size}", str(log.size()))
    answer = Client().post("/log/cosignatures", text, content_type="text/plain")
    assert answer.status_code == 409 and answer.json()["reasons"][0].endswith(".")
    assert not Cosignature.objects.exists()


def test_a_stranger_and_a_clock_far_ahead_are_refused(three: list[Witness], tmp_path: Path) -> None:
    stranger = Witness("saksi1.example", log.verifier_key(), tmp_path / "stranger")
    for witness, now, words in (
        (stranger, stamp(), "yang dikenal"),
        (three[0], stamp() + 3600, "terlalu cepat"),
    ):
        line = witness.cosign(reads.checkpoint(), [], leaves(), now)
        answer = Client().post(
            "/log/cosignatures", f"{reads.checkpoint()}{line}\n", content_type="text/plain"
        )
        assert answer.status_code == 409 and words in answer.json()["reasons"][0]


def leaves() -> list[str]:
    return [entry["leaf_hash"] for entry in reads.entries(0, log.size())]


def test_what_came_is_never_changed_or_removed(three: list[Witness]) -> None:
    cosigned_by(three[:1], stamp())
    for spoil in (
        lambda: Cosignature.objects.update(size=0),
        lambda: Cosignature.objects.all().delete(),
    ):
        with pytest.raises(DatabaseError, match="never changed"), transaction.atomic():
            spoil()


def test_too_many_posts_from_one_address_are_put_off(three: list[Witness], settings: Any) -> None:
    settings.WITNESS_POSTS = "2/m/ip"
    codes = [Client().post("/log/probes", "x", content_type="text/plain").status_code for _ in range(3)]
    assert codes == [409, 409, 429]


def test_all_who_ask_in_one_round_are_offered_the_same_head(three: list[Witness], settings: Any) -> None:
    settings.WITNESS_ROUND_SECONDS = 3600
    before = witnesses.settled(timezone.now() + timedelta(hours=1))
    assert before == log.size()
    start = timezone.now().replace(minute=0, second=0, microsecond=0)
    assert witnesses.settled(start + timedelta(minutes=1)) == witnesses.settled(start + timedelta(minutes=59))


def test_a_silent_witness_is_told_from_one_that_signs(three: list[Witness]) -> None:
    cosigned_by(three[:2], stamp())
    assert [one.silent for one in witnesses.standing()] == [False, False, True]
    later = timezone.now() + timedelta(minutes=31)
    assert [one.silent for one in witnesses.standing(later)] == [True, True, True]
    assert isinstance(witnesses.standing()[0].signed_at, datetime)


def test_a_witness_looks_compares_and_brings_its_hour(three: list[Witness], settings: Any) -> None:
    settings.SITE_URL = "http://testserver"
    here, now = site(), stamp()
    look(three[0], here, now)
    assert three[0].unsent("http://testserver") == []
    here.down = True
    look(three[0], here, now + 60)
    assert len(three[0].unsent("http://testserver")) in (1, 2), "kept until the site answers again"
    here.down = False
    compare(three[0], here, now)
    assert "seal.js" in three[0].state["programs"] and not three[0].alarms
