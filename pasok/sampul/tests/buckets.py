"""An S3 on the loopback (moto) that can be told to misbehave, for the tests of the store."""

import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

import boto3
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import WSGIRequestHandler, make_server

KEYS = {"aws_access_key_id": "test", "aws_secret_access_key": "test", "region_name": "us-east-1"}
SLOW = 2  # seconds; the store waits one


class Silent(WSGIRequestHandler):
    def log(self, *_: Any) -> None:
        pass


class Faulty:
    """The store, and before it what goes wrong. `fault`: "", "503", "lose", "truncate" or "slow"."""

    def __init__(self) -> None:
        self.app = DomainDispatcherApplication(create_backend_app)
        self.fault, self.asked = "", []

    def __call__(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        method, fault = environ["REQUEST_METHOD"], self.fault
        self.asked.append(method)
        if fault == "slow":
            time.sleep(SLOW)
        if fault == "503":
            start("503 Slow Down", [("Content-Type", "application/xml")])
            return [b"<Error><Code>SlowDown</Code><Message>Reduce your request rate</Message></Error>"]
        if fault == "lose" and method == "PUT":
            environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
            start("200 OK", [("ETag", '"0"'), ("Content-Length", "0")])
            return []
        if fault == "truncate" and method == "GET":
            return self.half(environ, start)
        return self.app(environ, start)

    def half(self, environ: dict[str, Any], start: Any) -> Iterable[bytes]:
        """Only half of what was stored is still there, and the store does not notice."""
        said: list[Any] = []
        body = b"".join(self.app(environ, lambda status, headers, *_: said.append((status, headers))))
        body, (status, headers) = body[: len(body) // 2], said[0]
        hidden = {"content-length", "etag", "x-amz-checksum-crc32"}
        kept = [(name, value) for name, value in headers if name.lower() not in hidden]
        start(status, [*kept, ("Content-Length", str(len(body)))])
        return [body]


@contextmanager
def serving() -> Iterator[tuple[Faulty, str]]:
    """The store and its address."""
    faulty = Faulty()
    server = make_server("127.0.0.1", 0, faulty, threaded=True, request_handler=Silent)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield faulty, f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def client(address: str) -> Any:
    return boto3.client("s3", endpoint_url=address, **KEYS)


def storage(address: str, name: str, *, timeout: int) -> dict[str, Any]:
    """The entry of STORAGES that settings.py would make."""
    options = {
        "bucket_name": f"copy-{name}",
        "endpoint_url": address,
        "region_name": "us-east-1",
        "timeout": timeout,
    }
    keys = {"access_key": "test", "secret_key": "test", "location": "lpse"}
    return {"BACKEND": "pasok.sampul.bucket.Bucket", "OPTIONS": {**options, **keys}}
