"""Reading a photographed paper: made flat and even, read twice, proposed only where both agree."""

from collections.abc import Container

from pasok.suppliers.ocr import engine, prepare
from pasok.suppliers.rules import papers

__all__ = ["available", "engine", "prepare", "read"]


def available() -> bool:
    """Whether this installation can read photos. If not, fields are typed."""
    return bool(engine.languages())


def read(photo: bytes, kind: str, codes: Container[str]) -> dict[str, str]:
    """What is proposed for the fields of a paper (`kind` of rules.PAPERS). Unsure fields are left out.

    `codes`: every KBLI code that exists; others are misread.
    """
    pages = prepare.pages(photo, engine.confidence)
    return papers.agreed(kind, [papers.found(kind, engine.lines(page)) for page in pages], codes)
