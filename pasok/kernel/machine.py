"""A machine is a table of acts.

Buttons, permissions, the timeline, the API's next steps, the clock's work and the diagram in the
docs are all read from this table. Nothing else in the house may say who may do what, and when.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Protocol

from pasok.kernel.tongue import mark, say


class Known(Protocol):
    """What every act is judged by. Each room has its own, richer, as a frozen dataclass `Facts`."""

    @property
    def state(self) -> str: ...
    @property
    def now(self) -> datetime: ...
    @property
    def hats(self) -> frozenset[str]: ...  # the roles the actor holds over this very subject


Guard = Callable[[Any], str | None]  # why not, in the user's words; or None
Due = Callable[[Any], datetime | None]  # when the clock should act; or None

WRONG_HAT = mark("Anda tidak berwenang melakukan tindakan ini.")  # said where it is used


class Refused(Exception):
    """An act was not done. `reasons` are whole Indonesian sentences for the person who tried."""

    def __init__(self, act: "Act", reasons: tuple[str, ...]):
        super().__init__(f"{act.name}: {' '.join(reasons)}")
        self.act, self.reasons = act, reasons


class WrongTable(ValueError):
    """A machine that contradicts itself does not start."""


@dataclass(frozen=True)
class State:
    label: str
    ocds: str  # the OCDS status this state is published as
    final: bool = False
    tone: str = "calm"  # good, wait, bad, brand, calm: the badge's colour


@dataclass(frozen=True, kw_only=True)
class Act:
    name: str  # English; also the function, the URL and the API name
    source: tuple[str, ...]
    target: str | None = None  # None: the state stays as it was
    by: frozenset[str]
    label: str  # on the button: "Umumkan"
    past: str  # in the timeline: "mengumumkan tender"
    law: str = ""  # where the power comes from
    needs: tuple[Guard, ...] = ()
    due: Due | None = None  # for acts of the clock
    anonymous: str = ""  # who the public reads did it, where the law hides the name: "Peserta"
    secret: bool = False  # the public does not see the act at all
    inner: bool = False  # done only by another room's act: no button, no address


@dataclass(frozen=True)
class Offer:
    act: Act
    reasons: tuple[str, ...]  # empty: the door is open


@dataclass(frozen=True, kw_only=True)
class Machine:
    name: str
    initial: str
    states: dict[str, State]
    acts: tuple[Act, ...]
    birth: str = "membuat"  # the timeline's words for the first entry

    def __post_init__(self) -> None:
        names = [act.name for act in self.acts]
        self.insist(len(names) == len(set(names)), "dua tindakan bernama sama")
        self.insist("create" not in names, "'create' adalah nama kelahiran")
        for act in self.acts:
            self.insist(
                bool(act.source) and set(act.source) <= set(self.states), f"{act.name}: asal tidak dikenal"
            )
            self.insist(act.target is None or act.target in self.states, f"{act.name}: tujuan tidak dikenal")
            self.insist(not any(self.states[s].final for s in act.source), f"{act.name}: dari keadaan akhir")
            self.insist(bool(act.by), f"{act.name}: tidak ada yang berwenang")
            self.insist(act.due is None or act.by == {"clock"}, f"{act.name}: jadwal hanya untuk jam")
            self.insist("clock" not in act.by or act.by == {"clock"}, f"{act.name}: jam bekerja sendiri")
        lost = set(self.states) - self.reached()
        self.insist(not lost, f"keadaan tak tercapai {sorted(lost)}")

    def insist(self, holds: bool, what: str) -> None:
        if not holds:
            raise WrongTable(f"{self.name}: {what}")

    def reached(self) -> set[str]:
        """The states that some path of acts leads to from the initial one."""
        seen, edge = {self.initial}, {self.initial}
        while edge:
            edge = {a.target for a in self.acts if a.target and edge & set(a.source)} - seen
            seen |= edge
        return seen

    def act(self, name: str) -> Act | None:
        return next((act for act in self.acts if act.name == name), None)

    def offers(self, facts: Known) -> list[Offer]:
        """The acts this actor sees a button for, each with the reasons it is shut."""
        return [
            Offer(act, refusals(act, facts))
            for act in self.acts
            if facts.state in act.source and act.by & facts.hats and act.by != {"clock"} and not act.inner
        ]

    def check(self, act: Act, facts: Known) -> None:
        """State, then hat, then guards; raises Refused with the first of these that fails."""
        if facts.state not in act.source:
            now = say(self.states[facts.state].label)
            raise Refused(act, (say("Tidak dapat dilakukan saat keadaannya {state}.", state=now),))
        if not act.by & facts.hats:
            raise Refused(act, (say(WRONG_HAT),))
        if reasons := refusals(act, facts):
            raise Refused(act, reasons)

    def due(self, facts: Known) -> list[tuple[datetime, Act]]:
        """The clock's acts from this state, soonest first."""
        acts = [act for act in self.acts if act.due and facts.state in act.source]
        return sorted(
            ((at, act) for act in acts if act.due and (at := act.due(facts))), key=lambda pair: pair[0]
        )

    def fold(self, names: list[str]) -> str:
        """The state a chain of act names must lead to. Raises WrongTable at the first impossible step."""
        state = self.initial
        for name in names:
            act = self.act(name)
            if act is None or state not in act.source:
                raise WrongTable(f"{self.name}: {name!r} tidak mungkin dari {state!r}")
            state = act.target or state
        return state

    def mermaid(self) -> str:
        lines = ["stateDiagram-v2", f"  [*] --> {self.initial}"]
        for act in self.acts:
            by = ", ".join(sorted(act.by))
            lines += [f"  {s} --> {act.target or s}: {act.name} ({by})" for s in act.source]
        return "\n".join(lines + [f"  {n} --> [*]" for n, s in self.states.items() if s.final])

    def table(self) -> str:
        """The permission table, one line per act: for the docs, and for lawyers in review."""
        rows = [
            "| tindakan | nama | dari | ke | oleh | syarat | dasar |",
            "|---|---|---|---|---|---|---|",
        ]
        for act in self.acts:
            needs = ", ".join(guard.__name__ for guard in act.needs)
            by = "/".join(sorted(act.by))
            cells = [
                act.label,
                act.name,
                "/".join(act.source),
                act.target or "–",
                by,
                needs or "–",
                act.law or "–",
            ]
            rows.append(f"| {' | '.join(cells)} |")
        return "\n".join(rows)


def refusals(act: Act, facts: Known) -> tuple[str, ...]:
    return tuple(why for guard in act.needs if (why := guard(facts)))


def hats(*names: str) -> frozenset[str]:
    return frozenset(names)
