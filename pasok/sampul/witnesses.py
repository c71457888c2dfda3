"""The witnesses of the log: who they are, what they cosigned, and what of it covers a leaf."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from django.conf import settings
from django.utils import timezone

from pasok.kernel.tongue import say
from pasok.sampul import cosign, log, note
from pasok.sampul.answers import Json, Refusal
from pasok.sampul.models import Checkpoint, Cosignature, Leaf

AGAIN = timedelta(minutes=5)  # the same head by the same witness is written down again after this
AHEAD = timedelta(minutes=5)  # how far a witness's clock may be before ours


@dataclass(frozen=True)
class Standing:
    """One witness, as the page about them shows it."""

    name: str
    size: int | None  # of the newest head that it cosigned
    signed_at: datetime | None  # by its own clock
    silent: bool


def keys() -> list[str]:
    """The verifier keys of the witnesses that this installation knows."""
    return list(settings.WITNESSES)


def terms(clock: str = "real") -> Json:
    """What an `open` leaf says of them. A told time knows no witness's clock, so it asks for none."""
    return {"keys": keys(), "quorum": settings.WITNESS_QUORUM if clock == "real" else 0}


def add(signed: str, now: datetime | None = None) -> int:
    """Take a note with a known witness's line under one of our checkpoints; how many lines were good.

    Safe to repeat. Raises Refusal: another head, no known witness, a clock too far ahead.
    """
    now = now or timezone.now()
    text = signed.partition("\n\n")[0] + "\n"
    try:
        head = note.parsed_head(text)
    except note.BadNote as bad:
        raise Refusal(str(bad)) from bad
    held = Checkpoint.objects.filter(size=head.size).first()
    if held is None or held.note.partition("\n\n")[0] != head.text[:-1]:
        raise Refusal(say("Log ini tidak pernah menandatangani kepala itu."))
    good = cosign.found(signed, keys())
    if not good:
        raise Refusal(say("Tidak ada tanda tangan saksi yang dikenal di bawah kepala itu."))
    for one in good.values():
        write(head.size, one, now)
    return len(good)


def write(size: int, one: cosign.Cosignature, now: datetime) -> None:
    signed_at = datetime.fromtimestamp(min(one.time, 2**40), UTC)
    if signed_at > now + AHEAD:
        raise Refusal(say("Jam saksi {name} terlalu cepat.", name=one.witness))
    before = Cosignature.objects.filter(size=size, witness=one.witness, key=key_of(one.line))
    newest = before.order_by("-signed_at").first()
    if newest is None or signed_at >= newest.signed_at + AGAIN:
        Cosignature.objects.create(
            size=size, witness=one.witness, key=key_of(one.line), line=one.line, signed_at=signed_at, at=now
        )


def key_of(line: str) -> str:
    return cosign.marked(line).hex()


def cosigned(size: int) -> str:
    """The checkpoint of this size with the lines of its witnesses; LookupError when there is none."""
    held = Checkpoint.objects.filter(size=size).first()
    if held is None:
        raise LookupError(size)
    log.settle()
    lines = {(one.witness, one.key): one.line for one in Cosignature.objects.filter(size=size)}
    return held.note + "".join(f"{line}\n" for line in lines.values())


def settled(now: datetime | None = None) -> int:
    """The size that every witness who asks in this round is offered, so that they sign the same head."""
    now = now or timezone.now()
    seconds = settings.WITNESS_ROUND_SECONDS
    start = datetime.fromtimestamp(now.timestamp() // seconds * seconds, UTC)
    last = Leaf.objects.filter(recorded_at__lt=start).order_by("-index").values_list("index", flat=True)
    return last[0] + 1 if last else log.size()


def covered(index: int, keys: Sequence[str], quorum: int) -> str | None:
    """The smallest checkpoint that holds leaf `index` and that `quorum` of these witnesses cosigned.

    `keys`: verifier keys, as the box's `open` leaf names them. With quorum 0 any checkpoint will do.
    """
    if quorum <= 0:
        size = log.size()
        return cosigned(size) if size > index else None
    names = {cosign.parsed_key(key)[0] for key in keys}
    sizes = Cosignature.objects.filter(size__gt=index, witness__in=names).order_by("size")
    for size in sizes.values_list("size", flat=True).distinct():
        whole = cosigned(size)
        if len(cosign.found(whole, keys)) >= quorum:
            return whole
    return None


def standing(now: datetime | None = None) -> list[Standing]:
    """Each known witness and how long it has been silent."""
    now = now or timezone.now()
    longest = timedelta(minutes=settings.WITNESS_SILENT_MINUTES)
    found = []
    for name in names(keys()):
        last = Cosignature.objects.filter(witness=name).order_by("-signed_at").first()
        silent = last is None or now - last.at > longest
        found.append(Standing(name, last and last.size, last and last.signed_at, silent))
    return found


def names(verifiers: Iterable[str]) -> list[str]:
    return [cosign.parsed_key(key)[0] for key in verifiers]
