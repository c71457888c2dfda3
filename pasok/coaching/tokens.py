"""What the QR codes carry: a signed name of one seat, and a code of the event that soon goes stale."""

from datetime import datetime

from django.core.signing import BadSignature, Signer
from django.utils.crypto import constant_time_compare, salted_hmac

WINDOW = 60  # seconds that one code of the event is shown
STILL = 2  # codes before it that still count: time to sign in
LENGTH = 10


def ticket(seat: int) -> str:
    """The name of a seat that only we can write."""
    return Signer(salt="bimtek.seat").sign(str(seat))


def seat_of(token: str) -> int | None:
    """The seat that a ticket names; None for a forged one."""
    try:
        return int(Signer(salt="bimtek.seat").unsign(token))
    except (BadSignature, ValueError):
        return None


def code(event: int, at: datetime) -> str:
    """What the event's screen shows at that moment."""
    return _code(event, int(at.timestamp()) // WINDOW)


def is_fresh(event: int, given: str, at: datetime) -> bool:
    """Whether the code was on the screen within the last minutes."""
    now = int(at.timestamp()) // WINDOW
    return any(constant_time_compare(given, _code(event, now - back)) for back in range(STILL + 1))


def _code(event: int, window: int) -> str:
    return salted_hmac("bimtek.presence", f"{event}:{window}", algorithm="sha256").hexdigest()[:LENGTH]
