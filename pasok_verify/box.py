"""The order rules of one box (section 2): its leaves are played again one by one, each breach is named."""

from collections.abc import Sequence
from typing import Any

from pasok_verify.canonical import leaf_hash, moment, sha256
from pasok_verify.note import Key
from pasok_verify.outage import check_evidence
from pasok_verify.report import Report
from pasok_verify.terms import check_rekey, check_statements, check_terms, holders, witness_keys

Json = dict[str, Any]
BEFORE = {"bid", "withdraw", "extend", "rekey", "trial", "tried"}  # stand before `close`
AFTER = {"admit", "recover", "promise", "reveal", "opening"}  # stand after it


class Box:
    """What the leaves so far make of a box. `play` takes the leaves in order of their index."""

    def __init__(self, name: str, report: Report, custodian_keys: Sequence[Key] = ()) -> None:
        self.name, self.report, self.custodian_keys = name, report, custodian_keys
        self.open: Json = {}
        self.terms: dict[str, Json] = {}  # terms by the leaf hash that a bid names
        self.current: Json = {}
        self.witnesses: list[Key] = []
        self.quorum = 0
        self.deadline = ""
        self.bids: dict[int, Json] = {}
        self.live: dict[str, int] = {}  # bidder: the bid that counts
        self.last: dict[int, str] = {}  # a bid that counts no more, and why
        self.trials: dict[int, Json] = {}
        self.close = -1
        self.closed: list[int] = []
        self.admits: dict[str, list[int]] = {}
        self.recovers: set[str] = set()
        self.promises: dict[tuple[str, str], str] = {}
        self.reveals: dict[tuple[str, str], tuple[int, str]] = {}
        self.openings: dict[str, tuple[int, Json]] = {}

    def play(self, index: int, body: Json) -> None:
        kind = body["kind"]
        if not self.open and kind != "open":
            self.report.bad("order.no-open", f"catatan {kind} berdiri sebelum catatan open", leaf=index)
            return
        if self.open and body["clock"] != self.open["clock"]:
            self.report.bad("deadline.clock", "jamnya bukan jam kotak ini", leaf=index)
        if body["clock"] == "real" and moment(body["at"]) != moment(body["recorded_at"]):
            self.report.bad("deadline.clock", "waktunya bukan waktu basis data", leaf=index)
        if kind in BEFORE and self.close >= 0:
            bidder = body.get("bidder", "")
            self.report.bad(
                "order.after-close", f"catatan {kind} sesudah penutupan", leaf=index, bidder=bidder
            )
            return
        if kind in AFTER and self.close < 0:
            self.report.bad("order.before-close", f"catatan {kind} sebelum penutupan", leaf=index)
            return
        if kind in {"bid", "withdraw", "extend"} and moment(body["at"]) >= moment(self.deadline):
            self.report.bad(
                "deadline.late", f"{kind} pada {body['at']}, batasnya {self.deadline}", leaf=index
            )
        if "part" in body and body["part"] not in self.current["parts"]:
            self.report.bad("order.part", f"tidak ada amplop {body['part']}", leaf=index)
            return
        getattr(self, f"_{kind}")(index, body)

    def leaves(self, part: str) -> list[int]:
        """The bids whose envelope of this part may be opened."""
        first = self.current["parts"][0] == part
        return self.closed if first else self.admits.get(part, self.closed)

    def bidder(self, leaf: int) -> str:
        return str(self.bids[leaf]["bidder"]) if leaf in self.bids else ""

    def _open(self, index: int, body: Json) -> None:
        if self.open:
            self.report.bad(
                "order.second-open", "kotak ini sudah dibuka untuk penawaran sebelumnya", leaf=index
            )
            return
        self.open, self.deadline = body, body["closes_at"]
        self.witnesses = witness_keys(index, body["witnesses"], self.report)
        self.quorum = body["witnesses"]["quorum"]
        if body["policy"]["custodian"] and not body["terms"]["custodians"]:
            self.report.bad("terms.custodian", "aturannya meminta penjaga, tetapi tidak ada", leaf=index)
        self._new_terms(index, body)

    def _new_terms(self, index: int, body: Json) -> None:
        self.current = body["terms"]
        self.terms[leaf_hash(body).hex()] = self.current
        check_terms(index, self.current, self.report)
        check_statements(index, self.current, self.custodian_keys, self.report)

    def _rekey(self, index: int, body: Json) -> None:
        check_rekey(index, body, self.current, self.report)
        self._new_terms(index, body)

    def _trial(self, index: int, body: Json) -> None:
        members = {person["id"] for person in self.current["members"]}
        for odd in sorted(body["secrets"].keys() - members):
            self.report.bad("trial.member", "uji buka untuk yang bukan anggota", leaf=index, holder=odd)
        self.trials[index] = body["secrets"]

    def _tried(self, index: int, body: Json) -> None:
        wanted = self.trials.get(body["trial"], {}).get(body["member"])
        if wanted != sha256(bytes.fromhex(body["secret"])):
            self.report.bad(
                "trial.secret", "rahasianya bukan yang disegel untuknya", leaf=index, holder=body["member"]
            )

    def _bid(self, index: int, body: Json) -> None:
        bid, bidder = body["bid"], body["bidder"]
        place = {"leaf": index, "bidder": bidder}
        if (bid["box"], bid["bidder"]) != (self.name, bidder):
            self.report.bad("bid.other", f"ditulis untuk {bid['box']} dan peserta {bid['bidder']}", **place)
        terms = self.terms.get(bid["terms"])
        if terms is None:
            self.report.bad(
                "bid.terms", "menyebut susunan kunci yang tidak ada sebelumnya di kotak ini", **place
            )
        elif bid["parts"].keys() != set(terms["parts"]):
            self.report.bad("bid.parts", f"amplopnya {', '.join(bid['parts'])[:80]}", **place)
        for part, commitment in bid["parts"].items():
            if terms is not None and commitment["sc"].keys() != set(holders(terms)):
                self.report.bad(
                    "bid.holders", "pecahan kunci bukan untuk tepat semua pemegang", part=part, **place
                )
        replaces = bid["replaces"]
        if replaces is not None and (replaces not in self.bids or self.bidder(replaces) != bidder):
            self.report.bad("bid.replaces", f"mengganti catatan {replaces}, yang bukan penawarannya", **place)
        if bidder in self.live:
            self.last[self.live[bidder]] = "replaced"
        self.bids[index], self.live[bidder] = body, index

    def _withdraw(self, index: int, body: Json) -> None:
        bidder, leaf = body["bidder"], body["withdraws"]
        if self.live.get(bidder) != leaf:
            said = f"menarik catatan {leaf}, yang bukan penawarannya yang berlaku"
            self.report.bad("bid.withdraws", said, leaf=index, bidder=bidder)
        if bidder in self.live:
            self.last[self.live.pop(bidder)] = "withdrawn"

    def _extend(self, index: int, body: Json) -> None:
        if moment(body["from"]) != moment(self.deadline):
            said = f"memperpanjang dari {body['from']}, padahal batasnya {self.deadline}"
            self.report.bad("deadline.from", said, leaf=index)
        if moment(body["closes_at"]) <= moment(self.deadline):
            said = f"batas dimajukan dari {self.deadline} ke {body['closes_at']}"
            self.report.bad("deadline.backward", said, leaf=index)
        if body["evidence"] is not None:
            check_evidence(index, body["evidence"], self.witnesses, self.quorum, self.report)
        self.deadline = body["closes_at"]

    def _close(self, index: int, body: Json) -> None:
        if self.close >= 0:
            self.report.bad("order.second-close", f"sudah ditutup pada catatan {self.close}", leaf=index)
            return
        if moment(body["at"]) < moment(self.deadline):
            self.report.bad("deadline.early", f"ditutup {body['at']}, batasnya {self.deadline}", leaf=index)
        self.close, counts = index, sorted(self.live.values())
        self._list("close", index, body)
        for leaf in sorted(set(body["leaves"]) - set(counts)):
            self._odd(index, leaf)
        for leaf in sorted(set(counts) - set(body["leaves"])):
            said = f"penawaran pada catatan {leaf} berlaku, tetapi tidak masuk daftar penutupan"
            self.report.bad("close.missing", said, leaf=index, bidder=self.bidder(leaf))
        self.closed = sorted(set(body["leaves"]) & self.bids.keys())

    def _odd(self, index: int, leaf: int) -> None:
        why = self.last.get(leaf, "unknown")
        words = {
            "replaced": "sudah diganti",
            "withdrawn": "sudah ditarik",
            "unknown": "tidak ada di berkas ini",
        }
        said = f"daftar penutupan memuat catatan {leaf}, penawaran yang {words[why]}"
        self.report.bad(f"close.{why}", said, leaf=index, bidder=self.bidder(leaf))

    def _list(self, family: str, index: int, body: Json) -> None:
        if body["count"] != len(body["leaves"]):
            said = f"jumlahnya disebut {body['count']}, daftarnya {len(body['leaves'])}"
            self.report.bad(f"{family}.count", said, leaf=index)
        if body["leaves"] != sorted(set(body["leaves"])):
            self.report.bad(f"{family}.sorted", "daftarnya tidak urut atau memuat yang ganda", leaf=index)

    def _admit(self, index: int, body: Json) -> None:
        part = body["part"]
        place = {"leaf": index, "part": part}
        self._list("admit", index, body)
        if part in self.admits:
            self.report.bad("admit.second", "daftar lolos untuk amplop ini sudah ada", **place)
            return
        if any(part == promised for promised, _ in [*self.promises, *self.reveals]):
            self.report.bad("admit.late", "daftar lolos dibuat sesudah pemegang kunci berjanji", **place)
        for leaf in sorted(set(body["leaves"]) - set(self.closed)):
            said = f"memuat catatan {leaf}, yang tidak ada di daftar penutupan"
            self.report.bad("admit.unknown", said, bidder=self.bidder(leaf), **place)
        self.admits[part] = sorted(set(body["leaves"]) & set(self.closed))

    def _recover(self, index: int, body: Json) -> None:
        if self.current["recovery"] is None:
            self.report.bad("order.recover", "kotak ini tidak punya kelompok pemulihan", leaf=index)
        self.recovers.add(body["part"])
        self.report.note(f"Amplop {body['part']} dipulihkan oleh kelompok pemulihan: {body['reason']}")

    def _promise(self, index: int, body: Json) -> None:
        key = (body["part"], body["holder"])
        place = {"leaf": index, "part": key[0], "holder": key[1]}
        if key[1] not in {holder for terms in self.terms.values() for holder in holders(terms)}:
            self.report.bad("promise.stranger", "bukan pemegang kunci kotak ini", **place)
        elif key in self.promises:
            self.report.bad("promise.second", "berjanji dua kali untuk amplop yang sama", **place)
        elif key in self.reveals:
            self.report.bad("promise.late", "berjanji sesudah mengungkap", **place)
        else:
            self.promises[key] = body["digest"]
            if any(part == key[0] for part, _ in self.reveals):
                self.report.note(f"{key[1]} berjanji untuk {key[0]} sesudah pemegang lain mulai mengungkap.")

    def _reveal(self, index: int, body: Json) -> None:
        key = (body["part"], body["holder"])
        place = {"leaf": index, "part": key[0], "holder": key[1]}
        if key in self.reveals:
            self.report.bad("reveal.second", "mengungkap dua kali", **place)
            return
        self.reveals[key] = (index, body["digest"])
        if self.is_recovery(key[1]):
            if key[0] not in self.recovers:
                self.report.bad(
                    "reveal.recovery", "kelompok pemulihan bertindak tanpa catatan recover", **place
                )
            return
        if key not in self.promises:
            self.report.bad("reveal.unpromised", "mengungkap tanpa janji lebih dahulu", **place)
        elif self.promises[key] != body["digest"]:
            self.report.bad("reveal.changed", "mengungkap yang lain dari janjinya", **place)
        if not self._enough_promises(key[0]):
            self.report.bad("reveal.early", "mengungkap sebelum cukup pemegang berjanji", **place)

    def is_recovery(self, holder: str) -> bool:
        return holder in {person["id"] for person in (self.current["recovery"] or {"members": []})["members"]}

    def _enough_promises(self, part: str) -> bool:
        promised = {holder for promised_part, holder in self.promises if promised_part == part}
        custodians = {person["id"] for terms in self.terms.values() for person in terms["custodians"]}
        members = {person["id"] for terms in self.terms.values() for person in terms["members"]}
        enough = len(promised & members) >= self.current["k"] or part in self.recovers
        return enough and (not custodians or bool(promised & custodians))

    def _opening(self, index: int, body: Json) -> None:
        part = body["part"]
        if part in self.openings:
            self.report.bad("order.second-opening", "amplop ini sudah dibuka", leaf=index, part=part)
            return
        self.openings[part] = (index, body)
        said = [int(leaf) for leaf in [*body["opened"], *body["unreadable"]]]
        for leaf in sorted(set(self.leaves(part)) - set(said)):
            place = {"leaf": index, "part": part, "bidder": self.bidder(leaf)}
            self.report.bad("opening.missing", f"tidak menyebut catatan {leaf}", **place)
        for leaf in sorted(set(said) - set(self.leaves(part))):
            why = {"replaced": "diganti", "withdrawn": "ditarik"}.get(
                self.last.get(leaf, ""), "tidak boleh dibuka"
            )
            place = {"leaf": index, "part": part, "bidder": self.bidder(leaf)}
            self.report.bad("opening.extra", f"membuka catatan {leaf}, yang {why}", **place)
        if len(said) != len(set(said)):
            self.report.bad(
                "opening.both", "ada catatan yang disebut terbuka dan juga tidak", leaf=index, part=part
            )
