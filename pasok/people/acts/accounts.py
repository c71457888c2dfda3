"""What is true of an account beside its hats: the supplier it speaks for, identity, certificates, keys."""

import re
import secrets
from datetime import date, datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.kernel.machine import Act, Refused, hats
from pasok.law import lookup as law
from pasok.people import reads, rules
from pasok.people.models import ApiKey, Certificate, Person, today

linking = Act(
    name="link_supplier",
    source=("active",),
    by=hats("supplier"),
    label="Hubungkan usaha",
    past="mewakili penyedia",
    law="Perpres 16/2018 Ps 7(2)e",
)


def link_supplier(person: Person, supplier: str, *, right: str = "", on_unpaid_leave: bool = False) -> None:
    """The account speaks for this supplier from now on; "" takes it away. S7 and S12 may refuse.

    `right`: "fill", "bid" or "both" for staff; empty for the owner.
    """
    with transaction.atomic():
        row = Person.objects.select_for_update().get(pk=person.pk)
        whys = [rules.civil_servant_for_supplier(row.nip, on_unpaid_leave)] if supplier else []
        if supplier and reads.is_official(row):
            whys.append(
                _("Anda masih memegang peran di instansi, sehingga tidak dapat mewakili penyedia (S7).")
            )
        if supplier and row.supplier not in ("", supplier):
            whys.append(_("Akun ini sudah mewakili penyedia lain."))
        if reasons := tuple(why for why in whys if why):
            raise Refused(linking, reasons)
        row.supplier, row.supplier_right = supplier, right if supplier else ""
        row.save(update_fields=["supplier", "supplier_right"])
    person.supplier, person.supplier_right = row.supplier, row.supplier_right


def identify(person: Person, *, nik: str = "", nip: str = "") -> None:
    """Bind the account to one natural person (S14). Raises Refused when another account has the number."""
    on = today()
    digits = "".join(filter(str.isdigit, nik))
    whys = []
    if nik and not re.match(law.value("nik_regex", on=on), digits):
        whys.append(_("NIK terdiri dari 16 angka."))
    if nip and not re.match(law.value("nip_regex", on=on), nip):
        whys.append(_("NIP terdiri dari 18 angka."))
    others = Person.objects.exclude(pk=person.pk)
    mark = reads.nik_hash(nik) if nik else person.nik_hash
    if (mark and others.filter(nik_hash=mark).exists()) or (nip and others.filter(nip=nip).exists()):
        whys.append(_("Satu orang hanya boleh mempunyai satu akun; NIK atau NIP ini sudah terdaftar (S14)."))
    if whys:
        raise Refused(linking, tuple(whys))
    person.nik_hash, person.nip = mark, nip or person.nip
    person.save(update_fields=["nik_hash", "nip"])


def certify(
    person: Person, kind: str, *, number: str, starts_on: date, until: date | None = None
) -> Certificate:
    """Record a certificate of competence: "ppk_a", "ppk_b", "ppk_c" or "pengelola_pbj" (S13)."""
    return Certificate.objects.create(
        person=person, kind=kind, number=number, starts_on=starts_on, until=until
    )


def make_key(person: Person, label: str) -> tuple[ApiKey, str]:
    """A new API key and its secret, which is shown this once and kept nowhere."""
    secret = f"pasok_{secrets.token_urlsafe(32)}"
    row = ApiKey.objects.create(person=person, label=label, prefix=secret[6:12], hash=reads.key_hash(secret))
    return row, secret


def revoke_key(key: ApiKey, *, now: datetime | None = None) -> None:
    key.revoked_at = key.revoked_at or now or timezone.now()
    key.save(update_fields=["revoked_at"])
