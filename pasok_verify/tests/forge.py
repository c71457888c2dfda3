"""The tools of a dishonest server: it owns the log's key, and the witnesses sign what it shows them."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from pasok_verify.tests.build import leaf
from pasok_verify.tests.keys import Json, canon, sha
from pasok_verify.tests.story import Story

Hook = Callable[[Story, Json], None]


@dataclass(frozen=True)
class Mutation:
    """One attack: what is done to a good bundle, and the codes by which it must be found, exactly."""

    name: str
    codes: frozenset[str]
    hook: Hook
    forged: bool  # the log and its witnesses sign the changed leaves
    full: bool
    twist: dict[str, Any] = field(default_factory=dict)


ALL: list[Mutation] = []


def mutation(
    name: str, *codes: str, forged: bool = True, full: bool = False, **twist: Any
) -> Callable[[Hook], Hook]:
    def keep(hook: Hook) -> Hook:
        ALL.append(Mutation(name, frozenset(codes), hook, forged, full, twist))
        return hook

    return keep


def mutated(change: Mutation, story: Story) -> Json:
    bundle = story.bundle(change.full)
    change.hook(story, bundle)
    if change.forged:
        sign(story, bundle)
    return bundle


def sign(story: Story, bundle: Json) -> None:
    """Leaf hashes, heads and cosignatures again, after bodies were changed; witnesses sign where they did."""
    for index, body in bundle["bodies"].items():
        bundle["leaves"][int(index)] = leaf(body).hex()
    leaves = [bytes.fromhex(one) for one in bundle["leaves"]]
    bundle["checkpoint"] = again(story, bundle["checkpoint"], leaves)
    bundle["heads"] = [again(story, head, leaves) for head in bundle["heads"]]


def again(story: Story, head: str, leaves: list[bytes]) -> str:
    names = [line.split(" ")[1] for line in head.split("\n") if line.startswith("— ")]
    witnesses = tuple(n for n, one in enumerate(story.world.witnesses) if one.name in names)
    return story.world.head(int(head.split("\n")[1]), witnesses, leaves)


def find(bundle: Json, kind: str, **fields: Any) -> list[int]:
    """The leaves of this kind with these fields, in order."""
    return sorted(
        int(index)
        for index, body in bundle["bodies"].items()
        if body["kind"] == kind and all(body[name] == value for name, value in fields.items())
    )


def body(bundle: Json, index: int) -> Json:
    found: Json = bundle["bodies"][str(index)]
    return found


def free(bundle: Json, after: int) -> int:
    """The first leaf of another box after this one: room for a leaf that must not be there."""
    return next(n for n in range(after, bundle["size"]) if str(n) not in bundle["bodies"])


def put(bundle: Json, like: int, at: int, **changes: Any) -> int:
    """A copy of a leaf in the place of one of another box, recorded when its neighbour was."""
    neighbour = body(bundle, max(int(n) for n in bundle["bodies"] if int(n) < at))
    when = {"at": neighbour["at"], "recorded_at": neighbour["recorded_at"]}
    bundle["bodies"][str(at)] = {**body(bundle, like), **when, **changes}
    return at


def swap(bundle: Json, one: int, other: int) -> None:
    """Two leaves change places; the times stay where they were."""
    first, second = body(bundle, one), body(bundle, other)
    times = [{name: found[name] for name in ("at", "recorded_at")} for found in (first, second)]
    bundle["bodies"][str(one)] = {**second, **times[0]}
    bundle["bodies"][str(other)] = {**first, **times[1]}


def drop(bundle: Json, index: int) -> Json:
    """The leaf becomes one of another box."""
    found: Json = bundle["bodies"].pop(str(index))
    bundle["leaves"][index] = "ab" * 32
    return found


def released(bundle: Json, part: str, holder: str) -> Json:
    found: Json = next(one for one in bundle["releases"][part] if one["holder"] == holder)
    return found


def regive(bundle: Json, part: str, holder: str, shares: Json) -> None:
    """This holder promises and reveals these shares instead, and they are what was used."""
    release = released(bundle, part, holder)
    release["shares"] = shares
    for kind in ("promise", "reveal"):
        body(bundle, find(bundle, kind, part=part, holder=holder)[0])["digest"] = sha(canon(release))
    for index, envelope in bundle["envelopes"][part].items():
        if index in shares:
            envelope["released"][holder] = shares[index]


def flip(text: str, at: int = 0) -> str:
    """One hex digit changed by one bit."""
    return text[:at] + f"{int(text[at], 16) ^ 1:x}" + text[at + 1 :]
