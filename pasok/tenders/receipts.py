"""A bidder's receipt as people keep it: on the page with a code, as PDF, as a message, as proof."""

import json
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import quote

import segno
import typst
from django.conf import settings
from django.urls import reverse
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _

from pasok.kernel import seal
from pasok.pages import sheet
from pasok.pages.issuing import spoken
from pasok.pages.words import when
from pasok.sampul import reads as sampul
from pasok.sampul.answers import Receipt
from pasok.tenders.models import Bid

TEMPLATE = Path(__file__).parent / "letters" / "receipt.typ"


def sentences(at: datetime, *, sealed: bool) -> str:
    """When the sealed bid came in and, until the opening, that nobody can read it."""
    said = [_("Diterima {when}.").format(when=when(at))]
    return " ".join(said + [_("Tidak ada yang dapat membacanya sebelum pembukaan.")] * sealed)


def given(bid: Bid) -> Receipt:
    return sampul.receipt(bid.tender.box_key, bid.leaf)


def address(one: Receipt) -> str:
    """Where whoever scans the code learns whether the line is in the log; nothing else."""
    found = one.fingerprint.replace(" ", "")
    return f"{settings.SITE_URL.rstrip('/')}{reverse('check-receipt')}?sidik={found}"


def shown(bid: Bid) -> dict[str, Any]:
    """For part_receipt.html: the receipt, and the ways to keep it."""
    one = given(bid)
    url = address(one)
    return bare(one, sealed=bid.state == "sealed") | {
        "qr": mark_safe(segno.make(url, error="m", micro=False).svg_inline(border=0, omitsize=True)),
        "whatsapp": f"https://wa.me/?text={quote(message(bid, one, url))}",
        "plain": json.dumps(one.plain(), ensure_ascii=False),  # what /periksa takes
    }


def bare(one: Receipt, *, sealed: bool) -> dict[str, Any]:
    """For components/receipt.html."""
    return {
        "title": _("Penawaran Anda tersegel dan tercatat"),
        "text": sentences(one.at, sealed=sealed),
        "lines": [(_("Nomor di log publik"), str(one.index)), (_("Sidik jari"), one.fingerprint)],
        "json": one.plain(),
    }


def message(bid: Bid, one: Receipt, url: str) -> str:
    """What one sends to a colleague: enough to see later that the line still stands."""
    return _(
        "Tanda terima penawaran {title}. {when} Baris log {index}, sidik jari {mark}. Periksa: {url}"
    ).format(
        title=bid.tender.title,
        when=sentences(one.at, sealed=False),
        index=one.index,
        mark=one.fingerprint,
        url=url,
    )


def pdf(bid: Bid) -> bytes:
    """One page to print; the receipt itself is attached to the file, as the log gave it."""
    one = given(bid)
    data = {
        "title": bid.tender.title,
        "tender": bid.tender.slug,
        "business": bid.supplier.full_name,
        "agency": bid.tender.agency.name,
        "at": spoken(one.at, bid.tender.zone),
        "index": one.index,
        "mark": one.fingerprint,
        "hash": one.leaf_hash,
        "log": one.log,
        "url": address(one),
    }
    given_in = {
        "data": seal.canonical(one.plain()).decode(),
        "shown": json.dumps(sheet.drawable(data)),
        "frame": json.dumps({"qr": sheet.qr(address(one))}),
    }
    compiler = typst.Compiler(TEMPLATE, root=sheet.ROOT, font_paths=sheet.FONTS, sys_inputs=given_in)
    return bytes(
        compiler.compile(format="pdf", pdf_standards=sheet.STANDARDS, timestamp=int(one.at.timestamp()))
    )
