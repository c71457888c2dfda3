"""Draws docs/machines/*.md from the machines. `make draw`; a test fails when they differ."""

from pathlib import Path

from django.conf import settings
from django.utils.module_loading import import_string

from pasok.kernel.machine import Machine


def machines() -> list[Machine]:
    return [import_string(path).machine for path in settings.SUBJECTS]


def page(machine: Machine) -> str:
    """One document: the diagram, the states and the permission table."""
    states = ["| keadaan | nama | OCDS |", "|---|---|---|"]
    states += [f"| {state.label} | {name} | {state.ocds} |" for name, state in machine.states.items()]
    return "\n\n".join(
        [f"# {machine.name}", f"```mermaid\n{machine.mermaid()}\n```", "\n".join(states), machine.table(), ""]
    )


def draw(folder: Path) -> None:
    folder.mkdir(parents=True, exist_ok=True)
    for machine in machines():
        (folder / f"{machine.name}.md").write_text(page(machine))
