"""Questions about packages, for pages, for the API and for the rooms above."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from pasok.kernel.actor import Actor
from pasok.kernel.machine import Act
from pasok.law import methods
from pasok.people import reads as people
from pasok.people.models import Person, Satker, in_force
from pasok.planning.machine import CREATE
from pasok.planning.machine import package as machine
from pasok.planning.models import HpsLine, Package, Revision
from pasok.planning.rules import facts, hps, packaging
from pasok.planning.rules.packaging import Caution, bundling

FILTERS = ("agency", "satker", "year", "kind", "method", "state")
OFFICIALS = frozenset({"pa", "kpa", "ppk", "pptk", "procurement_officer", "pokja", "ukpbj", "auditor"})
#: a guard on the way to the selection, and the acts that satisfy it, the likelier first
MENDED_BY = {
    facts.funded_in_full: ("edit",),
    facts.has_location: ("edit",),
    facts.method_chosen: ("set_method",),
    facts.method_within_limit: ("set_method",),
    facts.reservation_settled: ("reserve", "unreserve"),
    facts.domestic_settled: ("edit",),
    facts.similar_explained: ("explain_similar",),
    facts.has_specification: ("write_specification",),
    facts.has_hps: ("set_hps",),
    facts.hps_within_pagu: ("set_hps",),
    facts.has_terms: ("write_contract_terms",),
}


@dataclass(frozen=True)
class Lack:
    """What a package lacks: why it cannot go on, and the act that mends it."""

    why: str
    act: Act | None


@dataclass(frozen=True)
class Share:
    """Rupiah kept for small business, rupiah in all, packages counted."""

    reserved: Decimal
    total: Decimal
    count: int

    @property
    def share(self) -> Decimal:
        """Percent; only where something is planned."""
        return self.reserved * 100 / self.total


def package(ocid: str) -> Package:
    """The package on this spine; Package.DoesNotExist if there is none."""
    return Package.objects.select_related("agency", "satker").get(ocid=ocid)


def announced_package(ocid: str) -> Package | None:
    """The package on this spine, if everybody may know it."""
    found = Package.objects.exclude(state="draft").select_related("agency", "satker")
    return found.prefetch_related("locations").filter(ocid=ocid).first()


def bought(package: Package) -> str:
    """What is bought, in the words everybody may read: no price among them."""
    lines = package.hps_lines.values_list("description", flat=True)
    return "\n".join(filter(None, (package.description, package.volume, *lines)))


def announced(**filters: str | int) -> QuerySet[Package]:
    """Every package that everybody may know, newest announcement first; `filters` are names of FILTERS."""
    if strange := set(filters) - set(FILTERS):
        raise TypeError(f"no such filter: {sorted(strange)}")
    return Package.objects.exclude(state="draft").select_related("agency", "satker").filter(**filters)


def drafts_of(actor: Actor) -> QuerySet[Package]:
    """What this person is still planning."""
    return Package.objects.filter(state="draft", ppk=actor.id).select_related("agency", "satker")


def unfinished_of(actor: Actor) -> QuerySet[Package]:
    """This PPK's own packages before their selection in which something may be missing.

    Announced ones with everything written are left out, and those whose method the house cannot serve yet.
    """
    whole = Q(hps_total__isnull=False, terms__isnull=False) & ~Q(specification="")
    served = [method.code for method in methods.methods() if method.built]
    mine = Package.objects.filter(ppk=actor.id).select_related("agency", "satker")
    return mine.filter(Q(state="draft") | Q(state="announced", method__in=["", *served]) & ~whole)


def missing(package: Package, actor: Actor, now: datetime) -> "Lack | None":
    """What stops the announcement of a draft, or the selection of an announced package; None: nothing.

    With the act by which this actor mends it, if the machine offers one.
    """
    known = package.facts(actor, now)
    act = machine.act("announce" if package.state == "draft" else "begin_selection")
    for guard in act.needs if act else ():
        if why := guard(known):
            offered = {offer.act for offer in machine.offers(known) if not offer.reasons}
            mends = (machine.act(name) for name in MENDED_BY.get(guard, ()))
            return Lack(why, next((mend for mend in mends if mend in offered), None))
    return None


def selection_due(package: Package) -> datetime | None:
    """The end of the month in which the selection is planned to begin, on the agency's clock."""
    first = package.selection_from
    if first is None:
        return None
    after = (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    return datetime.combine(after, time(), ZoneInfo(package.agency.time_zone)) - timedelta(minutes=1)


def reserved_share(year: int, under: Q | None = None) -> "Share":
    """The plan announced for a year, and what of it is kept for small business; `under` narrows the rows."""
    rows = Package.objects.filter(year=year, state__in=("announced", "in_selection", "contracted"))
    rows = rows.filter(under) if under is not None else rows
    kept = Sum("pagu", filter=Q(small_business_reserved=True))
    found = rows.order_by().aggregate(total=Sum("pagu"), kept=kept, n=Count("pk"))
    return Share(found["kept"] or Decimal(0), found["total"] or Decimal(0), found["n"])


def spines(under: Q) -> QuerySet[Package]:
    """The ocids of all packages in these rows, for a query inside another."""
    return Package.objects.filter(under).order_by().values("ocid")


def titles(ocids: Iterable[str]) -> dict[str, str]:
    """The name of each package, for lists."""
    return dict(Package.objects.filter(ocid__in=set(ocids)).values_list("ocid", "title"))


def plannable_satkers(person: Person, on: date | None = None) -> QuerySet[Satker]:
    """The satker for which this person may make a draft: by the hats of `create`."""
    worn = people.assignments_of(person).filter(in_force(on or timezone.localdate()), hat__in=CREATE.by)
    over = Q()
    for given in worn:
        over |= Q(pk=given.satker_id) if given.satker_id else Q(agency=given.agency_id)
    return Satker.objects.filter(over) if over else Satker.objects.none()


def warnings(package: Package, now: datetime | None = None) -> list[Caution]:
    """What the packaging tests find, with evidence and the official's reason. They never block."""
    found = []
    if package.state != "replaced" and (alike := package.similar(now)):
        found.append(replace(alike, reason=package.similar_reason))
    if package.selection_of and (merged := merging(bought_together(package), package.on(now))):
        found.append(merged)
    return found


def merging(packages: Sequence[Package], on: date) -> Caution | None:
    """The bundling test over packages that one tender would buy. Ps 20(2)c."""
    return bundling([each.piece() for each in packages], on)


def bought_together(package: Package) -> list[Package]:
    """All packages of the selection this one is in, the first first."""
    if not package.selection_of:
        return [package]
    found = Package.objects.filter(selection_of=package.selection_of).prefetch_related("funding")
    return sorted(found, key=lambda each: (each.ocid != package.lead_ocid, each.pk))


def hps_lines(package: Package) -> list[HpsLine]:
    """The breakdown, for those who work on the package: ask `may_see_hps` before showing it to anyone."""
    return list(package.hps_lines.all())


def may_see_hps(package: Package, actor: Actor, now: datetime | None = None) -> bool:
    """Whether the law of the package lets this actor read the breakdown. Ps 26(3)."""
    return hps.detail_visible(package.hats(actor, now), package.on(now))


def may_see_warnings(package: Package, actor: Actor) -> bool:
    """The officials of the package and its auditor."""
    return bool(package.hats(actor) & OFFICIALS)


def revisions(package: Package) -> QuerySet[Revision]:
    """The log of changes of this package, and the split it came from."""
    return Revision.objects.filter(old_ocid=package.ocid) | Revision.objects.filter(new_ocid=package.ocid)


def kind_label(kind: str) -> str:
    """Barang, Pekerjaan konstruksi, …"""
    return packaging.KINDS.get(kind, kind)


def kinds() -> list[tuple[str, str]]:
    """Code and label of every kind of procurement."""
    return list(packaging.KINDS.items())
