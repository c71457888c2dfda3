"""One package told from the plan to the drafted contract: every step by the door a person would use."""

import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone

from pasok.kernel import days
from pasok.kernel.actor import CLOCK
from pasok.kernel.machine import Refused
from pasok.kernel.money import rupiah
from pasok.law import calendar
from pasok.ledger.audit import audit
from pasok.ledger.news import read_out
from pasok.ledger.reads import story as on_spine
from pasok.opendata import reads as opendata
from pasok.opendata.validate import problems
from pasok.sampul import reads as sampul
from pasok.site import guardian
from pasok.site.stories import keys, places
from pasok.tenders import acts, rehearsal
from pasok.tenders.models import Tender

OFFERS = (Decimal(1_310_000_000), Decimal(1_290_000_000), Decimal(1_350_000_000))
TOLD_BACK = timedelta(days=42)
Say = Callable[[str], None]


@dataclass
class Told:
    """What came out, for people and for `--json`."""

    ocid: str = ""
    acts: list[dict[str, str]] = field(default_factory=list)
    winner: str = ""
    contract: int = 0
    releases: int = 0
    audit: dict[str, Any] = field(default_factory=dict)
    url: str = ""


def first_morning() -> datetime:
    """Nine o'clock on a working day six weeks ago, so that the whole story lies in the past."""
    zone = ZoneInfo(settings.TIME_ZONE)
    day = (timezone.now() - TOLD_BACK).astimezone(zone).date()
    return datetime.combine(days.next_working_day(day, calendar.holidays()), time(9), zone)


def tell(say: Say) -> Told:
    """Play it all. Every refusal on the way is part of the story and is said as the screen would say it."""
    office, now = places.an_office(), first_morning()
    owners = places.workshops(now)
    say("1. Rencana. Ratna (PPK) menyusun paket meja dan kursi siswa; Sari (PA) mengumumkannya di RUP.")
    package = places.desks(
        office,
        now,
        title=f"Meja dan kursi siswa SD ({timezone.now():%d-%m %H.%M})",
        pagu=Decimal(1_450_000_000),
    )
    say(f"   {package.ocid}: HPS {rupiah(package.hps_total)}, khusus usaha kecil dan koperasi.")
    tender = acts.propose(
        packages=[package.ocid], pokja=office.pokja.pk, actor=office.ppk, now=now, clock="replay"
    )
    guardian.restock()
    committee = rehearsal.Committee(office.members, custodian=guardian.releases)
    committee.announce(tender, now + timedelta(hours=1), **places.DOCUMENT)
    say("2. Pengumuman. Tiga anggota Pokja setuju, membuat kunci, dan mengumumkan tender.")
    keys.tell_dealing(tender, say)
    receipts = compete(tender, committee, owners, say)
    evaluate(tender, committee, owners, say)
    keys.tell_check(tender, owners[0], receipts[0], say)
    award(tender, office, say)
    return outcome(tender, say)


def compete(
    tender: Tender, committee: rehearsal.Committee, owners: list[Any], say: Say
) -> list[dict[str, Any]]:
    """Answers the receipts."""
    now = tender.announced_at + timedelta(hours=3)
    rehearsal.register(tender, owners[0], now)
    acts.ask(tender, actor=owners[0], text="Bolehkah memakai kayu mahoni?", now=now)
    question = tender.questions.get()
    acts.answer(tender, actor=committee.chair, question=question.pk, text="Boleh, bila kering oven.", now=now)
    say("3. Tanya jawab. Seorang peserta bertanya tentang mahoni; nama penanya tidak tampak bagi pesaing.")
    receipts = []
    for owner, price in zip(owners, OFFERS, strict=True):
        now += timedelta(hours=2)
        _, answer = rehearsal.offer(
            tender, owner, price, now, files=[rehearsal.a_paper("surat.txt", f"Penawaran {owner.name}")]
        )
        receipts.append(answer["receipt"])
        say(f"4. {owner.name} menyegel penawaran. Tanda terima {answer['fingerprint']}")
    closes_at = sampul.box(tender.box_key).closes_at
    committee.prove(tender, closes_at - timedelta(hours=20))
    say(f"   Uji buka sehari sebelumnya: {len(committee.members)} kunci anggota terbukti dapat dipakai.")
    refused = first_refusal(lambda: acts.close(tender, actor=CLOCK, now=now))
    say(f"   Membuka lebih awal ditolak: {refused}")
    acts.close(tender, actor=CLOCK, now=closes_at)
    say(f"5. Tepat {closes_at.astimezone(ZoneInfo(tender.zone)):%d-%m %H.%M} jam menutup pemasukan.")
    return receipts


def first_refusal(act: Callable[[], None]) -> str:
    try:
        act()
    except Refused as refused:
        return refused.reasons[0]
    raise AssertionError("ini seharusnya ditolak")


def evaluate(tender: Tender, committee: rehearsal.Committee, owners: list[Any], say: Say) -> None:
    now = sampul.box(tender.box_key).closes_at + timedelta(minutes=5)
    committee.open(tender, now)
    say("6. Pembukaan. Semua menjanjikan bagian kuncinya di log, barulah bagian-bagian itu diserahkan.")
    keys.tell_opening(tender, say)
    for bid in tender.bids.order_by("price").select_related("supplier"):
        say(f"   {bid.supplier}: {rupiah(bid.price)}")
    committee.judge(tender, now + timedelta(hours=3))
    committee.decide(tender, now + timedelta(days=4))
    say(f"7. Pemenang {tender.winner.supplier} dengan {rupiah(tender.winner.price)}.")
    now = tender.chosen_at + timedelta(hours=4)
    acts.file_sanggah(
        tender, actor=owners[0], ground="evaluation_error", text="Harga terlalu rendah.", now=now
    )
    acts.answer_sanggah(
        tender,
        actor=committee.chair,
        sanggah=tender.sanggah_set.get().pk,
        accepted=False,
        text="Harga di atas batas klarifikasi dan sudah dinilai wajar.",
        now=now + timedelta(days=1),
    )
    say("8. Sanggah diajukan satu peserta dan dijawab Pokja.")


def award(tender: Tender, office: places.Office, say: Say) -> None:
    acts.end_standstill(tender, actor=CLOCK, now=tender.standstill_until)
    now = tender.standstill_until + timedelta(hours=15)
    acts.issue_sppbj(tender, actor=office.ppk, number="01/SPPBJ/CONTOH", now=now)
    acts.draft_contract(tender, actor=office.ppk, now=now + timedelta(hours=2))
    say("9. Masa sanggah selesai. Ratna (PPK) menerbitkan SPPBJ dan membuat rancangan kontrak.")


def outcome(tender: Tender, say: Say) -> Told:
    entries = list(on_spine(tender.ocid))
    for entry in entries:
        read_out(entry)
    releases = opendata.releases_of(tender.ocid)
    faults = [fault for release in releases for fault in problems(json.loads(release.body))]
    report = audit()
    contract = next(e.data["contract"] for e in entries if e.act == "draft_contract")
    told = Told(
        ocid=tender.ocid,
        acts=[{"subject": e.subject, "act": e.act, "at": e.at.isoformat()} for e in entries],
        winner=str(tender.winner.supplier),
        contract=int(contract),
        releases=len(releases),
        audit={"subjects": report.subjects, "entries": report.entries, "findings": list(report.findings)},
        url=f"{settings.SITE_URL}{tender.get_absolute_url()}",
    )
    if faults:
        raise AssertionError(f"Rilis OCDS tidak sesuai skema: {faults[0]}")
    say(f"10. Data terbuka: {told.releases} rilis OCDS, semuanya sesuai skema 1.1.5.")
    say(f"    Buku: {report.entries} catatan pada {report.subjects} rantai, {len(report.findings)} temuan.")
    return told
