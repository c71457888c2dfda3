"""The box, its members' keys, and the one public log of all boxes. Written by `acts` alone."""

import uuid
from typing import Any

from django.db import models
from django.db.models.fields.json import KT

from pasok.sampul.dealing import Terms

BEFORE = ("open", "rekey", "trial", "tried", "bid", "withdraw", "extend")
AFTER = ("close", "admit", "recover", "promise", "reveal", "opening")
KINDS = BEFORE + AFTER


class Box(models.Model):
    """Where the sealed bids of one tender stage go. `closes_at` is the deadline; there is no other."""

    key = models.CharField(max_length=80, unique=True)  # "tender:<slug>"
    ocid = models.CharField(max_length=60, db_index=True)
    terms = models.JSONField()  # as its newest terms leaf says: k, members, custodians, recovery, parts
    terms_hash = models.CharField(max_length=64)  # of that leaf: every new envelope names it
    witnesses = models.JSONField()  # {"keys", "quorum"} as the `open` leaf says
    policy = models.JSONField()  # hash_first, re_supply, auto_extend, custodian
    clock = models.CharField(max_length=6)  # real: the database's clock judges; replay: a told time does
    closes_at = models.DateTimeField()
    open_index = models.BigIntegerField()
    closed_index = models.BigIntegerField(null=True)
    trial_index = models.BigIntegerField(null=True)  # the newest trial opening
    openings = models.JSONField(default=dict)  # part -> index of its `opening` leaf
    opened_at = models.DateTimeField(null=True)  # when the first part was

    class Meta:
        constraints = [
            models.CheckConstraint(condition=models.Q(clock__in=("real", "replay")), name="known_clock"),
            models.CheckConstraint(
                condition=models.Q(opened_at__isnull=True) | models.Q(closed_index__isnull=False),
                name="opened_only_after_closed",
            ),
        ]

    def __str__(self) -> str:
        return self.key

    @property
    def parts(self) -> tuple[str, ...]:
        return tuple(self.terms["parts"])

    @property
    def members(self) -> tuple[str, ...]:
        return tuple(one["id"] for one in self.terms["members"])

    @property
    def newest(self) -> Terms:
        """What a bid that comes now must be sealed by."""
        return Terms.of({"body": {"box": self.key, "terms": self.terms}, "leaf_hash": self.terms_hash})


class MemberKey(models.Model):
    """The key one member made for one box. The identity is kept only wrapped by the member's passphrase."""

    box = models.CharField(max_length=80)  # the key of the box, which may not exist yet
    actor_id = models.CharField(max_length=60)
    name = models.CharField(max_length=200)
    recipient = models.CharField(max_length=80, unique=True)  # fresh for this box, so never twice
    wrapped = models.TextField(blank=True)  # age passphrase file, base64

    class Meta:
        constraints = [models.UniqueConstraint("box", "actor_id", name="one_key_per_member")]

    def __str__(self) -> str:
        return f"{self.box} {self.actor_id}"


class Leaf(models.Model):
    """One line of the log. Its order is its time. Never changed (a trigger sees to it)."""

    index = models.BigIntegerField(primary_key=True)
    box = models.ForeignKey(Box, models.PROTECT, null=True, related_name="leaves", db_index=False)
    kind = models.CharField(max_length=8)
    body = models.JSONField()
    hash = models.CharField(max_length=64)  # proof.leaf(body), hex
    idem = models.CharField(max_length=120)
    at = models.DateTimeField()  # the time that judged it
    recorded_at = models.DateTimeField()  # the database's clock, always
    bidder = models.GeneratedField(
        expression=KT("body__bidder"), output_field=models.TextField(null=True), db_persist=True
    )

    class Meta:
        ordering = ["index"]
        constraints = [
            models.CheckConstraint(condition=models.Q(kind__in=KINDS), name="known_kind"),
            models.UniqueConstraint("idem", name="one_leaf_per_idem"),
        ]
        indexes = [models.Index("box", "bidder", name="leaves_of_a_bidder")]

    def __str__(self) -> str:
        return f"{self.index} {self.kind}"


class Node(models.Model):
    """The hash of one complete subtree. See tree.py."""

    pk = models.CompositePrimaryKey("level", "position")
    level = models.PositiveSmallIntegerField()
    position = models.BigIntegerField()
    hash = models.BinaryField(max_length=32)

    def __str__(self) -> str:
        return f"{self.level}/{self.position}"


class Checkpoint(models.Model):
    """The log's signed word on itself, one per size."""

    size = models.BigIntegerField(primary_key=True)
    root = models.BinaryField(max_length=32)
    note = models.TextField()

    def __str__(self) -> str:
        return str(self.size)


class Cosignature(models.Model):
    """A witness's line under one checkpoint. Signed again later, it shows who is awake."""

    size = models.BigIntegerField()  # of the checkpoint
    witness = models.CharField(max_length=200)  # its name, by its verifier key
    key = models.CharField(max_length=8)  # key id, hex
    line = models.TextField()
    signed_at = models.DateTimeField()  # by the witness's own clock, as signed
    at = models.DateTimeField()  # when it came here

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index("size", name="cosignatures_by_size"),
            models.Index("witness", "size", name="cosignatures_by_witness"),
        ]

    def __str__(self) -> str:
        return f"{self.size} {self.witness}"


class Probe(models.Model):
    """What one witness saw of the site in one hour, a minute a character. Later notes only fill in."""

    witness = models.CharField(max_length=200)
    site = models.CharField(max_length=200)
    hour = models.DateTimeField()
    minutes = models.CharField(max_length=60)  # 1 answered, 0 did not, - not looked
    note = models.TextField()  # as signed
    at = models.DateTimeField()

    class Meta:
        ordering = ["hour", "witness"]
        constraints = [
            models.UniqueConstraint("witness", "site", "hour", name="one_probe_an_hour"),
        ]

    def __str__(self) -> str:
        return f"{self.witness} {self.hour:%Y-%m-%d %H}"


class Envelope(models.Model):
    """One part of one bid: where its ciphertext is, and the share sealed to each member."""

    leaf = models.ForeignKey(Leaf, models.PROTECT, related_name="envelopes", db_index=False)
    part = models.CharField(max_length=40)
    ciphertext = models.CharField(max_length=64)  # SHA-256: its address in the store
    shares = models.JSONField()  # member -> base64

    class Meta:
        ordering = ["leaf", "pk"]
        constraints = [models.UniqueConstraint("leaf", "part", name="one_envelope_per_part")]

    def __str__(self) -> str:
        return f"{self.leaf_id} {self.part}"

    @property
    def commitment(self) -> dict[str, Any]:
        return self.leaf.body["bid"]["parts"][self.part]


class Promise(models.Model):
    """The digest of what one holder will reveal of one part: given before anybody's shares are known."""

    box = models.ForeignKey(Box, models.PROTECT, related_name="promises")
    part = models.CharField(max_length=40)
    holder = models.CharField(max_length=80)
    digest = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint("box", "part", "holder", name="one_promise_per_holder")]

    def __str__(self) -> str:
        return f"{self.box_id} {self.part} {self.holder}"


class Release(models.Model):
    """One holder's shares of one part, given back after closing. Empty: the bidder dealt it no good one."""

    box = models.ForeignKey(Box, models.PROTECT, related_name="releases")
    part = models.CharField(max_length=40)
    holder = models.CharField(max_length=80)
    nonce = models.CharField(max_length=64)
    shares = models.JSONField()  # leaf -> hex

    class Meta:
        ordering = ["pk"]
        constraints = [models.UniqueConstraint("box", "part", "holder", name="one_release_per_holder")]

    def __str__(self) -> str:
        return f"{self.box_id} {self.part} {self.holder}"

    def plain(self) -> dict[str, Any]:
        """As its holder revealed it; its digest is the promise."""
        return {
            "v": 2, "box": self.box.key, "part": self.part, "holder": self.holder, "nonce": self.nonce,
            "shares": self.shares,
        }  # fmt: skip


class CustodianKey(models.Model):
    """A fresh key that a custodian left here, signed; each is used for one box."""

    holder = models.CharField(max_length=80, db_index=True)  # "custodian:<name>"
    recipient = models.CharField(max_length=80, unique=True)
    statement = models.TextField()  # signed note
    box = models.CharField(max_length=80, blank=True)

    def __str__(self) -> str:
        return f"{self.holder} {self.box}"


class Trial(models.Model):
    """A trial opening: something sealed to each member, which only the member's key gives back."""

    box = models.ForeignKey(Box, models.PROTECT, related_name="trials")
    leaf = models.BigIntegerField(unique=True)
    sealed = models.JSONField()  # member -> base64

    def __str__(self) -> str:
        return f"{self.box_id} {self.leaf}"


class Arrival(models.Model):
    """One ciphertext on its way here in pieces. Its bytes are on disk (arriving.py); `offset` count."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    person = models.CharField(max_length=60)  # actor id
    sha256 = models.CharField(max_length=64)  # of the whole
    size = models.BigIntegerField()
    offset = models.BigIntegerField(default=0)
    done = models.BooleanField(default=False)  # in the store, both copies read back
    touched_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint("person", "sha256", name="one_arrival_per_file")]

    def __str__(self) -> str:
        return f"{self.sha256[:8]} {self.offset}/{self.size}"
