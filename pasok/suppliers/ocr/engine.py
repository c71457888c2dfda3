"""The one place that knows Tesseract: a program of the machine, Apache-2.0, with its Indonesian model."""

import csv
import io
import os
import subprocess
from collections.abc import Iterator
from functools import lru_cache

from django.conf import settings
from PIL import Image

from pasok.suppliers.rules.papers import Line, Word

PATIENCE = 30  # seconds for one reading
WANTED = ("ind", "eng")  # the first that is installed
SURE = 60  # confidence of a word that counts when the upright side is looked for


def languages() -> tuple[str, ...]:
    """The models that are installed, the best first; none when there is no program or no model."""
    return models_of(settings.TESSERACT)


@lru_cache(maxsize=4)
def models_of(program: str) -> tuple[str, ...]:
    try:
        said = subprocess.run(
            [program, "--list-langs"], capture_output=True, text=True, timeout=PATIENCE, check=True
        )
    except (OSError, subprocess.SubprocessError):
        return ()
    there = set((said.stdout + said.stderr).split())
    return tuple(language for language in WANTED if language in there)


def rows(image: Image.Image, mode: str) -> Iterator[dict[str, str]]:
    """Tesseract's table of words. Nothing where it does not end in time: the fields stay empty."""
    sent = io.BytesIO()
    image.save(sent, "PNG", compress_level=1)
    command = [settings.TESSERACT, "stdin", "stdout", "-l", languages()[0], "--psm", mode, "tsv"]
    try:
        done = subprocess.run(
            command,
            input=sent.getvalue(),
            capture_output=True,
            timeout=PATIENCE,
            check=True,
            env={**os.environ, "OMP_THREAD_LIMIT": "1"},
        )
    except (OSError, subprocess.SubprocessError):
        return iter(())
    text = done.stdout.decode("utf-8", "replace")
    return iter(list(csv.DictReader(io.StringIO(text), delimiter="\t", quoting=csv.QUOTE_NONE)))


def lines(image: Image.Image) -> list[Line]:
    """The lines of a page from top to bottom."""
    found: dict[tuple[str, ...], list[Word]] = {}
    for row in rows(image, "6"):
        text, sure = (row.get("text") or "").strip(), float(row.get("conf") or -1)
        if text and sure >= 0:
            key = row["block_num"], row["par_num"], row["line_num"]
            found.setdefault(key, []).append(Word(text, sure))
    return [Line(tuple(words)) for words in found.values()]


def confidence(image: Image.Image) -> float:
    """How much of a small picture reads as words: the side that reads most is up."""
    sure = (
        float(row.get("conf") or -1) for row in rows(image, "6") if len((row.get("text") or "").strip()) > 2
    )
    return sum(value for value in sure if value > SURE)
