"""A search as an Atom feed (RFC 4287): each package once, its changes told by its date."""

from collections.abc import Sequence
from datetime import UTC, datetime
from uuid import NAMESPACE_URL, uuid5
from xml.sax.saxutils import escape, quoteattr

from django.conf import settings
from django.utils.translation import gettext as _

from pasok.kernel.money import rupiah
from pasok.kernel.tongue import say
from pasok.opportunities.models import Listing
from pasok.pages.words import when

MOST = 50
EPOCH = datetime(2026, 1, 1, tzinfo=UTC)  # of a feed that has nothing yet
UNWRITABLE = {n: None for n in range(32) if chr(n) not in "\t\n\r"}  # XML has no way to write these


def written(title: str, page: str, here: str, listings: Sequence[Listing]) -> bytes:
    """The feed. `page` and `here` are addresses within the site: of the search and of the feed itself."""
    updated = max((one.changed_at for one in listings), default=EPOCH)
    head = (
        '<?xml version="1.0" encoding="utf-8"?>',
        '<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="id">',
        f"<id>{identity(page)}</id>",
        f"<title>{safe(title)}</title>",
        f"<updated>{stamp(updated)}</updated>",
        f"<author><name>{safe(settings.SITE_NAME)}</name></author>",
        f'<link rel="self" type="application/atom+xml" href={address(here)}/>',
        f'<link rel="alternate" type="text/html" href={address(page)}/>',
    )
    return "\n".join([*head, *map(entry, listings), "</feed>\n"]).encode()


def entry(listing: Listing) -> str:
    return "\n".join(
        (
            "<entry>",
            f"<id>{identity(listing.ocid)}</id>",
            f"<title>{safe(listing.title)}</title>",
            f"<published>{stamp(listing.announced_at)}</published>",
            f"<updated>{stamp(listing.changed_at)}</updated>",
            f'<link rel="alternate" type="text/html" href={address(listing.url)}/>',
            f'<category term="{listing.state}" label={quoteattr(say(listing.status.label))}/>',
            f"<summary>{safe(summary(listing))}</summary>",
            "</entry>",
        )
    )


def summary(listing: Listing) -> str:
    """Menerima penawaran. HPS Rp1.273.600.000. Dinas Pendidikan, Kab. Contoh. Tutup 24 Nov 2026 14.00 WIB."""
    worth = "HPS" if listing.value_is_hps else _("Pagu")
    said = [say(listing.status.label), f"{worth} {rupiah(listing.value)}"]
    said.append(f"{listing.satker}, {listing.agency_name}")
    if listing.takes_bids:
        said.append(_("Tutup {when}").format(when=when(listing.closes_at)))
    return ". ".join(said) + "."


def identity(thing: str) -> str:
    """An id that never changes, wherever the site moves."""
    return f"urn:uuid:{uuid5(NAMESPACE_URL, f'{settings.OCID_PREFIX}:{thing}')}"


def stamp(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")


def safe(text: str) -> str:
    return escape(text.translate(UNWRITABLE))


def address(path: str) -> str:
    return quoteattr(f"{settings.SITE_URL}{path}")
