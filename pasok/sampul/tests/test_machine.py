"""Any acts in any order, by anybody: after each step the invariants hold; the verifier believes the end.

MODEL=long tries 3,000 stories of 60 steps and shortens one that fails, in place of 30 of 30, as they come.
"""

import json
import os
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import invariant, precondition, rule, run_state_machine_as_test

from pasok.sampul import acts, answers, device, log, reads
from pasok.sampul.audit import audit
from pasok.sampul.bundle import bundle, written
from pasok.sampul.dealing import sha256
from pasok.sampul.tests import invariants
from pasok.sampul.tests.story import a_bid, a_box, send
from pasok.sampul.tests.taking import PEOPLE, WRONG, Taking
from pasok.sampul.tests.world import APIP, KEEPER, KEY, LAST, another_clock
from pasok_verify.bundle import Known, check_bundle
from pasok_verify.canonical import loads
from pasok_verify.note import LOG, WITNESS, read_key
from pasok_verify.report import Report

LONG = os.environ.get("MODEL") == "long"
STORIES, STEPS = (3000, 60) if LONG else (30, 30)
HOLDERS = (*PEOPLE, KEEPER, *LAST)
closed = precondition(lambda self: self.w.closed)


class Tender(Taking):
    """The same box after its close, strangers in the same log, and everybody who looks."""

    def part(self, number: int) -> str:
        return self.w.parts[number % len(self.w.parts)]

    @rule(who=st.sets(st.integers(0, 1), min_size=1))
    def witnesses_look(self, who: set[int]) -> None:
        if log.size():
            self.w.look(sorted(who))

    @closed
    @rule(number=st.integers(0, 1), keep=st.sets(st.integers(0, 3)), stranger=st.booleans())
    def admit(self, number: int, keep: set[int], stranger: bool) -> None:
        w, part = self.w, self.part(number)
        every = sorted(one.leaf for one in w.counting.values())
        leaves = [leaf for place, leaf in enumerate(every) if place in keep] + [10**6] * stranger
        fixed = part in w.results or part in w.admitted or any(at == part for at, _ in w.promised)
        refused = [answers.Shut] if stranger or fixed or part == w.parts[0] else []
        w.attempt(refused, lambda: acts.admit(KEY, part=part, leaves=leaves))
        if not refused:
            w.admitted[part] = leaves

    @closed
    @rule(
        number=st.integers(0, 1), holder=st.sampled_from(HOLDERS), lie=st.sampled_from([False] * 4 + [True])
    )
    def promise(self, number: int, holder: str, lie: bool) -> None:
        w, part = self.w, self.part(number)
        made = w.release(part, holder, lie)
        digest = device.promise(made) if made else "0" * 64
        refused: list[type[Exception]] = []
        if part in w.results or holder not in w.keepers():
            refused = [answers.Shut]
        elif not w.witnessed:
            refused = [answers.NotYet]
        elif not made:
            return  # its device makes nothing: it has no key, or none that fits
        w.attempt(refused, lambda: acts.promise(KEY, holder=holder, part=part, digest=digest))
        if not refused:
            w.promised[part, holder] = digest
            w.attempt([answers.Shut], lambda: acts.promise(KEY, holder=holder, part=part, digest="1" * 64))

    @closed
    @rule(number=st.integers(0, 1), holder=st.sampled_from(HOLDERS), other=st.booleans())
    def reveal(self, number: int, holder: str, other: bool) -> None:
        """What it promised; or (`other`) what somebody would like to have promised now that he knows more."""
        w, part = self.w, self.part(number)
        made = w.release(part, holder, lie=False)
        if not made:
            return
        told = {**made, "nonce": "ab" * 32} if other and holder not in LAST else made
        refused = self.why_not(part, holder, told)
        w.attempt(refused, lambda: acts.reveal(KEY, release=told))
        if not refused:
            w.released.setdefault((part, holder), told)

    def why_not(self, part: str, holder: str, told: dict[str, Any]) -> list[type[Exception]]:
        w = self.w
        if (part, holder) in w.released:
            return []
        if part in w.results:
            return [answers.Shut]
        if holder in LAST:
            called = part in w.recovering
            return [] if w.guarded and called else [answers.NotYet, answers.Shut]
        if holder not in w.keepers():
            return [answers.Shut]
        if w.promised.get((part, holder)) != device.promise(told):
            return WRONG
        if not w.promises_enough(part):
            return [answers.NotYet]
        truth = {str(one.leaf): one.bid.leaf["parts"][part]["sc"] for one in w.counting.values()}
        lies = any(s and sha256(bytes.fromhex(s)) != truth[i].get(holder) for i, s in told["shares"].items())
        return [answers.WrongShare] if lies else []

    @closed
    @rule(number=st.integers(0, 1), reason=st.sampled_from(["Dua kunci hilang.", ""]))
    def recover(self, number: int, reason: str) -> None:
        w, part = self.w, self.part(number)
        refused = [answers.Shut] if part in w.results or not w.guarded or not reason else []
        w.attempt(refused, lambda: acts.recover(KEY, part=part, reason=reason, actor_id="person:90"))
        if not refused:
            w.recovering.add(part)

    @rule(number=st.integers(0, 1))
    def unseal(self, number: int) -> None:
        w, part = self.w, self.part(number)
        if not w.closed:
            w.attempt(
                [answers.NotYet if w.opened_for_bids else answers.Shut],
                lambda: acts.unseal(KEY, parts=[part]),
            )
            return
        counting = {one.leaf: one for one in w.counting.values() if one.leaf in w.listed(part)}
        must = {leaf: w.outcome(part, one) for leaf, one in counting.items()}
        refused = [answers.NotYet] if "wait" in must.values() else []
        found = w.attempt(refused, lambda: acts.unseal(KEY, parts=[part]))
        if found is not None:
            said = {
                leaf: "open" if isinstance(one, answers.Opened) else "void" for leaf, one in found.items()
            }
            assert said == must
            w.results.setdefault(part, found)
            assert w.results[part] == found, "asked again, another answer"

    # everybody else

    @rule(number=st.integers(1, 3))
    def a_stranger(self, number: int) -> None:
        """Another tender in the same log; and its bid sent into ours."""
        key = f"tender:lain-{number}-{log.size()}"
        a_stranger = a_box(key, closes_at=self.w.now + timedelta(days=1), k=2) if not self.w.guarded else None
        if a_stranger:
            bid = a_bid(a_stranger, "77")
            send(key, bid)
            refused = WRONG if self.w.opened_for_bids else [answers.Shut]
            self.w.attempt(refused, lambda: send(KEY, bid))

    @rule()
    def everybody_reads(self) -> None:
        """No body before the opening, no receipt that is not believed, the same parameters for all."""
        w = self.w
        shown = [
            one["body"]
            for one in reads.entries(0, 1000)
            if one["leaf_hash"] in {r.leaf_hash for r in w.receipts}
        ]
        assert all((body is not None) == bool(w.results) for body in shown)
        assert [reads.check_receipt(receipt.plain()) for receipt in w.receipts] == [[]] * len(w.receipts)
        view, progress = reads.box(KEY), reads.progress(KEY)
        assert (view is not None) == w.opened_for_bids and progress.closed == w.closed
        if view:
            device.check_parameters(reads.public_parameters(KEY), log.verifier_key())
            assert (view.closes_at, set(view.opened)) == (w.deadline, set(w.results))
            whole = {h for _, h in w.released if all((part, h) in w.released for part in w.parts)}
            assert set(progress.released) == whole and progress.witnessed == w.witnessed

    @invariant()
    def the_twenty(self) -> None:
        state = invariants.stored()
        for check in invariants.ALL:
            check(self.w, state)

    def teardown(self) -> None:
        if not hasattr(self, "w"):
            return
        try:
            self.finish()
        finally:
            self.undone.__exit__(RuntimeError, RuntimeError(), None)
            self.home.cleanup()

    def finish(self) -> None:
        """Whoever still can gives what he has, all is opened that can be, and the verifier gets the whole."""
        w = self.w
        self.extend(-1, "Listrik padam.")  # backward
        w.tell(max(w.now, w.deadline))
        self.close()
        self.promise(0, w.keepers()[0], False)  # too early, where witnesses are asked for
        w.look([0, 1])
        for number, part in enumerate(w.parts):
            if w.quorum != 1:
                self.admit(number, {0}, False)  # one of them passed the stage before
            for act in (self.promise, self.reveal):
                for holder in w.keepers():
                    if part not in w.results:
                        self.reveal(number, holder, True)  # not what it promised, or not promised yet
                        act(number, holder, False)
            self.unseal(number)
        self.the_twenty()
        assert audit() == []
        if w.results:
            report = self.judged()
            assert report.wrong == [], [str(one) for one in report.wrong]

    def judged(self) -> Report:
        w, report = self.w, Report()
        proof = bundle(KEY, parts=w.parts, full=True) | {
            "result": self.result() if "harga" in w.results else None
        }
        known = Known(
            read_key(log.verifier_key(), LOG),
            [read_key(one.verifier, WITNESS) for one in w.witnesses],
            [read_key(device.note.verifier_key("apip.kab", APIP), LOG)] if w.guarded else [],
        )
        receipts = [
            loads(json.dumps(one.plain()).encode()) for one in w.receipts if one.body["kind"] == "bid"
        ]
        check_bundle(loads("".join(written(proof)).encode()), known, receipts, report)
        return report

    def result(self) -> dict[str, Any]:
        """I11: the lowest true price wins, by our own account of what was sealed."""
        rows, found = [], self.w.results["harga"]
        for one in self.w.counting.values():
            good = isinstance(found.get(one.leaf), answers.Opened)
            price = one.prices["harga"]["fields"]["total"] if good else None
            row = {"leaf": one.leaf, "bidder": one.bidder, "tkdn": None, "fallen": None if good else "Gugur."}
            rows.append(row | dict.fromkeys(("offered", "price", "compared"), price) | {"rank": None})
        ranked = sorted((int(row["price"]), row["leaf"], row) for row in rows if row["price"])
        for rank, (_, _, row) in enumerate(ranked, start=1):
            row["rank"] = rank
        winner = ranked[0][1] if ranked else None
        return {"hps": None, "method": "harga terendah", "bids": rows, "winner": winner, "left": {}}


BOUNDS = settings(
    max_examples=STORIES,
    stateful_step_count=STEPS,
    phases=[Phase.generate, Phase.shrink] if LONG else [Phase.generate],
    deadline=None,
    derandomize=not LONG,
    suppress_health_check=list(HealthCheck),
)


@pytest.mark.django_db
def test_whatever_anybody_does_in_whatever_order(settings: Any) -> None:
    for name in ("CLOCK_TOLERANCE", "CUSTODIANS", "RECOVERY", "WITNESSES", "WITNESS_QUORUM"):
        setattr(settings, name, getattr(settings, name))  # put back at the end
    another_clock()
    run_state_machine_as_test(Tender, settings=BOUNDS)
