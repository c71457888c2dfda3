"""A lost account, given back by two officers and a wait in which its owner can stop it."""

import secrets
from collections.abc import Iterable
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.accounts import channels, reads
from pasok.accounts import machine as tables
from pasok.accounts.acts.codes import send_code
from pasok.accounts.acts.phones import keep_phone
from pasok.accounts.acts.telling import tell
from pasok.accounts.marks import fingerprint
from pasok.accounts.models import Recovery
from pasok.kernel.actor import Actor
from pasok.kernel.machine import WRONG_HAT, Act, Refused, hats
from pasok.kernel.tongue import say
from pasok.ledger.performing import born, performing
from pasok.pages.words import when
from pasok.people import reads as people
from pasok.people.models import Person, today
from pasok.people.vault import take_number

opening = Act(
    name="open_recovery", source=("opened",), by=hats("lpse"), label="Buka pemulihan",
    past="membuka pemulihan akun",
)  # fmt: skip


def open_recovery(
    person: Person, *, actor: Actor, number: str, way: str, seen: Iterable[str], nik: str = "",
    now: datetime | None = None,
) -> Recovery:  # fmt: skip
    """The first officer, who has seen the person. A NIK that the account has must be shown and agree.

    Raises Refused with every reason, and ValidationError when no code could be sent to the new number.
    """
    at = now or timezone.now()
    whys = [] if "lpse" in people.hats(actor, on=today(at)) else [say(WRONG_HAT)]
    if actor.id == person.actor.id:
        whys.append(say("Petugas tidak dapat memulihkan akunnya sendiri."))
    if person.nik_hash and people.nik_hash(nik) != person.nik_hash:
        whys.append(say("NIK pada KTP tidak cocok dengan akun ini."))
    if (other := reads.person_by_phone(number, active=False)) and other.pk != person.pk:
        whys.append(say("Nomor baru itu sudah dipakai akun lain."))
    if Recovery.objects.filter(person=person, state__in=("opened", "confirmed")).exists():
        whys.append(say("Pemulihan akun ini sudah berjalan."))
    if whys:
        raise Refused(opening, tuple(whys))
    secret = secrets.token_urlsafe(12)
    row = Recovery(
        person=person, number=number, opened_by=actor.id, seen=sorted(seen), link=fingerprint("stop", secret),
        lapses_at=at + timedelta(days=settings.RECOVERY_OPEN_DAYS),
    )  # fmt: skip
    take_number(row)
    row.ocid = row.key
    with born(tables.recovery, row, actor=actor, now=at) as deed:
        deed.note(person=person.actor.id, seen=row.seen)
        words = _("Kode pemulihan akun Anda {{code}}. Bacakan kepada petugas LPSE di depan Anda saja.")
        send_code("recovery", way, number, words.format(), about=row.key, now=at)
        warn(person, secret)
    return row


def warn(person: Person, secret: str) -> None:
    """By every way that the account had: its owner may stop it with one tap, without logging in."""
    link = f"{settings.SITE_URL.rstrip('/')}/pemulihan/henti/{secret}"
    text = _(
        "Di LPSE ada yang meminta akun Anda di {site} dipindah ke nomor baru. Bukan Anda? "
        "Hentikan sekarang: {link}"
    ).format(site=settings.SITE_NAME, link=link)
    tell(person, _("Pemulihan akun"), text, every_way=True)
    if person.email:
        channels.send("email", person.email, _("Pemulihan akun"), text)


def prove_number(recovery: Recovery, *, actor: Actor, now: datetime | None = None) -> None:
    """The person before the officer read the code from the new telephone: the caller has tried it."""
    with performing(tables.recovery, "prove_number", recovery, actor=actor, now=now):
        recovery.proven = True


def confirm_recovery(recovery: Recovery, *, actor: Actor, now: datetime | None = None) -> None:
    """The second officer. From now the wait runs; nothing has changed yet."""
    with performing(tables.recovery, "confirm_recovery", recovery, actor=actor, now=now) as deed:
        recovery.until = deed.at + timedelta(hours=settings.RECOVERY_WAIT_HOURS)
        deed.note(until=recovery.until.isoformat(), person=recovery.person.actor.id)
        text = _(
            "Akun Anda di {site} pindah ke nomor baru pada {until}, kecuali Anda menghentikannya."
        ).format(site=settings.SITE_NAME, until=when(recovery.until))
        tell(recovery.person, _("Pemulihan akun"), text, every_way=True)


def stop_recovery(recovery: Recovery, *, actor: Actor, now: datetime | None = None) -> None:
    """By the owner, logged in or by his link; or by the desk."""
    with performing(tables.recovery, "stop_recovery", recovery, actor=actor, now=now) as deed:
        deed.note(person=recovery.person.actor.id)


def finish_recovery(recovery: Recovery, *, actor: Actor, now: datetime | None = None) -> None:
    """The clock, after the wait: the new telephone is the way in, every older way is shut."""
    with performing(tables.recovery, "finish_recovery", recovery, actor=actor, now=now) as deed:
        person = Person.objects.select_for_update().get(pk=recovery.person_id)
        keep_phone(person, recovery.number, now=deed.at)
        person.set_unusable_password()  # which ends every session as well
        person.email = None  # else its holder could ask for a new password; the owner adds it again
        person.save(update_fields=["password", "email"])
        EmailAddress.objects.filter(user=person).delete()
        Authenticator.objects.filter(user=person).delete()
        person.keys.filter(revoked_at=None).update(revoked_at=deed.at)
        deed.note(person=person.actor.id)


def lapse_recovery(recovery: Recovery, *, actor: Actor, now: datetime | None = None) -> None:
    with performing(tables.recovery, "lapse_recovery", recovery, actor=actor, now=now):
        pass


def find_account(typed: str, number: str) -> Person:
    """Whose account is meant: by its e-mail, or by the number it had. Raises ValidationError."""
    person = reads.person_by_phone(number) if number else people.person_by_email(typed)
    if person is None:
        raise ValidationError(_("Tidak ada akun dengan email atau nomor itu."))
    return person
