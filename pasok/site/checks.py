"""What must never be true of a server that real tenders run on. Every command refuses to start then."""

from django.conf import settings
from django.core.checks import CheckMessage, Error


def no_demo_in_production(**kwargs: object) -> list[CheckMessage]:
    """Demo accounts have passwords that everybody can read."""
    if settings.DEMO and not settings.DEBUG:
        return [
            Error("DEMO menyala di server produksi.", hint="Hapus DEMO dari lingkungan.", id="pasok.E001")
        ]
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
