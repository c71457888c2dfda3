"""What every act of a tender asks before it is done, written a second time by hand.

A guard that fell out of the table would be missed by no test that is derived from the table.
"""

from pasok.tenders import machine as table

TENDER = {
    "agree": "something_to_agree_on not_yet_agreed",
    "accept": "everyone_agreed",
    "return_package": "",
    "propose_again": "hps_is_set hps_within_pagu",
    "set_schedule": "",
    "write_document": "",
    "enroll_key": "key_is_wanted",
    "publish": (
        "has_document has_schedule schedule_is_lawful_or_explained hps_is_set hps_within_pagu hps_is_fresh "
        "everyone_has_a_key everyone_agreed"
    ),
    "register": (
        "before_deadline not_registered profile_is_ready open_to_this_size not_an_official_of_this_tender"
    ),
    "ask": "within_explanation",
    "answer": "has_open_question",
    "amend": "time_left_for_amendment",
    "change_schedule": "",
    "try_keys": "before_deadline trial_is_due",
    "prove_key": "before_deadline holds_a_key trial_runs not_yet_proved",
    "rekey": "before_deadline holds_a_key",
    "extend_for_outage": (
        "before_deadline touched_by_an_outage over_or_deadline_near automatic_extension_left"
    ),
    "close": "after_deadline",
    "extend_submission": "no_bids extension_left everyone_has_a_key",
    "promise": "has_bids holds_a_key not_yet_promised",
    "release": "has_bids holds_a_key not_yet_released has_promised enough_have_promised",
    "recover": "has_bids has_recovery not_yet_recovering",
    "open_bids": "has_bids enough_keys_released",
    "choose_winner": (
        "someone_passes lowest_bids_evaluated within_authority no_conflict_of_interest nobody_barred "
        "everyone_agreed"
    ),
    "announce_winner": "everyone_advised",
    "reconsider": "",
    "fail": "",  # its causes have guards of their own: test_rules_failing
    "retender": "",
    "file_sanggah": "within_standstill has_not_objected",
    "answer_sanggah": "has_open_sanggah",
    "re_evaluate": "sanggah_accepted no_open_sanggah",
    "end_standstill": "standstill_over no_open_sanggah no_accepted_sanggah",
    "issue_sppbj": "has_winner winner_not_barred",
    "pass_to_reserve": "appointed_or_barred has_reserve",
    "draft_contract": "winner_not_barred",
}
BID = {
    "submit": "tender_is_open before_deadline profile_is_ready",
    "replace": "tender_is_open before_deadline profile_is_ready",
    "withdraw": "tender_is_open before_deadline",
    "unseal": "tender_is_opening",
    "exceed": "tender_is_opening",
    "spoil": "tender_is_opening",
    "assess": "tender_is_under_evaluation something_to_assess",
    "fall": "tender_is_under_evaluation",
    "advise": "winner_is_not_announced",
    "reinstate": "tender_is_under_evaluation was_readable",
}


def test_a_tender_asks_what_is_written_here() -> None:
    asked = {act.name: " ".join(guard.__name__ for guard in act.needs) for act in table.tender.acts}
    assert asked == TENDER


def test_a_bid_asks_what_is_written_here() -> None:
    asked = {act.name: " ".join(guard.__name__ for guard in act.needs) for act in table.bid.acts}
    assert {name: asked[name] for name in BID} == BID
    assert all(asked.values()), "no act on a bid without a look at the state of its tender"
