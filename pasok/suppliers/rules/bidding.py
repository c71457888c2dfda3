"""Who may not bid against whom, and whether a profile meets what a package asks."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pasok.kernel.tongue import say
from pasok.law import lookup as law
from pasok.suppliers.rules.numbers import nib_fault, npwp_fault, standing
from pasok.suppliers.rules.profile import STEERING, Profile
from pasok.suppliers.rules.sanction import Bar

SHARED_PEOPLE = "Perpres 16/2018 Ps 7(2)a"
BLACKLIST = "Perpres 16/2018 Ps 78, 79(6), 83"
MODEL_DOCUMENT = "Dokumen pemilihan model LKPP IV.1"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUV"  # categories of KBLI, sometimes written before the code
RESERVED = "Perpres 16/2018 Ps 65"


def conflicts(a: Profile, b: Profile, on: date) -> list[str]:
    """Why two businesses may not bid in one tender announced on `on`. Names no natural person.

    Shared directors, commissioners or key staff; the same beneficial owner since 30 April 2025, before it
    one shareholder with more than half of both (Perpres 16/2018 and 46/2025 Ps 7(2)).
    """
    if a.id == b.id:
        return []
    pair = say("{one} dan {other}", one=a.full_name, other=b.full_name)
    found = []
    if a.hashes(*STEERING) & b.hashes(*STEERING):
        found.append(
            say(
                "{pair} memiliki direksi, komisaris, atau tenaga inti yang sama ({article}).",
                pair=pair,
                article=SHARED_PEOPLE,
            )
        )
    if (rule := standing("conflict_beneficial_owner", on)) and rule.yes and _beneficial(a) & _beneficial(b):
        found.append(
            say(
                "{pair} berada di bawah pemilik manfaat yang sama ({article}).",
                pair=pair,
                article=rule.article,
            )
        )
    rule = standing("conflict_common_shareholder_above", on)
    if rule and _above(a, rule.number) & _above(b, rule.number):
        found.append(
            say(
                "Lebih dari {n} % saham {pair} dimiliki pemegang saham yang sama ({article}).",
                n=rule.whole,
                pair=pair,
                article=rule.article,
            )
        )
    return found


def _beneficial(profile: Profile) -> frozenset[str]:
    return frozenset(o.nik_hash for o in profile.officers if o.beneficial and o.nik_hash)


def _above(profile: Profile, limit: Decimal) -> frozenset[str]:
    """Owners whose shares, taken together, pass the limit."""
    shares: dict[str, Decimal] = {}
    for officer in profile.officers:
        if officer.nik_hash and officer.role == "owner":
            shares[officer.nik_hash] = shares.get(officer.nik_hash, Decimal(0)) + (officer.share_pct or 0)
    return frozenset(person for person, share in shares.items() if share > limit)


@dataclass(frozen=True, kw_only=True)
class Demands:
    """What a package asks of the businesses that bid for it."""

    announced_on: date  # whose law counts
    on: date  # the day of the bid: permits must stand on it
    kbli: tuple[str, ...] = ()  # any of these; a shorter code means every line below it. () asks for none
    reserved: bool = False  # for micro, small business and cooperatives
    value: Decimal = Decimal(0)  # HPS, rupiah


@dataclass(frozen=True)
class Item:
    """One requirement: met, or the shortest way to meet it."""

    name: str
    label: str
    met: bool
    how: str  # empty when met
    article: str


def qualification(profile: Profile, demands: Demands, bar: Bar | None = None) -> list[Item]:
    """Each requirement in the order a person would mend them; the business may bid when all are met.

    A record of another system has no user here and can only be replayed: that system has judged it.
    """
    on = demands.on
    if profile.unclaimed:
        return [_item("recorded", say("Kualifikasi diperiksa pada sistem asal"), True, "", "")]
    items = [
        _item(
            "blacklist",
            say("Tidak masuk daftar hitam"),
            bar is None,
            f"{bar.sentence(say('Usaha Anda'))} {bar.remedy}" if bar else "",
            BLACKLIST,
        ),
        _item(
            "nib",
            "NIB",
            nib_fault(profile.nib, on) is None,
            say("Urus NIB di oss.go.id, lalu isikan pada profil."),
            MODEL_DOCUMENT,
        ),
        _item(
            "npwp",
            "NPWP",
            npwp_fault(profile.npwp, on) is None,
            say("Isikan NPWP pada profil; bila belum punya, daftar di pajak.go.id."),
            MODEL_DOCUMENT,
        ),
        _kbli_item(profile, demands),
    ]
    if demands.reserved:
        how = say("Paket ini khusus usaha mikro, kecil, dan koperasi. Anda dapat menjadi mitra pemenangnya.")
        items.append(
            _item("umk", say("Usaha mikro, kecil, atau koperasi"), profile.is_umk, how, _reserved_by(demands))
        )
    how = say("Lengkapi profil usaha, lalu nyatakan lengkap dan benar.")
    items.append(
        _item("ready", say("Profil lengkap dan benar"), profile.ready, how, "Perpres 16/2018 Ps 78(1)a")
    )
    return items


def _item(name: str, label: str, met: bool, how: str, article: str) -> Item:
    return Item(name, label, met, "" if met else how, article)


def _kbli_item(profile: Profile, demands: Demands) -> Item:
    held = [p for p in profile.permits if _covers(p.kbli, demands.kbli)]
    met = any(permit.stands(demands.on) for permit in held)
    wanted = say(" atau ").join(demands.kbli)
    if held:
        how = say(
            "Izin KBLI {wanted} Anda sudah berakhir. Perpanjang di oss.go.id, lalu perbarui tanggalnya.",
            wanted=wanted,
        )
    elif wanted:
        how = say("Tambahkan KBLI {wanted} pada NIB Anda di oss.go.id, lalu pada profil.", wanted=wanted)
    else:
        how = say("Isikan paling sedikit satu bidang usaha (KBLI) yang masih berlaku pada profil.")
    label = say("Bidang usaha KBLI {wanted}", wanted=wanted) if wanted else say("Bidang usaha (KBLI)")
    return _item("kbli", label, met, how, MODEL_DOCUMENT)


def _covers(held: str, wanted: tuple[str, ...]) -> bool:
    """A held five-digit line fits a wanted code that is the same or a group above it."""
    bare = held.lstrip(LETTERS)
    return not wanted or any(bare.startswith(code.lstrip(LETTERS)) for code in wanted)


def _reserved_by(demands: Demands) -> str:
    rule = standing("reserve_small_business_max", demands.announced_on)
    return rule.article if rule else RESERVED


def needs_no_experience(profile: Profile, demands: Demands) -> bool:
    """Young firms need none for small packages: under three years old, up to Rp2.5 billion, since 2021."""
    on = demands.announced_on
    if profile.established_on is None or standing("experience_exempt_firm_age_below", on) is None:
        return False
    years = law.rule("experience_exempt_firm_age_below", on=on).whole
    return (
        _older(profile.established_on, years) > on
        and demands.value <= law.rule("experience_exempt_package_max", on=on).number
        and profile.is_umk
    )


def _older(day: date, years: int) -> date:
    """The same day some years later; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
