"""An owner's consent to be helped: asked by a facilitator, given on his own telephone, ended at once."""

import secrets
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.accounts import machine as tables
from pasok.accounts.acts.codes import send_code
from pasok.accounts.marks import fingerprint
from pasok.accounts.models import Consent
from pasok.kernel.actor import Actor
from pasok.kernel.machine import Act, Refused, hats
from pasok.kernel.tongue import say
from pasok.ledger.performing import born, performing
from pasok.pages.words import day
from pasok.people import reads as people
from pasok.people.models import Person, today
from pasok.people.vault import take_number

asking = Act(
    name="ask_consent",
    source=("asked",),
    by=hats("facilitator"),
    label="Minta izin pemilik",
    past="meminta izin mendampingi",
)


def ask_consent(
    *,
    actor: Actor,
    body: str,
    owner_name: str,
    number: str,
    way: str,
    allowed: list[str],
    until: datetime,
    now: datetime | None = None,
) -> Consent:
    """Ask the owner at that number. Raises Refused: no facilitator; ValidationError: too many codes.

    The link and the code leave in one message; the facilitator sees neither.
    """
    helper = people.person(actor.id)
    if helper is None or "facilitator" not in people.hats_anywhere(actor, today(now)):
        raise Refused(asking, (say("Hanya fasilitator yang dapat meminta izin mendampingi."),))
    secret = secrets.token_urlsafe(9)
    row = Consent(
        helper=helper, body=body, owner_name=owner_name, number=number, allowed=sorted(allowed), until=until,
        link=fingerprint("link", secret),
    )  # fmt: skip
    take_number(row)
    row.ocid = row.key
    with born(tables.consent, row, actor=actor, now=now) as deed:
        deed.note(allowed=row.allowed, until=until.isoformat(), body=body)
        words = message(row, helper, f"{settings.SITE_URL.rstrip('/')}/izin/{secret}")
        send_code("consent", way, number, words, about=row.key, now=now)
    return row


def message(row: Consent, helper: Person, link: str) -> str:
    """One message: who asks, what for, until when, and what never; braces stay for the code."""
    return _(
        "{helper} ({body}) minta izin mengisi data usaha Anda di {site} sampai {until}. Ia tidak dapat "
        "menawar. Setuju? Buka {link} lalu isi kode {{code}}. Tidak setuju? Abaikan pesan ini."
    ).format(
        helper=plain(helper.name), body=plain(row.body), site=settings.SITE_NAME, until=day(row.last_day),
        link=link,
    )  # fmt: skip


def plain(typed: str) -> str:
    """Typed words must not look like places to fill."""
    return typed.replace("{", "(").replace("}", ")")


def give_consent(consent: Consent, *, actor: Actor, now: datetime | None = None) -> None:
    """The owner, whose number was proven by the code a moment ago, says yes."""
    with performing(tables.consent, "give_consent", consent, actor=actor, now=now) as deed:
        owner = people.person(actor.id)
        consent.owner = owner
        consent.supplier = owner.supplier if owner and not owner.supplier_right else ""
        deed.note(
            helper=consent.helper.actor.id, allowed=consent.allowed, until=consent.until.isoformat(),
            supplier=consent.supplier,
        )  # fmt: skip


def end_consent(consent: Consent, *, actor: Actor, now: datetime | None = None) -> None:
    """From this moment on the facilitator's next act is refused."""
    with performing(tables.consent, "end_consent", consent, actor=actor, now=now) as deed:
        deed.note(helper=consent.helper.actor.id)


def bind_business(consent: Consent, supplier: str, *, actor: Actor, now: datetime | None = None) -> None:
    """The business that was registered under this consent."""
    with performing(tables.consent, "bind_business", consent, actor=actor, now=now) as deed:
        consent.supplier = supplier
        deed.note(supplier=supplier)


def lapse_consent(consent: Consent, *, actor: Actor, now: datetime | None = None) -> None:
    with performing(tables.consent, "lapse_consent", consent, actor=actor, now=now or timezone.now()):
        pass
