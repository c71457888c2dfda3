"""Every sentence with which the house says no, gathered from the tables and forms themselves."""

import ast
import functools
import importlib
import inspect
import re
import sys
import textwrap
import types
from collections.abc import Callable, Iterator
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from typing import Any

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.module_loading import import_string

from pasok.kernel.machine import Act, Guard, Machine
from tests.test_every_act import MACHINES, ROOMS

SAYING = {"say", "count", "mark", "_", "gettext", "gettext_lazy"}
PLACE = re.compile(r"\{\w+\}|%\(\w+\)s")
JUNK = "x"


def spoken(function: Callable[..., Any], seen: set[Any] | None = None) -> list[str]:
    """Sentences in the text of a function and of our own functions that it calls, as written in the code."""
    seen = set() if seen is None else seen
    function = function.func if isinstance(function, functools.partial) else inspect.unwrap(function)
    if function in seen or not function.__module__.startswith("pasok."):
        return []
    seen.add(function)
    known = inspect.getclosurevars(function)
    names = {**known.globals, **known.nonlocals}
    found = []
    for node in ast.walk(ast.parse(textwrap.dedent(inspect.getsource(function)))):
        if text := literal(node, names):
            found.append(text)
        if isinstance(called := named(node, names), types.FunctionType):
            found += spoken(called, seen)
    return list(dict.fromkeys(text for text in found if text.endswith(".") and " " in text))


def literal(node: ast.AST, names: dict[str, Any]) -> str:
    """The text that this node says; "" where it says none, or one that is not written here."""
    if not (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in SAYING):
        return ""
    first = node.args[0] if node.args else None
    value = names.get(first.id) if isinstance(first, ast.Name) else getattr(first, "value", None)
    return value if isinstance(value, str) else ""


def named(node: ast.AST, names: dict[str, Any]) -> Any:
    """What a name, or a name in a module, stands for."""
    if isinstance(node, ast.Name):
        return names.get(node.id)
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        module = names.get(node.value.id)
        return getattr(module, node.attr, None) if isinstance(module, types.ModuleType) else None
    return None


def tried(machine: Machine, act: Act, guard: Guard) -> list[str]:
    """What the guard really answers over the facts of `test_every_act`."""
    answers: list[str | None] = []
    for facts in ROOMS.get(machine.name, ())[:2]:
        for state in act.source:
            for hat in sorted(act.by):
                with suppress(LookupError):  # another guard of the act comes first: no law on that day
                    answers.append(guard(replace(facts, state=state, hats=frozenset({hat}))))
    return list(dict.fromkeys(answer for answer in answers if answer))


def sentences(machine: Machine, act: Act, guard: Guard) -> list[str]:
    """Each sentence of a guard once: as it was answered where it was, else with … in its places."""
    answers, shown = tried(machine, act, guard), []
    for text in spoken(guard):
        shape = re.compile(".+?".join(map(re.escape, PLACE.split(text))))
        real = next((answer for answer in answers if shape.fullmatch(answer)), "")
        shown.append(real or PLACE.sub("…", text))
    return shown or answers


def machines() -> Iterator[tuple[Machine, list[tuple[Act, list[str]]]]]:
    """Every machine with its acts that people try, and all their reasons."""
    for machine in MACHINES:
        acts = [act for act in machine.acts if not act.inner and "clock" not in act.by]
        yield machine, [(act, [s for g in act.needs for s in sentences(machine, act, g)]) for act in acts]


def modules(part: str) -> Iterator[types.ModuleType]:
    """The modules of the rooms that are called so, or begin so, of those that the house's addresses reach."""
    importlib.import_module(settings.ROOT_URLCONF)
    for name in sorted(sys.modules):
        if re.fullmatch(rf"pasok\.\w+\.{part}.*", name) and sys.modules[name]:
            yield sys.modules[name]


def tables() -> Iterator[tuple[Machine, str, type[forms.Form]]]:
    """Every act that takes input, with its form."""
    seen: set[tuple[str, str]] = set()
    for module in modules("forms"):
        for table in (held for name, held in vars(module).items() if name.endswith("FORMS") and held):
            near = [m for m in MACHINES if room(m) == module.__name__.split(".")[1]]
            machine = max(near, key=lambda m: sum(m.act(name) is not None for name in table))
            for name, form in table.items():
                if machine.act(name) and (machine.name, name) not in seen:
                    seen.add((machine.name, name))
                    yield machine, name, form


def room(machine: Machine) -> str:
    return next(p.split(".")[1] for p in settings.SUBJECTS if import_string(p).machine is machine)


def faults(field: forms.Field) -> list[str]:
    """What a field answers to nothing and to nonsense."""
    found: list[str] = []
    for given in ("", JUNK):
        try:
            deepcopy(field).clean(given)
        except ValidationError as error:
            found += error.messages
        except (AttributeError, TypeError):
            continue  # its choices are those of one subject, and no subject is here
    return list(dict.fromkeys(found))


def own_faults() -> dict[str, list[str]]:
    """Room: sentences of ours that answer input which only the whole form, or the act, can judge."""
    found: dict[str, list[str]] = {}
    for module in (*modules("forms"), *modules("acts"), *modules("fields")):
        for node in ast.walk(ast.parse(inspect.getsource(module))):
            if isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in {
                "ValidationError",
                "add_error",
            }:
                texts = [literal(part, vars(module)) for part in ast.walk(node)]
                named_room = module.__name__.split(".")[1]
                found.setdefault(named_room, []).extend(PLACE.sub("…", t) for t in texts if t)
    return {name: list(dict.fromkeys(texts)) for name, texts in sorted(found.items()) if texts}
