"""An account by telephone: found, made, or added to the one at hand."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.accounts import reads
from pasok.accounts.models import Phone
from pasok.kernel.machine import Act, Refused, hats
from pasok.people.models import Person

proving = Act(
    name="prove_phone",
    source=("active",),
    by=hats("person"),
    label="Pasang nomor telepon",
    past="memasang nomor telepon",
)


def person_for(number: str, name: str = "", *, now: datetime | None = None) -> Person | None:
    """The account of a number that was just proven. Without one it is made, if a name is given."""
    if person := reads.person_by_phone(number):
        return person
    if not name.strip():
        return None
    with transaction.atomic():
        person = Person.objects.create_user(None, name=name.strip())
        keep_phone(person, number, now=now)
    return person


def keep_phone(person: Person, number: str, *, now: datetime | None = None) -> None:
    """Bind a proven number to the person; the one before it is forgotten. Raises Refused: another has it."""
    other = reads.person_by_phone(number, active=False)
    if other and other.pk != person.pk:
        raise Refused(proving, (_("Nomor ini sudah dipakai akun lain."),))
    at = now or timezone.now()
    try:
        with transaction.atomic():
            row = Phone.objects.filter(person=person).first() or Phone(person=person)
            row.number, row.verified_at = number, at
            row.save()
    except IntegrityError:  # two at once
        raise Refused(proving, (_("Nomor ini sudah dipakai akun lain."),)) from None
