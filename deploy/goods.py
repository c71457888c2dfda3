"""Make the list of goods by who makes them, from the classification of goods (KBKI) of Badan Pusat Statistik.

    python -m deploy.goods FOLDER     FOLDER holds kbki2012_barang.csv (kode,judul)

Writes pasok/suppliers/kbli/goods.csv: for each stem that names goods the codes of KBLI 2020 that make
them, with their shares. A class of goods belongs to the code whose words are most like its own, within the
divisions that its number allows; no title is kept.
"""

import math
import sys
from collections import Counter, defaultdict
from collections.abc import Mapping
from pathlib import Path

from deploy.kbli import Vector, likeness, read, write
from pasok.suppliers.rules.trade.index import pairs, stemmer, table

#: the first two digits of a class of goods -> what the codes of its makers begin with
MADE = {
    "01": "011 012", "02": "014", "03": "02", "04": "032", "15": "08", "16": "08 10774", "18": "36",
    "21": "10", "22": "105", "23": "106 107 108 10", "24": "11", "25": "12", "26": "131", "261": "1311",
    "262": "1311", "27": "139", "271": "1392", "272": "13930", "273": "1394", "281": "13911", "282": "14",
    "283": "142 14112", "291": "1511", "292": "1512", "293": "152", "294": "152", "31": "16", "32": "17 18",
    "326": "18", "33": "19", "34": "20", "352": "21", "353": "2023 20294", "354": "202", "355": "203",
    "351": "2022 2029", "36": "22", "361": "2211", "362": "2219", "363": "222", "364": "222", "369": "222",
    "37": "23", "371": "231", "38": "32", "381": "31", "382": "321", "383": "322", "384": "323",
    "385": "324", "386": "324", "41": "24", "42": "259", "421": "251", "422": "2512 2594", "423": "2513",
    "43": "28", "441": "2821", "442": "2822", "443": "2823", "444": "2824", "445": "2825", "446": "2826",
    "447": "252", "448": "275", "449": "2829", "451": "2817", "452": "262", "461": "271", "462": "2712",
    "463": "273", "464": "272", "465": "274", "469": "279 29", "471": "261", "472": "263 264", "473": "264",
    "475": "268", "476": "268", "481": "325 266", "482": "265", "483": "267 32503", "484": "2652",
    "491": "291", "492": "292 293", "493": "301", "494": "301", "495": "302", "496": "303", "499": "309",
}  # fmt: skip
#: where the words alone lead astray: class of goods -> code
BY_HAND = {
    "38993": "32909", "38912": "32909", "38911": "32901", "38921": "32909", "38922": "32909",
    "38924": "32909", "38999": "32909", "38550": "32402", "42916": "25933", "42911": "25992",
    "42912": "25992", "42999": "25999", "43220": "28130", "42997": "25999", "42995": "25999",
    "42932": "25999", "42913": "25933", "42921": "25932", "38702": "25119", "38704": "23951",
    "38701": "16222", "44816": "27510", "44817": "27520", "38600": "32401",
}  # fmt: skip
LEAST = 0.15  # how like a class must be to its code
SHARE, COUNT = 0.3, 2  # a code is kept for a stem with this share of the names that hold it


def vector(told: Mapping[str, float], rare: Counter[str], count: int) -> Vector:
    found = {stem: n * math.log(1 + count / (1 + rare[stem])) for stem, n in told.items() if stem in rare}
    size = math.sqrt(sum(value * value for value in found.values())) or 1.0
    return {stem: value / size for stem, value in found.items()}


def makers() -> tuple[dict[str, Vector], Counter[str]]:
    """The codes of 2020 by their words and those of their nearest of 2025."""
    old, new = table("2020"), table("2025")
    told: dict[str, Counter[str]] = {}
    for code, own in old.items():
        words: Counter[str] = Counter()
        kin = new.get(pairs().get(code, ""))
        for stems, weight in (
            (own.title, 3),
            (own.about, 1),
            *(((kin.title, 2), (kin.about, 1)) if kin else ()),
        ):
            words.update(dict.fromkeys(stems, weight))
        told[code] = words
    rare = Counter(stem for words in told.values() for stem in words)
    return {code: vector(words, rare, len(told)) for code, words in told.items()}, rare


def allowed(number: str) -> tuple[str, ...]:
    """What the codes of the makers of a class of goods begin with; empty where none is known."""
    return tuple((MADE.get(number[:3]) or MADE.get(number[:2], "")).split())


def linked(names: dict[str, str]) -> dict[str, str]:
    """For each five-digit class of goods the code that makes it, where one is like it."""
    known, rare = makers()
    below: dict[str, list[str]] = defaultdict(list)
    for number, name in names.items():
        if len(number) > 5:
            below[number[:5]].append(name)
    found = {}
    for number in (n for n in names if len(n) == 5 and allowed(n)):
        told: Vector = {}
        parts = [(names.get(number[:size], ""), weight) for size, weight in ((5, 4.0), (4, 1.0), (3, 0.6))]
        for name, weight in [*parts, *((name, 2 / len(below[number])) for name in below[number])]:
            for stem in set(stemmer().stems(name)):
                told[stem] = told.get(stem, 0.0) + weight
        own = vector(told, rare, len(known))
        fitting = {code: other for code, other in known.items() if code.startswith(allowed(number))}
        best, code = max((likeness(own, other), code) for code, other in fitting.items())
        if number in BY_HAND or best >= LEAST:
            found[number] = BY_HAND.get(number, code)
    return found


def shares(names: dict[str, str]) -> list[tuple[str, ...]]:
    """(stem, "code:share code:share")."""
    code_of = linked(names)
    seen: dict[str, Counter[str]] = defaultdict(Counter)
    for number, name in names.items():
        if len(number) >= 5 and number[:5] in code_of:
            stems = stemmer().stems(name)
            for at, stem in enumerate(dict.fromkeys(stems)):
                seen[stem][code_of[number[:5]]] += 3 if at == 0 else 1  # what is named first is the thing
    rows = []
    for stem, codes in sorted(seen.items()):
        whole = sum(codes.values())
        kept = [(code, n / whole) for code, n in codes.most_common(COUNT) if n / whole >= SHARE]
        if kept and len(stem) > 2:
            rows.append((stem, " ".join(f"{code}:{share:.2f}" for code, share in kept)))
    return rows


def main(folder: Path) -> None:
    names = {row["kode"]: row["judul"] for row in read(folder / "kbki2012_barang.csv")}
    write("goods.csv", ("stem", "codes"), shares(names))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
