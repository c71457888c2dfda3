"""Acts on a box until it is closed, in any order and by anybody, as rules of a stateful test."""

import tempfile
from datetime import timedelta
from pathlib import Path

from django.db import transaction
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, precondition, rule

from pasok.sampul import acts, answers, reads
from pasok.sampul.tests.story import stored
from pasok.sampul.tests.world import KEY, MEMBERS, Sent, World

BIDDERS = ("21", "22", "23")
PEOPLE = (*MEMBERS, "person:4")
PRICES = st.integers(1, 10**9)
WRONG: list[type[Exception]] = [answers.BadEnvelope]


taking = precondition(lambda self: self.w.late < 4 or not (self.w.closed or self.w.now >= self.w.deadline))


class Taking(RuleBasedStateMachine):
    """One box, its people, its witnesses, and the database's clock, which we move."""

    @initialize(
        stages=st.booleans(),
        guarded=st.booleans(),
        quorum=st.integers(0, 2),
        early=st.lists(st.sampled_from(BIDDERS), min_size=1, max_size=3),
    )
    def begin(self, stages: bool, guarded: bool, quorum: int, early: list[str]) -> None:
        self.home = tempfile.TemporaryDirectory()
        self.undone = transaction.atomic()
        self.undone.__enter__()
        parts = ("administrasi-teknis", "harga") if stages else ("harga",)
        self.w = World(Path(self.home.name), parts, guarded, quorum)
        for member in MEMBERS:
            self.w.attempt([answers.Shut], self.w.open_box)
            self.enroll(member)
        self.w.open_box()
        for place, bidder in enumerate(early):
            self.commit(self.w.seal(bidder, 1000 - place, None), stored_before=True)

    def live(self, bidder: str) -> int | None:
        return self.w.live[bidder].leaf if bidder in self.w.live else None

    @taking
    @rule(member=st.sampled_from(MEMBERS))
    def enroll(self, member: str) -> None:
        w = self.w
        kept, recipient = w.identities.get(member, ""), w.new_key(member)
        shut = [answers.Shut] if w.opened_for_bids else []
        w.attempt(shut, lambda: acts.enroll(KEY, actor_id=member, name=member, recipient=recipient))
        if shut:
            w.identities[member] = kept
        w.enrolled |= set() if shut else {member}

    @taking
    @rule()
    def open_twice(self) -> None:
        self.w.attempt([answers.Shut], self.w.open_box)

    # while it takes bids, and after

    @taking
    @rule(
        bidder=st.sampled_from(BIDDERS),
        price=PRICES,
        names=st.booleans(),
        send=st.sampled_from([True, True, False]),
    )
    def seal(self, bidder: str, price: int, names: bool, send: bool) -> None:
        """On the device. It may be sent at once, later, too late, or never."""
        one = self.w.seal(bidder, price, self.live(bidder) if names else None)
        if send:
            self.commit(one, stored_before=True)

    @taking
    @precondition(lambda self: self.w.sealed)
    @rule(which=st.integers(0, 99), thief=st.sampled_from(BIDDERS))
    def copy(self, which: int, thief: str) -> None:
        """A rival sends the same bytes: in the first one's name, and in his own."""
        one = self.w.sealed[which % len(self.w.sealed)]
        if thief != one.bidder:
            bid = stored(one.bid)
            self.w.attempt(WRONG, lambda: acts.commit(
                KEY, bidder=thief, idem="salinan-1", leaf=bid.leaf, envelopes=bid.envelopes))  # fmt: skip
            self.commit(self.w.copy(one, thief), stored_before=True)

    @taking
    @precondition(lambda self: self.w.sealed)
    @rule(which=st.integers(0, 99), stored_before=st.booleans())
    def send(self, which: int, stored_before: bool) -> None:
        """Something that was sealed before; perhaps for the second or the third time."""
        self.commit(self.w.sealed[which % len(self.w.sealed)], stored_before)

    def commit(self, one: Sent, stored_before: bool) -> None:
        w, bid = self.w, one.bid
        known = next((sent for sent in w.sealed if sent.leaf >= 0 and sent.bid.idem == bid.idem), None)
        if stored_before or known:
            stored(bid)
        there = stored_before or any(s.bid.ciphertexts == bid.ciphertexts and s.leaf >= 0 for s in w.sealed)
        refused: list[type[Exception]] = []
        if not there:
            refused = WRONG if not known else []
        elif not known:
            stale = one.terms.hash != w.terms().hash
            astray = bid.leaf["replaces"] not in (None, self.live(one.bidder))
            refused = w.shut() or (WRONG if stale or astray else [])
        receipt = w.attempt(refused, lambda: acts.commit(
            KEY, bidder=one.bidder, idem=bid.idem, leaf=bid.leaf, envelopes=bid.envelopes))  # fmt: skip
        if receipt and known:
            assert receipt in w.receipts, "I7: asked again, another answer"
        elif receipt:
            assert reads.check_receipt(receipt.plain()) == []
            one.leaf = receipt.index
            w.receipts.append(receipt)
            w.live[one.bidder] = one

    @taking
    @precondition(lambda self: self.w.sealed)
    @rule(which=st.integers(0, 99), bidder=st.sampled_from(BIDDERS))
    def reuse(self, which: int, bidder: str) -> None:
        """The number of a submission that was answered, with other content."""
        idem = self.w.sealed[which % len(self.w.sealed)].bid.idem
        other = stored(self.w.seal(bidder, 1, None).bid)
        taken = any(one.leaf >= 0 and one.bid.idem == idem for one in self.w.sealed)
        if taken:
            self.w.attempt(WRONG, lambda: acts.commit(
                KEY, bidder=bidder, idem=idem, leaf=other.leaf, envelopes=other.envelopes))  # fmt: skip
        self.w.sealed.pop()

    @taking
    @rule(bidder=st.sampled_from(BIDDERS), again=st.booleans())
    def withdraw(self, bidder: str, again: bool) -> None:
        w = self.w
        idem = f"tarik-{bidder}-{len(w.withdrawals) - again}"
        before = w.withdrawals.get(idem)
        refused = [] if before else w.shut() or ([] if bidder in w.live else [answers.Shut])
        receipt = w.attempt(refused, lambda: acts.withdraw(KEY, bidder=bidder, idem=idem))
        if before:
            assert receipt == before[1], "I7: asked again, another answer"
        elif receipt:
            del w.live[bidder]
            w.receipts.append(receipt)
            w.withdrawals[idem] = bidder, receipt

    @taking
    @rule(hours=st.integers(-20, 20), reason=st.sampled_from(["Listrik padam.", " "]))
    def extend(self, hours: int, reason: str) -> None:
        w = self.w
        later = w.deadline + timedelta(hours=hours)
        refused = w.shut() or ([answers.Shut] if hours <= 0 or not reason.strip() else [])
        receipt = w.attempt(refused, lambda: acts.extend(KEY, closes_at=later, reason=reason))
        if receipt:
            w.deadline, w.extensions = later, w.extensions + 1
            w.receipts.append(receipt)

    @rule(hours=st.integers(0, 30))
    def time_passes(self, hours: int) -> None:
        self.w.tell(self.w.now + timedelta(hours=hours))

    @taking
    @rule(off=st.integers(-1, 1))
    def the_last_moment(self, off: int) -> None:
        """One microsecond before the deadline, on it, after it."""
        self.w.tell(max(self.w.now, self.w.deadline + timedelta(microseconds=off)))

    @rule()
    def close(self) -> None:
        w = self.w
        refused: list[type[Exception]] = [] if w.opened_for_bids else [answers.Shut]
        if w.opened_for_bids and not w.closed and w.now < w.deadline:
            refused = [answers.NotYet]
        done = w.attempt(refused, lambda: acts.close(KEY))
        if done and not w.closed:
            w.closed_at, w.counting = done.index, dict(w.live)
        if done:
            assert done.index == w.closed_at and done.count == len(w.counting), "asked again, another answer"

    # the holders of keys

    @taking
    @rule()
    def try_keys(self) -> None:
        leaf = self.w.attempt(self.w.shut(), lambda: acts.try_keys(KEY))
        if leaf is not None:
            self.w.trials.append((leaf, set(self.w.members)))

    @taking
    @precondition(lambda self: self.w.trials)
    @rule(member=st.sampled_from(PEOPLE), honest=st.booleans())
    def prove(self, member: str, honest: bool) -> None:
        w = self.w
        secret = w.trial_secret(member) if honest else "00" * 32
        asked = member in w.trials[-1][1]
        if secret:
            refused = w.shut() or ([answers.Shut] if not asked else [] if honest else WRONG)
            w.attempt(refused, lambda: acts.prove(KEY, actor_id=member, secret=secret))

    @taking
    @rule(replaced=st.sampled_from(PEOPLE), by=st.sampled_from(PEOPLE))
    def rekey(self, replaced: str, by: str) -> None:
        w = self.w
        kept, recipient = w.identities.get(by), w.new_key(by)
        right = replaced in w.members and (by == replaced or by not in w.members)
        refused = w.shut() or ([] if right else [answers.Shut])
        asked = {
            "replaced": replaced,
            "actor_id": by,
            "name": by,
            "recipient": recipient,
            "reason": "Hilang.",
        }
        receipt = w.attempt(refused, lambda: acts.rekey(KEY, **asked))
        if receipt:
            w.members = tuple(by if one == replaced else one for one in w.members)
            w.rekeys += 1
            w.receipts.append(receipt)
        elif kept:
            w.identities[by] = kept
        else:
            del w.identities[by]
