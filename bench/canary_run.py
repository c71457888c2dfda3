"""One run of `canary.py`: people bid, everything is searched, the bids are opened, everything is searched."""

import ctypes
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from pathlib import Path

from django.conf import settings
from django.db import connection

from bench import canary_house as house
from bench.canary_scene import Scene, a_scene
from bench.canary_song import Ear, Song
from bench.canary_stages import Stages
from bench.finding import table
from pasok.sampul.models import Release
from pasok.site.postgres import Cluster

SUBREAPER = 36  # prctl: a database that lets go of us stays our child, so that we may read its memory
PLANTED = "the control"
HEAD = ("place", "MB", "hits before", "control", "opened ones, after", "others, after")


@dataclass
class Place:
    """Somewhere to look, once before the opening and, where `again`, after it."""

    name: str
    read: Callable[[], Iterable[bytes]]
    again: bool = True
    size: int = 0
    heard: list[set[tuple[str, str]]] = field(default_factory=list)

    def listen(self, ear: Ear) -> None:
        began = time.monotonic()
        self.size, found = ear.listen(self.read())
        self.heard.append(found)
        print(f"{self.name}: {self.size >> 20} MB, {time.monotonic() - began:.0f} s", file=sys.stderr)

    def row(self, never: set[str]) -> tuple[str, ...]:
        after = (str(len(self.sung - never)), str(len(self.sung & never))) if self.again else ("", "")
        return (
            self.name,
            f"{self.size / 1e6:.0f}",
            str(len(self.early)),
            f"{self.control} spellings",
            *after,
        )

    @property
    def early(self) -> set[tuple[str, str]]:
        return {(name, how) for name, how in self.heard[0] if name != PLANTED}

    @property
    def control(self) -> int:
        """In how many spellings the control was heard."""
        return sum(name == PLANTED for name, _ in self.heard[0])

    @property
    def sung(self) -> set[str]:
        """Whose songs were heard the last time."""
        return {name for name, _ in self.heard[-1]} - {PLANTED}


def run(bids: int) -> int:
    ctypes.CDLL(None).prctl(SUBREAPER, 1, 0, 0, 0)
    cluster, port, control = Cluster(settings.HOME), house.free_port(), Song.new()
    cluster.start()
    try:
        plant(cluster, control)
        with house.processes(cluster.home, port, control.line(), control.price) as pids:
            scene = a_scene(port, bids, control.document)
            stages = Stages(scene, max(2, bids // 10))
            scene.send_all()
            scene.nearly()
            ear = Ear({**scene.songs, PLANTED: control})
            found = places(cluster, pids, scene)
            search(cluster, found, ear)
            scene.open()
            stages.open()
            search(cluster, [one for one in found if one.again], ear)
        return told(found, scene)
    finally:
        connection.close()
        cluster.stop()


def plant(cluster: Cluster, control: Song) -> None:
    """The control in the database, in the files and in the logs; the processes bring it along."""
    with connection.cursor() as cursor:
        cursor.execute("create table bench_planted (text text, price numeric, raw bytea)")
        cursor.execute(
            "insert into bench_planted values (%s, %s, %s)", [control.line(), control.price, control.sheet()]
        )
    for folder in (settings.FILES, settings.FILES_MIRROR, cluster.home / "logs"):
        Path(folder).mkdir(parents=True, exist_ok=True)
        (Path(folder) / "planted").write_bytes(control.sheet())


def places(cluster: Cluster, pids: dict[str, int], scene: Scene) -> list[Place]:
    files = {"files": Path(settings.FILES), "mirror": Path(settings.FILES_MIRROR)}
    notes = [cluster.home / "logs", cluster.log, cluster.home / "outbox"]
    folders = [path for path in cluster.data.iterdir() if path.name != "pg_wal"]
    found = [
        Place("dump of the database", lambda: house.blocks([house.dump(cluster)])),
        Place("folder of the database, raw", lambda: house.blocks(folders)),
        Place("its write-ahead log", lambda: house.blocks([cluster.data / "pg_wal"])),
        Place("stored files, two copies", lambda: house.blocks(files.values())),
        Place("logs", lambda: house.blocks(path for path in notes if path.exists())),
        Place("backup, packed and unpacked", lambda: house.blocks(house.backup(cluster, files))),
    ]
    for name, pid in pids.items():
        found.append(Place(f"memory of {name}", lambda pid=pid: house.memory(house.family(pid)), again=False))
    found.append(
        Place("memory of PostgreSQL", lambda: house.memory(house.family(cluster.pid())), again=False)
    )
    return [*found, Place("public pages", scene.public)]


def search(cluster: Cluster, among: list[Place], ear: Ear) -> None:
    house.settle(cluster)
    for place in among:
        place.listen(ear)


def faults(found: list[Place], scene: Scene) -> list[str]:
    """What is not as it must be, one sentence each."""
    wrong = [f"{one.name}: {len(one.early)} hits before the opening" for one in found if one.early]
    wrong += [f"{one.name}: the control was not heard" for one in found if not one.control]
    wrong += [
        f"{one.name}: a bid that is never to be opened"
        for one in found
        if one.again and one.sung & scene.never
    ]
    if scene.shut & {int(leaf) for row in Release.objects.all() for leaf in row.shares}:
        wrong.append("a share was given of a bid that is never to be opened")
    public, dump = found[-1].heard[-1], found[0].heard[-1]
    for number in range(len(scene.bidders)):
        prices = {(f"{number}", "price, plain"), (f"{number}", "price, grouped by '.'")}
        if f"{number}" not in scene.never and not (prices & public and prices & dump):
            wrong.append(f"bid {number}: its price is not published")
    if words := {how for name, how in public if name != PLANTED and not how.startswith("price")}:
        wrong.append(f"public pages: words of documents or forms ({words})")
    return wrong


def told(found: list[Place], scene: Scene) -> int:
    """Print the table; 1 where something is not as it must be."""
    print(f"{len(scene.bidders)} bids; {len(scene.songs)} songs, {len(scene.never)} never to be heard.\n")
    print(table(HEAD, [one.row(scene.never) for one in found]))
    wrong = faults(found, scene)
    print("".join(f"\n{sentence}." for sentence in wrong))
    return 1 if wrong else 0
