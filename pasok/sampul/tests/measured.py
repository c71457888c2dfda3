"""A process that stores and reads 60 MB, and says how much memory that took. See test_bucket.py."""

import hashlib
import json
import sys
import tracemalloc
from io import BytesIO
from pathlib import Path

import django

django.setup()

from django.conf import settings  # noqa: E402 - after the setup

from pasok.sampul import store  # noqa: E402 - the same
from pasok.sampul.tests import buckets  # noqa: E402 - the same

SIZE = 60 << 20


class Long:
    """Sixty megabytes that nobody ever holds."""

    left = SIZE

    def read(self, size: int) -> bytes:
        size = min(size, self.left)
        self.left -= size
        return b"\x07" * size


def peak() -> int:
    """The most memory of this process since `forget`, in KiB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("VmHWM")).split()[1])


def fingerprint() -> str:
    seen, long = hashlib.sha256(), Long()
    while chunk := long.read(1 << 20):
        seen.update(chunk)
    return seen.hexdigest()


def main(address: str, folder: str, copies: str) -> None:
    settings.FILES, settings.SAMPUL_COPIES = Path(folder), copies.split(",")
    settings.SAMPUL_MAX_BYTES = SIZE + 1
    settings.STORAGES |= {f"bucket-{name}": buckets.storage(address, name, timeout=60) for name in "ab"}
    store.put(BytesIO(b"x"), hashlib.sha256(b"x").hexdigest())  # what S3's client needs for itself
    sha256 = fingerprint()
    Path("/proc/self/clear_refs").write_text("5")  # forget the peak until now
    before = peak()
    tracemalloc.start()
    store.put(Long(), sha256)
    stream, read = store.stream(sha256), 0
    while stream and (chunk := stream.read(1 << 20)):
        read += len(chunk)
    took = {"read": read, "rss": peak() - before, "python": tracemalloc.get_traced_memory()[1] >> 10}
    print(json.dumps(took))


main(*sys.argv[1:])
