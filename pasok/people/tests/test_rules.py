"""Each incompatibility of the law, from both sides, without a database."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pasok.people import rules
from pasok.people.rules import appointing, bidding, lives
from pasok.people.rules.hats import BUYING, CHECKING, PAYING, SELECTING
from tests.cast import NOON

ON = date(2026, 3, 2)
ALL_CERTIFICATES = frozenset({"ppk_a", "pengelola_pbj"})


def held(hat: str, **more: object) -> rules.Held:
    return rules.Held(**({"hat": hat, "agency": "D999", "starts_on": ON} | more))


def candidate(hat: str, *worn: rules.Held, on: date = ON, **more: object) -> rules.Candidacy:
    facts = {
        "now": NOON,
        "hats": frozenset({"pa", "lpse", "ukpbj"}),
        "wanted": held(hat, starts_on=on, satker="1"),
        "held": worn,
        "certificates": ALL_CERTIFICATES,
        "decree_number": "SK-1",
        "decree_on": on,
    }
    return rules.Candidacy(**(facts | more))


def whys(facts: rules.Candidacy) -> str:
    guards = appointing.JOINING if facts.wanted.hat == "pokja" else appointing.APPOINTING
    return " ".join(why for guard in guards if (why := guard(facts)))


@pytest.mark.parametrize("hat", list(rules.LABELS))
def test_a_fit_stranger_may_have_every_hat_that_exists(hat: str) -> None:
    assert ("PPHP" in whys(candidate(hat))) is (hat == "pphp")
    assert hat == "pphp" or whys(candidate(hat)) == ""


@pytest.mark.parametrize(
    "number,one,other",
    [
        *(("S1", "ppk", pay) for pay in sorted(PAYING)),
        ("S2", "ppk", "procurement_officer"),
        *(("S3", select, pay) for select in sorted(SELECTING) for pay in sorted(PAYING)),
        *(("S4", buy, "pphp") for buy in ("ppk", "procurement_officer", "pokja")),
        *(("S11", check, buy) for check in sorted(CHECKING) for buy in sorted(BUYING)),
    ],
)
def test_two_hats_that_may_not_meet(number: str, one: str, other: str) -> None:
    """Whichever comes first; and not when the days, the satker or the agency differ."""
    for wanted, worn in ((one, other), (other, one)):
        assert f"({number}" in whys(candidate(wanted, held(worn, satker="1")))
        assert f"({number}" in whys(candidate(wanted, held(worn)))
        gone = held(worn, starts_on=ON - timedelta(days=9), until=ON - timedelta(days=1))
        assert f"({number}" not in whys(candidate(wanted, gone))
        last_day = held(worn, starts_on=ON - timedelta(days=9), until=ON)
        assert f"({number}" in whys(candidate(wanted, last_day))
        everywhere = "lpse" in (one, other)
        assert (f"({number}" in whys(candidate(wanted, held(worn, satker="2")))) is everywhere
        assert (f"({number}" in whys(candidate(wanted, held(worn, agency="D1")))) is everywhere


def test_ppk_and_officer_may_serve_different_packages_or_satker() -> None:
    officer = candidate("procurement_officer")
    for worn in (held("ppk", satker="2"), held("ppk", satker="1", package="ocds-a")):
        other = replace(officer, held=(worn,), wanted=replace(officer.wanted, package="ocds-b"))
        assert whys(other) == ""
    same = replace(
        officer, held=(held("ppk", package="ocds-a"),), wanted=replace(officer.wanted, package="ocds-a")
    )
    assert "(S2" in whys(same)


def test_a_ppk_of_the_whole_agency_may_not_sit_in_its_pokja_but_a_ppk_of_one_satker_may() -> None:
    seat = replace(candidate("pokja"), wanted=held("pokja"))
    assert "(S2" in whys(replace(seat, held=(held("ppk"),)))
    assert whys(replace(seat, held=(held("ppk", satker="1"),))) == ""
    office = replace(candidate("ppk"), wanted=held("ppk"))
    assert "(S2" in whys(replace(office, held=(held("pokja"),)))
    assert whys(candidate("ppk", held("pokja"))) == ""


def test_over_one_package_the_hats_clash_whatever_the_decrees_say() -> None:
    assert "S2" in str(rules.clash(frozenset({"ppk", "pokja"})))
    assert "S2" in str(rules.clash(frozenset({"ppk", "procurement_officer"})))
    assert "S3" in str(rules.clash(frozenset({"pokja", "treasurer"})))
    assert "S11" in str(rules.clash(frozenset({"auditor", "pa"})))
    for fine in ({"kpa", "ppk"}, {"pa", "ppk"}, {"pokja"}, {"lpse", "ukpbj"}, set()):
        assert rules.clash(frozenset(fine)) is None


def test_the_pa_may_set_s1_to_s4_aside_in_writing_and_nothing_else() -> None:
    facts = candidate(
        "ppk", held("treasurer"), held("procurement_officer"), despite="Tidak ada pegawai lain."
    )
    assert whys(facts) == ""
    assert rules.overruled(facts) == ["S1", "S2"]
    assert "(S11" in whys(candidate("ppk", held("auditor"), despite="Tidak ada pegawai lain."))


@pytest.mark.parametrize(
    "on,regional,allowed",
    [
        (date(2021, 2, 1), False, True),
        (date(2021, 2, 2), False, False),
        (date(2021, 2, 2), True, True),
        (date(2025, 4, 29), False, False),
        (date(2025, 4, 30), False, True),
    ],
)
def test_s5_a_kpa_may_be_ppk_under_the_condition_of_the_day(on: date, regional: bool, allowed: bool) -> None:
    facts = candidate("ppk", held("kpa", starts_on=date(2020, 1, 1)), on=on, regional=regional)
    assert rules.kpa_as_ppk(facts)
    assert ("(S5" not in whys(facts)) is allowed


@pytest.mark.parametrize("hat", ["ppk", "procurement_officer", "pokja"])
def test_s6_and_s7_by_the_hash_of_the_nik_or_by_the_account(hat: str) -> None:
    assert "(S6" in whys(candidate(hat, nik_hash="a", coop_hashes=frozenset({"a", "b"})))
    assert "(S7" in whys(candidate(hat, nik_hash="a", owner_hashes=frozenset({"a", "b"})))
    assert "(S7" in whys(candidate(hat, supplier="12"))
    assert (
        whys(candidate(hat, nik_hash="c", owner_hashes=frozenset({"a"}), coop_hashes=frozenset({"b"}))) == ""
    )
    assert whys(candidate(hat, nik_hash="", owner_hashes=frozenset({""}))) == ""
    assert "mewakili penyedia" in whys(candidate("pa", supplier="12"))


def test_s10_who_designed_does_not_build_unless_the_contract_is_integrated() -> None:
    assert "(S10" in str(rules.builds_what_it_designed("1", frozenset({"1"}), integrated=False))
    assert rules.builds_what_it_designed("1", frozenset({"1"}), integrated=True) is None
    assert rules.builds_what_it_designed("2", frozenset({"1"}), integrated=False) is None


def test_s12_a_civil_servant_speaks_for_a_business_only_on_unpaid_leave() -> None:
    assert "(S12" in str(rules.civil_servant_for_supplier("1" * 18, False))
    assert rules.civil_servant_for_supplier("1" * 18, True) is None
    assert rules.civil_servant_for_supplier("", False) is None


def test_s13_certificates_by_hat_and_by_day() -> None:
    bare = frozenset[str]()
    assert "(S13" in whys(candidate("ppk", certificates=bare))
    assert "(S13" in whys(candidate("ppk", certificates=bare, on=date(2025, 4, 30)))
    assert whys(candidate("ppk", certificates=bare, on=date(2025, 4, 29))) == ""
    assert "(S13" in whys(candidate("ppk", certificates=frozenset({"pengelola_pbj"})))
    for hat in ("procurement_officer", "pokja"):
        assert "(S13" in whys(candidate(hat, certificates=frozenset({"ppk_a"})))
        assert whys(candidate(hat, certificates=frozenset({"pengelola_pbj"}))) == ""
    assert whys(candidate("pa", certificates=bare)) == ""


def test_the_appointment_itself() -> None:
    assert "diangkat oleh Pengguna Anggaran" in whys(candidate("ppk", hats=frozenset({"lpse"})))
    assert "diangkat oleh Admin LPSE" in whys(candidate("pa", hats=frozenset({"pa"})))
    assert "surat keputusan harus diisi" in whys(candidate("ppk", decree_number=" "))
    assert "surat keputusan harus diisi" in whys(candidate("ppk", decree_on=None))
    assert "sesudah hari pertama" in whys(candidate("ppk", decree_on=ON + timedelta(days=1)))
    late = candidate("ppk")
    assert "mendahului" in whys(replace(late, wanted=replace(late.wanted, until=ON - timedelta(days=1))))
    assert whys(replace(late, wanted=replace(late.wanted, until=ON))) == ""
    assert "peran yang sama" in whys(candidate("ppk", held("ppk", satker="1")))
    assert whys(candidate("ppk", held("ppk", satker="2"))) == ""
    assert "Sudah ada PA" in whys(candidate("pa", in_office=(held("pa", satker="1"),)))
    assert whys(candidate("pa", in_office=(held("pa", satker="2"),))) == ""
    assert appointing.known_hat(candidate("ketua")) == "Peran itu tidak dikenal."


@given(st.integers(0, 40))
def test_a_pokja_is_three_or_more_and_odd(count: int) -> None:
    assert (lives.composition(count, on=ON) is None) is (count >= 3 and count % 2 == 1)


def test_no_change_reaches_into_the_past() -> None:
    day = timedelta(days=1)
    assert lives.last_day_allowed(ON - day, ON) is None
    assert lives.last_day_allowed(ON - 2 * day, ON) is not None
    assert lives.not_in_the_past(ON, ON) is None
    assert lives.not_in_the_past(ON - day, ON) is not None


def test_a_package_knows_its_own_ppk_among_the_pokja() -> None:
    assert "(S2" in str(bidding.selects_own_package("person:1", frozenset({"person:1", "person:2"})))
    assert bidding.selects_own_package("person:3", frozenset({"person:1", "person:2"})) is None


DAYS = st.dates(date(2026, 1, 1), date(2026, 2, 1))


@given(DAYS, st.none() | DAYS, DAYS, st.none() | DAYS)
def test_two_terms_meet_exactly_when_they_share_a_day(
    a: date, a_end: date | None, b: date, b_end: date | None
) -> None:
    one, other = held("ppk", starts_on=a, until=a_end), held("pa", starts_on=b, until=b_end)
    span = [date(2026, 1, 1) + timedelta(days=n) for n in range(40)]
    shared = any(a <= d <= (a_end or date.max) and b <= d <= (b_end or date.max) for d in span)
    legal = (a_end or a) >= a and (b_end or b) >= b
    assert one.meets(other) == other.meets(one)
    assert not legal or one.meets(other) == shared
