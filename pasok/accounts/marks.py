"""Keyed fingerprints of what is sent out and must come back."""

import hashlib
import hmac

from django.conf import settings


def fingerprint(*parts: str) -> str:
    """Keyed, so that a table of codes or contacts cannot be guessed back."""
    return hmac.new(settings.CODE_KEY.encode(), "\0".join(parts).encode(), hashlib.sha256).hexdigest()
