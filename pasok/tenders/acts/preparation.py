"""From the PPK's proposal to the announcement."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.kernel import seal, tongue
from pasok.kernel.actor import Actor
from pasok.kernel.machine import Act, Refused, hats
from pasok.kernel.money import plain
from pasok.ledger.performing import born, performing
from pasok.planning import acts as planning
from pasok.planning import reads as packages_of
from pasok.sampul import acts as sampul
from pasok.tenders import gathering, handing, letters
from pasok.tenders import machine as table
from pasok.tenders.models import Agreement, Stage, Tender
from pasok.tenders.rules import schedule
from pasok.tenders.rules.facts import Window

PROPOSE = Act(
    name="create",
    source=("proposed",),
    by=hats("ppk"),
    label="Usulkan tender",
    past="mengusulkan paket untuk ditenderkan",
    law="Perpres 16/2018 Ps 11(1), 50",
)


def propose(
    *,
    packages: Sequence[str],
    pokja: int,
    actor: Actor,
    now: datetime | None = None,
    clock: str = "real",
    repeats: Tender | None = None,
    reason: str = "",
) -> Tender:
    """Hand one or several announced RUP packages (ocids) to a Pokja. The first package gives the spine.

    Raises Refused when a package is not ready (each reason a sentence), when packages do not belong
    together, or when the PPK sits in that Pokja (Perlem LKPP 15/2018, S2).
    """
    at = now or timezone.now()
    rows = [packages_of.package(ocid) for ocid in packages]
    why = handing.refusals(rows, pokja, actor, timezone.localdate(at))
    back = (
        bool(rows) and rows[0].state == "announced"
    )  # returned or failed: its tender goes on, no second one
    if repeats is None and back and Tender.objects.filter(ocid=rows[0].ocid).exists():
        why.append(_("Paket ini sudah punya tender: usulkan kembali tender itu, atau tender ulang."))
    if why:
        raise Refused(PROPOSE, tuple(why))
    version = repeats.version + 1 if repeats else 1
    spine = rows[0].ocid
    tender = Tender(
        ocid=spine,
        slug=spine if version == 1 else f"{spine}.{version}",
        version=version,
        repeats=repeats,
        pokja_id=pokja,
        ppk=actor.id,
        clock=clock,
        **handing.hand_over(rows, timezone.localdate(at)),
    )
    with transaction.atomic():
        planning.begin_selection(
            rows[0], others=rows[1:], actor=actor, tender=tender.key, pokja=str(pokja), reason=reason, now=at
        )
        with born(table.tender, tender, actor=actor, now=at) as deed:
            deed.note(title=tender.title, packages=tender.packages, pagu=plain(tender.pagu), version=version)
    return tender


def agree(tender: Tender, *, actor: Actor, now: datetime | None = None) -> None:
    """A member approves the matter exactly as it now stands; it lapses when anything of it changes."""
    with performing(table.tender, "agree", tender, actor=actor, now=now) as deed:
        fingerprint = gathering.matter(tender)
        Agreement.objects.create(tender=tender, member=actor.id, fingerprint=fingerprint, at=deed.at)
        deed.note(matter=fingerprint)


def accept(tender: Tender, *, actor: Actor, now: datetime | None = None) -> None:
    with performing(table.tender, "accept", tender, actor=actor, now=now):
        pass


def return_package(tender: Tender, *, actor: Actor, reason: str, now: datetime | None = None) -> None:
    """Back to the PPK with reasons; the RUP package is free to be mended."""
    with performing(table.tender, "return_package", tender, actor=actor, now=now) as deed:
        lead = packages_of.package(tender.packages[0])
        planning.end_selection(lead, actor=actor, now=deed.at, reason=reason)
        deed.note(reason=reason)


def propose_again(tender: Tender, *, actor: Actor, reason: str = "", now: datetime | None = None) -> None:
    """The PPK hands the mended packages over once more; HPS, lines and terms are read anew."""
    with performing(table.tender, "propose_again", tender, actor=actor, now=now) as deed:
        rows = [packages_of.package(ocid) for ocid in tender.packages]
        planning.begin_selection(
            rows[0],
            others=rows[1:],
            actor=actor,
            tender=tender.key,
            pokja=str(tender.pokja_id),
            reason=reason,
            now=deed.at,
        )
        for name, value in handing.hand_over(rows, timezone.localdate(deed.at)).items():
            setattr(tender, name, value)


def set_schedule(
    tender: Tender,
    *,
    actor: Actor,
    windows: Mapping[str, Window],
    reason: str = "",
    now: datetime | None = None,
) -> None:
    """Write the twelve windows. A schedule that breaks an article needs a reason, and both are public."""
    with performing(table.tender, "set_schedule", tender, actor=actor, now=now) as deed:
        tender.stages.all().delete()
        Stage.objects.bulk_create(
            Stage(
                tender=tender, number=number, code=code, starts_at=windows[code][0], ends_at=windows[code][1]
            )
            for number, code in enumerate(schedule.ORDER, start=1)
            if code in windows
        )
        broken = breaches(tender, windows)
        tender.breach_reason = reason if broken else ""
        deed.note(
            windows={c: [w[0].isoformat(), w[1].isoformat()] for c, w in windows.items()},
            breaches=broken,
            reason=tender.breach_reason,
        )


def breaches(tender: Tender, windows: Mapping[str, Window]) -> list[str]:
    """What in the schedule breaks which article, in the language of the book."""
    with tongue.writing():
        return schedule.breaches(windows, tender.law_on, tender.zone)


def write_document(
    tender: Tender,
    *,
    actor: Actor,
    kbli: Sequence[str] = (),
    requirements: str = "",
    technical: str = "",
    validity_days: int | None = None,
    now: datetime | None = None,
) -> None:
    """The document's own fields: KBLI asked for, papers to bring, technical demands, validity."""
    with performing(table.tender, "write_document", tender, actor=actor, now=now) as deed:
        tender.document = {
            "kbli": list(kbli),
            "requirements": requirements,
            "technical": technical,
            "validity_days": validity_days,
        }
        deed.note(document=document_digest(tender))


def document_digest(tender: Tender) -> str:
    """The fingerprint of everything a bidder must rely on."""
    return seal.digest(
        {
            "document": tender.document,
            "lines": [{k: v for k, v in line.items() if k != "unit_price"} for line in tender.lines],
            "terms": tender.terms,
            "hps": plain(tender.hps) if tender.hps is not None else None,
        }
    )


def enroll_key(
    tender: Tender, *, actor: Actor, recipient: str, wrapped: str = "", now: datetime | None = None
) -> None:
    """A member's fresh key for this tender; the secret half stays with the member."""
    with performing(table.tender, "enroll_key", tender, actor=actor, now=now) as deed:
        key = tender.box_key if tender.state == "preparing" else tender.box_of(tender.rounds + 1)
        with handing.refusing(table.tender, "enroll_key"):
            sampul.enroll(key, actor_id=actor.id, name=actor.name, recipient=recipient, wrapped=wrapped)
        deed.note(recipient=recipient)


def publish(tender: Tender, *, actor: Actor, now: datetime | None = None) -> None:
    """Announce: the law of this day counts from here on, and the sealed box is opened in the log."""
    with performing(table.tender, "publish", tender, actor=actor, now=now) as deed:
        tender.announced_at = deed.at
        tender.stages.filter(code__in=["announcement", "document_download"]).update(starts_at=deed.at)
        closes_at = tender.stages.get(code="bid_submission").ends_at
        with handing.refusing(table.tender, "publish"):
            handing.open_box(tender, closes_at, document_digest(tender), deed.at)
        deed.note(
            title=tender.title,
            pagu=plain(tender.pagu),
            hps=plain(tender.hps),
            closes_at=closes_at.isoformat(),
            document=document_digest(tender),
            threshold=tender.threshold,
            breaches=breaches(tender, gathering.windows(tender)),
            reason=tender.breach_reason,
        )
        letters.issue("announcement", tender, deed, actor)
