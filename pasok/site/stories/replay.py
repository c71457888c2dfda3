"""Past tenders run again through the real doors, and what comes out beside what really happened."""

from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta

from django.db import transaction

from pasok.archive import reads as archive
from pasok.archive.reads import ParticipantRecord, TenderRecord
from pasok.kernel.actor import CLOCK
from pasok.kernel.machine import Refused
from pasok.kernel.money import rupiah
from pasok.law.methods import method
from pasok.ledger.models import Entry
from pasok.people.reads import IMPORTER
from pasok.planning import acts as planning
from pasok.sampul import reads as sampul
from pasok.site.stories import past
from pasok.tenders import acts, rehearsal
from pasok.tenders import reads as tenders
from pasok.tenders.models import Tender
from pasok.tenders.rules import schedule
from pasok.tenders.rules.facts import Window

METHOD = "tender_postqual_one_file"
KINDS = {"pengadaan barang": "goods", "pekerjaan konstruksi": "works", "jasa lainnya": "other_services"}
DEVIATES = "Jadwal seperti yang tercatat pada sistem asalnya."
MINUTE, HOUR = timedelta(minutes=1), timedelta(hours=1)


@dataclass(frozen=True)
class Difference:
    code: str
    ours: str
    theirs: str
    why: str


@dataclass
class Comparison:
    tenders: int = 0
    with_winner: int = 0
    same: int = 0
    without_winner: int = 0
    different: list[Difference] = field(default_factory=list)

    def plain(self) -> dict[str, object]:
        return asdict(self)


def chosen() -> list[TenderRecord]:
    """Every tender of the method that is built, by the words of the source."""
    return archive.tenders(method="tender", qualification="pasca satu file", evaluation="harga terendah")


def replay(tell: Callable[[TenderRecord, str], None]) -> Comparison:
    """Run them all; those that an earlier run finished are only compared. One transaction each."""
    found = Comparison()
    for record in chosen():
        firms = archive.participants(record.code)
        trouble = ""
        try:
            tender = again(record) or run(record, firms)
        except (Refused, LookupError, ValueError) as why:
            tender, trouble = None, " ".join(getattr(why, "reasons", ())) or str(why)
        compare(found, record, firms, tender, trouble)
        tell(record, tender.status.label if tender else trouble)
    return found


def origin(record: TenderRecord) -> str:
    return f"kisah ulang {record.source} {record.code}"


def again(record: TenderRecord) -> Tender | None:
    """The tender that an earlier run made of this record."""
    born = Entry.objects.filter(machine="package", act="adopt", data__origin=origin(record)).first()
    return tenders.latest(born.ocid) if born else None


@transaction.atomic
def run(record: TenderRecord, firms: list[ParticipantRecord]) -> Tender:
    """From the adopted package to the drafted contract, at the times that were recorded."""
    windows = recorded_windows(record)
    office = past.an_office(record)
    tender = announce(record, office, windows)
    committee = rehearsal.Committee(office.members)
    committee.announce(
        tender, windows["announcement"][0], windows=windows, reason=DEVIATES,
        requirements="Seperti dokumen aslinya.", technical="Seperti dokumen aslinya.",
    )  # fmt: skip
    closes_at = sampul.box(tender.box_key).closes_at
    bidders = take_part(tender, firms, windows["announcement"][0], closes_at)
    acts.close(tender, actor=CLOCK, now=closes_at)
    if bidders:
        decide(tender, committee, bidders, max(closes_at, windows["bid_opening"][0]))
    elif record.state.casefold().startswith("gagal"):
        nobody_came(tender, committee, record, closes_at)
    return tender


def recorded_windows(record: TenderRecord) -> dict[str, Window]:
    """The twelve stages as recorded; those that are missing come from the law's proposal."""
    akt = {stage.akt: stage.code for stage in method(METHOD).stages}
    known = {
        akt[s.akt]: (s.starts_at, s.ends_at)
        for s in archive.stages(record.code)
        if s.akt in akt and s.starts_at and s.ends_at and s.starts_at <= s.ends_at
    }
    start = known["announcement"][0] if "announcement" in known else record.announced_at
    if start is None:
        raise ValueError("Waktu pengumuman tidak tercatat.")
    return schedule.propose(start, start.date(), "Asia/Jakarta") | known


def announce(record: TenderRecord, office: past.Office, windows: dict[str, Window]) -> Tender:
    if record.hps is None or record.pagu is None:
        raise ValueError("HPS atau pagu tidak tercatat.")
    kind = next(
        (ours for theirs, ours in KINDS.items() if record.kind.casefold().startswith(theirs)), "goods"
    )
    now = windows["announcement"][0] - HOUR
    package = planning.create(
        actor=IMPORTER, now=now, agency=office.agency, satker=office.satker, year=now.year,
        title=record.title, pagu=record.pagu, kind=kind, ppk=office.ppk.id,
        funding=[{"source": "Lainnya", "amount": record.pagu}],
        locations=[{"name": record.location[:200] or office.agency.name}],
    )  # fmt: skip
    if package.small_business_reserved and record.scale.casefold() != "kecil":
        planning.unreserve(package, actor=office.ppk, reason=f"Kualifikasi {record.scale}.", now=now)
    planning.adopt(
        package, actor=IMPORTER, now=now, announced_at=now, method=METHOD, hps_total=record.hps,
        specification="Seperti dokumen aslinya.", origin=origin(record),
        terms={"kind": "lump_sum", "delivery_days": 90},
    )  # fmt: skip
    return acts.propose(
        packages=[package.ocid], pokja=office.pokja.pk, actor=office.ppk, now=now, clock="replay"
    )


def take_part(
    tender: Tender, firms: list[ParticipantRecord], start: datetime, closes_at: datetime
) -> dict[int, ParticipantRecord]:
    """Everybody registers who did; those with a published price seal it and send it. Bid pk -> record."""
    offers: dict[int, ParticipantRecord] = {}
    for record in firms:
        firm = past.a_firm(record, start)
        bid = rehearsal.register(tender, firm, start + MINUTE)
        if record.offer:
            rehearsal.offer(tender, firm, record.offer, closes_at - MINUTE)
            offers[bid.pk] = record
    return offers


def decide(
    tender: Tender, committee: rehearsal.Committee, offers: dict[int, ParticipantRecord], now: datetime
) -> None:
    committee.open(tender, now)
    committee.judge(tender, now + HOUR, {pk: r.reason for pk, r in offers.items() if r.reason})
    facts = tender.facts(committee.chair, now + HOUR)
    if not facts.passing:
        cause = "all_above_hps" if facts.fallen_above_hps == facts.opened else "none_pass"
        acts.fail(
            tender, actor=committee.chair, cause=cause, reason="Menurut hasil evaluasi.", now=now + HOUR
        )
        return
    committee.decide(tender, max(now + 2 * HOUR, tender.stages.get(code="award").starts_at))
    acts.end_standstill(tender, actor=CLOCK, now=tender.standstill_until)
    ppk = past.ppk_of(tender.ppk)
    acts.issue_sppbj(
        tender, actor=ppk, number=f"KISAH-ULANG/{tender.slug}", now=tender.standstill_until + HOUR
    )
    acts.draft_contract(tender, actor=ppk, now=tender.standstill_until + 2 * HOUR)


def nobody_came(tender: Tender, committee: rehearsal.Committee, record: TenderRecord, now: datetime) -> None:
    """The law gives one extension before a tender without bids may fail."""
    committee.enroll(tender, now)
    until = now + timedelta(days=1)
    acts.extend_submission(
        tender, actor=committee.chair, ends_at=until, reason="Belum ada penawaran.", now=now
    )
    acts.close(tender, actor=CLOCK, now=until)
    reason = record.closed_reason or record.repeat_reason or "Tidak ada penawaran yang tercatat."
    acts.fail(tender, actor=committee.chair, cause="no_bids", reason=reason, now=until)


def compare(
    found: Comparison,
    record: TenderRecord,
    firms: list[ParticipantRecord],
    tender: Tender | None,
    trouble: str,
) -> None:
    found.tenders += 1
    theirs = next((one for one in firms if one.winner and one.offer), None)
    if theirs is None:
        found.without_winner += 1
        return
    found.with_winner += 1
    ours = winner_of(tender, firms)
    if ours and ours.code == theirs.code:
        found.same += 1
    else:
        why = trouble or " ".join(reasons(tender, theirs, ours))
        found.different.append(Difference(record.code, shown(ours), shown(theirs), why))


def winner_of(tender: Tender | None, firms: list[ParticipantRecord]) -> ParticipantRecord | None:
    if tender is None or tender.winner is None:
        return None
    person = past.owner_of(tender.winner.supplier_id)
    return next((one for one in firms if past.email_of(one) == person), None)


def shown(one: ParticipantRecord | None) -> str:
    return f"{one.name}, {rupiah(one.offer)}" if one else "tidak ada pemenang"


def reasons(
    tender: Tender | None, theirs: ParticipantRecord, ours: ParticipantRecord | None
) -> Iterator[str]:
    """Why the rule leads elsewhere, from what the tables say and what they leave out."""
    if ours is None:
        yield (
            f"Tender berakhir tanpa pemenang: {tender.cause_label or tender.status.label}." if tender else ""
        )
        return
    if ours.offer and theirs.offer and ours.offer < theirs.offer:
        yield f"Ada penawaran lebih rendah {rupiah(ours.offer)} tanpa alasan gugur yang diumumkan."
        if ours.corrected is None:
            yield "Nilai terkoreksinya kosong: mungkin gugur sebelum evaluasi harga."
    elif ours.offer == theirs.offer:
        yield "Harga sama; aturan memilih yang lebih dahulu tercatat."
