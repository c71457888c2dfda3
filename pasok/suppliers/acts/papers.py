"""Papers: a photo or scan is sealed with a key of its own, and only then stored."""

import hashlib
import io
import logging
from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from pasok.kernel.actor import Actor
from pasok.kernel.keyring import seal_file
from pasok.people import regions
from pasok.sampul import store
from pasok.suppliers import ocr, rules
from pasok.suppliers.acts.business import NewOfficer, edit_identity, set_officers, set_permits
from pasok.suppliers.models import Item, Leftover, Paper, Supplier
from pasok.suppliers.photos import Scan
from pasok.suppliers.reads.business import kbli_codes, kbli_title
from pasok.suppliers.reads.items import whose

log = logging.getLogger("pasok.suppliers")
MOST = 6  # papers of one item
MOST_AN_HOUR = 30  # photos of one person that are read
MOST_AT_ONCE = 200  # photos that one round forgets


def keep(
    scan: Scan, *, actor: Actor, supplier: Supplier | None = None, item: Item | None = None, kind: str = ""
) -> Paper:
    """Store one paper. Raises ValidationError when the disks are full."""
    sealed, key = seal_file(scan.content)
    sha256 = hashlib.sha256(sealed).hexdigest()
    try:
        store.put(io.BytesIO(sealed), sha256)
    except store.Refusal as why:
        raise ValidationError(str(why)) from why
    paper = Paper(supplier=supplier, item=item, person=whose(actor), kind=kind, type=scan.type)
    paper.size, paper.sha256, paper.unlock = len(scan.content), sha256, key
    paper.save()
    return paper


def prove(item: Item, scans: Iterable[Scan], actor: Actor) -> int:
    """Put papers beside an item; how many it has now."""
    scans = list(scans)
    held = item.proofs.count()
    if held + len(scans) > MOST:
        raise ValidationError(_("Paling banyak {n} berkas untuk satu data.").format(n=MOST))
    for scan in scans:
        keep(scan, actor=actor, supplier=item.supplier, item=item)
    return held + len(scans)


def photograph(scan: Scan, kind: str, *, actor: Actor, supplier: Supplier | None) -> Paper:
    """Keep the photo of a paper and what can be read on it. Nothing of it is in the profile yet.

    Raises ValidationError for more photos in an hour than a person takes.
    """
    recent = Paper.objects.filter(person=whose(actor), item=None, at__gt=timezone.now() - timedelta(hours=1))
    if recent.count() >= MOST_AN_HOUR:
        raise ValidationError(_("Terlalu banyak foto dalam satu jam. Coba lagi nanti."))
    known = {code for edition in rules.EDITIONS for code in kbli_codes(edition)} | set(regions.names())
    read = ocr.read(scan.content, kind, known) if ocr.available() else {}
    with transaction.atomic():
        paper = keep(scan, actor=actor, supplier=supplier, kind=kind)
        paper.read = read
        paper.save()
    return paper


def take(paper: Paper, supplier: Supplier, values: Mapping[str, str], *, actor: Actor) -> None:
    """Put what its owner has confirmed into the profile, by the acts that write it. Raises Refused."""
    with transaction.atomic():
        if not Paper.objects.select_for_update().filter(pk=paper.pk).exists():
            raise ValidationError(_("Foto ini sudah dihapus karena lama tidak dipakai. Foto sekali lagi."))
        TAKEN[paper.kind](supplier, {name: value for name, value in values.items() if value}, actor)
        paper.supplier, paper.read, paper.confirmed = supplier, {}, True
        paper.save()


def forget(papers: Iterable[Paper]) -> int:
    """Destroy their keys; how many they were. The sealed files can be opened by nobody, also in backups.

    Their bytes leave the store with the next `erase`.
    """
    gone = list(papers)
    with transaction.atomic():
        Leftover.objects.bulk_create([Leftover(sha256=paper.sha256) for paper in gone])
        Paper.objects.filter(pk__in=[paper.pk for paper in gone]).delete()
    return len(gone)


def erase(now: datetime) -> int:
    """Take the bytes of forgotten papers out of both copies of the store; how many files went.

    What a copy that does not answer still holds is tried again.
    """
    with transaction.atomic():
        rows = list(Leftover.objects.select_for_update(skip_locked=True).order_by("pk")[:MOST_AT_ONCE])
        done = []
        for row in rows:
            try:
                store.drop(row.sha256)
            except store.Away:
                break
            done.append(row.pk)
        Leftover.objects.filter(pk__in=done).delete()
    if done:
        log.info("%d berkas tersegel yang kuncinya sudah dimusnahkan dihapus dari penyimpanan.", len(done))
    return len(done)


def purge(now: datetime) -> int:
    """Forget photos that were never put beside anything, after settings.PAPER_DAYS; how many went.

    A paper of an item stays, and one that was confirmed for a business.
    """
    unused = Paper.objects.filter(item=None, at__lte=now - timedelta(days=settings.PAPER_DAYS))
    unused = unused.exclude(confirmed=True, supplier__isnull=False)
    with transaction.atomic():
        gone = forget(unused.select_for_update(skip_locked=True, of=("self",))[:MOST_AT_ONCE])
    if gone:
        log.info("%d foto yang tidak pernah dipakai dihapus.", gone)
    return gone


def take_nib(supplier: Supplier, values: dict[str, str], actor: Actor) -> None:
    codes = values.pop("kbli", "").replace(",", " ").split()
    edit_identity(supplier, actor=actor, **values)
    held = [permit.plain() for permit in supplier.permits.all()]
    known = {permit.kbli[-5:] for permit in held}
    fresh = [rules.Permit(code, edition_of(code)) for code in codes if code not in known]
    if fresh:
        set_permits(supplier, permits=[*held, *fresh], actor=actor)


def edition_of(code: str) -> str:
    """The edition that knows the code. Raises ValidationError when none does."""
    for edition in rules.EDITIONS:
        if kbli_title(code, edition):
            return edition
    raise ValidationError(_("Kode {code} tidak ada pada KBLI.").format(code=code))


def take_npwp(supplier: Supplier, values: dict[str, str], actor: Actor) -> None:
    """Only the number: the name and address of the business are those of its NIB."""
    if number := values.get("npwp"):
        edit_identity(supplier, actor=actor, npwp=number)


def take_ktp(supplier: Supplier, values: dict[str, str], actor: Actor) -> None:
    """One more person behind the business, or the NIK of one who is there by that name."""
    name = values.get("name", "").strip()
    if not name:
        raise ValidationError({"name": _("Isi namanya.")})
    people = [
        NewOfficer(o.name, o.role, "", o.share_pct, o.beneficial, o.pk) for o in supplier.officers.all()
    ]
    again = next((o for o in people if o.name.casefold() == name.casefold()), None)
    if again:
        people[people.index(again)] = replace(again, nik=values.get("nik", ""))
    else:
        people.append(NewOfficer(name, values.get("role", "director"), values.get("nik", "")))
    set_officers(supplier, officers=people, actor=actor)


TAKEN = {"nib": take_nib, "npwp": take_npwp, "ktp": take_ktp}
