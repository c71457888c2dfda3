"""Questions about those who hold a box's keys: how far they are, what each one's device needs."""

from dataclasses import dataclass

from django.db.models import Count, Max

from pasok.kernel.tongue import count, say
from pasok.sampul import log, note, witnesses
from pasok.sampul.answers import Json
from pasok.sampul.boxes import listed, terms_by_hash
from pasok.sampul.models import Box, CustodianKey, Envelope, Leaf, MemberKey, Promise, Release, Trial
from pasok.sampul.reads.log import checkpoint, inclusions, leaf, proved


@dataclass(frozen=True)
class Progress:
    """How far the members are. Before the box is open: only `enrolled`, k = n = 0."""

    k: int
    n: int
    enrolled: tuple[str, ...]  # actor ids with a key
    promised: tuple[str, ...]  # holders that said by a digest, for every part, what they will reveal
    released: tuple[str, ...]  # holders that gave their shares of every part back
    closed: bool
    opened: bool
    tried: tuple[str, ...] = ()  # members whose key opened the newest trial
    trial: int | None = None  # leaf of the newest trial
    custodians: tuple[str, ...] = ()  # holders
    recovery: bool = False  # a recovery group was dealt in
    recovering: bool = False  # and was called
    witnessed: bool = True  # enough witnesses have seen the close

    @property
    def revealing(self) -> bool:
        """Enough have promised: shares are taken."""
        return self.closed and self.enough(self.promised)

    @property
    def ready(self) -> bool:
        """Enough have released to try `acts.unseal`."""
        return self.closed and self.enough(self.released)

    def enough(self, holders: tuple[str, ...]) -> bool:
        custodian = not self.custodians or bool(set(self.custodians) & set(holders))
        return custodian and len(set(holders) - set(self.custodians)) >= self.k


def progress(key: str) -> Progress:
    """Who has made a key, whose key was tried, who has promised, who has released."""
    enrolled = tuple(MemberKey.objects.filter(box=key).order_by("pk").values_list("actor_id", flat=True))
    found = Box.objects.filter(key=key).first()
    if found is None:
        return Progress(0, 0, enrolled, (), (), False, False)
    newest = Trial.objects.filter(box=found).order_by("leaf").last()
    tried = Leaf.objects.filter(box=found, kind="tried", body__trial=newest.leaf) if newest else ()
    return Progress(
        k=found.terms["k"],
        n=len(found.members),
        enrolled=enrolled,
        promised=whole(found, Promise),
        released=whole(found, Release),
        closed=found.closed_index is not None,
        opened=bool(found.openings),
        tried=tuple(one.body["member"] for one in tried),
        trial=newest.leaf if newest else None,
        recovery=bool(found.terms["recovery"]),
        recovering=Leaf.objects.filter(box=found, kind="recover").exists(),
        custodians=tuple(one["id"] for one in found.terms["custodians"]),
        witnessed=found.closed_index is not None and seen(found),
    )


def seen(found: Box) -> bool:
    """Whether enough witnesses have cosigned a head that covers the close."""
    asked = found.witnesses
    return witnesses.covered(found.closed_index, asked["keys"], asked["quorum"]) is not None


def whole(found: Box, model: type[Promise | Release]) -> tuple[str, ...]:
    """Holders that have given theirs for every part of the box, in the order in which they did."""
    if found.closed_index is None:
        return ()
    rows = model.objects.filter(box=found).values("holder").annotate(n=Count("pk"), last=Max("pk"))
    return tuple(rows.filter(n=len(found.parts)).order_by("last").values_list("holder", flat=True))


def sheet(key: str, part: str, holder: str) -> Json | None:
    """What one holder's device needs to release a part: its own sealed shares, with proofs.

    None before the close, or for who holds nothing here. A member's is shown to that member alone (views).
    """
    found = Box.objects.filter(key=key, closed_index__isnull=False).first()
    if found is None or part not in found.parts or not known_holder(found, holder):
        return None
    note_ = witnesses.covered(found.closed_index, found.witnesses["keys"], found.witnesses["quorum"])
    note_ = note_ or checkpoint()
    size = note.parsed_head(note_.partition("\n\n")[0] + "\n").size
    terms = {
        one.hash: proved(one, size) for one in Leaf.objects.filter(box=found, kind__in=("open", "rekey"))
    }
    own = MemberKey.objects.filter(box=key, actor_id=holder).first()
    envelopes = Envelope.objects.filter(leaf__in=listed(found, part), part=part).select_related("leaf")
    paths = inclusions(listed(found, part), size)
    return {
        "v": 2,
        "box": key,
        "part": part,
        "holder": holder,
        "wrapped": own.wrapped if own else "",
        "open": proved(leaf(found.open_index), size),
        "close": proved(leaf(found.closed_index), size),
        "checkpoint": note_,
        "log": log.verifier_key(),
        "promised": list(Promise.objects.filter(box=found, part=part).values_list("holder", flat=True)),
        "ready": promises_left(found, part) is None,
        "bids": [
            {
                "leaf": one.leaf_id,
                "leaf_hash": one.leaf.hash,
                "body": one.leaf.body,
                "path": paths[one.leaf_id],
                "terms": terms[one.leaf.body["bid"]["terms"]],
                "share": one.shares.get(holder, ""),
            }
            for one in envelopes
        ],
    }


def known_holder(found: Box, holder: str) -> bool:
    return any(holder in terms.holders for terms in terms_by_hash(found).values())


def promises_left(found: Box, part: str) -> str | None:
    """Why shares of this part are not taken yet, in a sentence; None when enough have promised."""
    given = set(Promise.objects.filter(box=found, part=part).values_list("holder", flat=True))
    members = len(given & set(found.members))
    called = Leaf.objects.filter(box=found, kind="recover", body__part=part).exists()
    if members < found.terms["k"] and not called:  # else the custodian could never give its part
        return count(
            "Baru {n} anggota menyatakan bagian kuncinya; diperlukan {k}.", members, k=found.terms["k"]
        )
    custodians = {one["id"] for one in found.terms["custodians"]}
    if custodians and not custodians & given:
        return say(
            "Lembaga penjaga belum menyatakan bagian kuncinya. Ini berjalan sendiri; tunggu beberapa menit."
        )
    return None


def custodian_stock() -> dict[str, int]:
    """Custodian -> how many of its keys wait here unused."""
    rows = CustodianKey.objects.filter(box="").values_list("holder").annotate(n=Count("pk"))
    return dict(rows)


def waiting(holder: str) -> list[Json]:
    """Parts of closed boxes with bids that this custodian has not revealed: what its program asks for."""
    given = set(Release.objects.filter(holder=holder).values_list("box_id", "part"))
    mine = Box.objects.filter(closed_index__isnull=False, terms__custodians__contains=[{"id": holder}])
    return [
        {"box": box.key, "part": part}
        for box in mine.order_by("closed_index")
        for part in box.parts
        if (box.pk, part) not in given and part not in box.openings and listed(box, part)
    ]


def wrapped(key: str, actor_id: str) -> str:
    """A member's key as it is locked; empty where this member keeps it elsewhere or has none."""
    own = MemberKey.objects.filter(box=key, actor_id=actor_id).first()
    return own.wrapped if own else ""


def trial(key: str, actor_id: str) -> Json | None:
    """What the newest trial opening sealed to this member, for its device; None where there is none."""
    newest = Trial.objects.filter(box__key=key).order_by("leaf").last()
    if newest is None or actor_id not in newest.sealed:
        return None
    own = MemberKey.objects.filter(box=key, actor_id=actor_id).first()
    sealed = newest.sealed[actor_id]
    return {"v": 2, "box": key, "trial": newest.leaf, "sealed": sealed, "wrapped": own.wrapped if own else ""}
