"""Releases against promises, and every envelope opened again (section 6)."""

from typing import Any

from pasok_verify.box import Box
from pasok_verify.canonical import digest, sha256
from pasok_verify.envelope import Sealed, Void
from pasok_verify.report import Report
from pasok_verify.terms import holders

Json = dict[str, Any]
Shares = dict[int, dict[str, str]]  # leaf: {holder: released share that matches sc}


class Part:
    """One opened part of a box: what the log says of it against what the bundle shows of it."""

    def __init__(self, box: Box, part: str, owners: dict[str, tuple[int, str, str]], report: Report) -> None:
        self.box, self.part, self.owners, self.report = box, part, owners, report
        self.index, self.body = box.openings[part]
        self.sealed = {leaf: found for leaf in box.leaves(part) if (found := sealed(box, leaf, part))}

    def bad(self, code: str, text: str, leaf: int | None = None, holder: str = "") -> None:
        bidder = "" if leaf is None else self.box.bidder(leaf)
        self.report.bad(code, text, leaf=leaf, part=self.part, holder=holder, bidder=bidder)

    def releases(self, shown: list[Json]) -> Shares:
        """Each release is what its holder promised and revealed; the shares in it that match are returned."""
        good: Shares = {leaf: {} for leaf in self.sealed}
        seen = set()
        for release in shown:
            holder = release["holder"]
            if holder in seen or (release["box"], release["part"]) != (self.box.name, self.part):
                self.bad(
                    "reveal.other", "pengungkapan ganda, atau untuk kotak atau amplop lain", holder=holder
                )
                continue
            seen.add(holder)
            said = self.box.reveals.get((self.part, holder), (-1, ""))
            if said[1] != digest(release):
                self.bad("reveal.digest", "yang ditunjukkan bukan yang dicatat di log", holder=holder)
                continue
            self.report.counts["reveals"] += 1
            self._shares(holder, release["shares"], good)
        for part, holder in self.box.reveals:
            if part == self.part and holder not in seen:
                self.bad(
                    "reveal.hidden", "pengungkapannya ada di log, tetapi tidak ditunjukkan", holder=holder
                )
        for part, holder in self.box.promises:
            if part == self.part and (part, holder) not in self.box.reveals:
                self.report.note(f"{holder} berjanji membuka {part}, tetapi tidak mengungkap.")
        return good

    def _shares(self, holder: str, shares: Json, good: Shares) -> None:
        """A holder releases this part of all its bids at once: each is there, none is of another."""
        for leaf in sorted(self.sealed.keys() - {int(leaf) for leaf in shares}):
            self.bad("share.missing", "tidak memberi pecahan kunci untuk penawaran ini", leaf, holder)
        for text, share in shares.items():
            leaf = int(text)
            own = self.sealed.get(leaf)
            if own is None:
                self.bad("share.unasked", "memberi pecahan penawaran yang tidak boleh dibuka", leaf, holder)
            elif share == "" and holder not in own.commitment["sc"]:
                continue
            elif share == "":
                self.report.note(
                    f"{holder} menyatakan tidak diberi pecahan yang baik untuk catatan {leaf} {self.part}."
                )
            elif own.matches(holder, share):
                self.report.counts["shares"] += 1
                good[leaf][holder] = share
            else:
                self.bad("share.wrong", f"pecahan kuncinya {self._whose(share)}", leaf, holder)

    def _whose(self, share: str) -> str:
        owner = self.owners.get(sha256(bytes.fromhex(share)))
        if owner is None:
            return "bukan yang disegel peserta baginya, dan bukan dari penawaran mana pun"
        return f"milik catatan {owner[0]}, amplop {owner[1]}, {owner[2]}"

    def envelopes(self, shown: dict[str, Json], good: Shares) -> dict[int, Json]:
        """`data` of every envelope that opens, which must be as `opening` says."""
        for text in shown:
            if int(text) not in self.sealed:
                why = {"replaced": "sudah diganti", "withdrawn": "sudah ditarik"}
                said = why.get(self.box.last.get(int(text), ""), "tidak boleh dibuka")
                self.bad("envelope.extra", f"amplop penawaran yang {said} ikut ditunjukkan", int(text))
        found = {leaf: self._one(own, shown.get(str(leaf)), good[leaf]) for leaf, own in self.sealed.items()}
        return {leaf: data for leaf, data in found.items() if data is not None}

    def _one(self, own: Sealed, shown: Json | None, good: dict[str, str]) -> Json | None:
        said = self.body["opened"].get(str(own.leaf))
        recovering = self.part in self.box.recovers
        if shown is None:
            if said is not None:
                self.bad(
                    "envelope.missing", "terbuka menurut log, tetapi amplopnya tidak ditunjukkan", own.leaf
                )
            else:
                self.report.cannot(
                    f"Catatan {own.leaf} {self.part} tidak terbaca: amplopnya tidak ada di berkas."
                )
            return None
        used = self._used(own, shown["released"], good)
        if said is not None and not own.enough(used, recovering):
            self.bad("share.few", "pecahan kunci yang ditunjukkan tidak cukup untuk membukanya", own.leaf)
        try:
            data = own.opened(shown["ciphertext"], shown["shares"], good | used, recovering)
        except Void as void:
            self._void(own, void, said)
            return None
        if len(shown["ciphertext"]) // 4 * 3 - shown["ciphertext"].count("=") != own.commitment["size"]:
            self.bad("envelope.size", f"ukurannya bukan {own.commitment['size']} bita", own.leaf)
        if said is None:
            self.bad("opening.readable", "dinyatakan tidak terbaca, padahal terbuka dengan baik", own.leaf)
        elif said != digest(data):
            self.bad("opening.digest", "isinya bukan yang dicatat pada berita pembukaan", own.leaf)
        else:
            self.report.counts["opened"] += 1
        return data

    def _void(self, own: Sealed, void: Void, said: str | None) -> None:
        if said is not None and void.code != "few":
            family = "envelope" if void.code in {"ct", "blobs"} else "opening"
            self.bad(f"{family}.{void.code}", f"dinyatakan terbuka, padahal {void}", own.leaf)
        elif said is None:
            self.report.counts["void"] += 1
            self.report.note(f"Catatan {own.leaf}, amplop {self.part}, memang tidak terbaca: {void}.")

    def _used(self, own: Sealed, released: dict[str, str], good: dict[str, str]) -> dict[str, str]:
        """The shares that were used are among those that were revealed before the opening."""
        used = {}
        for holder, share in released.items():
            if not own.matches(holder, share):
                self.bad("share.used", f"pecahan kunci yang dipakai {self._whose(share)}", own.leaf, holder)
            elif good.get(holder) != share:
                self.bad("share.unrevealed", "pecahan kunci dipakai tanpa pernah diungkap", own.leaf, holder)
            elif self.box.reveals[(self.part, holder)][0] > self.index:
                self.bad("share.after", "diungkap sesudah berita pembukaan, tetapi dipakai", own.leaf, holder)
            else:
                used[holder] = share
        return used


def sealed(box: Box, leaf: int, part: str) -> Sealed | None:
    """None when the bid or its terms are not as they must be, which `Box` has named already."""
    bid = box.bids[leaf]["bid"]
    terms, commitment = box.terms.get(bid["terms"]), bid["parts"].get(part)
    if terms is None or commitment is None or commitment["sc"].keys() != set(holders(terms)):
        return None
    return Sealed(leaf, box.name, bid["terms"], terms, box.bidder(leaf), part, commitment)


def owners(box: Box) -> dict[str, tuple[int, str, str]]:
    """`sc`: (leaf, part, holder), to say whose share it is that turns up in the wrong place."""
    return {
        sc: (leaf, part, holder)
        for leaf, body in box.bids.items()
        for part, commitment in body["bid"]["parts"].items()
        for holder, sc in commitment["sc"].items()
    }
