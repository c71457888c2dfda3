"""Evidence of an outage (section 8): the witnesses' own looks at the site, minute by minute."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import Any

from pasok_verify.canonical import Malformed, moment
from pasok_verify.note import LOG, Key, Note, read_note
from pasok_verify.report import Report

Json = dict[str, Any]
LOOKS = re.compile(r"[01-]{60}")


def check_evidence(index: int, evidence: Json, witnesses: Sequence[Key], quorum: int, report: Report) -> None:
    """Do enough witnesses of this box say that the site was down for the minutes that are given back?"""
    down: Counter[int] = Counter()
    looked: Counter[int] = Counter()
    sites: set[str] = set()
    seen: set[tuple[str, int]] = set()
    for raw in evidence["probes"]:
        report.counts["probes"] += 1
        try:
            note = read_note(raw)
            site, hour, looks = _probe(note)
        except Malformed as error:
            report.bad("outage.probe", f"catatan pantauan {error}", leaf=index)
            continue
        key = next((key for key in witnesses if note.by(key, LOG)), None)
        if key is None or not all(key.signed(note.text.encode(), line.blob) for line in note.by(key, LOG)):
            report.bad(
                "outage.signature", "catatan pantauan tidak ditandatangani saksi kotak ini", leaf=index
            )
            continue
        sites.add(site)
        if (key.name, hour) not in seen:
            seen.add((key.name, hour))
            down.update(hour + 60 * minute for minute, look in enumerate(looks) if look == "0")
            looked.update(hour + 60 * minute for minute, look in enumerate(looks) if look != "-")
    start, end = moment(evidence["from"]).timestamp(), moment(evidence["to"]).timestamp()
    least = max(1, quorum)
    counted = {minute for minute, votes in down.items() if votes >= least and votes * 2 > looked[minute]}
    proved = sum(start <= minute < end for minute in counted)
    if len(sites) > 1:
        report.bad("outage.site", "catatan pantauan tentang lebih dari satu situs", leaf=index)
    if evidence["minutes"] > proved:
        said = f"disebut {evidence['minutes']} menit gangguan, para saksi membuktikan {proved}"
        report.bad("outage.minutes", said, leaf=index)


def _probe(note: Note) -> tuple[str, int, str]:
    lines = note.text.split("\n")
    if len(lines) != 5 or lines[0] != "sampul/probe/v2" or not LOOKS.fullmatch(lines[3]):
        raise Malformed("bukan catatan pantauan")
    if not re.fullmatch(r"[1-9][0-9]{0,11}", lines[2]) or int(lines[2]) % 3600:
        raise Malformed("tidak mulai pada awal jam")
    return lines[1], int(lines[2]), lines[3]
