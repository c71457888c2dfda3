"""One-time codes: sent, tried, spent. Every limit is a setting; every try is counted before it is judged."""

import hmac
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.accounts import channels
from pasok.accounts.marks import fingerprint
from pasok.accounts.models import Code

DAY = timedelta(days=1)


def send_code(
    purpose: str, kind: str, to: str, words: str, *, about: str = "", now: datetime | None = None
) -> None:
    """Send a new code; `words` is the whole message with {code} and {minutes}. Earlier ones lose their force.

    Raises ValidationError when this contact was sent one a moment ago, or too many today.
    """
    at, contact = now or timezone.now(), fingerprint("contact", to)
    with transaction.atomic():
        alone(contact)
        sent = Code.objects.filter(contact=contact, made_at__gt=at - DAY)
        limit(sent.order_by("-made_at").first(), sent.count(), at)
        mine = Code.objects.filter(purpose=purpose, contact=contact, about=about, spent_at=None)
        mine.update(spent_at=at)
        code = "".join(secrets.choice("0123456789") for _place in range(settings.CODE_DIGITS))
        minutes = settings.CODE_MINUTES
        Code.objects.create(
            purpose=purpose, contact=contact, about=about, digest=fingerprint(purpose, to, about, code),
            made_at=at, until=at + timedelta(minutes=minutes),
        )  # fmt: skip
        channels.send(kind, to, _("Kode"), words.format(code=code, minutes=minutes))


def limit(last: Code | None, today: int, at: datetime) -> None:
    pause = timedelta(seconds=settings.CODE_PAUSE_SECONDS)
    if last and at < last.made_at + pause:
        left = int((last.made_at + pause - at).total_seconds()) + 1
        raise ValidationError(
            _("Kode sudah dikirim. Tunggu {left} detik sebelum meminta lagi.").format(left=left)
        )
    if today >= settings.CODES_A_DAY:
        raise ValidationError(_("Terlalu banyak kode untuk kontak ini hari ini. Coba lagi besok."))


def try_code(
    purpose: str, to: str, typed: str, *, about: str = "", now: datetime | None = None
) -> str | None:
    """Why not, or None: then the code is spent. A wrong try counts even if the caller fails later.

    Call it outside a transaction that may be taken back.
    """
    at, contact = now or timezone.now(), fingerprint("contact", to)
    with transaction.atomic():
        alone(contact)
        row = Code.objects.filter(purpose=purpose, contact=contact, about=about, spent_at=None).first()
        if row is None or row.until <= at:
            return _("Kode sudah tidak berlaku. Minta kode baru.")
        if row.tries >= settings.CODE_TRIES:
            return _("Terlalu banyak percobaan. Minta kode baru.")
        row.tries += 1
        right = hmac.compare_digest(row.digest, fingerprint(purpose, to, about, typed.strip()))
        row.spent_at = at if right else None
        row.save(update_fields=["tries", "spent_at"])
    left = settings.CODE_TRIES - row.tries
    if right:
        return None
    return _("Kode salah. Sisa percobaan: {left}.").format(left=left)


def alone(contact: str) -> None:
    """Whoever sends to or tries for one contact waits for the others."""
    with connection.cursor() as cursor:
        cursor.execute("select pg_advisory_xact_lock(hashtextextended(%s, 0))", [contact])
