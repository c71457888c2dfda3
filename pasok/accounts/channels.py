"""How a word reaches a telephone or a mailbox. One interface; which ways are there, the settings say.

Nothing here is connected to a telephone company or to WhatsApp: `terminal` and `file` stand in for both, so
that a whole journey can be walked. A gateway is a class with `send`, named in settings.GATEWAYS.
"""

import json
import logging
import os
import sys
from collections.abc import Callable
from typing import Protocol

from django.conf import settings
from django.core.mail import send_mail
from django.db import transaction
from django.utils import timezone
from django.utils.module_loading import import_string
from django.utils.translation import gettext_lazy as _

log = logging.getLogger(__name__)
LABELS = {"sms": _("SMS"), "whatsapp": _("WhatsApp"), "email": _("Email")}
BY_PHONE = ("sms", "whatsapp")


class Channel(Protocol):
    """A way to somebody: `to` is a number in international form or an address."""

    def send(self, kind: str, to: str, subject: str, text: str) -> None: ...


class Terminal:
    """Writes the message where the server was started, as mail without a mail server does."""

    def send(self, kind: str, to: str, subject: str, text: str) -> None:
        sys.stdout.write(f"--- {kind} · {to}\n{text}\n---\n")
        sys.stdout.flush()


class File:
    """A line of JSON for each message in settings.OUTBOX, readable by its owner only."""

    def send(self, kind: str, to: str, subject: str, text: str) -> None:
        settings.OUTBOX.mkdir(parents=True, exist_ok=True)
        line = {"at": timezone.now().isoformat(), "kind": kind, "to": to, "subject": subject, "text": text}
        handle = os.open(settings.OUTBOX / f"{kind}.jsonl", os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        with os.fdopen(handle, "a") as out:
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


class Mail:
    """Through Django's mail."""

    def send(self, kind: str, to: str, subject: str, text: str) -> None:
        send_mail(f"{settings.SITE_NAME}: {subject}", text, None, [to])


def open_ways(*kinds: str) -> list[str]:
    """Those of the ways that this installation has, in their order; all of them if none is named."""
    return [kind for kind in kinds or tuple(LABELS) if settings.GATEWAYS.get(kind)]


def channel(kind: str) -> Channel:
    """The way that the settings name. Raises LookupError where this installation has none."""
    if not (path := settings.GATEWAYS.get(kind)):
        raise LookupError(kind)
    made: Callable[[], Channel] = import_string(path)
    return made()


def send(kind: str, to: str, subject: str, text: str) -> None:
    """After the commit, at once. It may hold a code, so it waits in no table; who got nothing asks again."""
    way = channel(kind)

    def go() -> None:
        try:
            way.send(kind, to, subject, text)
        except Exception:  # a gateway may fail in any way; neither number nor text may reach the log
            log.error("%s: a message was not sent", kind)

    transaction.on_commit(go)
