"""The table of messages, without a database."""

import re

import pytest

from pasok.accounts.machine import consent, delegation, recovery
from pasok.coaching.machine import bimtek, seat
from pasok.contracts.machine import contract
from pasok.desk.machine import claim, registration
from pasok.kernel.machine import Machine
from pasok.notices import groups, rules
from pasok.notices.groups_desk import DeskScene
from pasok.planning.machine import package
from pasok.suppliers.machine import item, sanction
from pasok.suppliers.machine.privacy import data_request
from pasok.tenders.machine import bid, practice, tender

MACHINES = (
    tender,
    bid,
    practice,
    package,
    contract,
    bimtek,
    seat,
    sanction,
    consent,
    delegation,
    item,
    registration,
    data_request,
    claim,
    recovery,
)
EVERYTHING = {
    "step": "looked",
    "valid_until": "2026-03-01",
    "reason": "sebab",
    "number": 7,
    "until": "2027-03-01",
    "bids": 3,
    "accepted": True,
    "article": "Ps 51(2)b",
    "follows": "tender ulang",
    "leaf": 12,
    "leaf_hash": "ab" * 32,
}


def names(machine: Machine) -> set[str]:
    return {f"{machine.name}.{act.name}" for act in machine.acts} | {f"{machine.name}.create"}


def test_every_act_tells_somebody_or_says_why_not() -> None:
    known = set().union(*(names(machine) for machine in MACHINES))
    assert set(rules.words()) | set(rules.quiet()) == known
    assert not set(rules.words()) & set(rules.quiet())
    assert all(rules.quiet().values())


def test_every_group_that_is_told_exists() -> None:
    for word in (each for told in rules.words().values() for each in told):
        if word.act.startswith(("registration.", "claim.")):
            assert hasattr(DeskScene, f"of_{word.to}"), word
        elif word.act.startswith("tender."):
            assert hasattr(groups.TenderScene, f"of_{word.to}"), word
        elif word.act.startswith("sanction."):
            assert hasattr(groups.SanctionScene, f"of_{word.to}"), word
        else:
            seated = {"lpse", "person", "participants", "registered", "attended", "organisers"}
            assert word.to in seated | {"owner", "ppk", "supplier", "helper", "both", "owners", "staff"}, word


def test_of_a_sealed_bid_only_its_own_business_is_told() -> None:
    for act in bid.acts:
        told = rules.words().get(f"bid.{act.name}", ())
        assert {word.to for word in told} <= {"owner"}
    assert {word.to for word in rules.words()["tender.register"]} == {"doer"}


@pytest.mark.parametrize(
    "word", [w for told in rules.words().values() for w in told], ids=lambda w: f"{w.act}-{w.to}"
)
def test_every_text_is_whole_sentences_with_every_clause_filled(word: rules.Word) -> None:
    for data in (EVERYTHING, {**EVERYTHING, "reason": "", "bids": 0, "accepted": False}):
        text = rules.bare(rules.text(word, rules.Happening("Meja {dan} kursi", data, "1 Mar 2026 09.00 WIB")))
        assert text.endswith(".") and text[0].isupper()
        assert "Meja {dan} kursi" in text
        assert not re.search(r"  |\.\.|: \.|\bNone\b", text), text
        assert all(len(part.split()) <= 26 for part in text.split(". ")), text


def test_the_place_in_the_ranking_decides_what_a_bidder_reads() -> None:
    def said(place: int | None) -> str:
        return rules.place(rules.Happening("x", {}, standstill_until="9 Mar 2026 17.00 WIB", place=place))

    assert "pemenangnya" in said(1) and "sanggah di halaman" not in said(1)
    assert "cadangan 1." in said(2) and "sebelum 9 Mar 2026 17.00 WIB." in said(2)
    assert "tidak menjadi pemenang" in said(None)
