"""Every state × act × hat: the state speaks first, then the hat, then the guards."""

from dataclasses import replace
from datetime import UTC, date, datetime
from decimal import Decimal
from itertools import product
from typing import Any

import pytest

from pasok.kernel.machine import WRONG_HAT, Act, Refused
from pasok.planning import acts
from pasok.planning.machine import package as machine
from pasok.planning.rules.facts import Facts

HATS = ("pa", "kpa", "ppk", "pptk", "procurement_officer", "pokja", "ukpbj", "lpse", "auditor", "supplier")
ALL_HATS = (*HATS, "clock", "importer", "")
READY = Facts(
    state="draft",
    now=datetime(2026, 3, 2, tzinfo=UTC),
    hats=frozenset(),
    on=date(2026, 3, 2),
    kind="goods",
    pagu=Decimal(900_000_000),
    method="tender_postqual_one_file",
    funded=Decimal(900_000_000),
    locations=1,
    reserved=True,
    reason_not_reserved="",
    domestic=True,
    reason_not_domestic="",
    similar=0,
    similar_reason="",
    specification=True,
    hps_total=Decimal(880_000_000),
    terms=True,
)
# Acts whose guards are shut for the package above, and what opens them.
OPENED = {"reserve": {"reserved": False}, "explain_similar": {"similar": 2}}


@pytest.mark.parametrize("act", machine.acts, ids=lambda act: act.name)
def test_every_state_and_hat_of_each_act(act: Act) -> None:
    for state, hat in product(machine.states, ALL_HATS):
        judge(act, replace(READY, state=state, hats=frozenset({hat}), **OPENED.get(act.name, {})))


def judge(act: Act, facts: Facts) -> None:
    """Open for the right hat in the right state; else refused for the state first, then for the hat."""
    offered = act.name in {offer.act.name for offer in machine.offers(facts)}
    if facts.state in act.source and act.by & facts.hats:
        machine.check(act, facts)
        assert offered is not act.inner
        return
    assert not offered
    with pytest.raises(Refused) as refused:
        machine.check(act, facts)
    expected = WRONG_HAT if facts.state in act.source else machine.states[facts.state].label
    assert expected in refused.value.reasons[0]


def test_every_act_has_its_function_and_cites_the_law() -> None:
    for act in machine.acts:
        assert callable(getattr(acts, act.name)) and act.law.startswith("Perpres"), act.name
    assert set(acts.__all__) == {act.name for act in machine.acts} | {"create"}


@pytest.mark.parametrize(
    ("name", "wrong", "words"),
    [
        ("announce", {"funded": Decimal(1)}, "Jumlah sumber dana Rp1 belum sama"),
        ("announce", {"locations": 0}, "Lokasi"),
        ("announce", {"method": ""}, "Metode pemilihan belum"),
        ("announce", {"method": "direct_procurement"}, "melebihi batas pengadaan langsung Rp200.000.000"),
        (
            "announce",
            {"method": "direct_procurement", "kind": "integrated_works"},
            "tidak dapat dibeli dengan",
        ),
        ("announce", {"method": "seleksi"}, "tidak cocok"),
        ("announce", {"kind": "consultant"}, "tidak cocok"),
        ("announce", {"reserved": False}, "harus dicadangkan"),
        (
            "announce",
            {"pagu": Decimal(15_000_000_001), "funded": Decimal(15_000_000_001)},
            "Pencadangan hanya",
        ),
        ("announce", {"domestic": False}, "produk dalam negeri"),
        ("announce", {"similar": 2}, "Ada 2 paket serupa"),
        ("begin_selection", {"specification": False}, "Spesifikasi"),
        ("begin_selection", {"hps_total": None}, "HPS belum"),
        ("begin_selection", {"hps_total": Decimal(900_000_001)}, "melebihi pagu"),
        ("begin_selection", {"terms": False}, "Rancangan kontrak"),
        ("reserve", {"reserved": False, "pagu": Decimal(15_000_000_001)}, "Pencadangan hanya"),
        ("reserve", {}, "sudah dicadangkan"),
        ("unreserve", {"reserved": False}, "tidak dicadangkan"),
        ("explain_similar", {}, "Tidak ada paket serupa"),
    ],
)
def test_each_guard_says_why_not(name: str, wrong: dict[str, Any], words: str) -> None:
    act = machine.act(name)
    assert act is not None
    facts = replace(READY, state=act.source[0], hats=act.by, **wrong)
    with pytest.raises(Refused) as refused:
        machine.check(act, facts)
    assert len(refused.value.reasons) == 1 and words in refused.value.reasons[0]
    assert refused.value.reasons[0].endswith(".")


@pytest.mark.parametrize(
    "answered",
    [
        {"reserved": False, "reason_not_reserved": "Tidak ada usaha kecil yang mampu."},
        {"domestic": False, "reason_not_domestic": "Belum dibuat di dalam negeri."},
        {"similar": 2, "similar_reason": "Dua sekolah, dua waktu."},
        {"reserved": False, "pagu": Decimal(15_000_000_001), "funded": Decimal(15_000_000_001)},
    ],
)
def test_a_written_reason_opens_the_announcement(answered: dict[str, Any]) -> None:
    act = machine.act("announce")
    assert act is not None
    machine.check(act, replace(READY, hats=frozenset({"pa"}), **answered))


def test_a_tiny_package_begins_its_selection_without_hps() -> None:
    act = machine.act("begin_selection")
    assert act is not None
    tiny = {"pagu": Decimal(10_000_000), "hps_total": None, "method": "direct_procurement"}
    machine.check(act, replace(READY, state="announced", hats=frozenset({"ppk"}), **tiny))
