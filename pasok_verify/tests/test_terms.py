"""The keys of a box, one thing changed at a time."""

from collections.abc import Callable
from copy import deepcopy

import pytest

from pasok_verify.note import LOG, WITNESS, read_key
from pasok_verify.report import Report
from pasok_verify.terms import check_rekey, check_statements, check_terms, holders, plain_key, witness_keys
from pasok_verify.tests.build import World
from pasok_verify.tests.keys import Json, holder, signer

WORLD = World()
TERMS = WORLD.terms()
KEEPER = read_key(WORLD.custodian_key.verifier, LOG)
OTHER = holder("person:9").person
Change = Callable[[Json], object]


def found(report: Report) -> list[tuple[str, int | None, str]]:
    return [(one.code, one.leaf, one.holder) for one in report.wrong]


def changed(change: Change) -> Json:
    terms = deepcopy(TERMS)
    change(terms)
    return terms


def test_everybody_is_dealt_a_share_in_the_order_of_the_terms() -> None:
    members = [f"person:{n}" for n in range(1, 6)]
    assert holders(TERMS) == [
        *members, "custodian:inspektorat", "recovery:lkpp", "recovery:arsip", "recovery:apip",
    ]  # fmt: skip
    assert holders({**TERMS, "recovery": None, "custodians": []}) == members


@pytest.mark.parametrize(
    ("change", "codes"),
    [
        (lambda t: None, []),
        (lambda t: t.update(recovery=None, custodians=[]), []),
        (lambda t: t.update(k=1), []),
        (lambda t: t.update(k=5), []),
        (lambda t: t.update(k=0), [("terms.k", "")]),
        (lambda t: t.update(k=6), [("terms.k", "")]),
        (lambda t: t.update(k=1, members=[]), [("terms.k", "")]),
        (lambda t: t["recovery"].update(k=3), []),
        (lambda t: t["recovery"].update(k=4), [("terms.k", "")]),
        (lambda t: t["recovery"].update(k=0), [("terms.k", "")]),
        (lambda t: t["members"][0].update(id="person:2"), [("terms.twice", "")]),
        (lambda t: t["members"][0].update(recipient=t["members"][1]["recipient"]), [("terms.twice", "")]),
        (lambda t: t["custodians"][0].update(recipient=t["members"][1]["recipient"]), [("terms.twice", "")]),
        (lambda t: t["members"][0].update(id="custodian:x"), [("terms.holder", "custodian:x")]),
        (lambda t: t["members"][0].update(id="recovery:x"), [("terms.holder", "recovery:x")]),
        (lambda t: t.update(parts=[]), [("terms.parts", "")]),
        (lambda t: t.update(parts=["harga", "harga"]), [("terms.parts", "")]),
    ],
)
def test_terms_that_cannot_work_are_named(change: Change, codes: list[tuple[str, str]]) -> None:
    report = Report()
    check_terms(3, changed(change), report)
    assert found(report) == [(code, 3, who) for code, who in codes]


def test_of_a_long_name_80_letters_are_told() -> None:
    report = Report()
    long = [{"id": "x" * 99, "name": "", "recipient": str(n)} for n in range(2)]
    check_terms(3, {**TERMS, "k": 1, "members": long}, report)
    assert [one.text for one in report.wrong] == ["x" * 80 + " dipakai dua pemegang kunci"]


@pytest.mark.parametrize(("many", "wrong"), [(255, []), (256, ["terms.k"])])
def test_there_are_255_places_for_a_share(many: int, wrong: list[str]) -> None:
    members = [{"id": f"person:{n}", "name": "", "recipient": str(n)} for n in range(many)]
    report = Report()
    check_terms(3, {**TERMS, "members": members}, report)
    assert [one.code for one in report.wrong] == wrong


def stated(change: Change = lambda terms: None, keys: tuple[str, ...] = (str(KEEPER),)) -> Report:
    report = Report()
    check_statements(3, changed(change), [read_key(key, LOG) for key in keys], report)
    assert all(one == ("terms.statement", 3, "custodian:inspektorat") for one in found(report))
    return report


def says(text: str, key: str = "inspektorat") -> Change:
    made = WORLD.custodian_key if key == "inspektorat" else signer(key)
    return lambda terms: terms["custodians"][0].update(statement=made.note(text))


RIGHT = f"sampul/custodian/v2\n{WORLD.custodian.recipient}\n"


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (lambda t: None, []),
        (lambda t: t["custodians"][0].update(statement="x"), ["bukan catatan bertanda tangan"]),
        (says(RIGHT.replace("v2", "v1")), ["bukan tentang kunci ini"]),
        (says(RIGHT + "lagi\n"), ["bukan tentang kunci ini"]),
        (lambda t: t["custodians"][0].update(recipient=OTHER["recipient"]), ["bukan tentang kunci ini"]),
        (says(RIGHT, "lain"), ["bukan tentang kunci ini", "tidak ditandatangani kuncinya"]),
        (
            lambda t: t["custodians"][0].update(statement=signer("inspektorat").note(RIGHT)),
            ["tidak ditandatangani kuncinya"],
        ),
    ],
)
def test_a_custodian_s_key_stands_under_his_own_statement(change: Change, says: list[str]) -> None:
    report = stated(change)
    assert len(report.wrong) == len(says) and report.unchecked == []
    assert all(words in one.text for words, one in zip(says, report.wrong, strict=True))


def test_a_cosignature_is_no_statement() -> None:
    line = WORLD.custodian_key.cosignature(RIGHT, 1_800_000_000)
    report = stated(lambda t: t["custodians"][0].update(statement=f"{RIGHT}\n{line}"))
    assert len(report.wrong) == 2


def test_without_the_custodian_s_key_his_signature_is_said_to_be_unchecked() -> None:
    for keys in ((), (signer("lain").verifier,)):
        report = stated(keys=keys)
        assert report.wrong == [] and len(report.unchecked) == 1
    both = stated(keys=(signer("inspektorat").verifier, str(KEEPER)))
    assert (both.wrong, both.unchecked) == ([], [])


def rekeyed(change: Change, replaced: str = "person:2", by: str = "person:9") -> list[str]:
    report = Report()
    body = {"terms": changed(change), "replaced": replaced, "by": by}
    check_rekey(3, body, TERMS, report)
    assert all((one.code, one.leaf, one.holder) == ("terms.rekey", 3, replaced) for one in report.wrong)
    return [one.text for one in report.wrong]


def second(terms: Json) -> None:
    terms["members"][1] = OTHER


def also(*more: Change) -> Change:
    def change(terms: Json) -> None:
        for one in (second, *more):
            one(terms)

    return change


@pytest.mark.parametrize(
    ("change", "says"),
    [
        (second, []),
        (lambda t: None, ["mengubah 0 anggota"]),
        (also(lambda t: t["members"][0].update(name="lain")), ["mengubah 2 anggota"]),
        (also(lambda t: t.update(k=2)), ["lebih dari satu anggota"]),
        (also(lambda t: t["recovery"].update(k=1)), ["lebih dari satu anggota"]),
        (also(lambda t: t["members"].pop()), ["lebih dari satu anggota"]),
        (also(lambda t: t["members"].append(OTHER)), ["lebih dari satu anggota"]),
    ],
)
def test_a_rekey_changes_one_member_in_his_place(change: Change, says: list[str]) -> None:
    texts = rekeyed(change)
    assert len(texts) == len(says) and all(words in text for words, text in zip(says, texts, strict=True))


def test_a_rekey_names_who_goes_and_who_comes() -> None:
    assert len(rekeyed(second, replaced="person:3")) == 1
    assert len(rekeyed(second, by="person:8")) == 1


def watched(*keys: str, quorum: int = 0) -> tuple[list[str], list[str]]:
    report = Report()
    kept = witness_keys(3, {"keys": list(keys), "quorum": quorum}, report)
    assert all((one.code, one.leaf) == ("terms.witness", 3) for one in report.wrong)
    return [str(key) for key in kept], [one.text for one in report.wrong]


def test_witnesses_count_once_each() -> None:
    one, two, _ = (each.verifier for each in WORLD.witnesses)
    namesake = signer(WORLD.witnesses[0].name, 4).verifier
    renamed = type(WORLD.witnesses[0])("saksi-x.example", 4, WORLD.witnesses[0].seed).verifier
    assert watched(one, two, quorum=2) == ([one, two], [])
    assert watched(one, two, quorum=3)[1] == ["perlu 3 saksi, terdaftar 2"]
    for again in (one, namesake, renamed):
        kept, (said,) = watched(one, again, quorum=1)
        assert kept == [one] and said.endswith("terdaftar dua kali")
    kept, (said,) = watched("x", one, quorum=1)
    assert kept == [one] and said.startswith("kunci saksi x:")


def test_a_custodian_s_key_is_no_witness_s_key() -> None:
    assert plain_key(str(KEEPER)) == KEEPER and read_key(WORLD.witnesses[0].verifier, WITNESS)
    with pytest.raises(ValueError):
        plain_key(WORLD.witnesses[0].verifier)
