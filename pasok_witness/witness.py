"""What a witness signs and what it refuses. No network here; the time is told."""

import base64
import json
import os
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pasok_witness import note, tree

HOURS_KEPT = 24 * 35
ALARMS_KEPT = 200


class Refused(Exception):
    """Not signed. `kind`: signature, fork, shrink, entries, clock or programs; `sentence` for people."""

    def __init__(self, kind: str, sentence: str, evidence: str = ""):
        super().__init__(sentence)
        self.kind, self.sentence, self.evidence = kind, sentence, evidence


class Witness:
    """One witness of one log: its key, its copy of the tree, and what it signed last."""

    def __init__(self, name: str, log_key: str, folder: Path):
        """Take up where `folder` left off. A new folder gets a key of its own, which never leaves it."""
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.name, self.log_key, self.folder = name, log_key.strip(), folder
        self.lock = threading.RLock()  # the page reads while the round writes
        note.parsed_key(note.NOTE, self.log_key)
        self.private = own_key(folder / "key")
        held = folder / "state.json"
        self.state: dict[str, Any] = json.loads(held.read_text()) if held.exists() else {}
        if self.state.setdefault("log", self.log_key) != self.log_key:
            raise note.Bad("folder ini menyaksikan log lain; satu folder untuk satu log")
        for key, empty in (("note", ""), ("line", ""), ("time", 0), ("size", 0)):
            self.state.setdefault(key, empty)
        for key in ("alarms", "hours", "given", "programs"):
            self.state.setdefault(key, [] if key == "alarms" else {})
        self.tree = tree.Tree(folder / "tree", self.state["size"])
        self.keep()

    @property
    def verifier(self) -> str:
        """How the platform names this witness in its settings (type 0x04)."""
        return note.verifier_key(note.COSIGNATURE, self.name, self.private)

    @property
    def alarms(self) -> list[dict[str, Any]]:
        """Those that still stand."""
        return [alarm for alarm in self.state["alarms"] if not alarm["over"]]

    def cosign(self, signed: str, proof: Sequence[str], leaves: Sequence[str], now: int) -> str:
        """The line for this checkpoint, kept on the disk before it is answered; or Refused, with an alarm.

        `proof`: consistency from the last head signed here; `leaves`: hashes after it; `now`: unix seconds.
        """
        with self.lock:
            try:
                head = self.judged(signed, proof, leaves, now)
            except Refused as why:
                self.alarm(why, now)
                raise
            line = note.cosigned(head.text, self.name, self.private, now)
            self.state |= {"note": signed, "line": line, "time": now, "size": head.size}
            self.over("signature", "shrink", "entries", "clock", "fork")
            return line

    def judged(self, signed: str, proof: Sequence[str], leaves: Sequence[str], now: int) -> note.Head:
        if any(alarm["final"] for alarm in self.alarms):
            raise Refused("fork", "Log ini pernah bercabang. Saksi ini tidak menandatanganinya lagi.")
        if now < self.state["time"]:
            raise Refused("clock", "Jam saksi ini mundur. Betulkan jamnya dahulu.")
        try:
            head = note.head_of(signed, self.log_key)
        except note.Bad as bad:
            raise Refused("signature", f"Kepala log ditolak: {bad}.", signed) from bad
        size = self.tree.size
        if head.size <= size:
            if head.root != self.tree.root(head.size):
                raise Refused(
                    "fork",
                    f"Ada dua log yang berbeda pada {head.size} daun. Keduanya ditandatangani.",
                    signed,
                )
            if head.size < size:
                raise Refused("shrink", f"Log menyusut dari {size} menjadi {head.size} daun.", signed)
            return head
        try:
            steps, added = hashes(proof), hashes(leaves)
        except (TypeError, ValueError) as error:
            raise Refused("entries", "Bukti dari log tidak terbaca.", signed) from error
        if size and not tree.consistent(size, head.size, self.tree.root(), head.root, steps):
            raise Refused("fork", f"Log tidak membuktikan bahwa {size} daun pertamanya tetap sama.", signed)
        if len(added) == head.size - size:
            self.tree.grow(added)
        if self.tree.root() != head.root:
            self.tree.shrink(size)
            raise Refused("entries", "Daun yang diberikan log berbeda dari kepalanya.", signed)
        return head

    def alarm(self, why: Refused, now: int) -> None:
        """Keep it, shout it. Two signed heads that contradict each other are final."""
        final = why.kind == "fork" and why.sentence.startswith("Ada dua log")
        if not any(alarm["sentence"] == why.sentence for alarm in self.alarms):
            one = {"at": now, "kind": why.kind, "sentence": why.sentence, "final": final, "over": 0}
            own = self.state["note"] if final else ""
            self.state["alarms"] = [*self.state["alarms"], one | {"evidence": [why.evidence, own]}][
                -ALARMS_KEPT:
            ]
        self.keep()

    def over(self, *kinds: str) -> None:
        """What was refused before is good again; the alarm stays in the list with the time it ended."""
        for alarm in self.alarms:
            if alarm["kind"] in kinds and not alarm["final"]:
                alarm["over"] = self.state["time"]
        self.keep()

    def keep(self) -> None:
        """The state, whole or not at all; and a file ALARM while there is one."""
        write(self.folder / "state.json", json.dumps(self.state, indent=1))
        if self.alarms:
            write(self.folder / "ALARM", "".join(f"{alarm['sentence']}\n" for alarm in self.alarms))
        else:
            (self.folder / "ALARM").unlink(missing_ok=True)

    def looked(self, site: str, answered: bool, now: int) -> None:
        """One look at the site. A minute is judged once."""
        hours = self.state["hours"].setdefault(site, {})
        hour, minute = str(now - now % 3600), now % 3600 // 60
        seen = hours.get(hour, "-" * 60)
        if seen[minute] == "-":
            with self.lock:
                hours[hour] = f"{seen[:minute]}{int(answered)}{seen[minute + 1 :]}"
                for old in sorted(hours, key=int)[:-HOURS_KEPT]:
                    del hours[old]
                self.keep()

    def unsent(self, site: str) -> list[int]:
        """The hours whose note the platform has not had as it now is, the oldest first."""
        hours, given = self.state["hours"].get(site, {}), self.state["given"]
        return sorted(int(hour) for hour, seen in hours.items() if given.get(f"{site} {hour}") != seen)

    def sent(self, site: str, hour: int) -> None:
        self.state["given"][f"{site} {hour}"] = self.state["hours"][site][str(hour)]
        for old in list(self.state["given"])[:-HOURS_KEPT]:
            del self.state["given"][old]
        self.keep()

    def probe(self, site: str, hour: int) -> str:
        """The signed note of one hour (section 8)."""
        text = f"sampul/probe/v2\n{site}\n{hour}\n{self.state['hours'][site][str(hour)]}\n"
        return note.signed(text, self.name, self.private)

    def compare(self, fetched: Mapping[str, str], now: int) -> None:
        """The sealing scripts, file name -> SHA-256, against those seen first or accepted since."""
        known = self.state["programs"] or dict(fetched)
        self.state["programs"] = known
        if changed := sorted(name for name in {*known, *fetched} if known.get(name) != fetched.get(name)):
            self.alarm(Refused("programs", f"Program penyegel berubah: {', '.join(changed)}."), now)
        else:
            self.over("programs")

    def check(self, receipt: Any) -> list[str]:
        """What is wrong with a receipt, by what this witness saw itself. Empty: good."""
        try:
            with self.lock:
                return self.wrong(receipt)
        except (KeyError, TypeError, ValueError, RecursionError):
            return ["Ini bukan tanda terima Sampul versi 2, atau isinya rusak."]

    def found(self, fingerprint: str) -> int | None:
        """The index of the leaf whose hash begins with this hex, 32 digits or more; None if there is none."""
        with self.lock:
            return self.tree.find(bytes.fromhex(fingerprint))

    def wrong(self, receipt: Any) -> list[str]:
        if receipt["v"] != 2 or receipt["kind"] != "receipt":
            raise ValueError
        index, one = receipt["index"], bytes.fromhex(receipt["leaf_hash"])
        found = []
        if tree.leaf(receipt["body"]) != one:
            found.append("Isi tanda terima berbeda dari sidik jarinya.")
        try:
            head = note.head_of(receipt["checkpoint"], self.log_key)
        except note.Bad:
            return [
                *found,
                "Tanda tangan log pada tanda terima tidak cocok dengan kunci log yang dikenal saksi ini.",
            ]
        if tree.led_to(hashes(receipt["path"]), one, index, head.size) != head.root:
            found.append("Bukti bahwa penawaran ada di log tidak cocok.")
        if found:
            return found
        if head.size > self.tree.size:
            return [f"Saksi ini baru melihat {self.tree.size} daun. Coba lagi beberapa menit lagi."]
        if self.tree.read(0, index) != one or self.tree.root(head.size) != head.root:
            return [
                "Log yang dilihat saksi ini berisi hal lain. Tanda terima Anda bukti bahwa log bercabang."
            ]
        return []


def hashes(texts: Sequence[str]) -> list[bytes]:
    found = [bytes.fromhex(text) for text in texts]
    if any(len(one) != tree.WIDTH for one in found):
        raise ValueError("not a hash")
    return found


def own_key(path: Path) -> Ed25519PrivateKey:
    """The witness's own key, made at the first start."""
    if not path.exists():
        write(path, base64.b64encode(os.urandom(32)).decode(), mode=0o600)
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(path.read_text()))


def write(path: Path, text: str, mode: int = 0o644) -> None:
    """The whole file or the old one, also after a power cut."""
    draft = path.with_name(f".{path.name}.new")
    with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, mode), "w") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    draft.replace(path)
    folder = os.open(path.parent, os.O_RDONLY)
    os.fsync(folder)
    os.close(folder)
