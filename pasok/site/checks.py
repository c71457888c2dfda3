"""What must never be true of a server that real tenders run on. Every command refuses to start then."""

from django.conf import settings
from django.core.checks import CheckMessage, Error


def no_demo_in_production(**kwargs: object) -> list[CheckMessage]:
    """Demo accounts open with one tap, for everybody. There is no switch that lets this pass."""
    signs = {
        "DEBUG mati": not settings.DEBUG,
        "DATABASE_URL diisi": bool(settings.DATABASE_URL),
        "HTTPS menyala": settings.HTTPS,
    }
    real = [sign for sign, holds in signs.items() if holds]
    if settings.DEMO and real:
        why = f"DEMO menyala di server produksi ({', '.join(real)})."
        return [Error(why, hint="Hapus DEMO dari lingkungan.", id="pasok.E001")]
    return []


def hosts_are_named(**kwargs: object) -> list[CheckMessage]:
    """A wildcard host lets a stranger's link carry our e-mails' addresses."""
    if not settings.DEBUG and (not settings.ALLOWED_HOSTS or "*" in settings.ALLOWED_HOSTS):
        return [
            Error(
                "ALLOWED_HOSTS belum menyebut nama situs.",
                hint="Isi dengan nama domain, misalnya ALLOWED_HOSTS=pasok.contoh.go.id",
                id="pasok.E002",
            )
        ]
    return []
