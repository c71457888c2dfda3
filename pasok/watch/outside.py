"""What people outside saw: the witnesses of the log, and the minutes in which the site did not answer."""

import csv
from collections.abc import Iterator
from datetime import datetime, timedelta
from io import StringIO
from itertools import groupby
from typing import Any

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_safe

from pasok.kernel.tongue import count
from pasok.law import lookup as law
from pasok.pages.parts import Column, Table
from pasok.pages.words import day, when
from pasok.sampul import log, outages, witnesses
from pasok.sampul.outages import Outage

DAYS = 30
SAID = (
    Column(gettext_lazy("Saksi")),
    Column(gettext_lazy("Daun"), number=True),
    Column(gettext_lazy("Ditandatangani")),
)
WINDOWS = (
    Column(gettext_lazy("Pukul")),
    Column(gettext_lazy("Lama"), number=True),
    Column(gettext_lazy("Dilihat oleh")),
)


@require_safe
@login_not_required
def watchers(request: HttpRequest) -> HttpResponse:
    """Who cosigns the log, and who is silent."""
    standing = witnesses.standing()
    shown = {
        "standing": standing,
        "silent": [one.name for one in standing if one.silent],
        "table": said_by(standing),
        "size": log.size(),
        "quorum": settings.WITNESS_QUORUM,
        "minutes": settings.WITNESS_SILENT_MINUTES,
        "keys": witnesses.keys(),
        "log_key": log.verifier_key(),
        "together": settings.DEMO,
    }
    return render(request, "watch/watchers.html", shown)


def said_by(standing: list[witnesses.Standing]) -> Table:
    pages = settings.WITNESS_PAGES
    named: list[Any] = [
        format_html('<a href="{}" rel="noopener">{}</a>', pages[number], one.name)
        if number < len(pages)
        else one.name
        for number, one in enumerate(standing)
    ]
    rows = [
        (name, one.size, when(one.signed_at) if one.signed_at else _("belum pernah"))
        for name, one in zip(named, standing, strict=True)
    ]
    return Table(_("Kepala log terakhir yang ditandatangani tiap saksi"), SAID, rows)


def seen(now: datetime) -> list[Outage]:
    """The outages of the last days, the oldest first, as enough witnesses agree on them."""
    least = law.rule("outage_probes_min", on=timezone.localdate(now)).whole
    return outages.outages(outages.troubled(now - timedelta(days=DAYS), now), least)


@require_safe
@login_not_required
def disturbances(request: HttpRequest) -> HttpResponse:
    """A table for each day, the latest first."""
    now = timezone.now()
    rules = {
        name: law.rule(f"outage_{name}", on=timezone.localdate(now))
        for name in ("window", "probes_min", "failed_max", "extension_min", "extension_times")
    }
    found = seen(now)[::-1]
    by_day = groupby(found, lambda one: timezone.localtime(one.start).date())
    shown = {
        "tables": [of_day(day(date), list(those)) for date, those in by_day],
        "watched": bool(witnesses.keys()),
        "days": DAYS,
        "rules": rules,
        "together": settings.DEMO,
    }
    return render(request, "watch/disturbances.html", shown)


def of_day(caption: str, those: list[Outage]) -> Table:
    rows = [
        (
            f"{clock(one.start)}–{clock(one.end)} {timezone.localtime(one.start):%Z}",
            count("{n} menit", one.minutes),
            ", ".join(one.witnesses),
        )
        for one in those
    ]
    return Table(caption, WINDOWS, rows)


def clock(at: datetime) -> str:
    return f"{timezone.localtime(at):%H.%M}"


@require_safe
@login_not_required
def download(request: HttpRequest) -> StreamingHttpResponse:
    """The same as a file; the times with their zone."""
    return StreamingHttpResponse(
        lines(seen(timezone.now())),
        content_type="text/csv; charset=utf-8",
        headers={"Content-Disposition": 'attachment; filename="gangguan.csv"'},
    )


def lines(found: list[Outage]) -> Iterator[str]:
    yield "\ufeff" + line([_("Mulai"), _("Selesai"), _("Menit"), _("Dilihat oleh")])
    for one in found:
        start, end = (timezone.localtime(at).isoformat() for at in (one.start, one.end))
        yield line([start, end, str(one.minutes), " ".join(one.witnesses)])


def line(cells: list[str]) -> str:
    written = StringIO()
    csv.writer(written).writerow(cells)
    return written.getvalue()
