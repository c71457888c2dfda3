"""Reading a photographed paper: made flat and even, read several times, proposed where readings agree."""

from collections.abc import Container

from pasok.suppliers.ocr import engine, prepare
from pasok.suppliers.rules import papers

__all__ = ["available", "engine", "prepare", "read"]


def available() -> bool:
    """Whether this installation can read photos. If not, fields are typed."""
    return bool(engine.languages())


def read(photo: bytes, kind: str, known: Container[str]) -> dict[str, str]:
    """What is proposed for the fields of a paper (`kind` of rules.PAPERS). Unsure fields are left out.

    `known`: the KBLI codes and the regions ("33.20") that exist; others are misread.
    """
    readings: list[dict[str, str]] = []
    for page in prepare.pages(photo, engine.confidence):
        readings.append(papers.found(kind, engine.lines(page)))
        told = papers.agreed(kind, readings, known)
        if len(told) == len(papers.READ[kind]):
            break  # another reading could only deny it
    return told
