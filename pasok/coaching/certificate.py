"""The certificate as a paper: who took part in what, when and where."""

from pathlib import Path
from typing import Any

from django.urls import reverse

from pasok.coaching.models import Seat
from pasok.kernel.tongue import say
from pasok.ledger.performing import Deed
from pasok.pages import issuing

TEMPLATE = Path(__file__).with_name("certificate.typ")


def issue(seat: Seat, name: str, deed: Deed) -> str:
    """Called by the act of the participant, in whose name it is. Answers the fingerprint."""
    return issuing.issue("certificate", seat, deed, told(seat, name, deed), url=seat.event.get_absolute_url())


def listed(seat: Seat) -> list[issuing.Listed]:
    """The certificate, for those who may read it."""
    return [
        issuing.Listed(sheet, reverse("seat-certificate", args=[seat.pk, sheet.fingerprint]))
        for sheet in issuing.newest(seat.key, ["certificate"])
    ]


def told(seat: Seat, name: str, deed: Deed) -> dict[str, Any]:
    event = seat.event
    zone = event.agency.time_zone
    minutes = int((event.ends_at - event.starts_at).total_seconds() // 60)
    return {
        "number": f"BIMTEK-{event.pk}/{seat.pk}",
        "at": issuing.spoken(deed.at, zone),
        "agency": event.agency.name,
        "satker": "",
        "title": event.title,
        "name": name,
        "about": event.about,
        "starts_at": issuing.spoken(event.starts_at, zone),
        "ends_at": issuing.spoken(event.ends_at, zone),
        "minutes": str(minutes),
        "place": say("Daring") if event.mode == "online" else event.address,
        "region": event.region_name,
        "speakers": [line for line in event.speakers.splitlines() if line.strip()],
    }
