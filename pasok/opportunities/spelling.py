"""What somebody may have meant who mistyped a word: the nearest word that listings are found by.

Only words are compared, some ten thousand, never the listings: so the list itself stays as fast as it was.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice

from django.db import connection

from pasok.kernel.actor import Actor
from pasok.opportunities import reads
from pasok.opportunities.models import Listing, Term
from pasok.opportunities.query import Query

FEW = 2  # as many as were found, or fewer: then another spelling is looked for
SHORTEST, LONGEST = 4, 30  # letters of a word that has a spelling
ALIKE = 0.4  # of the trigrams; below it a word is another word
TRIED = 3  # of the nearest words
WORD = re.compile(rf"[a-z]{{{SHORTEST},{LONGEST}}}")
LEARN = """
    insert into opportunities_term (word)
    select word from ts_stat(
        'select to_tsvector(''simple'', title || '' '' || details) from opportunities_listing')
    where word ~ %s
    on conflict do nothing
"""
NEAREST = """
    select word from opportunities_term
    where word %% %s and word <> %s and similarity(word, %s) >= %s
    order by similarity(word, %s) desc, word limit %s
"""


def words(text: str) -> Iterator[str]:
    return (word for word in re.findall(r"[^\W_]+", text.lower()) if WORD.fullmatch(word))


def learn(listing: Listing) -> None:
    """The words of a listing become words that others may have meant."""
    found = sorted(set(words(f"{listing.title} {listing.details}")))
    Term.objects.bulk_create((Term(word=word) for word in found), ignore_conflicts=True)


def learn_all() -> None:
    with connection.cursor() as cursor:
        cursor.execute(LEARN, [f"^{WORD.pattern}$"])


def meant(query: Query, found: int, actor: Actor | None = None) -> Query | None:
    """The same search in another spelling, which finds more; None when enough was found or none does."""
    if found > FEW or query.q.startswith("ocds-"):
        return None
    typed = re.findall(r"[^\W_]+", query.q.lower())[: reads.WORDS]
    better = replace(query, q=" ".join(map(corrected, typed)))
    if better.q == " ".join(typed):
        return None
    return better if reads.found(better, actor).order_by()[: FEW + 1].count() > found else None


def corrected(word: str) -> str:
    """The nearest word that is found more often than this one; the word itself when there is none."""
    if not WORD.fullmatch(word):
        return word
    own = often(word)
    if own > FEW:
        return word
    return next((near for near in islice(nearest(word), TRIED) if often(near) > own), word)


def often(word: str) -> int:
    """How many listings a word finds, counted no further than it matters."""
    return reads.searched(Listing.objects.all(), word).order_by()[: FEW + 1].count()


def nearest(word: str) -> Iterable[str]:
    """Known words, the most alike first: by one slip of the finger, then by their trigrams."""
    slips = Term.objects.filter(word__in=list(one_slip(word))).exclude(word=word).order_by("word")
    with connection.cursor() as cursor:
        cursor.execute(NEAREST, [word, word, word, ALIKE, word, TRIED])
        alike = [row[0] for row in cursor.fetchall()]
    return dict.fromkeys([*slips.values_list("word", flat=True), *alike])


def one_slip(word: str) -> Iterator[str]:
    """Every word that one slip makes of it: a letter left out, added, changed, or two exchanged."""
    letters = "abcdefghijklmnopqrstuvwxyz"
    for n in range(len(word) + 1):
        head, tail = word[:n], word[n:]
        yield from (head + letter + tail for letter in letters)
        if tail:
            yield head + tail[1:]
            yield from (head + letter + tail[1:] for letter in letters)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
