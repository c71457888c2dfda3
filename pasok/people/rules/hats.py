"""The hats of procurement, and where two of them meet. Pure."""

from dataclasses import dataclass
from datetime import date

from pasok.kernel.tongue import say

HATS = {
    "pa": "Pengguna Anggaran (PA)",
    "kpa": "Kuasa Pengguna Anggaran (KPA)",
    "ppk": "Pejabat Pembuat Komitmen (PPK)",
    "pptk": "Pejabat Pelaksana Teknis Kegiatan (PPTK)",
    "procurement_officer": "Pejabat Pengadaan",
    "ukpbj": "Kepala UKPBJ",
    "lpse": "Admin LPSE",
    "facilitator": "Fasilitator usaha",
    "auditor": "Auditor APIP",
    "ppspm": "Pejabat Penanda Tangan SPM (PPSPM)",
    "treasurer": "Bendahara",
    "pphp": "Panitia Pemeriksa Hasil Pekerjaan (PPHP)",
}
LABELS = HATS | {"pokja": "Anggota Pokja Pemilihan"}
BUYING = frozenset({"pa", "kpa", "ppk", "pptk", "procurement_officer", "pokja"})
CHOOSING = frozenset({"ppk", "procurement_officer", "pokja"})  # whom Perpres 16/2018 Ps 7(2)d-e names
SELECTING = frozenset({"procurement_officer", "pokja"})
PAYING = frozenset({"ppspm", "treasurer"})
HELPING = frozenset({"facilitator"})
CHECKING = frozenset({"lpse", "auditor"})
APPOINTED_BY = {hat: frozenset({"pa"}) for hat in HATS} | {
    hat: frozenset({"lpse"}) for hat in ("pa", "lpse", "auditor", "facilitator")
}
EVERYWHERE = frozenset({"lpse"})  # the LPSE serves the whole installation, not one agency


@dataclass(frozen=True, kw_only=True)
class Held:
    """One hat, over a part of an agency, for a time. Empty satker or package: over all of them."""

    hat: str
    agency: str
    satker: str = ""
    package: str = ""
    starts_on: date
    until: date | None = None  # the last day, included; None: open

    def meets(self, other: "Held") -> bool:
        """Whether one thing on one day could fall under both."""
        same_thing = (
            self.agency == other.agency
            and alike(self.satker, other.satker)
            and alike(self.package, other.package)
        )
        return (
            (same_thing or bool(EVERYWHERE & {self.hat, other.hat}))
            and self.starts_on <= (other.until or date.max)
            and other.starts_on <= (self.until or date.max)
        )


def alike(one: str, other: str) -> bool:
    return not one or not other or one == other


def clash(hats: frozenset[str]) -> str | None:
    """S2, S3, S11: hats that one person may not wear over one package. For every room's facts."""
    if "ppk" in hats and hats & SELECTING:
        return say("PPK tidak boleh merangkap Pejabat Pengadaan atau Pokja pada paket yang sama (S2).")
    if hats & SELECTING and hats & PAYING:
        return say("Pejabat Pengadaan dan Pokja tidak boleh merangkap PPSPM atau bendahara (S3).")
    if hats & CHECKING and hats & BUYING:
        return say("Pemeriksa dan admin LPSE tidak boleh ikut membeli pada paket yang diperiksanya (S11).")
    return None
