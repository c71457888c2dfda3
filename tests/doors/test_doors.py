"""Every address and every act, before everybody, in every state: the authorisation matrix.

`REDRAW=1 pytest tests/doors` writes doors.txt anew: read the difference as a lawyer would.
"""

import json
import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.db import transaction
from django.http import HttpResponse
from django.test import Client

from pasok.kernel.machine import WRONG_HAT
from pasok.site.stories import demo
from tests.doors.people import OWNER, ROLES, Canary, Visitors, canaries
from tests.doors.places import Door, doing, reading

MATRIX = Path(__file__).with_name("doors.txt")
LEGEND = """\
Setiap alamat dan setiap tindakan, di depan setiap orang, dalam setiap keadaan.
Ditulis oleh `REDRAW=1 pytest tests/doors`.

membaca    . terbuka   - tidak ada baginya (404)   x tidak boleh (403, 405)   m harus masuk   > diarahkan
bertindak  o dilakukan   f diminta isian   g ditolak syarat   x bukan wewenangnya   - tidak ada baginya
           m harus masuk   s bukan keadaannya   (kosong: tidak ada pemiliknya, atau keadaannya sudah menolak)
"""
MAY = set("ofg")  # the door is open to this person: the act is done, or lacks only input or a condition
ANSWERS = {200: ".", 401: "m", 403: "x", 404: "-", 405: "x"}
DONE = {200: "o", 201: "o", 204: "o", 302: "o", 422: "f"}
#: where a business is told to its partners or the supervisor by name and number, with the reason
KNOWN: dict[tuple[str, str], str] = {
    ("/usaha/data/<int:number>", "rekening"): "the LPSE compares the number with its paper",
    ("/demo", "surel"): "the invented accounts are for everybody",
}
Row = tuple[Door, dict[str, str]]


@pytest.mark.django_db
def test_every_door_opens_only_to_those_who_may(settings: object) -> None:
    settings.DEMO = True  # the invented officials have no second factor
    demo.lay_out(lambda text: None)
    visitors, secrets = Visitors(), canaries()
    leaks: list[str] = []
    read = [(door, reads(visitors, door, secrets, leaks)) for door in reading()]
    done = [(door, acts(visitors, door)) for door in doing()]
    cells = sum(len(row) for _, row in [*read, *done])
    found = "\n".join([LEGEND, head(), *lines(read), "", *lines(done), "", f"{cells} sel.", ""])
    if os.environ.get("REDRAW"):
        MATRIX.write_text(found)
    assert leaks == []
    assert [f"{door.address}: {role} may, and should not" for door, role in beyond(done)] == []
    assert "!" not in "".join(mark for _, row in [*read, *done] for mark in row.values())
    assert found == MATRIX.read_text(), "look at the difference; then REDRAW=1"


def reads(visitors: Visitors, door: Door, secrets: list[Canary], leaks: list[str]) -> dict[str, str]:
    row = {}
    for role, client in visitors.before(door.owner).items():
        answer = client.get(door.address)
        body = answer.getvalue().decode(errors="replace") if answer.status_code == 200 else ""
        told = {one.kind for one in secrets if one.text in body and not knows(role, door, one)}
        leaks += [f"{door.address}: {role} reads a foreign {kind}" for kind in told]
        row[role] = mark(answer)
    return row


def knows(role: str, door: Door, secret: Canary) -> bool:
    own = {OWNER: door.owner, "penyedia": "1"}.get(role)
    return own == secret.supplier or (door.route, secret.kind) in KNOWN


def mark(answer: HttpResponse) -> str:
    if answer.status_code == 302:
        return "m" if "/masuk" in answer["Location"] else ">"
    return ANSWERS.get(answer.status_code, "!")


def acts(visitors: Visitors, door: Door) -> dict[str, str]:
    """Asked with nothing filled in. Where the state alone refuses, only those are asked whom it could let."""
    act, standing = door.subject.machine.act(door.act), visitors.before(door.owner)
    if door.state not in act.source:
        standing = {role: client for role, client in standing.items() if act.by & ROLES[role][1]}
    return {role: tried(client, door) for role, client in standing.items()}


def tried(client: Client, door: Door) -> str:
    """Ask for the act, and undo whatever came of it."""
    with transaction.atomic():
        answer = client.post(door.address, "{}", "application/json", headers={"accept": "application/json"})
        transaction.set_rollback(True)
    if answer.status_code != 409:
        return DONE.get(answer.status_code) or mark(answer)
    if door.state not in door.subject.machine.act(door.act).source:
        return "s"
    return "x" if json.loads(answer.content)["why_not"] == [WRONG_HAT] else "g"


def beyond(done: list[Row]) -> Iterator[tuple[Door, str]]:
    """Who was let through although no hat of his is in the table."""
    for door, row in done:
        by = door.subject.machine.act(door.act).by
        yield from ((door, role) for role, cell in row.items() if cell in MAY and not by & ROLES[role][1])


def head() -> str:
    tall = max(map(len, ROLES))
    turned = ("".join(role.rjust(tall)[i].ljust(2) for role in ROLES) for i in range(tall))
    return "\n".join(f"  {'':28}{letters.rstrip()}" for letters in turned)


def lines(rows: list[Row]) -> Iterator[str]:
    """A heading for each address and act; under it, states that answer alike share a line."""
    alike: dict[str, dict[str, list[str]]] = {}
    for door, row in rows:
        if not door.act or set(row.values()) - {"s", "-"}:
            cells = " ".join(row.get(role, " ") for role in ROLES).rstrip()
            name = f"POST {door.route} {door.act}" if door.act else f"GET {door.route}"
            alike.setdefault(name, {}).setdefault(cells, []).append(door.state)
    for name, answers in alike.items():
        yield name
        for cells, states in answers.items():
            *above, last = states
            yield from (f"  {state}" for state in above)
            yield f"  {last:28}{cells}"
