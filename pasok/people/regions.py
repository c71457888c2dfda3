"""Provinces and regencies by their Kemendagri codes, from the table that is shipped."""

import csv
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("regions.csv")


@cache
def names() -> dict[str, str]:
    """Every code with its name: {"32": "Jawa Barat", "32.04": "Kab. Bandung", …}, provinces first."""
    with TABLE.open(newline="") as file:
        return {row["code"]: row["name"] for row in csv.DictReader(line for line in file if line[0] != "#")}


@cache
def by_province() -> list[tuple[str, list[tuple[str, str]]]]:
    """[(name of the province, [(code, name) of its regencies and cities])], in the order of the codes."""
    known = names()
    groups: dict[str, list[tuple[str, str]]] = {code: [] for code in known if "." not in code}
    for code, name in known.items():
        if "." in code:
            groups[code.partition(".")[0]].append((code, name))
    return [(known[code], sorted(places, key=lambda place: place[1])) for code, places in groups.items()]
