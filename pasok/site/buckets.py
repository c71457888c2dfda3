"""The entries of STORAGES for copies of sealed files that live in S3."""

from collections.abc import Callable
from typing import Any

Env = Callable[..., str]


def storages(names: list[str], env: Env, secret: Env) -> dict[str, Any]:
    """One for each bucket; `env` and `secret` read the settings (docs/deploy.md)."""
    options = {
        "endpoint_url": env("S3_ENDPOINT") or None,
        "region_name": env("S3_REGION") or None,
        "access_key": secret("S3_ACCESS_KEY") or None,
        "secret_key": secret("S3_SECRET_KEY") or None,
        "location": env("S3_PREFIX"),
        "timeout": int(env("S3_TIMEOUT", "20")),
    }
    return {
        f"bucket-{name}": {
            "BACKEND": "pasok.sampul.bucket.Bucket",
            "OPTIONS": {"bucket_name": name, **options},
        }
        for name in names
    }
