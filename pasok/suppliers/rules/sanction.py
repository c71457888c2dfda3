"""When a business may be put on the blacklist, for how long, and what everybody is told while it is. Pure."""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from pasok.kernel import days
from pasok.kernel.days import shown_day
from pasok.kernel.tongue import mark, say
from pasok.law import calendar
from pasok.law import lookup as law
from pasok.law.lookup import Rule
from pasok.suppliers.rules.numbers import standing

ONE_DAY = timedelta(days=1)


@dataclass(frozen=True)
class Ground:
    """One deed the law names, and which offices propose for it: Perpres 16/2018 Ps 78(1)-(3), 79(1)-(3)."""

    label: str
    article: str
    by: frozenset[str]


SELECTION = frozenset({"pokja", "procurement_officer", "ukpbj"})
CONTRACT = frozenset({"ppk"})
PROPOSERS = SELECTION | CONTRACT
#: the length is `blacklist.length` of the law, by the day of the deed; deeds without one are not here
GROUNDS = {
    "false_documents": Ground(
        mark("Dokumen atau keterangan palsu"),
        "Perpres 16/2018 Ps 78(1)a; Perlem LKPP 4/2021 3.1.a",
        SELECTION,
    ),
    "collusion": Ground(
        mark("Persekongkolan mengatur harga penawaran"),
        "Perpres 16/2018 Ps 78(1)b; Perlem LKPP 4/2021 3.1.b",
        SELECTION,
    ),
    "corruption": Ground(
        mark("Korupsi, kolusi, atau nepotisme dalam pemilihan"),
        "Perpres 16/2018 Ps 78(1)c; Perlem LKPP 4/2021 3.1.c",
        SELECTION,
    ),
    "withdrawal": Ground(
        mark("Mengundurkan diri tanpa alasan yang dapat diterima"),
        "Perpres 16/2018 Ps 78(1); Perlem LKPP 4/2021 3.1.d",
        SELECTION,
    ),
    "refused_contract": Ground(
        mark("Pemenang mengundurkan diri sebelum tanda tangan kontrak"),
        "Perpres 16/2018 Ps 78(2); Perlem LKPP 4/2021 3.1.f",
        CONTRACT,
    ),
    "contract_default": Ground(
        mark("Tidak melaksanakan atau tidak menyelesaikan kontrak"),
        "Perpres 16/2018 Ps 78(3); Perlem LKPP 4/2021 3.1.g",
        CONTRACT,
    ),
    "maintenance": Ground(
        mark("Tidak memenuhi kewajiban masa pemeliharaan"),
        "Perpres 16/2018 Ps 78(3); Perlem LKPP 4/2021 3.1.h",
        CONTRACT,
    ),
}
#: what the decision rests on, in the words of the national list
ORIGINS = {
    "ordinary": mark("Usulan, PA atau KPA bukan PPK paket ini"),
    "pa_is_ppk": mark("Usulan, PA atau KPA merangkap PPK"),
    "audit_finding": mark("Temuan BPK atau APIP"),
    "court": mark("Putusan pengadilan berkekuatan hukum tetap"),
}
LEGAL_FORMS = {"pt", "cv", "ud", "fa", "firma", "koperasi", "tbk", "perorangan"}
STANDING = ("in_force", "published")  # the states in which a sanction bars


@dataclass(frozen=True, kw_only=True)
class SanctionFacts:
    """What the acts on a sanction are judged by."""

    state: str
    now: datetime
    hats: frozenset[str]
    me: str = ""
    ground: str
    origin: str
    proposed_by: str = ""
    evidence: str = ""
    happened_on: date
    hearing_until: datetime | None = None
    recommended: bool = False
    until: date | None = None  # the last day
    zone: str = "Asia/Jakarta"
    recognised: bool = False  # a person took it over from the national list


def length(ground: str, on: date) -> Rule | None:
    """How long the deed is punished for by the law of the day `on`; None where no length is known."""
    return standing("blacklist.length", on, ground=ground) if ground in GROUNDS else None


def office_fits_ground(facts: SanctionFacts) -> str | None:
    """Who proposes depends on the deed: Perpres 16/2018 Ps 79(1)-(3)."""
    by = GROUNDS[facts.ground].by
    if facts.origin == "pa_is_ppk" and facts.ground in GROUNDS and facts.hats & {"pa", "kpa"}:
        return None
    if not facts.hats & by:
        if by == CONTRACT:
            return say(
                "Perbuatan ini terjadi pada kontrak: yang mengusulkan PPK. Sampaikan buktinya kepada PPK."
            )
        return say(
            "Perbuatan ini terjadi pada pemilihan: yang mengusulkan Pokja, Pejabat Pengadaan, atau UKPBJ. "
            "Sampaikan buktinya kepada mereka."
        )
    return None


def evidence_written(facts: SanctionFacts) -> str | None:
    return None if facts.evidence.strip() else say("Tuliskan uraian perbuatan dan buktinya.")


def length_known(facts: SanctionFacts) -> str | None:
    if length(facts.ground, facts.happened_on) is None:
        return say("Lama sanksi untuk perbuatan pada tanggal itu tidak diatur. Periksa tanggal kejadiannya.")
    return None


def deed_is_past(facts: SanctionFacts) -> str | None:
    if facts.happened_on > facts.now.astimezone(ZoneInfo(facts.zone)).date():
        return say("Tanggal kejadian belum tiba. Periksa tanggalnya.")
    return None


def hearing_end(at: datetime, on: date, zone: str) -> datetime:
    """The last minute in which the business may reply to a proposal it was told of at `at`: 23.59 there."""
    period = law.rule("blacklist_objection", on=on).period
    last = days.step(at.astimezone(ZoneInfo(zone)).date(), period.n, period.unit, calendar.holidays())
    return datetime.combine(last, time(23, 59), ZoneInfo(zone))


def day_end(day: date, zone: str) -> datetime:
    """The first moment after that day, there."""
    return datetime.combine(day + ONE_DAY, time(), ZoneInfo(zone))


def within_hearing(facts: SanctionFacts) -> str | None:
    if facts.hearing_until is None or facts.now >= facts.hearing_until:
        return say(
            "Waktu untuk menjawab usulan ini sudah lewat. "
            "Tunggu keputusannya; bila ditetapkan, Anda dapat menggugat ke pengadilan tata usaha negara."
        )
    return None


def hearing_over(facts: SanctionFacts) -> str | None:
    if facts.hearing_until is None or facts.now < facts.hearing_until:
        return say(
            "Usaha masih punya waktu untuk menjawab. Tunggu sampai waktunya habis atau jawabannya masuk."
        )
    return None


def hearing_closes(facts: SanctionFacts) -> datetime | None:
    return facts.hearing_until


def recommended_if_asked(facts: SanctionFacts) -> str | None:
    """APIP recommends before the decision, unless it rests on a finding or a judgment already."""
    rule = standing("blacklist.recommended", facts.happened_on, origin=facts.origin)
    if rule and rule.yes and not facts.recommended:
        return say("APIP belum memberi rekomendasi. Minta APIP memeriksa usulan ini.")
    return None


def not_ones_own_proposal(facts: SanctionFacts) -> str | None:
    """Who proposed does not decide, except where the PA or KPA is also the PPK."""
    if facts.me and facts.me == facts.proposed_by and facts.origin != "pa_is_ppk":
        return say("Anda yang mengusulkan sanksi ini, jadi orang lain yang memutuskannya.")
    return None


def was_recognised(facts: SanctionFacts) -> str | None:
    if not facts.recognised:
        return say("Sanksi ini ditetapkan di sini. Yang dapat membatalkannya PA atau KPA.")
    return None


def end_of_term(facts: SanctionFacts) -> datetime | None:
    return day_end(facts.until, facts.zone) if facts.until else None


def term_is_over(facts: SanctionFacts) -> str | None:
    end = end_of_term(facts)
    return (
        say("Masa sanksi belum berakhir. Sanksi berakhir sendiri pada harinya.")
        if end is None or facts.now < end
        else None
    )


def last_day(first: date, rule: Rule) -> date:
    """The last day of a term that begins on `first` and lasts the years of `rule`."""
    return years_later(first, rule.whole) - ONE_DAY


def years_later(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)


def resumed_until(until: date, suspended_on: date, resumed_on: date, on: date) -> date:
    """The last day after a suspension by court: what was left when it began follows it, as the law says."""
    if law.value("blacklist_suspended_time_counts", on=on):
        return until
    return resumed_on + (until - suspended_on)


def npwp_keys(npwp: str) -> tuple[str, ...]:
    """The digits an NPWP is compared by: the whole, and the part a firm shares with its branches.

    Of 15 digits the first nine name the taxpayer; of 16 that begin with 0 the nine after it. A number of 16
    that begins otherwise is a person's NIK and has no branches.
    """
    if len(npwp) == 15:
        return npwp[:9], npwp
    if len(npwp) == 16 and npwp.startswith("0"):
        return npwp[1:10], npwp[1:]
    return (npwp,) if len(npwp) == 16 else ()


@dataclass(frozen=True)
class Bar:
    """Why a business may not take part now. `person`: not the business but one who leads or owns it."""

    until: date | None
    by: str  # who decided: "Kab. Contoh"
    number: str  # of the decision
    url: str = ""
    person: bool = False

    def sentence(self, who: str) -> str:
        """One reason: who, until when, by whom. `who`: "Usaha Anda" or a name."""
        until = shown_day(self.until) if self.until else say("waktu yang belum ditentukan")
        parts = {"who": who, "until": until, "by": self.by, "number": self.number or "–"}
        if self.person:
            return say(
                "Pengurus atau pemilik {who} masuk daftar hitam sampai {until} oleh {by}, nomor {number}.",
                **parts,
            )
        return say("{who} masuk daftar hitam sampai {until} oleh {by}, nomor {number}.", **parts)

    @property
    def until_words(self) -> str:
        """The last day, as it is read."""
        return shown_day(self.until) if self.until else ""

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return say(
            "Sesudah tanggal itu boleh menawar lagi. Bila keliru, sampaikan kepada yang menetapkannya."
        )


def name_key(name: str) -> str:
    """A name without legal form, signs and case: alike names are a hint for a person, never a match."""
    words = re.sub(r"[^a-z0-9 ]", " ", name.lower()).split()
    return " ".join(word for word in words if word not in LEGAL_FORMS)
