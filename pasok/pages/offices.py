"""What the offices themselves ask for: those that end, those nobody holds, a Pokja that is not whole.

Here and not in people, which stands below the work list.
"""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.db.models import Exists, OuterRef, Q
from django.urls import reverse
from django.utils.translation import gettext as _

from pasok.kernel.actor import Actor
from pasok.kernel.machine import State
from pasok.pages.parts import Task
from pasok.people import machine, reads, rules
from pasok.people.models import Agency, Assignment, Pokja, PokjaMember, in_force, today

SOON = timedelta(days=30)


def tasks(actor: Actor, now: datetime) -> Iterator[Task]:
    """For those who appoint: successors in time. For the head of the UKPBJ: every Pokja whole and lawful."""
    worn = reads.hats_anywhere(actor, today(now))
    if worn & {"pa", "lpse"}:
        yield from successions(actor, worn, today(now))
    if "lpse" in worn:
        yield from vacant(today(now))
    if "ukpbj" in worn:
        yield from committees(actor, now)


def successions(actor: Actor, worn: frozenset[str], on: date) -> Iterator[Task]:
    """Offices that end within thirty days and have no successor yet: those this person may give."""
    mine = {hat for hat, by in rules.APPOINTED_BY.items() if by & worn}
    under = Q() if "lpse" in worn else reads.scope(actor, ("pa",), on)
    if under is None:
        return
    same = Assignment.objects.filter(
        Q(until=None) | Q(until__gt=OuterRef("until")),
        Q(satker=None) | Q(satker=OuterRef("satker")),
        hat=OuterRef("hat"),
        agency=OuterRef("agency"),
    )
    ending = Assignment.objects.filter(under, in_force(on), hat__in=mine, until__lte=on + SOON)
    ending = ending.exclude(Exists(same)).exclude(person=int(actor.id.partition(":")[2]))
    for held in ending.select_related("person", "agency", "satker").order_by("until", "pk"):
        yield Task(
            str(held.person),
            reverse("agency", args=[held.agency_id]),
            held.status,
            _("Angkat penggantinya"),
            due=end_of(held.until),
            note=str(held.satker or held.agency),
            act="assignment.create",
            why=_("Penugasan {hat} berakhir.").format(hat=_(held.get_hat_display())),
        )


def vacant(on: date) -> Iterator[Task]:
    """Agencies with people and satkers here and no PA: nobody there can announce anything."""
    heads = Assignment.objects.filter(in_force(on), hat="pa", agency=OuterRef("pk"))
    peopled = Agency.objects.filter(satkers__isnull=False, people__is_active=True).distinct()
    for agency in peopled.exclude(Exists(heads)):
        yield Task(
            agency.name,
            reverse("agency", args=[agency.pk]),
            State(_("Belum ada PA"), ocds="", tone="wait"),
            _("Angkat PA"),
            act="assignment.create",
        )


def committees(actor: Actor, now: datetime) -> Iterator[Task]:
    """A Pokja that the law would not let decide today, and agencies where nobody can be proposed to."""
    on = today(now)
    under = reads.scope(actor, ("ukpbj",), on)
    if under is None:
        return
    agencies = Agency.objects.filter(pk__in=Assignment.objects.filter(under, in_force(on)).values("agency"))
    formed = Pokja.objects.filter(agency__in=agencies).exclude(state="dissolved").select_related("agency")
    for pokja in formed:
        seats = PokjaMember.objects.filter(in_force(on), pokja=pokja).count()
        offers = [o.act for o in machine.pokja.offers(pokja.facts(actor, now)) if not o.reasons]
        change = next((act for act in offers if act.name == "change_members"), None)
        if change and (why := rules.composition(seats, on=on)):
            url = reverse("agency", args=[pokja.agency_id])
            yield Task(
                pokja.name, url, pokja.status, _(change.label),
                note=pokja.agency.name, act="pokja.change_members", why=why,
            )  # fmt: skip
    for agency in agencies.exclude(pk__in=formed.values("agency")):
        url, state = reverse("agency", args=[agency.pk]), State(_("Belum ada Pokja"), ocds="", tone="wait")
        why = _("Tanpa Pokja, PPK tidak dapat mengusulkan tender.")
        yield Task(agency.name, url, state, _(machine.forming.label), act="pokja.create", why=why)


def end_of(day: date) -> datetime:
    """The last moment of a day on the installation's clock."""
    return datetime.combine(day, time(23, 59), ZoneInfo(settings.TIME_ZONE))
