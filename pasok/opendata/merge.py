"""From many releases to one: the merging rules of OCDS 1.1, read from the schema. Pure.

Later values win; null removes; a list of things with an `id` is merged thing by thing, any other list is
replaced; an empty thing says nothing.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import Any

Json = dict[str, Any]


class Rule:
    """How one place of the schema is merged. Children are looked up when they are asked for."""

    def __init__(self, node: Mapping[str, Any], root: Mapping[str, Any]) -> None:
        self.node, self.root = node, root
        self.known: dict[str, Rule] = {}
        self.omitted: bool = node.get("omitWhenMerged", False)

    def child(self, name: str) -> "Rule":
        """The rule of a property; of an unknown one: nothing special."""
        if name not in self.known:
            node = self.things.get("properties", {}).get(name, {})
            self.known[name] = Rule(node, self.root)
        return self.known[name]

    @property
    def things(self) -> Mapping[str, Any]:
        """The schema of the object that stands here, or of the objects in the list that does."""
        return self.target(self.target(self.node).get("items") or self.node)

    def target(self, node: Mapping[str, Any]) -> Mapping[str, Any]:
        while "$ref" in node:
            place: Any = self.root
            for step in node["$ref"].removeprefix("#/").split("/"):
                place = place[step]
            node = place
        return node

    def whole(self, values: list[Any]) -> bool:
        """Whether a list is replaced as a whole: so marked, or of things without an `id`."""
        if self.node.get("wholeListMerge", False) or any(not isinstance(value, dict) for value in values):
            return True
        described = self.things.get("properties")
        return described is not None and "id" not in described


def put(target: Json, news: Mapping[str, Any], rule: Rule) -> Json:
    """Merge `news` into `target` by the rule of their place; gives `target`."""
    for name, value in news.items():
        child = rule.child(name)
        if child.omitted:
            continue
        if value is None:
            target.pop(name, None)
        elif isinstance(value, dict):
            before = target.get(name)
            if merged := put(before if isinstance(before, dict) else {}, value, child):
                target[name] = merged
        elif isinstance(value, list) and not child.whole(value):
            put_things(target, name, value, child)
        else:
            target[name] = deepcopy(value)
    return target


def put_things(target: Json, name: str, values: list[Json], rule: Rule) -> None:
    """A list of things: each is merged into the one of the same `id`, or added at the end."""
    for value in values:
        things = target.setdefault(name, [])
        same = (one for one in things if "id" in value and one.get("id") == value["id"])
        found = next(same, None)
        if found is None:
            things.append(put({}, value, rule))
        else:
            put(found, value, rule)


def compiled(releases: Iterable[Json], schema: Mapping[str, Any]) -> Json:
    """The state at the end of these releases of one process, as a release tagged "compiled".

    Releases of one moment keep the order in which they are given.
    """
    rule, last = Rule(schema, schema), ""
    merged: Json = {}
    ordered = sorted(releases, key=lambda release: release["date"])
    for release in ordered:
        put(merged, release, rule)
        last = release["date"]
    head = {"tag": ["compiled"], "id": f"{merged.get('ocid')}-{last}", "date": last}
    return head | merged
