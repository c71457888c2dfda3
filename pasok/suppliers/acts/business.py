"""Every write to the register of businesses. NIK and NPWP never reach the ledger; a NIK is not even kept."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db import connection, transaction
from django.utils.translation import gettext as _

from pasok.accounts import acts as accounts
from pasok.accounts import reads as accounts_reads
from pasok.kernel.actor import Actor
from pasok.kernel.tongue import mark
from pasok.ledger.performing import born, performing
from pasok.people import acts as people
from pasok.people import reads as persons
from pasok.people.models import Person
from pasok.suppliers import reads, rules
from pasok.suppliers.acts.size import mark_origins
from pasok.suppliers.machine.business import supplier as machine
from pasok.suppliers.models.business import ExternalId, Officer, Permit, Supplier
from pasok.suppliers.models.item import Paper
from pasok.suppliers.reads.items import whose

STATEMENT = mark(
    "Saya menyatakan data usaha ini lengkap dan benar. Saya tahu bahwa keterangan palsu dapat dikenai "
    "sanksi daftar hitam dan pidana."
)


@dataclass(frozen=True)
class NewOfficer:
    """A person behind the business as somebody typed it. `nik` is hashed and forgotten.

    `keep` is the pk of the row it replaces: with an empty `nik` the hash of that row stays.
    """

    name: str
    role: str
    nik: str = ""
    share_pct: Decimal | None = None
    beneficial: bool = False
    keep: int | None = None


def create(
    *,
    actor: Actor,
    now: datetime | None = None,
    permits: Iterable[rules.Permit] = (),
    officers: Iterable[NewOfficer] = (),
    **identity: object,
) -> Supplier:
    """Register a business; the person who does becomes its user. `identity`: the columns of Supplier.

    A facilitator registers it for the owner who consented: then the owner becomes its user.
    Raises ValidationError when the NIB is already registered, and Refused when the account may not speak for
    a business (an official, or already of another one).
    """
    person = persons.person(actor.helped or actor.id)
    if person is None:
        raise ValidationError(_("Hanya akun seseorang yang dapat mendaftarkan usaha."))
    _nib_is_free(str(identity.get("nib", "")))
    supplier = _new(**identity)
    with born(machine, supplier, actor=actor, now=now) as deed:
        _put_permits(supplier, permits)
        _put_officers(supplier, officers)
        people.link_supplier(person, str(supplier.pk))
        Paper.objects.filter(person=whose(actor), supplier=None).update(supplier=supplier)
        if actor.consent:
            _helped(actor, supplier, now)
        deed.note(**_told(supplier), origins=mark_origins(supplier, identity, now))
    return supplier


def _helped(actor: Actor, supplier: Supplier, now: datetime | None) -> None:
    """The consent names from now on the business that was registered under it."""
    consent = accounts_reads.consent(actor.consent)
    if consent is None:
        raise ValidationError(_("Izin pemilik sudah tidak berlaku."))
    accounts.bind_business(consent, str(supplier.pk), actor=actor, now=now)


def edit_identity(
    supplier: Supplier, *, actor: Actor, now: datetime | None = None, **identity: object
) -> None:
    """Change who the business is. The ledger keeps which columns changed, not what they held."""
    with performing(machine, "edit_identity", supplier, actor=actor, now=now) as deed:
        _nib_is_free(str(identity.get("nib", "")), besides=supplier.pk)
        changed = sorted(name for name, value in identity.items() if getattr(supplier, name) != value)
        for name in changed:
            setattr(supplier, name, identity[name])
        mark_origins(supplier, {name: identity[name] for name in changed}, now)
        deed.note(changed=changed, **_told(supplier))


def set_permits(
    supplier: Supplier, *, permits: Iterable[rules.Permit], actor: Actor, now: datetime | None = None
) -> None:
    """Replace all lines of business."""
    with performing(machine, "set_permits", supplier, actor=actor, now=now) as deed:
        _put_permits(supplier, permits)
        deed.note(kbli=[f"{p.edition}:{p.kbli}" for p in supplier.permits.all()])


def set_officers(
    supplier: Supplier, *, officers: Iterable[NewOfficer], actor: Actor, now: datetime | None = None
) -> None:
    """Replace all owners, directors and key staff. The ledger keeps how many of each."""
    with performing(machine, "set_officers", supplier, actor=actor, now=now) as deed:
        _put_officers(supplier, officers)
        deed.note(officers=dict(Counter(o.role for o in supplier.officers.all())))


def declare(supplier: Supplier, *, actor: Actor, now: datetime | None = None, sworn: bool = False) -> None:
    """The owner declares the profile complete and true; from now on the business may bid."""
    with performing(machine, "declare", supplier, actor=actor, now=now) as deed:
        if not sworn:
            raise ValidationError({"sworn": _("Setujui pernyataan ini lebih dulu.")})
        deed.note(statement=STATEMENT)


def reopen(supplier: Supplier, *, actor: Actor, now: datetime | None = None) -> None:
    """Back to the draft, to change something. Until declared again the business cannot bid."""
    with performing(machine, "reopen", supplier, actor=actor, now=now):
        pass


def adopt(supplier: Supplier, *, actor: Actor, now: datetime | None = None) -> None:
    """Mark a new record as known from another system and not yet claimed by its owner."""
    with performing(machine, "adopt", supplier, actor=actor, now=now) as deed:
        deed.note(external_ids=[str(known) for known in supplier.external_ids.all()])


def record(
    *,
    scheme: str,
    code: str,
    name: str,
    actor: Actor,
    now: datetime | None = None,
    form: str = "",
    permits: Iterable[rules.Permit] = (),
    **identity: object,
) -> tuple[Supplier, bool]:
    """A business as another system knows it, and whether it is new here. Safe to run twice.

    The name stays as that system wrote it; without `form` the legal form is read from the name.
    """
    if known := reads.by_external_id(scheme, code):
        return known, False
    supplier = _new(name=name, form=form or rules.form_in(name), **identity)
    with transaction.atomic():
        with born(machine, supplier, actor=actor, now=now) as deed:
            ExternalId.objects.create(supplier=supplier, scheme=scheme, code=code)
            _put_permits(supplier, permits)
            deed.note(**_told(supplier))
        adopt(supplier, actor=actor, now=now)
    return supplier, True


def hand_over(
    supplier: Supplier, *, actor: Actor, person: Person, nib: str, npwp: str = "", now: datetime | None = None
) -> None:
    """A record of another system gets its owner, as the desk of the LPSE decided; a profile to complete."""
    with performing(machine, "hand_over", supplier, actor=actor, now=now) as deed:
        _nib_is_free(nib, besides=supplier.pk)
        supplier.nib, supplier.npwp = nib, supplier.npwp or npwp
        people.link_supplier(person, str(supplier.pk))
        deed.note(person=person.actor.id, **_told(supplier))


def _new(**identity: object) -> Supplier:
    """Its number is taken first: a business is its own spine, and the spine is named by it."""
    with connection.cursor() as cursor:
        cursor.execute("select nextval(pg_get_serial_sequence(%s, 'id'))", [Supplier._meta.db_table])
        number = cursor.fetchone()[0]
    return Supplier(pk=number, ocid=f"supplier:{number}", **identity)


def _told(supplier: Supplier) -> dict[str, object]:
    """What the book may say of a business: public facts."""
    return {"form": supplier.form, "scale": supplier.scale, "region": supplier.region_code}


def _nib_is_free(nib: str, besides: int | None = None) -> None:
    if nib and Supplier.objects.filter(nib=nib).exclude(pk=besides).exists():
        raise ValidationError(
            {"nib": _("NIB ini sudah terdaftar. Mintalah rekan Anda yang mendaftarkannya.")}
        )


def _put_permits(supplier: Supplier, permits: Iterable[rules.Permit]) -> None:
    unique = {(permit.kbli, permit.edition): permit for permit in permits}
    supplier.permits.all().delete()
    Permit.objects.bulk_create(
        Permit(
            supplier=supplier,
            kbli=permit.kbli,
            edition=permit.edition,
            title=permit.title or reads.kbli_title(permit.kbli, permit.edition),
            valid_until=permit.valid_until,
        )
        for permit in unique.values()
    )


def _put_officers(supplier: Supplier, officers: Iterable[NewOfficer]) -> None:
    kept = dict(supplier.officers.values_list("pk", "nik_hash"))
    rows = [
        Officer(
            supplier=supplier,
            name=new.name,
            role=new.role,
            nik_hash=persons.nik_hash(new.nik) if new.nik else kept.get(new.keep, ""),
            share_pct=new.share_pct,
            beneficial=new.beneficial,
        )
        for new in officers
    ]
    supplier.officers.all().delete()
    Officer.objects.bulk_create(rows)
