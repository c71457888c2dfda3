"""What the page of a tender shows, in the parts that the components take."""

from datetime import datetime
from decimal import Decimal
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html
from django.utils.translation import gettext as _

from pasok.kernel.actor import Actor
from pasok.kernel.money import rupiah
from pasok.kernel.tongue import count
from pasok.law import lookup as law
from pasok.pages.parts import Check, Column, Fact, Stage, Table
from pasok.pages.words import countdown, when
from pasok.pages.written import as_written
from pasok.sampul import reads as sampul
from pasok.tenders import gathering, letters, reads, shown_fitness, shown_opening
from pasok.tenders.models import Tender
from pasok.tenders.rules import schedule
from pasok.tenders.rules.bids import STAGES
from pasok.tenders.rules.sanggah import GROUNDS


def shown(request: HttpRequest, tender: Tender) -> dict[str, Any]:
    """Everything besides the acts and the timeline."""
    actor, now = request.actor, timezone.now()
    box = sampul.box(tender.box_key) if tender.announced_at else None
    bids = list(reads.visible_bids(tender, actor))
    mine = reads.bids_of(actor).filter(tender=tender).first()
    return {
        "headline": headline(tender, box.closes_at if box else None),
        "facts": facts(tender),
        "team": team(tender, actor, now),
        "welcome": tender.state == "announced" and not actor.id.startswith("person:"),
        "judging": tender.state == "opened" and any(b.state == "opened" and b.stages_left for b in bids),
        "stages": stages(tender, now),
        "breaches": deviations(tender),
        "may": shown_fitness.of_tender(tender, actor, now),
        "mine": mine,
        "bill": bill(tender, actor),
        "questions": tender.questions.all(),
        "amendments": tender.amendments.all(),
        "changes": [(_(tender.rules.stage(c.code).label), c) for c in tender.stage_changes.all()],
        "bids": offers(bids, official(tender, actor, now), actor) if bids else None,
        "ranking": [b for b in bids if b.rank],
        "sanggah": [
            (_(GROUNDS.get(s.ground, "")), s) for s in tender.sanggah_set.select_related("bid__supplier")
        ],
        "opening": shown_opening.opening(tender, actor),
        "paper": sampul.wrapped(tender.box_key, actor.id) if tender.state in NOT_OPENED else "",
        "papers": letters.listed(tender, actor, now),
        "standstill_until": when(tender.standstill_until) if tender.standstill_until else "",
        "versions": Tender.objects.filter(ocid=tender.ocid).exclude(pk=tender.pk),
    }


def headline(tender: Tender, closes_at: datetime | None) -> list[Fact]:
    """Money and deadline: first on the page of a tender and on that of a bid, always in this order."""
    found = [Fact(_("HPS (batas harga)"), rupiah(tender.hps), term="HPS")]
    if closes_at:
        left = countdown(closes_at) if tender.state == "announced" else _("sudah ditutup")
        found.append(Fact(_("Batas akhir penawaran"), when(closes_at), left))
    return found


def facts(tender: Tender) -> list[Fact]:
    days = tender.terms.get("delivery_days")
    found = [
        Fact(_("Pagu anggaran"), rupiah(tender.pagu), term="Pagu"),
        Fact(_("Jenis kontrak"), _(tender.terms.get("kind_label", "–"))),
        Fact(_("Waktu kerja"), count("{n} hari", days) if days else "–"),
        Fact(_("Uang muka"), percent(tender.terms.get("advance_pct") or "0"), term="Uang muka"),
        Fact(_("Pendaftar"), count("{n} usaha", reads.count_registered(tender))),
        Fact(
            _("Paket RUP"),
            tender.packages[0],
            url=reverse("package", args=[tender.packages[0]]),
            term="RUP",
        ),
    ]
    if tender.small_only:
        rule = law.rule("reserve_small_business_max", on=tender.law_on)
        found.append(Fact(_("Khusus usaha kecil sampai"), rule.shown, rule=rule))
    return found


def percent(value: Any) -> str:
    """40%, 45,5%."""
    return f"{Decimal(value).normalize():f}%".replace(".", ",")


def amount(line: dict[str, Any]) -> str:
    """How much of a line of the bill is bought: 1.200 unit."""
    whole, _, part = str(line["quantity"]).partition(".")
    return f"{int(whole):,}".replace(",", ".") + (f",{part}" if part else "") + f" {line['unit']}"


#: how many of the twelve stages are over in a state; while bids may come, the schedule itself says it
NOT_OPENED = ("preparing", "announced", "closed")  # while a key is still of use
OVER = {"closed": 4, "opened": 5, "decided": 8, "standstill": 9, "cleared": 10, "appointed": 11}
OVER |= {"contracted": 12}


def stages(tender: Tender, now: datetime) -> list[Stage]:
    rows = list(tender.stages.all())
    for row in rows:
        if row.code == "standstill" and tender.standstill_until:  # what the announcement gave, not the plan
            row.ends_at = tender.standstill_until
    over = OVER.get(tender.state)
    if over is None:
        done = {row.number for row in rows if tender.announced_at and row.ends_at <= now}
        running = {row.number for row in rows if row.starts_at <= now < row.ends_at and row.number <= 4}
    else:
        done, running = set(range(1, over + 1)), {over + 1}
    if tender.state != "announced" and over is None:
        running = set()
    return [
        Stage(
            _(tender.rules.stage(row.code).label),
            "done" if row.number in done else "now" if row.number in running else "later",
            row.starts_at,
            row.ends_at,
        )
        for row in rows
    ]


def official(tender: Tender, actor: Actor, now: datetime) -> bool:
    """Whether the actor holds an office over this tender."""
    return bool(gathering.worn(tender, actor, now) - {"supplier"})


def team(tender: Tender, actor: Actor, now: datetime) -> list[Check]:
    """For officials, while the Pokja decides together: who agreed, who has a key."""
    if tender.state not in {"proposed", "preparing", "opened"}:
        return []
    if not official(tender, actor, now):
        return []
    agreed = set(
        tender.agreements.filter(fingerprint=gathering.matter(tender)).values_list("member", flat=True)
    )
    keyed = set(sampul.progress(tender.box_key).enrolled)
    found = []
    for member, name in tender.members.items():
        said = [_("Sudah setuju.") if member in agreed else _("Belum setuju.")]
        if tender.state == "preparing":
            said.insert(0, _("Sudah membuat kunci.") if member in keyed else _("Belum membuat kunci."))
        done = member in agreed and (tender.state != "preparing" or member in keyed)
        found.append(Check(name, done, " ".join(said)))
    return found


def deviations(tender: Tender) -> list[str]:
    windows = gathering.windows(tender)
    return schedule.breaches(windows, tender.law_on, tender.zone) if windows else []


def bill(tender: Tender, actor: Actor) -> Table:
    """What is bought. Unit prices of the HPS stay out: the law keeps them secret."""
    columns = [
        Column(_("Barang atau pekerjaan")),
        Column(_("Jumlah"), number=True),
        Column(_("TKDN paling rendah")),
    ]
    rows = [
        (
            as_written(line["description"]),
            as_written(amount(line)),
            percent(line["tkdn_min"]) if line["tkdn_min"] else "–",
        )
        for line in tender.lines
    ]
    return Table(_("Yang dibeli"), columns, rows)


def offers(bids: list[Any], every: bool, actor: Actor) -> Table:
    """All offers for everybody; the page behind one only for officials and for the business itself."""
    columns = [
        Column(_("Peserta")),
        Column(_("Harga penawaran"), number=True),
        Column(_("Harga terkoreksi"), number=True),
        Column(_("Hasil")),
    ]
    rows = [(as_written(b.supplier), rupiah(b.offered), rupiah(b.price), verdict(b)) for b in bids]
    urls = [b.get_absolute_url() if every or actor.supplier == str(b.supplier_id) else "" for b in bids]
    return Table(_("Penawaran yang dibuka"), columns, rows, urls)


def verdict(bid: Any) -> str:
    if bid.state == "fallen":
        return format_html(
            _("Gugur ({stage}): {reason}"), stage=_(bid.fallen_label), reason=as_written(bid.fallen_reason)
        )
    if bid.rank:
        return _("Pemenang") if bid.rank == 1 else _("Cadangan {n}").format(n=bid.rank - 1)
    left = bid.stages_left
    return _("Menunggu: {stage}").format(stage=_(STAGES[left[0]])) if left else _("Lulus semua tahap")
