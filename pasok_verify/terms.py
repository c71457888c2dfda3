"""The keys of a box: members, custodians, recovery, witnesses; and the change of one member (section 2)."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from pasok_verify.canonical import Malformed
from pasok_verify.note import LOG, WITNESS, Key, read_key, read_note
from pasok_verify.report import Report

Json = dict[str, Any]


def holders(terms: Json) -> list[str]:
    """Everybody who is dealt a share, in the order of the terms."""
    recovery = terms["recovery"] or {"members": []}
    return [person["id"] for person in [*terms["members"], *terms["custodians"], *recovery["members"]]]


def check_terms(index: int, terms: Json, report: Report) -> None:
    recovery = terms["recovery"] or {"k": 1, "members": [{}]}
    people = [*terms["members"], *terms["custodians"], *(terms["recovery"] or {"members": []})["members"]]
    for group, found in (("anggota", terms), ("kelompok pemulihan", recovery)):
        if not 1 <= found["k"] <= len(found["members"]) <= 255:
            report.bad(
                "terms.k",
                f"perlu {found['k']} dari {len(found['members'])} {group}: tidak mungkin",
                leaf=index,
            )
    for what in ("id", "recipient"):
        twice = [value for value, times in Counter(person[what] for person in people).items() if times > 1]
        for value in twice:
            report.bad("terms.twice", f"{value[:80]} dipakai dua pemegang kunci", leaf=index)
    for person in terms["members"]:
        if person["id"].startswith(("custodian:", "recovery:")):
            report.bad(
                "terms.holder",
                "penjaga atau pemulih didaftarkan sebagai anggota",
                leaf=index,
                holder=person["id"],
            )
    if not terms["parts"] or len(set(terms["parts"])) != len(terms["parts"]):
        report.bad("terms.parts", "daftar amplop kosong atau bernama ganda", leaf=index)


def check_statements(index: int, terms: Json, keys: Sequence[Key], report: Report) -> None:
    """Every custodian's recipient is under his own statement; its signature needs his key from elsewhere."""
    for person in terms["custodians"]:
        place: Json = {"leaf": index, "holder": person["id"]}
        name = person["id"].removeprefix("custodian:")
        try:
            note = read_note(person["statement"])
        except Malformed as error:
            report.bad("terms.statement", f"pernyataan penjaga {error}", **place)
            continue
        named = [line for line in note.lines if line.name == name and len(line.blob) == 64]
        if note.text != f"sampul/custodian/v2\n{person['recipient']}\n" or not named:
            report.bad(
                "terms.statement", "pernyataan penjaga bukan tentang kunci ini, atau bukan darinya", **place
            )
        own = [key for key in keys if key.name == name]
        if own and not any(note.signed_by(key) for key in own):
            report.bad("terms.statement", "pernyataan penjaga tidak ditandatangani kuncinya", **place)
        if not own:
            report.cannot(f"Tanda tangan penjaga {name} atas kuncinya: beri kuncinya dengan --custodian.")


def check_rekey(index: int, body: Json, old: Json, report: Report) -> None:
    """One member changes, in his place; nothing else."""
    new, place = body["terms"], {"leaf": index, "holder": body["replaced"]}
    pairs = list(zip(old["members"], new["members"], strict=False))
    changed = [(before, after) for before, after in pairs if before != after]
    rest = {key: value for key, value in old.items() if key != "members"}
    if len(old["members"]) != len(new["members"]) or any(new[key] != value for key, value in rest.items()):
        report.bad("terms.rekey", "penggantian kunci mengubah lebih dari satu anggota", **place)
    elif len(changed) != 1:
        report.bad("terms.rekey", f"penggantian kunci mengubah {len(changed)} anggota, harus satu", **place)
    elif (changed[0][0]["id"], changed[0][1]["id"]) != (body["replaced"], body["by"]):
        report.bad("terms.rekey", "yang berganti bukan anggota yang disebut", **place)


def witness_keys(index: int, witnesses: Json, report: Report) -> list[Key]:
    """The keys of `open`, each once."""
    found: list[Key] = []
    for text in witnesses["keys"]:
        try:
            key = read_key(text, WITNESS)
        except Malformed as error:
            report.bad("terms.witness", f"kunci saksi {text[:60]}: {error}", leaf=index)
            continue
        if any(other.public == key.public or other.name == key.name for other in found):
            report.bad("terms.witness", f"saksi {key.name} terdaftar dua kali", leaf=index)
        else:
            found.append(key)
    if witnesses["quorum"] > len(found):
        report.bad("terms.witness", f"perlu {witnesses['quorum']} saksi, terdaftar {len(found)}", leaf=index)
    return found


def plain_key(text: str) -> Key:
    """A custodian's or a log's key."""
    return read_key(text, LOG)
