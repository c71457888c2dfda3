"""Ciphertexts that arrive in pieces: a lost line costs one piece, not the file. The protocol is in tus.py.

A piece counts once it is synced to the disk and its checksum is right. Only the whole file, with the hash
that was announced, goes into the store.
"""

import fcntl
import hashlib
import os
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import BinaryIO

from django.conf import settings
from django.db.models import Sum
from django.http import UnreadablePostError
from django.utils import timezone

from pasok.kernel.tongue import say
from pasok.sampul import store
from pasok.sampul.answers import Refusal
from pasok.sampul.models import Arrival

AT_ONCE = 20  # unfinished files of one person
DAILY = 20  # times the largest file: what one person may send in a day
KEPT = timedelta(days=7)  # after the last piece; the device can start again, so nothing is lost


class TooMany(Refusal):
    """This person has sent as much as one person may."""


class WrongOffset(Refusal):
    """The piece does not begin where the last one ended."""


class WrongSum(Refusal):
    """The piece was damaged on its way; it does not count."""


class Busy(Refusal):
    """Another piece of the same file is being written."""


def begin(person: str, sha256: str, size: int) -> tuple[Arrival, bool]:
    """The arrival of this file, found or made, and whether it was made. Raises TooLarge or TooMany."""
    if found := Arrival.objects.filter(person=person, sha256=sha256, size=size).first():
        if found.done and not store.holds(sha256, size):
            move(found, 0)
        return found, False
    if size > store.limit():
        raise store.TooLarge(store.too_large())
    own, day = Arrival.objects.filter(person=person), timezone.now() - timedelta(days=1)
    sent = own.filter(touched_at__gt=day).aggregate(sum=Sum("size"))["sum"] or 0
    if own.filter(done=False).count() >= AT_ONCE or sent + size > DAILY * store.limit():
        raise TooMany(say("Terlalu banyak berkas dalam sehari. Coba lagi besok, atau hubungi LPSE."))
    there = store.holds(sha256, size)
    facts = {"size": size, "offset": size if there else 0, "done": there, "touched_at": timezone.now()}
    return Arrival.objects.get_or_create(person=person, sha256=sha256, defaults=facts)


def take(one: Arrival, offset: int, length: int, stream: store.Readable, checksum: bytes | None) -> int:
    """Write one piece of `length` bytes and answer the new offset; the last one puts the file into the store.

    A piece that breaks off counts as far as it came, or with a checksum not at all. Raises Busy, WrongOffset,
    TooLarge, WrongSum, WrongHash, DiskFull or Away.
    """
    with store.disk(), held(one) as file:
        one.refresh_from_db()
        if offset != one.offset:
            raise WrongOffset(say("Bagian ini tidak menyambung. Perangkat Anda akan melanjutkan."))
        if offset + length > one.size:
            raise store.TooLarge(say("Lebih banyak byte daripada yang disebut di depan."))
        if not one.done:
            came, digest = write(file, offset, length, stream)
            if checksum and came == length and digest != checksum:
                raise WrongSum(say("Bagian ini rusak di perjalanan. Perangkat Anda akan mengirimnya lagi."))
            if offset + came == one.size:
                finish(one)  # moves on only when it succeeds: else the last piece is asked for again
            elif not checksum or came == length:
                move(one, offset + came)
    return one.offset


@contextmanager
def held(one: Arrival) -> Iterator[BinaryIO]:
    """The file of an arrival, for this request alone. Raises Busy."""
    place(one).parent.mkdir(parents=True, exist_ok=True)
    with os.fdopen(os.open(place(one), os.O_RDWR | os.O_CREAT, 0o600), "r+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise Busy(say("Bagian lain dari berkas ini sedang ditulis. Tunggu sebentar.")) from error
        yield file


def write(file: BinaryIO, offset: int, length: int, stream: store.Readable) -> tuple[int, bytes]:
    """Put up to `length` bytes behind the first `offset`, synced. Answers how many came, and their hash."""
    file.truncate(offset)  # what a broken request left behind does not count
    file.seek(offset)
    came, seen = 0, hashlib.sha256()
    while came < length and (chunk := piece(stream, min(store.CHUNK, length - came))):
        file.write(chunk)
        seen.update(chunk)
        came += len(chunk)
    file.flush()
    os.fsync(file.fileno())
    return came, seen.digest()


def piece(stream: store.Readable, size: int) -> bytes:
    """The next bytes of a request; none once its line is cut."""
    try:
        return stream.read(size)
    except (ConnectionError, UnreadablePostError):
        return b""


def move(one: Arrival, offset: int, *, done: bool = False) -> None:
    one.offset, one.done, one.touched_at = offset, done, timezone.now()
    one.save(update_fields=["offset", "done", "touched_at"])


def finish(one: Arrival) -> None:
    """All is here: into the store. A file that is not what was announced starts from nothing."""
    try:
        with place(one).open("rb") as file:
            store.put(file, one.sha256)
    except store.WrongHash:
        move(one, 0)
        raise
    move(one, one.size, done=True)
    place(one).unlink(missing_ok=True)


def drop(one: Arrival) -> None:
    """The sender gives up. What is in the store already stays there."""
    if not one.done:
        place(one).unlink(missing_ok=True)
        one.delete()


def sweep(now: datetime) -> int:
    """Forget arrivals that nobody touched for a week, and stray files. Answers how many were forgotten."""
    old = list(Arrival.objects.filter(touched_at__lt=now - KEPT))
    for one in old:
        place(one).unlink(missing_ok=True)
        one.delete()
    known = {str(pk) for pk in Arrival.objects.filter(done=False).values_list("pk", flat=True)}
    for stray in folder().glob("*"):
        if stray.name not in known and stray.stat().st_mtime < (now - KEPT).timestamp():
            stray.unlink(missing_ok=True)
    return len(old)


def folder() -> Path:
    return Path(settings.FILES) / "sampul" / "datang"


def place(one: Arrival) -> Path:
    return folder() / str(one.pk)
