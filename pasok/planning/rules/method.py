"""Which method the law gives a package, told in plain words. The order of the steps is the law's order."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from pasok.kernel.money import rupiah
from pasok.kernel.tongue import say
from pasok.law.lookup import Rule
from pasok.planning.rules.hps import found
from pasok.planning.rules.packaging import direct_limit

# The closed lists of Ps 38(5) and 41(5); the last two are dated rows of the law.
REASONS_GOODS = {
    "international_event": "Persiapan mendadak untuk komitmen internasional yang dihadiri Presiden/Wapres",
    "state_secret": "Bersifat rahasia untuk kepentingan negara",
    "unforeseen_system": "Konstruksi bangunan satu sistem yang tidak dapat diperhitungkan sebelumnya",
    "single_able": "Hanya dapat disediakan oleh satu pelaku usaha yang mampu",
    "seed_fertiliser": "Benih unggul atau pupuk untuk petani",
    "housing_utilities": "Prasarana dan utilitas umum perumahan oleh pengembangnya",
    "patent_holder": "Hanya dapat dilaksanakan pemegang hak paten atau izinnya",
    "failed_retender": "Tender ulang gagal",
}
REASONS_CONSULTANT = {
    "single_able": "Hanya dapat dilakukan oleh satu pelaku usaha yang mampu",
    "copyright_holder": "Hanya dapat dilakukan pemegang hak cipta yang terdaftar",
    "urgent_legal": "Bantuan hukum yang tidak direncanakan dan harus segera",
}
DATED_REASONS = {
    "president_direction": ("direct_appointment_president_direction", "Arahan Presiden yang tertulis"),
    "repeat_order": ("direct_appointment_repeat_order_goods_works_services", "Pesanan ulang"),
}


@dataclass(frozen=True, kw_only=True)
class Case:
    """What the decision looks at. `value` in rupiah; `on` chooses the law."""

    kind: str
    value: Decimal
    on: date
    excluded: bool = False
    emergency: bool = False
    contest: bool = False
    in_catalogue: bool = False
    catalogue_exception: str = ""  # why the catalogue cannot serve, Ps 50(5a)
    direct_appointment_reason: str = ""  # a code of `direct_appointment_reasons`
    spec_fixed_and_qualified: bool = False


@dataclass(frozen=True)
class Decision:
    """The outcome: a `selection` of the methods table, the way there in words, and the rows it rests on."""

    method: str
    words: tuple[str, ...]
    sources: tuple[Rule, ...]
    also: tuple[str, ...] = ()  # selections that may be chosen instead


@dataclass(frozen=True)
class Answer:
    """What one step says: the method it gives ("" to go on), in words, on which rows."""

    method: str = ""
    words: str = ""
    rules: tuple[Rule, ...] = ()
    also: tuple[str, ...] = ()


def direct_appointment_reasons(kind: str, on: date) -> dict[str, str]:
    """The reasons for direct appointment on that day, code -> words. Perpres 16/2018 Ps 38(5), 41(5)."""
    reasons = dict(REASONS_CONSULTANT if kind == "consultant" else REASONS_GOODS)
    if found("direct_appointment_president_direction", on):
        reasons["president_direction"] = DATED_REASONS["president_direction"][1]
    if found(repeat_order_row(kind), on):
        reasons["repeat_order"] = DATED_REASONS["repeat_order"][1]
    return reasons


def repeat_order_row(kind: str) -> str:
    if kind == "consultant":
        return "direct_appointment_repeat_order_consultant_max"
    return DATED_REASONS["repeat_order"][0]


def excluded(case: Case) -> Answer:
    if case.excluded:
        return Answer(
            "excluded", say("Pengadaan ini dikecualikan: tarif publik, praktik mapan, atau aturan lain.")
        )
    return Answer()


def emergency(case: Case) -> Answer:
    if case.emergency:
        return Answer(
            "emergency", say("Keadaan darurat sudah dinyatakan, jadi pelaku usaha terdekat ditunjuk.")
        )
    return Answer()


def contest(case: Case) -> Answer:
    if case.contest:
        return Answer(
            "contest", say("Yang dicari adalah gagasan atau karya, jadi dipakai kontes atau sayembara.")
        )
    return Answer()


def catalogue(case: Case) -> Answer:
    """Ps 50(5): compulsory since 2025 unless one of the exceptions of 50(5a) is written down."""
    allowed = case.kind != "consultant" or found("epurchasing_for_consultants", case.on)
    if not case.in_catalogue or not allowed:
        return Answer(words=say("Barang/jasa ini tidak dibeli lewat katalog elektronik."))
    duty = found("epurchasing_mandatory_if_in_catalogue", case.on)
    rules = (duty,) if duty else ()
    if case.catalogue_exception.strip():
        return Answer(
            words=say("Ada di katalog, tetapi dikecualikan: {why}", why=case.catalogue_exception.strip()),
            rules=rules,
        )
    if not duty:
        return Answer(
            "e_purchasing", say("Tersedia di katalog elektronik, jadi dapat dibeli lewat e-purchasing.")
        )
    must = say("Tersedia di katalog elektronik, jadi wajib dibeli lewat e-purchasing.")
    return Answer("e_purchasing", must, rules)


def direct_appointment(case: Case) -> Answer:
    code = case.direct_appointment_reason
    if not code:
        return Answer()
    words = direct_appointment_reasons(case.kind, case.on).get(code)
    if words is None:
        return Answer(words=say("Alasan penunjukan langsung itu tidak ada dalam daftar yang berlaku."))
    key = repeat_order_row(case.kind) if code == "repeat_order" else DATED_REASONS.get(code, ("", ""))[0]
    row = found(key, case.on) if key else None
    return Answer(
        "direct_appointment",
        say("Penunjukan langsung karena: {words}.", words=say(words)),
        (row,) if row else (),
    )


def direct_procurement(case: Case) -> Answer:
    limit = direct_limit(case.kind, case.on)
    if limit is None:
        return Answer(words=say("Jenis ini tidak mengenal pengadaan langsung."))
    if case.value <= limit.number:
        return Answer(
            "direct_procurement",
            say(
                "Nilai {value} tidak melebihi {limit}, jadi pengadaan langsung.",
                value=rupiah(case.value),
                limit=limit.shown,
            ),
            (limit,),
        )
    return Answer(
        words=say(
            "Nilai {value} di atas batas pengadaan langsung {limit}.",
            value=rupiah(case.value),
            limit=limit.shown,
        ),
        rules=(limit,),
    )


def competition(case: Case) -> Answer:
    """What is left: seleksi for consultants, else tender, quick where spec and bidders are ready."""
    if case.kind == "consultant":
        return Answer("seleksi", say("Jasa konsultansi di atas batas itu dipilih dengan seleksi."))
    if case.spec_fixed_and_qualified:
        return Answer(
            "fast_tender",
            say(
                "Spesifikasi dan volume sudah pasti, dan pesertanya terkualifikasi. "
                "Tender cepat dapat dipakai."
            ),
            also=("tender",),
        )
    return Answer("tender", say("Tidak ada metode lain yang dapat dipakai, jadi dilakukan tender."))


STEPS: tuple[Callable[[Case], Answer], ...] = (
    excluded,
    emergency,
    contest,
    catalogue,
    direct_appointment,
    direct_procurement,
    competition,
)


def decide(case: Case) -> Decision:
    """Walk the steps of Ps 38, 41, 50, 59, 61 in order and stop at the first that gives a method."""
    words: list[str] = []
    rules: list[Rule] = []
    for step in STEPS:
        answer = step(case)
        words += [answer.words] if answer.words else []
        rules += answer.rules
        if answer.method:
            return Decision(answer.method, tuple(words), tuple(rules), answer.also)
    raise AssertionError("the last step always gives a method")


def decide_method(kind: str, value: Decimal, on: date, **circumstances: Any) -> Decision:
    """`decide` by plain words. `circumstances` are the named fields of Case; `value` in rupiah."""
    return decide(Case(kind=kind, value=value, on=on, **circumstances))
