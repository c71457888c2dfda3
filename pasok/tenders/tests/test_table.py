"""The table of the tender and of the bid, written a second time by hand: who, from where, to where."""

import pytest

from pasok.kernel.machine import Act
from pasok.tenders import acts
from pasok.tenders import machine as table
from pasok.tenders.acts import bids as bid_acts
from pasok.tenders.forms import FORMS
from pasok.tenders.forms_bid import BID_FORMS

#: act: (by, from, to), as the law and the house have it; a wrong table cannot notice that it is wrong.
TENDER = {
    "agree": ("pokja", "proposed preparing opened", None),
    "accept": ("pokja", "proposed", "preparing"),
    "return_package": ("pokja", "proposed preparing", "returned"),
    "propose_again": ("ppk", "returned", "proposed"),
    "set_schedule": ("pokja", "preparing", None),
    "write_document": ("pokja", "preparing", None),
    "enroll_key": ("pokja", "preparing closed", None),
    "publish": ("pokja", "preparing", "announced"),
    "register": ("supplier", "announced", None),
    "ask": ("participant", "announced", None),
    "answer": ("pokja", "announced", None),
    "amend": ("pokja", "announced", None),
    "change_schedule": ("pokja", "announced closed opened decided standstill", None),
    "extend_for_outage": ("clock", "announced", None),
    "close": ("clock", "announced", "closed"),
    "extend_submission": ("pokja", "closed", "announced"),
    "try_keys": ("clock", "announced", None),
    "prove_key": ("pokja", "announced", None),
    "rekey": ("pokja", "announced", None),
    "promise": ("pokja", "closed", None),
    "release": ("pokja", "closed", None),
    "recover": ("pokja", "closed", None),
    "open_bids": ("pokja", "closed", "opened"),
    "choose_winner": ("pa pokja", "opened", "decided"),
    "announce_winner": ("pokja", "decided", "standstill"),
    "reconsider": ("pokja", "decided", "opened"),
    "fail": ("pa pokja", "closed opened decided standstill cleared", "failed"),
    "retender": ("ppk", "failed", "repeated"),
    "file_sanggah": ("bidder", "standstill", None),
    "answer_sanggah": ("pokja", "standstill", None),
    "re_evaluate": ("pokja", "standstill", "opened"),
    "end_standstill": ("clock", "standstill", "cleared"),
    "issue_sppbj": ("ppk", "cleared", "appointed"),
    "pass_to_reserve": ("ppk", "appointed cleared", "cleared"),
    "draft_contract": ("ppk", "appointed", "contracted"),
}
BID = {
    "submit": ("owner", "registered withdrawn", "sealed"),
    "replace": ("owner", "sealed", None),
    "withdraw": ("owner", "sealed", "withdrawn"),
    "unseal": ("pokja", "sealed", "opened"),
    "exceed": ("pokja", "opened", "fallen"),
    "spoil": ("pokja", "sealed", "fallen"),
    "assess": ("pokja", "opened", None),
    "clarify": ("pokja", "opened", None),
    "fall": ("pokja", "opened", "fallen"),
    "advise": ("pokja", "fallen", None),
    "reinstate": ("pokja", "fallen", "opened"),
}
#: What the public must not read, and whose name rivals must not read.
SECRET = {"register", "submit", "replace", "withdraw"}
ANONYMOUS = {"ask": "Seorang peserta"}
INNER = {"unseal", "exceed", "spoil"}  # done by the opening alone: no button, no address
DUE = {"close", "end_standstill"}


def row(act: Act) -> tuple[str, str, str | None]:
    return " ".join(sorted(act.by)), " ".join(act.source), act.target


def test_the_table_of_the_tender_is_the_one_written_here() -> None:
    assert {act.name: row(act) for act in table.tender.acts} == TENDER


def test_the_table_of_the_bid_is_the_one_written_here() -> None:
    assert {act.name: row(act) for act in table.bid.acts} == BID


def test_what_is_hidden_is_what_the_law_hides() -> None:
    every = [*table.tender.acts, *table.bid.acts]
    assert {act.name for act in every if act.secret} == SECRET
    assert {act.name: act.anonymous for act in every if act.anonymous} == ANONYMOUS
    assert {act.name for act in every if act.inner} == INNER
    assert {act.name for act in every if act.due} == DUE


def test_every_act_has_its_function_and_no_function_is_left_over() -> None:
    assert set(acts.__all__) == set(TENDER) | {"propose"}
    assert all(callable(getattr(bid_acts, name)) for name in BID)


def test_every_form_belongs_to_an_act() -> None:
    assert set(FORMS) <= set(TENDER) and set(BID_FORMS) <= set(BID)
    assert not {name for name in (*FORMS, *BID_FORMS) if name in DUE | INNER}


@pytest.mark.parametrize("act", [*table.tender.acts, *table.bid.acts], ids=lambda act: act.name)
def test_every_act_speaks_indonesian_on_its_button_and_in_the_book(act: Act) -> None:
    assert act.label[0].isupper() and not act.label.endswith(".")
    assert act.past[0].islower() and not act.past.endswith(".")
