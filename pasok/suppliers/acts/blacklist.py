"""Every write to the blacklist. The book keeps ground, dates and numbers, and of persons only how many."""

from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.kernel.actor import Actor
from pasok.kernel.machine import WRONG_HAT, Refused
from pasok.kernel.tongue import say
from pasok.ledger.performing import born, performing
from pasok.suppliers.machine.blacklist import CREATE
from pasok.suppliers.machine.blacklist import sanction as machine
from pasok.suppliers.models import NationalEntry, Sanction, SanctionedPerson, Supplier
from pasok.suppliers.reads import blacklist as reads
from pasok.suppliers.rules import sanction as rules
from pasok.suppliers.rules.numbers import standing

BOARD = ("owner", "director", "commissioner")  # whom Perpres 46/2025 Ps 78(4a) names beside the firm


def create(
    *,
    supplier: Supplier,
    actor: Actor,
    now: datetime | None = None,
    ground: str,
    happened_on: date,
    evidence: str = "",
    origin: str = "ordinary",
    agency: str | None = None,
    satker: str = "",
    pokja: str = "",
    package: str = "",
    title: str = "",
) -> Sanction:
    """A proposal being written. Raises Refused to whoever holds no office there that proposes."""
    sanction = Sanction(
        ocid=supplier.ocid,
        supplier=supplier,
        ground=ground,
        happened_on=happened_on,
        evidence=evidence,
        origin=origin,
        agency_id=agency,
        satker=satker,
        pokja=pokja,
        package=package,
        title=title,
        proposed_by=actor.id,
    )
    if not sanction.hats(actor, now or timezone.now()) & CREATE.by:
        raise Refused(CREATE, (say(WRONG_HAT),))
    with born(machine, sanction, actor=actor, now=now) as deed:
        deed.note(supplier=str(supplier.pk), ground=ground, package=package)
    return sanction


def propose(sanction: Sanction, *, actor: Actor, now: datetime | None = None) -> None:
    """Send it: the business is told and its time to reply begins."""
    with performing(machine, "propose", sanction, actor=actor, now=now) as deed:
        sanction.hearing_until = rules.hearing_end(deed.at, sanction.happened_on, sanction.zone)
        deed.note(ground=sanction.ground, hearing_until=sanction.hearing_until.isoformat())


def reply(sanction: Sanction, *, text: str, actor: Actor, now: datetime | None = None) -> None:
    """The business's own account of it; read by who recommends and who decides."""
    with performing(machine, "reply", sanction, actor=actor, now=now):
        sanction.answer = text


def end_hearing(sanction: Sanction, *, actor: Actor, now: datetime | None = None) -> None:
    with performing(machine, "end_hearing", sanction, actor=actor, now=now):
        pass


def recommend(
    sanction: Sanction, *, favours: bool, text: str, actor: Actor, now: datetime | None = None
) -> None:
    """APIP's examination: to sanction or not, and why. A later one takes its place."""
    with performing(machine, "recommend", sanction, actor=actor, now=now) as deed:
        sanction.favours, sanction.recommendation = favours, text
        deed.note(favours=favours)


def impose(
    sanction: Sanction,
    *,
    number: str,
    actor: Actor,
    board: bool = False,
    now: datetime | None = None,
) -> None:
    """The decision, in force from its day for as long as the law says; with `board` owners and board too."""
    with performing(machine, "impose", sanction, actor=actor, now=now) as deed:
        rule = rules.length(sanction.ground, sanction.happened_on)
        if rule is None:  # the guard has asked already
            raise LookupError(sanction.ground)
        if board and not board_may_be_hit(sanction.happened_on):
            raise ValidationError(
                {"board": _("Pada tanggal kejadian itu hukum hanya mengenai badan usahanya.")}
            )
        sanction.number, sanction.decided_on = number, timezone.localdate(deed.at)
        sanction.until = rules.last_day(sanction.decided_on, rule)
        sanction.authority = sanction.agency.name if sanction.agency else ""
        profile = sanction.supplier.profile()
        sanction.keys = reads.number_keys(profile)
        hit = (
            {o.nik_hash: o.role for o in profile.officers if o.role in BOARD and o.nik_hash} if board else {}
        )
        SanctionedPerson.objects.bulk_create(
            SanctionedPerson(sanction=sanction, nik_hash=nik, role=role) for nik, role in hit.items()
        )
        deed.note(number=number, until=sanction.until.isoformat(), ground=sanction.ground, persons=len(hit))


def board_may_be_hit(on: date) -> bool:
    """Whether a decision about a deed of that day may name owners and board beside the firm."""
    rule = standing("blacklist_may_hit_persons_and_board", on)
    return rule is not None and rule.yes


def decline(sanction: Sanction, *, reason: str, actor: Actor, now: datetime | None = None) -> None:
    with performing(machine, "decline", sanction, actor=actor, now=now) as deed:
        deed.note(reason=reason)


def withdraw_proposal(sanction: Sanction, *, reason: str, actor: Actor, now: datetime | None = None) -> None:
    with performing(machine, "withdraw_proposal", sanction, actor=actor, now=now) as deed:
        deed.note(reason=reason)


def publish(sanction: Sanction, *, actor: Actor, now: datetime | None = None) -> None:
    """LPSE shows it on the list. It was in force before."""
    with performing(machine, "publish", sanction, actor=actor, now=now) as deed:
        deed.note(number=sanction.number)


def stay(sanction: Sanction, *, court: str, reason: str, actor: Actor, now: datetime | None = None) -> None:
    """A court suspends it: from this day the business may bid again."""
    with performing(machine, "stay", sanction, actor=actor, now=now) as deed:
        sanction.court, sanction.stayed_on = court, timezone.localdate(deed.at)
        deed.note(court=court, reason=reason)


def resume(sanction: Sanction, *, reason: str, actor: Actor, now: datetime | None = None) -> None:
    """The suspension is over; what was left is served from today."""
    with performing(machine, "resume", sanction, actor=actor, now=now) as deed:
        today = timezone.localdate(deed.at)
        if sanction.until and sanction.stayed_on:
            sanction.until = rules.resumed_until(
                sanction.until, sanction.stayed_on, today, sanction.happened_on
            )
        sanction.stayed_on = None
        deed.note(reason=reason, until=sanction.until.isoformat() if sanction.until else "")


def cancel(sanction: Sanction, *, reason: str, actor: Actor, now: datetime | None = None) -> None:
    """A judgment or a correction by APIP takes the decision back."""
    with performing(machine, "cancel", sanction, actor=actor, now=now) as deed:
        deed.note(reason=reason)


def end(sanction: Sanction, *, actor: Actor, now: datetime | None = None) -> None:
    with performing(machine, "end", sanction, actor=actor, now=now):
        pass


def recognise(
    entry: NationalEntry, *, supplier: Supplier, reason: str, actor: Actor, now: datetime | None = None
) -> Sanction:
    """A person of the LPSE decides that an entry of the national list is this business."""
    if Sanction.objects.filter(national=entry, supplier=supplier).exclude(state="cancelled").exists():
        raise ValidationError(_("Catatan ini sudah dikenali sebagai usaha itu."))
    sanction = Sanction(
        ocid=supplier.ocid,
        supplier=supplier,
        happened_on=entry.starts_on,
        title=entry.package[:500],
        number=entry.number,
        decided_on=entry.starts_on,
        until=entry.ends_on,
        authority=entry.authority,
        national=entry,
        proposed_by=actor.id,
        keys=reads.number_keys(supplier.profile()),
    )
    if not sanction.hats(actor, now or timezone.now()) & {"lpse", "importer"}:
        raise Refused(CREATE, (say(WRONG_HAT),))
    with born(machine, sanction, actor=actor, now=now) as deed:
        deed.note(supplier=str(supplier.pk), national=entry.pk, number=entry.number)
    adopt(sanction, reason=reason, actor=actor, now=now)
    return sanction


def adopt(sanction: Sanction, *, reason: str, actor: Actor, now: datetime | None = None) -> None:
    with performing(machine, "adopt", sanction, actor=actor, now=now) as deed:
        until = sanction.until.isoformat() if sanction.until else ""
        deed.note(reason=reason, number=sanction.number, until=until)


def disown(sanction: Sanction, *, reason: str, actor: Actor, now: datetime | None = None) -> None:
    """Not this business after all, or the national list took the entry back."""
    with performing(machine, "disown", sanction, actor=actor, now=now) as deed:
        deed.note(reason=reason)
