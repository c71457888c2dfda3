"""How a rule is read aloud: words for values, units and spans of time."""

from datetime import date
from decimal import Decimal

from pasok.kernel.days import shown_day
from pasok.kernel.money import rupiah
from pasok.kernel.tongue import count, say

Value = int | Decimal | bool | str

UNITS = {
    "IDR_per_year": "per tahun",
    "d_cal": "hari kalender",
    "d_work": "hari kerja",
    "percent": "%",
    "percent_points": "poin persen",
    "percent_of_hps": "% dari HPS",
    "percent_of_total_hps": "% dari total HPS",
    "percent_of_hps_unit_price": "% dari harga satuan HPS",
    "percent_of_pagu": "% dari pagu",
    "percent_of_contract": "% dari nilai kontrak",
    "percent_of_initial_contract": "% dari nilai kontrak awal",
    "percent_of_advance": "% dari uang muka",
    "percent_of_team": "% dari tim",
    "percent_of_total": "% dari total",
    "persons": "orang",
    "years": "tahun",
    "budget_years": "tahun anggaran",
    "months": "bulan",
    "month": "(bulan ke-)",
    "minutes": "menit",
    "hours": "jam",
    "times": "kali",
    "count": "",
    "ratio": "",
    "bids": "penawaran",
    "bidders": "peserta",
    "packages": "paket",
    "firms": "badan usaha",
    "score": "(nilai)",
    "chars": "huruf",
    "local_time": "waktu setempat",
    "time": "waktu setempat",
    "d_cal (announcement day counts as day 1)": "hari kalender, hari pengumuman dihitung hari ke-1",
    "ratio of contract or late part, excl. VAT": "× nilai kontrak atau bagian yang terlambat, tanpa PPN",
    "x NPt": "× NPt",
    "x N (max packages at one time in last 5 years)": "× N, paket terbanyak bersamaan dalam 5 tahun",
}
BARE = {"bool", "bool_warn", "enum", "role", "regex", "tz", "list", "formula", "date", "month_day"}


def shown_value(value: Value, unit: str) -> str:
    """Rp400.000.000 · 28 hari kerja · 7,5 % · ya · POKJA."""
    if isinstance(value, bool):
        return say("ya") if value else say("tidak")
    if unit.startswith("IDR") and not isinstance(value, str):
        return f"{rupiah(value)} {say(UNITS.get(unit, ''))}".strip()
    figure = value if isinstance(value, str) else str(value).replace(".", ",")
    if unit in BARE:
        return figure
    words = UNITS.get(unit, unit)
    return f"{figure} {count(words, 1 if value == 1 else 2) if words else ''}".strip()


def in_force(since: date | None, until: date | None) -> str:
    """Sejak 30 April 2025 · 22 Maret 2018 s.d. 29 April 2025 · tanpa batas waktu. Both days included."""
    if since and until:
        return say("{first} s.d. {last}", first=shown_day(since), last=shown_day(until))
    if since:
        return say("sejak {first}", first=shown_day(since))
    return say("s.d. {last}", last=shown_day(until)) if until else say("tanpa batas waktu")
