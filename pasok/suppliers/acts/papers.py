"""Papers: a photo or scan is sealed with a key of its own, and only then stored."""

import hashlib
import io
from collections.abc import Iterable

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from pasok.kernel.actor import Actor
from pasok.kernel.keyring import seal_file
from pasok.sampul import store
from pasok.suppliers.models import Item, Paper, Supplier
from pasok.suppliers.photos import Scan

MOST = 6  # papers of one item


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
    paper = Paper(supplier=supplier, item=item, person=actor.id, kind=kind, type=scan.type)
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
