"""Methods are rows: one is built, the others stand for the decision."""

import pytest

from pasok.law.methods import method, methods, serving

TENDER = "tender_postqual_one_file"


def test_only_what_is_built_says_so() -> None:
    assert [each.code for each in methods() if each.built] == [TENDER]


def test_codes_are_unique_and_the_decision_keeps_its_order() -> None:
    codes = [each.code for each in methods()]
    assert len(set(codes)) == len(codes)
    selections = list(dict.fromkeys(each.selection for each in methods()))
    assert selections[:3] == ["excluded", "emergency", "e_purchasing"]
    assert selections[-2:] == ["fast_tender", "tender"]


def test_the_built_tender_has_twelve_stages_in_order() -> None:
    tender = method(TENDER)
    assert [stage.akt for stage in tender.stages] == list(range(291, 303))
    assert tender.stages[0].code == "announcement" and tender.stages[-1].code == "contract_signing"
    assert tender.stage("standstill").label == "Masa sanggah"


def test_the_built_tender_has_its_switches() -> None:
    tender = method(TENDER)
    assert (tender.files, tender.qualification, tender.evaluation) == (1, "post", "lowest_price")
    assert tender.sanggah and tender.sanggah_banding and tender.run_by == ("pokja",)
    assert tender.full_label == "Tender, pascakualifikasi satu file, harga terendah sistem gugur"


def test_envelopes_behave_by_policy() -> None:
    tender = method(TENDER)
    switches = {policy.name: policy.value for policy in tender.policies}
    assert switches == {"hash_first": False, "re_supply": True, "auto_extend": True, "custodian": False}
    assert tender.policy("auto_extend")
    assert all(policy.source for policy in tender.policies)


def test_a_fast_tender_has_no_sanggah_and_two_methods_serve_a_tender() -> None:
    assert not method("fast_tender").sanggah
    assert [each.code for each in serving("tender")] == ["tender_prequal_two_files", TENDER]


def test_what_is_not_there_is_said() -> None:
    with pytest.raises(LookupError, match=TENDER):
        method("lelang")
    with pytest.raises(LookupError, match="aanwijzing"):
        method(TENDER).stage("aanwijzing")
    with pytest.raises(LookupError, match="witness"):
        method(TENDER).policy("witness")
