"""A custodian: leaves fresh signed keys at the site, and gives its shares once the closing is witnessed.

No person is asked and none can be pressed: what decides is the log, under the keys pinned at the start.
"""

import base64
from collections.abc import Iterator
from dataclasses import dataclass

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from pasok.kernel import seal
from pasok.sampul import cosign, device, envelope, note
from pasok_opener.drawer import Drawer
from pasok_opener.site import Json, Refused, Site

STATEMENT = "sampul/custodian/v2"


@dataclass(frozen=True)
class Pinned:
    """What a holder believes without being told by the site."""

    log: str  # verifier key
    witnesses: tuple[str, ...]  # verifier keys
    quorum: int

    def check(self, sheet: Json) -> None:
        """The head of this sheet is seen by enough of our own witnesses. Raises device.Untrue."""
        seen = len(cosign.found(sheet["checkpoint"], self.witnesses))
        if seen < self.quorum:
            raise device.Untrue(
                f"Penutupan baru disaksikan {seen} dari {self.quorum} saksi yang kami percayai."
            )


@dataclass(frozen=True)
class Keeper:
    """One custodian at one site."""

    name: str
    key: Ed25519PrivateKey
    drawer: Drawer
    site: Site
    pinned: Pinned
    stock: int = 20  # fresh keys that should wait at the site

    @property
    def holder(self) -> str:
        return f"custodian:{self.name}"

    def turn(self) -> Iterator[str]:
        """One round: restock, then every part that waits. Tells what was done, and what could not be yet."""
        told = self.site.get("/sampul/kunci-penjaga", holder=self.holder)
        if told["unused"] < self.stock:
            self.restock(self.stock - told["unused"])
            yield f"{self.stock - told['unused']} kunci baru dititipkan."
        for one in told["waiting"]:
            try:
                done = self.give(one["box"], one["part"])
            except (Refused, device.Untrue, envelope.Closed, note.BadNote, LookupError) as why:
                done = str(why)
            if done:
                yield f"{one['box']} {one['part']}: {done}"

    def restock(self, number: int) -> None:
        """The identities are on our disk before the site hears of them."""
        statements = [self.statement() for _ in range(number)]
        self.site.post("/sampul/kunci-penjaga", {"holder": self.holder, "statements": statements})

    def statement(self) -> str:
        identity, recipient = envelope.make_member_key()
        self.drawer.keep_identity(recipient, identity)
        text = f"{STATEMENT}\n{recipient}\n"
        mark = note.key_id(self.name, self.key.public_key().public_bytes_raw())
        signature = base64.b64encode(mark + self.key.sign(text.encode())).decode()
        return f"{text}\n{note.MARK}{self.name} {signature}\n"

    def give(self, box: str, part: str) -> str:
        """Promise; reveal once enough others have promised. What was done, in words; empty for nothing."""
        sheet = self.site.get(f"/sampul/kotak/{box}/bagian.json", part=part, holder=self.holder)
        release = self.drawer.promised(box, part) or self.made(sheet, box, part)
        if self.holder not in sheet["promised"]:
            digest = device.promise(release)
            self.say(box, {"v": 2, "holder": self.holder, "part": part, "digest": digest})
            return "penutupan terbukti; bagian kunci dijanjikan."
        if not sheet["ready"]:
            return ""
        self.say(box, release)
        return "bagian kunci diserahkan."

    def made(self, sheet: Json, box: str, part: str) -> Json:
        """The release of this part, after every check; kept on disk before it is promised."""
        if (sheet["box"], sheet["part"], sheet["holder"]) != (box, part, self.holder):
            raise device.Untrue("Server menjawab tentang kotak lain.")
        self.pinned.check(sheet)
        own = [one for one in sheet["open"]["body"]["terms"]["custodians"] if one["id"] == self.holder]
        identity = self.drawer.identity(own[0]["recipient"]) if own else None
        if identity is None:
            raise LookupError("kunci untuk kotak ini tidak ada di laci ini.")
        release = device.release(sheet, identity, log=self.pinned.log)
        self.drawer.keep_promised(release)
        return release

    def say(self, box: str, message: Json) -> None:
        signature = base64.b64encode(self.key.sign(seal.canonical(message))).decode()
        self.site.post(f"/sampul/kotak/{box}/penjaga", {"message": message, "signature": signature})
