"""May this business bid for this package? Each requirement met, missing with the way to it, or not asked.

The page that tells a business where it stands and the guard that takes its bid read this one list.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from pasok.kernel.money import rupiah
from pasok.kernel.tongue import say
from pasok.law import lookup as law
from pasok.suppliers.rules.numbers import nib_fault, npwp_fault, standing
from pasok.suppliers.rules.profile import STEERING, Permit, Profile
from pasok.suppliers.rules.sanction import Bar, years_later

BLACKLIST = "Perpres 16/2018 Ps 78, 79(6), 83"
MODEL_DOCUMENT = "Dokumen pemilihan model LKPP IV.1"
LETTERS = "ABCDEFGHIJKLMNOPQRSTUV"  # categories of KBLI, sometimes written before the code
RESERVED = "Perpres 16/2018 Ps 65"
OFFICIALS = "Perpres 16/2018 Ps 7(2)e"
SHARED = "Perpres 16/2018 Ps 7(2)a, f"
WORKS = ("works", "integrated_works")


@dataclass(frozen=True, kw_only=True)
class Demands:
    """What a package asks of the businesses that bid for it."""

    announced_on: date  # whose law counts
    on: date  # the day of the bid: permits must stand on it
    kind: str = "goods"
    kbli: tuple[str, ...] = ()  # any of these; a shorter code means every line below it. () asks for none
    edition: str = "2020"  # of these codes
    relatives: frozenset[str] = frozenset()  # five-digit codes of the other edition that became them
    reserved: bool = False  # for micro, small business and cooperatives
    value: Decimal = Decimal(0)  # HPS, rupiah
    officials: frozenset[str] = frozenset()  # NIK hashes of its PPK and Pokja
    rivals: frozenset[str] = frozenset()  # NIK hashes of who leads or owns the others that take part


@dataclass(frozen=True, kw_only=True)
class Standing:
    """What is known of a business on a day, beside its profile."""

    profile: Profile
    bar: Bar | None = None
    tax: str = ""  # KSWP as its owner told it: "valid", "invalid", "" when never told
    running: int = 0  # works contracts that are being carried out
    most: int = 0  # works contracts at one time in the last five years
    highest: Decimal | None = None  # dearest works job of the years that count, rupiah


@dataclass(frozen=True)
class Requirement:
    """One thing that is asked. Where it is not asked of this package or business, `how` says why."""

    name: str
    label: str
    met: bool
    how: str  # empty when met
    article: str
    applies: bool = True
    place: str = ""  # where it is mended: "profile", "experience", "finance", "blacklist"

    @property
    def missing(self) -> bool:
        """Whether it stands in the way of a bid."""
        return self.applies and not self.met


def qualification(known: Standing, demands: Demands) -> list[Requirement]:
    """Each requirement in the order a person would mend them; the business may bid when none is missing.

    A record of another system has no user here and can only be replayed: that system has judged it.
    """
    if known.profile.unclaimed:
        return [Requirement("recorded", say("Kualifikasi diperiksa pada sistem asal"), True, "", "")]
    return [
        *papers(known, demands),
        kbli(known.profile, demands),
        size(known.profile, demands),
        region(),
        *interests(known.profile, demands),
        capacity(known, demands),
        ability(known, demands),
        ready(known.profile),
    ]


def complete_pct(asked: Iterable[Requirement]) -> int:
    """How much of what is asked is met, in whole per cent; 100 only when nothing is missing."""
    counted = [one.met for one in asked if one.applies]
    return sum(counted) * 100 // len(counted) if counted else 100


def needed(name: str, label: str, met: bool, how: str, article: str, place: str = "profile") -> Requirement:
    return Requirement(name, label, met, "" if met else how, article, place=place)


def not_asked(name: str, label: str, why: str, article: str, place: str = "") -> Requirement:
    return Requirement(name, label, False, why, article, applies=False, place=place)


def papers(known: Standing, demands: Demands) -> list[Requirement]:
    """Blacklist, NIB, NPWP and tax status."""
    bar, profile, on = known.bar, known.profile, demands.on
    why = f"{bar.sentence(say('Usaha Anda'))} {bar.remedy}" if bar else ""
    return [
        needed("blacklist", say("Tidak masuk daftar hitam"), bar is None, why, BLACKLIST, "blacklist"),
        needed(
            "nib",
            "NIB",
            nib_fault(profile.nib, on) is None,
            say("Urus NIB di oss.go.id, lalu isikan pada profil."),
            MODEL_DOCUMENT,
        ),
        needed(
            "npwp",
            "NPWP",
            npwp_fault(profile.npwp, on) is None,
            say("Isikan NPWP pada profil; bila belum punya, daftar di pajak.go.id."),
            MODEL_DOCUMENT,
        ),
        tax(known),
    ]


def tax(known: Standing) -> Requirement:
    """What its owner told of the KSWP. We ask no tax office, so a silence is left to the Pokja."""
    label = say("Status pajak (KSWP)")
    if known.tax:
        how = say("Status KSWP usaha Anda tidak valid. Bereskan di pajak.go.id, lalu perbarui profil.")
        return needed("tax", label, known.tax == "valid", how, MODEL_DOCUMENT, "finance")
    why = say("Diperiksa Pokja saat pembuktian. Isi di profil agar Anda siap.")
    return not_asked("tax", label, why, MODEL_DOCUMENT, "finance")


def kbli(profile: Profile, demands: Demands) -> Requirement:
    """A line of business that the package names, in the right edition, on the day of the bid."""
    held = [permit for permit in profile.permits if covers(permit, demands)]
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
    return needed("kbli", label, met, how, MODEL_DOCUMENT)


def covers(permit: Permit, demands: Demands) -> bool:
    """A held line fits a wanted code of its own edition that is the same or a group above it; of the other
    edition, one that the wanted code became or came from."""
    bare = permit.kbli.lstrip(LETTERS)
    if not demands.kbli:
        return True
    if permit.edition != demands.edition:
        return bare in demands.relatives
    return any(bare.startswith(code.lstrip(LETTERS)) for code in demands.kbli)


def size(profile: Profile, demands: Demands) -> Requirement:
    label = say("Usaha mikro, kecil, atau koperasi")
    rule = standing("reserve_small_business_max", demands.announced_on)
    article = rule.article if rule else RESERVED
    if not demands.reserved:
        return not_asked("umk", label, say("Paket ini terbuka untuk semua ukuran usaha."), article)
    how = say("Paket ini khusus usaha mikro, kecil, dan koperasi. Anda dapat menjadi mitra pemenangnya.")
    return needed("umk", label, profile.is_umk, how, article)


def region() -> Requirement:
    why = say("Hukum tidak membatasi asal usaha; usaha dari daerah mana pun boleh menawar.")
    return not_asked("region", say("Wilayah usaha"), why, "Perpres 16/2018 Ps 6")


def interests(profile: Profile, demands: Demands) -> list[Requirement]:
    """Whoever owns, leads or benefits serves no office over this package; and is not behind a rival.

    A shared person is a warning and no bar: anybody might name another's director, so the Pokja decides.
    """
    clear = not profile.hashes() & demands.officials
    found = [
        needed(
            "officials",
            say("Pemilik dan pengurus bukan pejabat paket ini"),
            clear,
            say("Pemilik atau pengurus usaha Anda adalah PPK atau anggota Pokja paket ini."),
            OFFICIALS,
        )
    ]
    if linked(profile) & demands.rivals:
        why = say(
            "Orang yang sama ada di balik peserta lain. Bila keduanya menawar, Pokja dapat menggugurkan."
        )
        found.append(not_asked("rivals", say("Hubungan dengan peserta lain"), why, SHARED))
    return found


def linked(profile: Profile) -> frozenset[str]:
    """Who ties a business to another: those who steer it, and its beneficial owners."""
    steering = profile.hashes(*STEERING)
    return steering | {one.nik_hash for one in profile.officers if one.beneficial and one.nik_hash}


def capacity(known: Standing, demands: Demands) -> Requirement:
    """SKP = KP - P, works only."""
    label, on = say("Sisa kemampuan paket (SKP)"), demands.announced_on
    rule = standing("kp_small" if known.profile.is_umk else "kp_nonsmall_default", on)
    if demands.kind not in WORKS or rule is None:
        why = say("SKP hanya diminta untuk pekerjaan konstruksi.")
        return not_asked("skp", label, why, rule.article if rule else MODEL_DOCUMENT)
    limit = Decimal(rule.whole)
    if not known.profile.is_umk:
        limit = max(limit, law.rule("kp_nonsmall_factor", on=on).number * known.most)
    how = say(
        "Anda sedang mengerjakan {running} paket dari paling banyak {limit}. Selesaikan satu paket dahulu.",
        running=known.running,
        limit=int(limit),
    )
    return needed("skp", label, limit - known.running >= 1, how, rule.article)


def ability(known: Standing, demands: Demands) -> Requirement:
    """KD = 3 NPt, works, not of small business."""
    label, rule = say("Kemampuan dasar (KD)"), standing("kd_works_factor", demands.announced_on)
    if demands.kind not in WORKS or known.profile.is_umk or rule is None:
        why = say("KD hanya diminta dari usaha bukan kecil pada pekerjaan konstruksi.")
        return not_asked("kd", label, why, rule.article if rule else MODEL_DOCUMENT)
    needs = demands.value / rule.number
    how = say(
        "Diperlukan pengalaman konstruksi senilai {value} atau lebih. Isi pengalaman Anda pada profil.",
        value=rupiah(needs.quantize(Decimal(1))),
    )
    return needed("kd", label, (known.highest or Decimal(0)) >= needs, how, rule.article, "experience")


def ready(profile: Profile) -> Requirement:
    how = say("Lengkapi profil usaha, lalu nyatakan lengkap dan benar.")
    article = "Perpres 16/2018 Ps 78(1)a"
    return needed("ready", say("Profil lengkap dan benar"), profile.ready, how, article)


def needs_no_experience(profile: Profile, demands: Demands) -> bool:
    """Young firms need none for small packages: under three years old, up to Rp2.5 billion, since 2021."""
    on = demands.announced_on
    if profile.established_on is None or standing("experience_exempt_firm_age_below", on) is None:
        return False
    years = law.rule("experience_exempt_firm_age_below", on=on).whole
    return (
        years_later(profile.established_on, years) > on
        and demands.value <= law.rule("experience_exempt_package_max", on=on).number
        and profile.is_umk
    )
