"""Who holds the keys of a tender, and how far each one is: rows with plain words, for everybody."""

from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from pasok.kernel import seal
from pasok.kernel.actor import Actor
from pasok.pages.parts import Check
from pasok.sampul import reads as sampul
from pasok.tenders.models import Tender


def opening(tender: Tender, actor: Actor) -> dict[str, Any] | None:
    """The rows; whether this reader's page looks again by itself; the alarm. None before there is a box."""
    box = sampul.box(tender.box_key) if tender.announced_at else None
    if box is None:
        return None
    progress = sampul.progress(tender.box_key)
    member = actor.id in tender.members
    return {
        "box": box,
        "members": [member_row(one, name, progress, tender.state) for one, name in tender.members.items()],
        "others": [custodian_row(name, progress) for name in box.custodians] + witness_rows(box, progress),
        "waits": reverse("tender-progress", args=[tender.slug])
        if member and tender.state == "closed"
        else "",
        "mark": mark(tender),
        "alarm": alarm(tender, progress) if member and tender.state == "announced" else "",
    }


def mark(tender: Tender) -> str:
    """Changes when somebody has done something; a waiting page looks at it."""
    one = sampul.progress(tender.box_key)
    return seal.digest(
        [
            tender.state,
            sorted(one.promised),
            sorted(one.released),
            sorted(one.tried),
            one.witnessed,
            one.revealing,
        ]
    )[:16]


def member_row(member: str, name: str, one: Any, state: str) -> Check:
    if member in one.released:
        return Check(name, True, _("Bagian kunci diserahkan."))
    if state == "announced":
        if one.trial is None:
            return Check(name, True, _("Menyimpan bagian kunci."))
        if member in one.tried:
            return Check(name, True, _("Kunci sudah diuji dan dapat dipakai."))
        return Check(name, False, _("Kunci belum diuji."))
    if member in one.promised:
        return Check(name, True, _("Siap. Bagian kunci diserahkan setelah cukup anggota siap."))
    if state == "closed":
        return Check(name, False, _("Belum menyatakan bagian kunci."))
    return Check(name, True, _("Tidak perlu menyerahkan bagian kunci."))


def custodian_row(name: str, one: Any) -> Check:
    holder = f"custodian:{name}"
    label = _("Lembaga penjaga: {name}").format(name=name)
    if holder in one.released:
        return Check(label, True, _("Bagian kunci diserahkan."))
    if holder in one.promised:
        return Check(label, True, _("Siap. Bagian kunci diserahkan setelah cukup anggota siap."))
    if one.closed:
        return Check(label, False, _("Bekerja sendiri setelah penutupan disaksikan. Tunggu beberapa menit."))
    return Check(
        label, True, _("Menyimpan separuh dari setiap kunci. Tanpa penjaga, anggota tidak dapat membuka.")
    )


def witness_rows(box: Any, one: Any) -> list[Check]:
    """One row for all: they stand outside this house and sign what they have seen of the log."""
    if not box.witnesses:
        return []
    label = _("Saksi log: {names}").format(names=", ".join(box.witnesses))
    if not one.closed:
        return [
            Check(
                label,
                True,
                _("Mencatat kepala log dari luar, sehingga log tidak dapat ditulis ulang diam-diam."),
            )
        ]
    if one.witnessed:
        return [Check(label, True, _("Penutupan sudah disaksikan."))]
    return [Check(label, False, _("Menunggu {n} saksi melihat penutupan.").format(n=box.quorum))]


def alarm(tender: Tender, one: Any) -> str:
    """Who has not passed the trial, as long as the deadline still lets a key be replaced."""
    if one.trial is None:
        return ""
    late = [name for member, name in tender.members.items() if member not in one.tried]
    if not late:
        return ""
    said = _("Belum menguji kuncinya: {names}.").format(names=", ".join(late))
    return (
        said + " " + _("Hubungi mereka hari ini. Kunci yang hilang hanya dapat diganti sebelum batas akhir.")
    )
