"""What the law asks of a contract before it is signed. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from pasok.kernel.days import step
from pasok.kernel.money import rounded, rupiah
from pasok.kernel.tongue import mark, say
from pasok.law import calendar
from pasok.law import lookup as law
from pasok.law.lookup import Rule

KINDS = {"lump_sum": "Lumsum", "unit_price": "Harga satuan", "combined": "Gabungan lumsum dan harga satuan"}
CATEGORIES = {
    "goods": "Barang",
    "works": "Pekerjaan konstruksi",
    "other_services": "Jasa lainnya",
    "consultant": "Jasa konsultansi",
}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What the machine judges a contract by."""

    state: str
    now: datetime
    today: date
    hats: frozenset[str]
    number: str = ""
    delivery_days: int | None = None
    barred: str = ""  # the sentence on its supplier, if the blacklist bars it today
    replied: bool = False  # the supplier has answered the rating
    rated: bool = True  # there is one to answer


def is_numbered(facts: Facts) -> str | None:
    return None if facts.number else say("PPK belum mengisi nomor kontrak.")


def says_how_long(facts: Facts) -> str | None:
    return None if facts.delivery_days else say("PPK belum mengisi lama pekerjaan.")


def not_barred(facts: Facts) -> str | None:
    """Perpres 16/2018 Ps 78-79: nothing is signed with who is on the blacklist that day."""
    return facts.barred or None


def was_rated(facts: Facts) -> str | None:
    if facts.rated:
        return None
    return say("Kontrak ini diputus tanpa kesalahan usaha Anda, jadi tidak ada penilaian untuk ditanggapi.")


def not_received(facts: Facts) -> str | None:
    if facts.state != "handed_over":
        return None
    return say(
        "Pekerjaannya sudah diserahterimakan, jadi kontraknya tidak diputus. Nilai kinerja penyedia. "
        "Untuk kewajiban masa pemeliharaan yang dilanggar, usulkan sanksi daftar hitam."
    )


def not_yet_replied(facts: Facts) -> str | None:
    return say("Usaha Anda sudah menanggapi penilaian ini.") if facts.replied else None


@dataclass(frozen=True)
class Cause:
    """Why a contract ends before its work. `ground`: the deed the PPK may propose the blacklist for."""

    label: str
    article: str
    fault: bool = True  # of the supplier: then it is rated with nothing
    ground: str = ""
    evidence: str = ""  # whom else the PPK sends the evidence, and by which article
    after_due: bool = False  # only when the last day of the work is over


CAUSES = {
    "not_performed": Cause(
        mark("Penyedia tidak melaksanakan kontrak"), "Perpres 16/2018 Ps 78(3)", ground="contract_default"
    ),
    "not_finished": Cause(
        mark("Penyedia tidak menyelesaikan pekerjaan sampai waktunya habis"),
        "Perpres 16/2018 Ps 56, 78(3)",
        ground="contract_default",
        after_due=True,
    ),
    "fraud": Cause(
        mark("Penyedia terbukti memalsukan dokumen, bersekongkol, atau KKN dalam pemilihan"),
        "Perpres 16/2018 Ps 78(1)",
        evidence=mark(
            "Sampaikan bukti pemalsuan, persekongkolan, atau KKN kepada Pokja atau Pejabat Pengadaan, yang "
            "mengusulkan daftar hitam (Perpres 16/2018 Ps 79(1)), dan kepada UKPBJ, yang melaporkan "
            "pidananya (Ps 81)."
        ),
    ),
    "force_majeure": Cause(mark("Keadaan kahar"), "Perpres 16/2018 Ps 55", fault=False),
}


def earliest_end(notified_on: date, on: date) -> date:
    """The first day on which a contract may end that the supplier was told of on `notified_on`."""
    rule = notice_rule(on)
    if rule is None:
        return notified_on
    return step(notified_on, rule.period.n, rule.period.unit, calendar.holidays())


def notice_rule(on: date) -> Rule | None:
    """How long before the end the supplier is told of it; None where the law of that day asked for none."""
    try:
        return law.rule("termination_notice_min", on=on)
    except LookupError:
        return None


@dataclass(frozen=True)
class Workload:
    """The works contracts of a business: those running, the most at one time of late, the dearest done."""

    running: int
    most: int
    highest: Decimal | None


Job = tuple[date, date | None, Decimal | None]  # signed, handed over or ended, value if it was handed over


def workload(jobs: Sequence[Job], on: date) -> Workload:
    """Of these signed contracts, on that day: the law says how many years back each figure looks."""
    running = sum(1 for signed, ended, _ in jobs if signed <= on and (ended is None or ended > on))
    late = years_before(on, law.rule("kp_nonsmall_years", on=on).whole)
    starts = [signed for signed, _, _ in jobs if late <= signed <= on]
    most = max(
        (sum(1 for s, e, _ in jobs if s <= day and (e is None or e > day)) for day in starts), default=0
    )
    oldest = years_before(on, law.rule("kd_experience", on=on).whole)
    done = [value for _, ended, value in jobs if ended and value is not None and oldest < ended <= on]
    return Workload(running, most, max(done, default=None))


def years_before(day: date, years: int) -> date:
    """The same day some years earlier; 29 February becomes 28 February."""
    try:
        return day.replace(year=day.year - years)
    except ValueError:
        return date(day.year - years, 2, 28)


def due_on(signed_on: date, delivery_days: int) -> date:
    """The last day of the work: calendar days from the day it was signed."""
    return signed_on + timedelta(days=delivery_days)


def days_late(due: date, handed_over_on: date) -> int:
    return max((handed_over_on - due).days, 0)


@dataclass(frozen=True)
class Guarantee:
    """The performance guarantee the supplier hands over before signing; zero when the law asks for none."""

    value: Decimal
    why: str  # one Indonesian sentence
    rule: Rule


def performance_guarantee(value: Decimal, hps: Decimal | None, category: str, on: date) -> Guarantee:
    """5 % of the contract above Rp200 million; of the HPS when the price is below 80 % of it (Ps 33).

    `value` and `hps` in rupiah; without a known HPS the contract value counts. `on`: the announcement.
    """
    threshold = law.rule("bond_performance_contract_above", on=on)
    if category == "consultant":
        return Guarantee(Decimal(0), say("Jasa konsultansi tidak memerlukan jaminan pelaksanaan."), threshold)
    if value <= threshold.number:
        why = say(
            "Tidak perlu jaminan pelaksanaan: nilai kontrak tidak lebih dari {threshold}.",
            threshold=rupiah(threshold.number),
        )
        return Guarantee(Decimal(0), why, threshold)
    low = law.rule("low_price_check_below", on=on)
    if hps is not None and value * 100 < low.number * hps:
        rule = law.rule("bond_performance_low_price", on=on)
        why = say(
            "Jaminan pelaksanaan {n} % dari HPS, karena harga di bawah {low} % HPS.",
            n=rule.whole,
            low=low.whole,
        )
        return Guarantee(rounded(hps * rule.number / 100), why, rule)
    rule = law.rule("bond_performance_normal", on=on)
    return Guarantee(
        rounded(value * rule.number / 100),
        say("Jaminan pelaksanaan {n} % dari nilai kontrak.", n=rule.whole),
        rule,
    )


def signing_rule(on: date) -> Rule:
    """How many working days after the SPPBJ a contract must be signed."""
    return law.rule("contract_sign_max_after_sppbj", on=on)


def sign_by(sppbj_on: date, on: date) -> date:
    """The last day to sign, by the law of the announcement `on`."""
    period = signing_rule(on).period
    return step(sppbj_on, period.n, period.unit, calendar.holidays())


def paper(value: Decimal, category: str, on: date) -> tuple[str, Rule]:
    """The form a contract of this value takes, with the rule: SPK, or Surat Perjanjian above its limit."""
    rule = law.rule("spk.max", on=on, category=category)
    return ("SPK" if value <= rule.number else say("Surat Perjanjian")), rule
