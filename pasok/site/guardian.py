"""The custodian and the recovery group of the demonstration, to see how they work.

On one machine they prove nothing. The custodian's program runs beside the house (`children`). What is told of
the past cannot wait for it: `restock` and `releases` do its work at once, by the same keys in its drawer.
"""

import json
import os
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

from pasok.sampul import acts, device, envelope, log, note, reads
from pasok.site.supervisor import Child
from pasok_opener import drawer
from pasok_opener.keeper import Keeper, Pinned
from pasok_opener.site import Site

NAME = "penjaga.contoh"
GROUP = {"pusat.contoh": "Pusat Contoh", "arsip.contoh": "Arsip Contoh", "notaris.contoh": "Notaris Contoh"}
QUORUM = 2  # of the recovery group
FEW, MANY = 4, 12  # fresh keys at the site: with fewer, so many more


def known(home: Path) -> None:
    """Their keys, made at the first start, in the settings of this process and of those it will start.

    An installation that has custodians of its own keeps them.
    """
    if settings.CUSTODIANS:
        return
    key = folder(home) / "tanda-tangan.key"
    private = drawer.key(key) if key.exists() else drawer.new_key(key)
    group = home / "recovery" / "group.json"
    if not group.exists():
        drawer.write(
            group, json.dumps({"k": QUORUM, "members": [member(home, *one) for one in GROUP.items()]})
        )
    settings.CUSTODIANS, settings.RECOVERY = [note.verifier_key(NAME, private)], json.loads(group.read_text())
    os.environ["CUSTODIANS"], os.environ["RECOVERY_FILE"] = settings.CUSTODIANS[0], str(group)


def member(home: Path, key: str, name: str) -> dict[str, str]:
    """One of the recovery group; its identity stays in a file beside."""
    identity, recipient = envelope.make_member_key()
    place = home / "recovery" / f"{key}.key"
    place.unlink(missing_ok=True)
    drawer.write(place, identity + "\n")
    return {"id": f"recovery:{key}", "name": name, "recipient": recipient}


def folder(home: Path) -> Path:
    return home / "custodian"


def ours() -> bool:
    """Whether the custodian of this installation is the invented one."""
    return any(verifier.startswith(f"{NAME}+") for verifier in settings.CUSTODIANS)


def keeper() -> Keeper:
    own = folder(settings.HOME)
    pins = Pinned(log.verifier_key(), (), 0)
    return Keeper(
        NAME, drawer.key(own / "tanda-tangan.key"), drawer.Drawer(own), Site(settings.SITE_URL), pins
    )


def restock() -> None:
    """Enough fresh keys for the next tenders."""
    if ours() and reads.custodian_stock().get(f"custodian:{NAME}", 0) < FEW:
        own = keeper()
        acts.stock([own.statement() for _ in range(MANY)])


def releases(box: str) -> list[dict[str, Any]]:
    """What the custodian gives of a closed box, by the keys in its drawer: to be promised, then revealed."""
    if not ours():
        return []
    own = keeper()
    sheets = [
        reads.sheet(box, one["part"], own.holder) for one in reads.waiting(own.holder) if one["box"] == box
    ]
    return [device.release(sheet, identity(own, sheet)) for sheet in sheets if sheet]


def identity(own: Keeper, sheet: dict[str, Any]) -> str:
    dealt = {one["id"]: one["recipient"] for one in sheet["open"]["body"]["terms"]["custodians"]}
    return own.drawer.identity(dealt[own.holder]) or ""


def children(home: Path) -> list[Child]:
    """The custodian's own program, with its own folder and key."""
    pins = [word for key in settings.WITNESSES for word in ("--witness", key)]
    words = [
        *("--site", os.environ["SITE_URL"], "--name", NAME, "--key", str(folder(home) / "tanda-tangan.key")),
        *(
            "--folder",
            str(folder(home)),
            "--every",
            "3",
            "--stock",
            str(FEW),
            "--log",
            log.verifier_key(),
            *pins,
            "--with-parent",
        ),
    ]
    return [Child("keep", words, program=(sys.executable, "-m", "pasok_opener"))] if ours() else []
