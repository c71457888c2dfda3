"""One listing made from the rooms below. Its fields are named one by one: nothing else gets in."""

from datetime import datetime
from typing import Any

from django.db import connection, transaction

from pasok.ledger.reads import story
from pasok.opportunities import regions, rules, spelling
from pasok.opportunities.models import Choice, Listing
from pasok.planning import reads as planning
from pasok.sampul import reads as sampul
from pasok.tenders import reads as tenders

#: the acts after which the public finds something else, by machine; others are not even looked at
PLANNED = {
    "announce", "adopt", "revise", "set_method", "reserve", "unreserve", "set_hps", "split", "cancel",
    "revive", "begin_selection", "end_selection", "conclude",
}  # fmt: skip
SELECTED = {
    "publish", "amend", "change_schedule", "close", "extend_submission", "extend_for_outage", "open_bids",
    "announce_winner", "re_evaluate", "reconsider", "end_standstill", "issue_sppbj", "pass_to_reserve",
    "draft_contract", "fail", "retender",
}  # fmt: skip
TELLING = {"package": PLANNED, "tender": SELECTED}
LONGEST = 4000  # letters of what is bought that a listing is found by
ROOM = 7301  # of advisory locks: one listing is made by one reader at a time


def tells(machine: str, act: str) -> bool:
    """Whether the act changes what the public finds."""
    return act in TELLING.get(machine, ())


def lay(ocid: str) -> Listing | None:
    """Make or mend the listing of this package from what is true now. None for a draft: it has none."""
    with transaction.atomic():
        # what is read after the lock is never older than what another reader wrote before it
        with connection.cursor() as cursor:
            cursor.execute("select pg_advisory_xact_lock(%s, hashtext(%s))", [ROOM, ocid])
        row = made(ocid)
        if row is None:
            Listing.objects.filter(ocid=ocid).delete()
            return None
        listing, _ = Listing.objects.update_or_create(ocid=ocid, defaults=row)
        remember(listing)
    return listing


def together(ocid: str) -> list[str]:
    """This spine and all packages that its newest announced tender buys."""
    tender = tenders.announced_on(ocid)
    return list(dict.fromkeys([ocid, *(tender.packages if tender else ())]))


def made(ocid: str) -> dict[str, Any] | None:
    """The fields of a listing; None for a draft or an unknown package."""
    package = planning.announced_package(ocid)
    if package is None:
        return None
    tender = tenders.announced_on(package.lead_ocid or ocid)
    if tender and tender.state == "repeated":
        tender = None  # it is over, and the one after it is not announced yet
    state = rules.standing(package.state, tender.state if tender else "")
    box = sampul.box(tender.box_key) if tender else None
    takes_bids = state == "open" and tender.clock == "real"
    places = [(place.region_code, place.name) for place in package.locations.all()]
    return {
        "number": package.rup_code,
        "title": package.title,
        "details": planning.bought(package)[:LONGEST],
        "agency_code": package.agency_id,
        "agency_name": package.agency.name,
        "satker": package.satker.name,
        "region_codes": regions.codes(places),
        "places": "; ".join(dict.fromkeys(name for _, name in places)),
        "kind": package.kind,
        "method": tender.method if tender else package.method,
        "year": package.year,
        "pagu": package.pagu,
        "hps": package.hps_total,
        "value": package.pagu if package.hps_total is None else package.hps_total,
        "state": state,
        "small_business_reserved": tender.small_only if tender else package.small_business_reserved,
        "kbli": sorted(set(map(rules.bare, tender.document.get("kbli", ())))) if tender else [],
        "announced_at": max(filter(None, (package.announced_at, tender and tender.announced_at))),
        "closes_at": box.closes_at if box else None,
        "open_until": box.closes_at if box and takes_bids else None,
        "changed_at": changed(ocid, tender.ocid if tender else ocid) or package.announced_at,
        "url": (tender or package).get_absolute_url(),
    }


def changed(*spines: str) -> datetime | None:
    """When the public last found something new on these spines."""
    entries = [entry for ocid in set(spines) for entry in story(ocid).only("machine", "act", "at")]
    return max((entry.at for entry in entries if tells(entry.machine, entry.act)), default=None)


def remember(listing: Listing) -> None:
    """The agency and the places become choices of the filters; its words are known ones."""
    package = planning.announced_package(listing.ocid)
    found = [Choice(kind="agency", code=listing.agency_code, name=listing.agency_name)]
    for place in package.locations.all() if package else ():
        found.append(
            Choice(kind="place", code=regions.regency(place.region_code, place.name), name=place.name)
        )
    unique = {(choice.kind, choice.code): choice for choice in found}
    Choice.objects.bulk_create(unique.values(), ignore_conflicts=True)
    spelling.learn(listing)
