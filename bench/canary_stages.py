"""A box of two stages: of every two bids one fails the first, and its price is never opened."""

from io import BytesIO

from django.utils import timezone

from bench.canary_scene import MINUTE, Scene
from bench.canary_song import Song
from pasok.sampul import acts, device, envelope, reads, store
from pasok.sampul.answers import Opened
from tests.cast import POKJA

KEY = "tender:kenari-dua-tahap"
FIRST, SECOND = "teknis", "harga"
NEEDED = 2


class Stages:
    def __init__(self, scene: Scene, bids: int):
        self.scene, self.after = scene, scene.closes_at + MINUTE
        self.identities: dict[str, str] = {}
        self.passed: dict[int, str] = {}  # leaf -> price
        for member in POKJA:
            self.identities[member.id], recipient = envelope.make_member_key()
            acts.enroll(KEY, actor_id=member.id, name=member.name, recipient=recipient)
        acts.open_box(
            KEY, ocid="ocds-kenari-2", k=NEEDED, members=sorted(self.identities), parts=(FIRST, SECOND),
            closes_at=scene.closes_at, documents_sha256="0" * 64, clock="replay", now=timezone.now(),
        )  # fmt: skip
        for number in range(bids):
            self.send(number)

    def send(self, number: int) -> None:
        song, name = Song.new(), f"staged {number}"
        payload = {FIRST: {"cara": song.answer}, SECOND: {"total": song.price, "surat": song.document}}
        bid = device.prepare_bid(reads.public_parameters(KEY), f"{number}", payload)
        for sha256, ciphertext in bid.ciphertexts.items():
            store.put(BytesIO(ciphertext), sha256)
        given = acts.commit(
            KEY, bidder=f"{number}", idem=bid.idem, leaf=bid.leaf, envelopes=bid.envelopes,
            now=timezone.now(),
        )  # fmt: skip
        self.scene.songs[name] = song
        if number % 2:
            self.passed[given.index] = song.price
        else:
            self.scene.never.add(name)

    def open(self) -> None:
        """Both stages, the second for those who passed; what it shows is exactly their prices."""
        acts.close(KEY, now=self.after)
        self.give(FIRST)
        acts.unseal(KEY, parts=[FIRST], now=self.after)
        acts.admit(KEY, part=SECOND, leaves=sorted(self.passed), now=self.after)
        self.give(SECOND)
        found = acts.unseal(KEY, parts=[SECOND], now=self.after)
        prices = {leaf: one.parts[SECOND]["total"] for leaf, one in found.items() if isinstance(one, Opened)}
        assert prices == self.passed, prices

    def give(self, part: str) -> None:
        sheets = [(holder, reads.sheet(KEY, part, holder)) for holder in sorted(self.identities)[:NEEDED]]
        made = [device.release(sheet or {}, self.identities[holder]) for holder, sheet in sheets]
        for one in made:
            acts.promise(KEY, holder=one["holder"], part=part, digest=device.promise(one), now=self.after)
        for one in made:
            acts.reveal(KEY, release=one, now=self.after)
