"""A tender with everything: a replaced, a withdrawn, an unreadable, a fallen bid, an extension, a rekey."""

from dataclasses import dataclass
from datetime import timedelta

from pasok_verify.tests.build import World
from pasok_verify.tests.keys import Json

TOTALS = {
    "31": "98000000",
    "32": "95000000.50",
    "33": "91000000",
    "34": "90000000",
    "35": "89000000",
    "36": "99000000",
}


def data(bidder: str, total: str | None = None) -> dict[str, Json]:
    paper = {"name": "teknis.pdf", "type": "application/pdf", "size": 3, "sha256": "0" * 64, "base64": "YWJj"}
    said = {"unit_price_1": "1000", "tkdn": "40", "technical": f"metode kerja {bidder} é"}
    return {
        "harga": {"fields": {"total": total or TOTALS[bidder]}},
        "dokumen": {"fields": said, "files": [paper]},
    }


@dataclass
class Story:
    """The world after the acts, and which leaf is what."""

    world: World
    at: dict[str, int]

    def result(self) -> Json:
        at = self.at
        rows = [
            (at["a"], "31", TOTALS["31"], TOTALS["31"], TOTALS["31"], None, None, 2),
            (at["b"], "32", TOTALS["32"], TOTALS["32"], TOTALS["32"], None, None, 1),
            (at["d"], "34", None, None, None, None, "Amplop tidak terbaca.", None),
            (at["e"], "35", None, None, None, None, "Tidak lulus teknis.", None),
            (at["f"], "36", TOTALS["36"], TOTALS["36"], TOTALS["36"], None, None, 3),
        ]
        names = ("leaf", "bidder", "offered", "price", "compared", "tkdn", "fallen", "rank")
        bids = [dict(zip(names, row, strict=True)) for row in rows]
        return {"hps": "100000000", "method": "harga terendah", "bids": bids, "winner": at["b"], "left": {}}

    def bundle(self, full: bool = False) -> Json:
        return self.world.bundle(full, self.result())


def whole(twist: Json | None = None) -> Story:
    """`twist` goes to the device of bidder 34, whose bid cannot be read (by default a share is mis-dealt)."""
    world, at = World(), {}
    world.stranger(3)
    at["open"] = world.open()
    at["tried"] = world.trial()
    world.stranger(2)
    at["a"] = world.bid("31", data("31"))
    at["b1"] = world.bid("32", data("32", "97000000"))
    at["c"] = world.bid("33", data("33"))
    at["rekey"] = world.rekey(4)
    at["b"] = world.bid("32", data("32"), replaces=at["b1"])
    at["gone"] = world.withdraw("33", at["c"])
    at["d"] = world.bid("34", data("34"), twist=twist or {"misdeal": "person:4"})
    world.heads.append(world.head(len(world.leaves)))
    at["e"] = world.bid("35", data("35"))
    at["extend"] = extend(world)
    at["f"] = world.bid("36", data("36"))
    world.stranger(4)
    close(world, at)
    return Story(world, at)


def extend(world: World) -> int:
    hour = world.closes_at.replace(minute=0) - timedelta(hours=1)
    down = "1" * 10 + "0" * 20 + "1" * 29 + "-"
    probes = [world.probe(witness, hour, down) for witness in world.witnesses[:2]]
    span = {"from": hour.isoformat(), "to": (hour + timedelta(hours=1)).isoformat()}
    return world.extend(2, {"v": 2, **span, "minutes": 20, "probes": probes})


def close(world: World, at: dict[str, int]) -> None:
    everybody = [at["a"], at["b"], at["d"], at["e"], at["f"]]
    admitted = [at["a"], at["b"], at["f"]]
    givers = ["person:1", "person:2", "person:3", "custodian:inspektorat"]
    at["close"] = world.close(everybody)
    world.heads.append(world.head(len(world.leaves)))
    world.give("dokumen", givers, everybody)
    at["dokumen"] = world.opening("dokumen", everybody, {at["d"]: "Kunci dibagi dengan salah."})
    world.stranger()
    at["admit"] = world.put("admit", part="harga", leaves=admitted, count=3)
    world.give("harga", givers, admitted)
    at["harga"] = world.opening("harga", admitted)
    world.stranger(2)
