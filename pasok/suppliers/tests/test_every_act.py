"""Every state x act x actor: state, then hat, then guard."""

from datetime import UTC, datetime

import pytest

from pasok.kernel.actor import CLOCK, NOBODY, Actor
from pasok.kernel.machine import WRONG_HAT, Refused
from pasok.people.reads import IMPORTER
from pasok.suppliers.machine import supplier as machine
from pasok.suppliers.models import Supplier
from tests.cast import EVERYONE, MAJU

NOW = datetime(2026, 3, 2, 5, tzinfo=UTC)
ALLOWED = {
    ("draft", "edit_identity", "owner"),
    ("draft", "set_permits", "owner"),
    ("draft", "set_sizes", "owner"),
    ("draft", "set_officers", "owner"),
    ("draft", "declare", "owner"),
    ("ready", "reopen", "owner"),
    ("draft", "adopt", "importer"),
    ("unclaimed", "hand_over", "lpse"),
}
WHO = {MAJU.id: "owner", IMPORTER.id: "importer"}
ACTORS = [*EVERYONE, NOBODY, CLOCK, IMPORTER, Actor("key:1", "Kunci saingan", supplier="7")]


@pytest.mark.django_db
@pytest.mark.parametrize("state", machine.states)
@pytest.mark.parametrize("act", machine.acts, ids=lambda act: act.name)
@pytest.mark.parametrize("actor", ACTORS, ids=lambda actor: actor.name)
def test_only_the_owner_changes_a_business_and_only_the_importer_adopts(
    state: str, act: object, actor: Actor
) -> None:
    supplier = Supplier(pk=int(MAJU.supplier), ocid="supplier:x", name="Contoh", form="cv", state=state)
    facts = supplier.facts(actor, NOW)
    try:
        machine.check(act, facts)
        reasons: tuple[str, ...] = ()
    except Refused as refused:
        reasons = refused.reasons
    if state not in act.source:
        assert "Tidak dapat dilakukan saat" in reasons[0]
    elif (state, act.name, WHO.get(actor.id)) not in ALLOWED:
        assert reasons == (WRONG_HAT,)
    else:
        assert bool(reasons) == bool(act.needs)  # an empty profile cannot be declared


def test_a_record_of_another_system_is_only_handed_over_by_the_desk_and_is_not_final() -> None:
    acts = [act for act in machine.acts if "unclaimed" in act.source]
    assert [(act.name, act.by, act.inner) for act in acts] == [("hand_over", {"lpse"}, True)]
    assert not machine.states["unclaimed"].final
