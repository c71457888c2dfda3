"""Methods of selection as rows of switches, from methods.toml. The code asks, never branches on a name."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal

from pasok.kernel.tongue import say
from pasok.law.tables import HERE, Confidence, WrongLaw

Qualification = Literal["post", "pre", ""]


@dataclass(frozen=True)
class Stage:
    """One line of the schedule. `akt` is the number other systems know it by."""

    code: str
    akt: int
    label: str


@dataclass(frozen=True)
class Policy:
    """A switch of the sealed envelopes."""

    name: str
    value: bool
    source: str
    confidence: Confidence


@dataclass(frozen=True, kw_only=True)
class Method:
    """One way to choose. `selection` is the outcome of the method decision that this method serves."""

    code: str
    selection: str
    label: str  # "Tender"
    detail: str  # "Pascakualifikasi satu file, harga terendah sistem gugur"
    built: bool
    run_by: tuple[str, ...]  # hats
    categories: tuple[str, ...]  # goods, other_services, works, consultant
    files: int
    qualification: Qualification
    evaluation: str
    sanggah: bool
    sanggah_banding: bool
    stages: tuple[Stage, ...]
    policies: tuple[Policy, ...]
    source: str
    confidence: Confidence

    @property
    def full_label(self) -> str:
        """Tender, pascakualifikasi satu file, harga terendah sistem gugur."""
        if not self.detail:
            return say(self.label)
        detail = say(self.detail)
        return f"{say(self.label)}, {detail[0].lower()}{detail[1:]}"

    def stage(self, code: str) -> Stage:
        """The stage with this code; LookupError if the method has none."""
        for stage in self.stages:
            if stage.code == code:
                return stage
        raise LookupError(f"Metode {self.code} tidak mempunyai tahap {code}.")

    def policy(self, name: str) -> bool:
        """A switch of the envelopes: hash_first, re_supply, auto_extend, custodian."""
        for policy in self.policies:
            if policy.name == name:
                return policy.value
        raise LookupError(f"Sakelar {name} tidak dikenal.")


def _method(written: Mapping[str, Any], policies: Mapping[str, Policy]) -> Method:
    own = {p["name"]: Policy(**p) for p in written.get("policy", ())}
    if strange := set(own) - set(policies):
        raise WrongLaw(f"methods.toml: {written['code']} memakai sakelar {', '.join(sorted(strange))}.")
    return Method(
        code=written["code"],
        selection=written["selection"],
        label=written["label"],
        detail=written.get("detail", ""),
        built=written.get("built", False),
        run_by=tuple(written["run_by"]),
        categories=tuple(written["categories"]),
        files=written.get("files", 0),
        qualification=written.get("qualification", ""),
        evaluation=written.get("evaluation", ""),
        sanggah=written.get("sanggah", False),
        sanggah_banding=written.get("sanggah_banding", False),
        stages=tuple(Stage(**stage) for stage in written.get("stage", ())),
        policies=tuple({**policies, **own}.values()),
        source=written["source"],
        confidence=written["confidence"],
    )


@cache
def methods() -> tuple[Method, ...]:
    """Every method, in the order of the method decision."""
    written = tomllib.loads((HERE / "methods.toml").read_text(encoding="utf-8"))
    policies = {p["name"]: Policy(**p) for p in written["policy"]}
    return tuple(_method(row, policies) for row in written["method"])


def method(code: str) -> Method:
    """The method with this code; LookupError with the known codes if there is none."""
    for each in methods():
        if each.code == code:
            return each
    known = ", ".join(m.code for m in methods())
    raise LookupError(f"Metode {code} tidak dikenal. Yang ada: {known}.")


def serving(selection: str) -> tuple[Method, ...]:
    """The methods that serve an outcome of the method decision, built or not."""
    return tuple(each for each in methods() if each.selection == selection)
