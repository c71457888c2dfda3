"""What a profile needs before its owner may declare it complete and true.

Guards take Facts and return why not, in one Indonesian sentence, or None.
"""

from datetime import date
from decimal import Decimal

from pasok.kernel.days import shown_day
from pasok.kernel.machine import Guard
from pasok.kernel.tongue import say
from pasok.law import lookup as law
from pasok.suppliers.rules.numbers import nib_fault, npwp_fault, npwp_warning, scale_by_numbers, standing
from pasok.suppliers.rules.profile import SCALES, Facts, Profile

SOLE = {"ud", "perorangan", "pt_perorangan"}  # an owner without a board


def has_nib(facts: Facts) -> str | None:
    return nib_fault(facts.profile.nib, facts.today) and say("Isi NIB Anda, 13 angka.")


def has_npwp(facts: Facts) -> str | None:
    return npwp_fault(facts.profile.npwp, facts.today) and say("Isi NPWP usaha Anda, 15 atau 16 angka.")


def has_standing_permit(facts: Facts) -> str | None:
    if not any(permit.stands(facts.today) for permit in facts.profile.permits):
        return say("Tambahkan paling sedikit satu bidang usaha (KBLI) yang masih berlaku.")
    return None


def has_scale(facts: Facts) -> str | None:
    return None if facts.profile.scale else say("Pilih skala usaha Anda, seperti tertulis pada NIB.")


def has_place(facts: Facts) -> str | None:
    if not facts.profile.region_code or not facts.profile.address:
        return say("Isi alamat usaha dan kode wilayahnya.")
    return None


def has_head(facts: Facts) -> str | None:
    """Somebody must answer for the bid: a director, or the owner of a business without directors."""
    roles = {officer.role for officer in facts.profile.officers}
    sole = facts.profile.form in SOLE
    if "director" not in roles and not (sole and "owner" in roles):
        return (
            say("Tambahkan direksi atau pengurus usaha Anda.")
            if not sole
            else say("Tambahkan pemilik usaha Anda.")
        )
    return None


def officers_have_nik(facts: Facts) -> str | None:
    if any(not officer.nik_hash for officer in facts.profile.officers):
        return say("Lengkapi NIK semua pemilik dan pengurus.")
    return None


def names_beneficial_owner(facts: Facts) -> str | None:
    """Perpres 46/2025 Ps 7(2)f: bidders are compared by their beneficial owners."""
    if standing("conflict_beneficial_owner", facts.today) is None:
        return None
    if not any(officer.beneficial for officer in facts.profile.officers):
        return say("Tandai siapa pemilik manfaat usaha Anda.")
    return None


def shares_fit(facts: Facts) -> str | None:
    if sum((o.share_pct or Decimal(0) for o in facts.profile.officers), Decimal(0)) > 100:
        return say("Jumlah bagian saham melebihi 100 %. Periksa angkanya.")
    return None


COMPLETE: tuple[tuple[str, Guard], ...] = (
    ("NIB", has_nib),
    ("NPWP", has_npwp),
    ("Bidang usaha (KBLI)", has_standing_permit),
    ("Skala usaha", has_scale),
    ("Alamat dan wilayah", has_place),
    ("Pemilik dan pengurus", has_head),
    ("NIK pemilik dan pengurus", officers_have_nik),
    ("Pemilik manfaat", names_beneficial_owner),
    ("Bagian saham", shares_fit),
)


def completeness(facts: Facts) -> list[tuple[str, str | None]]:
    """Each part of a whole profile with what is missing, or None when it is there."""
    return [(say(label), guard(facts)) for label, guard in COMPLETE]


def warnings(profile: Profile, on: date) -> list[str]:
    """What looks odd but blocks nothing."""
    found = [npwp_warning(profile.npwp)]
    hint = scale_by_numbers(profile.capital, profile.yearly_sales, on)
    if hint and profile.scale and hint != profile.scale:
        article = law.rule("scale.sales_max", on=on, scale="micro").article
        found.append(
            say(
                "Menurut modal dan penjualan yang Anda isi, usaha ini termasuk {scale} "
                "({article}). Sesuaikan bila perlu; yang berlaku adalah skala pada NIB.",
                scale=say(SCALES[hint]).lower(),
                article=article,
            )
        )
    found += [
        say(
            "Izin KBLI {kbli} berakhir {valid_until}.",
            kbli=permit.kbli,
            valid_until=shown_day(permit.valid_until),
        )
        for permit in profile.permits
        if permit.valid_until and not permit.stands(on)
    ]
    return [warning for warning in found if warning]
