"""What the pure floors say, in the language of whoever reads.

The texts in the code are Indonesian: the language of the state's papers. Who serves readers in another
language installs a translator with `speak_with`; until then every text stays as it is written.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar


def _as_written(text: str) -> str:
    return text


def _count_as_written(one: str, many: str, n: int) -> str:
    return one if n == 1 else many


_one: Callable[[str], str] = _as_written
_many: Callable[[str, str, int], str] = _count_as_written
_writing: ContextVar[bool] = ContextVar("writing", default=False)


def speak_with(one: Callable[[str], str], many: Callable[[str, str, int], str]) -> None:
    """Install a translator: of one text, and of a text that English says differently for one and many."""
    global _one, _many
    _one, _many = one, many


@contextmanager
def writing() -> Iterator[None]:
    """Say it in Indonesian here, whoever reads along: for sentences that the book or a row keeps."""
    before = _writing.set(True)
    try:
        yield
    finally:
        _writing.reset(before)


def say(text: str, /, **parts: object) -> str:
    """The text in the reader's language, its {names} filled with `parts`. Translated now, not later."""
    told = text if _writing.get() else _one(text)
    return told.format(**parts) if parts else told


def count(text: str, n: int, /, **parts: object) -> str:
    """Like `say`, of n things: Indonesian says them alike, English does not. {n} is the number itself."""
    told = text if _writing.get() else _many(text, text, n)
    return told.format(n=n, **parts)


def mark(text: str) -> str:
    """The text itself: tells the collector of words that this text of a table is read by people."""
    return text
