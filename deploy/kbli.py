"""Make the tables of the KBLI helper from the published classifications.

    python -m deploy.kbli FOLDER     FOLDER holds kbli2020.csv (code,title,desc,level) and kbli2025_cc0.csv

Writes into pasok/suppliers/kbli: `about-2025.csv`, the descriptions of 2025 (CC0); `stems-2020.csv` and
`stems-2025.csv`, for each code the stems that its title and its description include and those they shut out,
in alphabetical order, each once, no sentence kept; `words.txt` and `roots.txt`, where the stemmer may stop;
`pairs.csv`, for each code of 2020 the nearest of 2025, by the words of title and description or by hand.
"""

import csv
import math
import sys
from collections import Counter
from pathlib import Path

from pasok.suppliers.rules.trade.intent import kind
from pasok.suppliers.rules.trade.texts import split, tidy
from pasok.suppliers.rules.trade.words import Stemmer, derived, tokens

HERE = Path(__file__).resolve().parent.parent / "pasok" / "suppliers" / "kbli"


def read(path: Path) -> list[dict[str, str]]:
    with path.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))


def write(name: str, head: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    with (HERE / name).open("w", newline="", encoding="utf-8") as file:
        csv.writer(file, lineterminator="\n").writerows([head, *rows])
    print(f"{name}: {len(rows)} rows")


Row = tuple[str, str, str]  # code, title, description


def spread(stems: set[str]) -> str:
    return " ".join(sorted(stems))


def stems(rows: list[Row], stemmer: Stemmer) -> list[tuple[str, ...]]:
    """(code, of the title, of the description, shut out by either), each in alphabetical order."""
    made = []
    for code, title, about in rows:
        (head, not_head), (body, not_body) = split(title), split(about)
        named, included = set(stemmer.stems(head)), set(stemmer.stems(body))
        barred = set(stemmer.stems(f"{not_head} {not_body}")) - named - included
        made.append((code, spread(named), spread(included - set(stemmer.stems(not_head))), spread(barred)))
    return made


Vector = dict[str, float]


def vectors(rows: list[Row], stemmer: Stemmer, rare: Counter[str], count: int) -> dict[str, Vector]:
    made = {}
    for code, title, about in rows:
        told: Counter[str] = Counter()
        for part, weight in ((title, 4), (split(about)[0], 1)):
            for stem in stemmer.stems(part):
                told[stem] += weight
        vector = {
            stem: (1 + math.log(n)) * math.log(1 + count / (1 + rare[stem])) for stem, n in told.items()
        }
        size = math.sqrt(sum(value * value for value in vector.values())) or 1.0
        made[code] = {stem: value / size for stem, value in vector.items()}
    return made


def likeness(one: Vector, two: Vector) -> float:
    return sum(value * two.get(stem, 0.0) for stem, value in one.items())


def kinship(one: str, two: str, of_one_kind: bool) -> float:
    return 0.12 * (one == two) + 0.06 * (one[:2] == two[:2]) + 0.15 * of_one_kind


def pairs(old: list[Row], new: list[Row], stemmer: Stemmer) -> list[tuple[str, ...]]:
    """(code of 2020, code of 2025, likeness or "hand"). The same division, kind and code count too."""
    every = [*old, *new]
    rare = Counter(stem for _, title, about in every for stem in set(stemmer.stems(f"{title} {about}")))
    before, after = vectors(old, stemmer, rare, len(every)), vectors(new, stemmer, rare, len(every))
    found: list[tuple[str, ...]] = []
    name, new_name = ({code: title for code, title, _ in rows} for rows in (old, new))
    for code, vector in before.items():
        if code in CORRECTED:
            found.append((code, CORRECTED[code], "hand"))
            continue
        what = kind(code, name[code])
        scored = [
            (likeness(vector, other) + kinship(code, to, what == kind(to, new_name[to])), to)
            for to, other in after.items()
        ]
        best, to = max(scored)
        found.append((code, to, f"{best:.2f}"))
    return found


#: where the words alone lead astray: code of 2020 -> code of 2025
CORRECTED = {
    before: after
    for after, many in {
        "02300": "02301 02302 02303 02304 02305 02306 02307 02308 02309",
        "03110": "03111 03112 03113 03114 03115 03116 03117 03118 03119",
        "03120": "03121 03122 03123 03124 03125 03126 03129",
        "03211": "03211 03212 03215 03216 03219",
        "03213": "03217",
        "03221": "03221 03222 03223 03224 03226 03227 03229",
        "03231": "03251 03252 03253 03254 03259",
        "03300": "03131 03132 03133 03141 03142 03143 03231 03232 03233 03241 03242 03243 03261 03262 03263",
        "10779": "10772 10779",
        "10793": "10773",
        "11010": "11010",
        "13996": "13912",
        "14111": "14302",
        "20122": "20129",
        "20124": "20121 20128",
        "21022": "21022",
        "22209": "22299",
        "23951": "23951 23953 23959",
        "25931": "25931 25932",
        "26199": "26120",
        "26702": "26791",
        "26709": "26792",
        "27900": "27900",
        "28172": "28174",
        "28220": "28221 28222 28223 28224",
        "30111": "30111 30113",
        "32909": "32909",
        "42999": "42919 42929 42930",
        "43299": "43299",
        "43309": "43305",
        "46414": "46419",
        "46441": "46441 46442 46443 46447 46448",
        "46442": "46444 46445 46446",
        "46753": "46653 46654",
        "47404": "47414",
        "47521": "47521 47523 47524 47525 47526 47528 47529",
        "47593": "47593 47594 47595 47596",
        "47620": "47630",
        "47781": "47781 47782 47783 47784 47789",
        "47811": "45103",
        "47812": "45104",
        "47820": "45302",
        "52311": "52291 52292 52293 52294",
        "56101": "56101 56102",
        "56102": "56103 56104 56109",
        "61102": "61200",
        "61909": "61919 61925 61929 61991 61992 61993 61999",
        "62110": "62011",
        "63900": "63121 63122 63990",
        "71204": "71202 71205 71208",
        "71202": "71203 71204 71206",
        "71209": "71207 71209",
        "77291": "77291 77323",
        "77396": "77321",
        "77399": "77322 77329 77399",
        "79110": "79111 79112 79119",
        "79909": "79990",
        "80110": "80100 80300",
        "80190": "80200",
        "82300": "82301 82302",
        "85560": "78411 78412 78413 78414 78415 78416 78417 78419",
        "90399": "90012 90090",
        "96220": "96112",
        "": "97000",  # the table of 2025 lacks it
    }.items()
    for before in many.split()
}


def main(folder: Path) -> None:
    old = [
        (r["code"], r["title"], tidy(r["desc"])) for r in read(folder / "kbli2020.csv") if r["level"] == "5"
    ]
    new = [(r["kode"], tidy(r["judul"]), tidy(r["uraian"])) for r in read(folder / "kbli2025_cc0.csv")]
    known = {word for _, title, about in [*old, *new] for word in tokens(f"{title} {about}")}
    supposed = derived(known)
    stemmer = Stemmer(known, supposed)
    (HERE / "words.txt").write_text("\n".join(sorted(known)) + "\n", encoding="utf-8")
    (HERE / "roots.txt").write_text("\n".join(sorted(supposed)) + "\n", encoding="utf-8")
    write("about-2025.csv", ("code", "about"), [(code, about) for code, _, about in new])
    for edition, rows in (("2020", old), ("2025", new)):
        write(f"stems-{edition}.csv", ("code", "title", "about", "barred"), stems(rows, stemmer))
    write("pairs.csv", ("code_2020", "code_2025", "likeness"), pairs(old, new, stemmer))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
