"""A copy in S3 or what speaks like it. Used only where S3_BUCKETS is set; needs the extra `s3`."""

import hashlib
import logging
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from boto3.exceptions import Boto3Error
from boto3.s3.transfer import TransferConfig
from botocore.config import Config
from botocore.exceptions import BotoCoreError, ClientError
from django.conf import settings
from storages.backends.s3 import S3Storage

from pasok.sampul.shelves import Away, away

PIECE = 5 << 20  # of an upload: what is in memory at once
MISSING = {"404", "NoSuchKey", "NotFound"}
logger = logging.getLogger(__name__)


class Bucket(S3Storage):
    """A shelf (shelves.Shelf) in a bucket. Uploads are streamed; reading goes by a file on the disk."""

    def __init__(self, *, timeout: int, **options: Any):
        config = Config(
            connect_timeout=min(timeout, 5),
            read_timeout=timeout,
            retries={"mode": "standard", "total_max_attempts": 2},
            s3={"addressing_style": "path" if options.get("endpoint_url") else "auto"},
        )
        transfer = TransferConfig(use_threads=False, multipart_threshold=PIECE, multipart_chunksize=PIECE)
        super().__init__(client_config=config, transfer_config=transfer, file_overwrite=True, **options)

    def object(self, sha256: str) -> Any:
        return self.bucket.Object(self._normalize_name(f"sampul/{sha256[:2]}/{sha256}"))

    def draft(self, sha256: str) -> Path | None:
        return None

    def keep(self, draft: Path, sha256: str) -> None:
        with asking("put", sha256), draft.open("rb") as file:
            self.object(sha256).upload_fileobj(file, Config=self.transfer_config)

    def drop(self, sha256: str) -> None:
        with asking("delete", sha256):
            self.object(sha256).delete()

    def size(self, sha256: str) -> int | None:
        with asking("head", sha256):
            try:
                return self.object(sha256).content_length
            except ClientError as error:
                return none_if_missing(error)

    def chunks(self, sha256: str) -> Iterator[bytes] | None:
        """What is there, piece by piece; None when nothing is."""
        with asking("get", sha256):
            try:
                body = self.object(sha256).get()["Body"]
            except ClientError as error:
                return none_if_missing(error)
        return body.iter_chunks(1 << 20)

    def open(self, sha256: str, mode: str = "rb") -> BinaryIO | None:
        chunks = self.chunks(sha256)
        if chunks is None:
            return None
        folder = Path(settings.FILES) / "sampul"
        folder.mkdir(parents=True, exist_ok=True)
        with ExitStack() as unless_read:
            file = unless_read.enter_context(TemporaryFile(dir=folder))
            with asking("get", sha256):
                file.writelines(chunks)
            unless_read.pop_all()  # the caller closes it
        file.seek(0)
        return file

    def digest(self, sha256: str) -> str | None:
        seen, chunks = hashlib.sha256(), self.chunks(sha256)
        if chunks is None:
            return None
        with asking("get", sha256):
            for chunk in chunks:
                seen.update(chunk)
        return seen.hexdigest()


@contextmanager
def asking(what: str, sha256: str) -> Iterator[None]:
    """Asks the bucket. Raises Away for every answer but yes, and for none at all."""
    try:
        yield
    except (Boto3Error, BotoCoreError, ClientError) as error:
        logger.error("S3 %s %s: %s", what, sha256, error)
        raise Away(away()) from error


def none_if_missing(error: ClientError) -> None:
    """None for what is not there; every other refusal is raised again."""
    if error.response["Error"]["Code"] not in MISSING:
        raise error
