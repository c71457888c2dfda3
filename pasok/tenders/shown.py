"""What the page of a tender shows, in the parts that the components take."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from pasok.kernel.actor import Actor
from pasok.kernel.money import rupiah
from pasok.law import lookup as law
from pasok.pages.parts import Check, Column, Fact, Stage, Table
from pasok.pages.words import when
from pasok.sampul import reads as sampul
from pasok.tenders import gathering, reads
from pasok.tenders.models import Tender
from pasok.tenders.rules import schedule
from pasok.tenders.rules.bids import STAGES
from pasok.tenders.rules.sanggah import GROUNDS


def shown(request: HttpRequest, tender: Tender) -> dict[str, Any]:
    """Everything besides the acts and the timeline."""
    actor, now = request.actor, timezone.now()
    bids = list(reads.visible_bids(tender, actor))
    mine = reads.bids_of(actor).filter(tender=tender).first()
    return {
        "facts": facts(tender, now),
        "stages": stages(tender, now),
        "breaches": deviations(tender),
        "checks": checks(tender, actor, now),
        "mine": mine,
        "bill": bill(tender, actor),
        "questions": tender.questions.all(),
        "amendments": tender.amendments.all(),
        "changes": [(tender.rules.stage(c.code).label, c) for c in tender.stage_changes.all()],
        "bids": offers(bids) if bids else None,
        "ranking": [b for b in bids if b.rank],
        "sanggah": [
            (GROUNDS.get(s.ground, ""), s) for s in tender.sanggah_set.select_related("bid__supplier")
        ],
        "members": members(tender) if tender.announced_at else [],
        "box": sampul.box(tender.box_key) if tender.announced_at else None,
        "versions": Tender.objects.filter(ocid=tender.ocid).exclude(pk=tender.pk),
    }


def facts(tender: Tender, now: datetime) -> list[Fact]:
    box = sampul.box(tender.box_key) if tender.announced_at else None
    found = [
        Fact("HPS (batas harga)", rupiah(tender.hps)),
        Fact("Pagu anggaran", rupiah(tender.pagu)),
        Fact("Jenis kontrak", tender.terms.get("kind_label", "–")),
        Fact("Waktu kerja", f"{tender.terms.get('delivery_days', '–')} hari"),
        Fact("Uang muka", f"{tender.terms.get('advance_pct', '0')} %"),
        Fact("Pendaftar", f"{reads.count_registered(tender)} usaha"),
        Fact("Paket RUP", tender.packages[0], url=reverse("package", args=[tender.packages[0]])),
    ]
    if box:
        found.insert(2, Fact("Batas akhir penawaran", when(box.closes_at)))
    if tender.small_only:
        rule = law.rule("reserve_small_business_max", on=tender.law_on)
        found.append(Fact("Khusus usaha kecil sampai", rule.shown, rule=rule))
    return found


def stages(tender: Tender, now: datetime) -> list[Stage]:
    found = []
    for row in tender.stages.all():
        progress = "done" if row.ends_at <= now else "now" if row.starts_at <= now else "later"
        found.append(Stage(tender.rules.stage(row.code).label, progress, row.starts_at, row.ends_at))
    return found


def deviations(tender: Tender) -> list[str]:
    windows = gathering.windows(tender)
    return schedule.breaches(windows, tender.law_on, tender.zone) if windows else []


def checks(tender: Tender, actor: Actor, now: datetime) -> list[Check]:
    """May I bid? The very list that registration and sending will test."""
    if not actor.supplier or tender.state != "announced":
        return []
    mine = reverse("supplier", args=[actor.supplier])
    return [
        Check(item.label, item.met, item.how or item.article, "" if item.met else mine)
        for item in gathering.requirements(tender, actor.supplier, now)
    ]


def bill(tender: Tender, actor: Actor) -> Table:
    """What is bought. Unit prices of the HPS stay out: the law keeps them secret."""
    columns = [Column("Barang atau pekerjaan"), Column("Jumlah", number=True), Column("TKDN paling rendah")]
    rows = [
        (
            line["description"],
            f"{line['quantity']} {line['unit']}",
            f"{line['tkdn_min']} %" if line["tkdn_min"] else "–",
        )
        for line in tender.lines
    ]
    return Table("Yang dibeli", columns, rows)


def offers(bids: list[Any]) -> Table:
    columns = [
        Column("Peserta"),
        Column("Harga penawaran", number=True),
        Column("Harga terkoreksi", number=True),
        Column("Hasil"),
    ]
    rows = [(str(b.supplier), rupiah(b.offered), rupiah(b.price), verdict(b)) for b in bids]
    return Table("Penawaran yang dibuka", columns, rows, [b.get_absolute_url() for b in bids])


def verdict(bid: Any) -> str:
    if bid.state == "fallen":
        return f"Gugur ({bid.fallen_label}): {bid.fallen_reason}"
    if bid.rank:
        return "Pemenang" if bid.rank == 1 else f"Cadangan {bid.rank - 1}"
    left = bid.stages_left
    return f"Menunggu: {STAGES[left[0]]}" if left else "Lulus semua tahap"


def members(tender: Tender) -> list[tuple[str, bool]]:
    """Members of the Pokja and whether each has given the share."""
    released = set(sampul.progress(tender.box_key).released)
    return [(name, member in released) for member, name in tender.members.items()]
