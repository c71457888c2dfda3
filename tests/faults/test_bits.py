"""F14: one bit turns over: in a sealed file, leaf, node, checkpoint, receipt, or just before signing."""

import json
import random
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from django.db import connection, transaction

from pasok.sampul import answers, log, proof, reads, restored, tree
from pasok.sampul.audit import audit
from pasok.sampul.models import Checkpoint, Leaf, Node
from pasok.sampul.tests.story import KEY, Committee, a_bid, a_box, send
from tests.faults.conftest import Note
from tests.faults.crowd import Outcome
from tests.faults.houses import many

pytestmark = pytest.mark.django_db
FLIPS = many(8, 100)


def flipped(data: bytes, luck: random.Random) -> bytes:
    place, bit = luck.randrange(len(data)), luck.randrange(8)
    return data[:place] + bytes([data[place] ^ (1 << bit)]) + data[place + 1 :]


class Undone(Exception):
    """Takes back what an experiment did to the database."""


def altered(change: Callable[[], None], look: Callable[[], bool]) -> bool:
    """Whether it is noticed that the owner of the database changed something. Then it is as before."""
    found = False
    with suppress(Undone), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute("set constraints all immediate")
            cursor.execute("set local session_replication_role = replica")
        change()
        found = look()
        raise Undone
    return found


def told() -> bool:
    try:
        return bool(audit())
    except Exception:  # it can no longer even be read
        return True


def of_rows(luck: random.Random, look: Callable[[], bool]) -> dict[str, list[bool]]:
    """Each kind of row, FLIPS times."""
    size = log.size()

    def leaf() -> None:
        one = Leaf.objects.get(index=luck.randrange(size))
        while True:  # only what is still JSON can stand in that column
            with suppress(ValueError):
                one.body = json.loads(flipped(json.dumps(one.body).encode(), luck))
                break
        Leaf.objects.filter(pk=one.pk).update(body=one.body)

    def node() -> None:
        one = luck.choice(list(Node.objects.all()))
        Node.objects.filter(level=one.level, position=one.position).update(
            hash=flipped(bytes(one.hash), luck)
        )

    def checkpoint() -> None:
        one = Checkpoint.objects.get(size=1 + luck.randrange(size))
        text = flipped(one.note.encode(), luck).decode("utf-8", "replace").replace("\0", "?")
        Checkpoint.objects.filter(pk=one.pk).update(note=text)

    changes = {"leaf": leaf, "node": node, "checkpoint": checkpoint}
    return {name: [altered(change, look) for _ in range(FLIPS)] for name, change in changes.items()}


def of_files(luck: random.Random, folder: Path) -> list[bool]:
    """The same bit in both copies: nobody reads a wrong content, and the list of what is gone names it."""
    found = []
    hashes = sorted({path.name for path in folder.rglob("*") if len(path.name) == 64})
    for _ in range(FLIPS):
        sha256 = luck.choice(hashes)
        kept = {path: path.read_bytes() for path in folder.rglob(sha256)}
        for path, data in kept.items():
            path.write_bytes(flipped(data, luck))
        found.append(len(kept) == 2 and list(restored.lost_ciphertexts()) == [sha256])
        for path, data in kept.items():
            path.write_bytes(data)
    return found


def of_receipts(receipt: answers.Receipt, luck: random.Random, look: Callable[[Any], bool]) -> list[bool]:
    found, plain = [], json.dumps(receipt.plain(), sort_keys=True).encode()
    for _ in range(FLIPS * 4):
        try:
            read = json.loads(flipped(plain, luck))
        except ValueError:
            found.append(True)
        else:
            found.append(read == json.loads(plain) or look(read))
    return found


def body_alone(receipt: Any) -> bool:
    """The control: only whether the leaf's hash is that of its body."""
    try:
        return proof.leaf(receipt["body"]).hex() != receipt["leaf_hash"]
    except (KeyError, TypeError, ValueError, AttributeError):
        return True


def before_signing(committee: Committee, luck: random.Random, patch: pytest.MonkeyPatch) -> list[bool]:
    """The memory that would be signed slips: nothing may be signed."""
    found, grown = [], tree.grown
    for number in range(FLIPS):
        calls = iter(range(1000))

        def slips(size: int, leaf: bytes, nodes: tree.Nodes, calls: Any = calls) -> Any:
            made = grown(size, flipped(leaf, luck) if next(calls) == 0 else leaf, nodes)
            return made

        with patch.context() as slipping:
            slipping.setattr(tree, "grown", slips)
            size = log.size()
            try:
                with transaction.atomic():
                    send(KEY, a_bid(committee, f"slip{number}"))
            except answers.LogBroken:
                found.append(log.size() == size)
            else:
                found.append(False)
    return found


def test_one_bit_is_always_noticed(
    note: Note, settings: Any, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.FILES, settings.FILES_MIRROR = tmp_path / "files", None
    luck, committee = random.Random(14), a_box()
    receipts = [send(KEY, a_bid(committee, str(number))) for number in range(6)]
    found = of_rows(luck, told)
    found["ciphertext"] = of_files(luck, tmp_path / "files")
    found["receipt"] = of_receipts(receipts[3], luck, lambda one: bool(reads.check_receipt(one)))
    found["before signing"] = before_signing(committee, luck, monkeypatch)
    unseen = {name: seen.count(False) for name, seen in found.items() if not all(seen)}
    blind = of_rows(luck, lambda: False)["leaf"]
    blind += of_receipts(receipts[3], luck, body_alone)
    every = sum(map(len, found.values()))
    note(
        "F14", "one bit turned over, in six places", "only the leaf's own hash is looked at",
        Outcome(runs=every, acknowledged=len(receipts), double=sum(unseen.values())),
        Outcome(runs=len(blind), acknowledged=len(receipts), double=blind.count(False)),
    )  # fmt: skip
    assert unseen == {} and audit() == []
    assert not all(blind)
