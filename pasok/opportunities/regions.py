"""Provinces by the first two figures of the Kemendagri code, and codes of places as the list keeps them."""

from collections.abc import Iterable

PROVINCES = {
    "11": "Aceh",
    "12": "Sumatera Utara",
    "13": "Sumatera Barat",
    "14": "Riau",
    "15": "Jambi",
    "16": "Sumatera Selatan",
    "17": "Bengkulu",
    "18": "Lampung",
    "19": "Kepulauan Bangka Belitung",
    "21": "Kepulauan Riau",
    "31": "DKI Jakarta",
    "32": "Jawa Barat",
    "33": "Jawa Tengah",
    "34": "DI Yogyakarta",
    "35": "Jawa Timur",
    "36": "Banten",
    "51": "Bali",
    "52": "Nusa Tenggara Barat",
    "53": "Nusa Tenggara Timur",
    "61": "Kalimantan Barat",
    "62": "Kalimantan Tengah",
    "63": "Kalimantan Selatan",
    "64": "Kalimantan Timur",
    "65": "Kalimantan Utara",
    "71": "Sulawesi Utara",
    "72": "Sulawesi Tengah",
    "73": "Sulawesi Selatan",
    "74": "Sulawesi Tenggara",
    "75": "Gorontalo",
    "76": "Sulawesi Barat",
    "81": "Maluku",
    "82": "Maluku Utara",
    "91": "Papua",
    "92": "Papua Barat",
    "93": "Papua Selatan",
    "94": "Papua Tengah",
    "95": "Papua Pegunungan",
    "96": "Papua Barat Daya",
}


def regency(code: str, name: str) -> str:
    """The code a place is sought by: its regency's ("32.04.05" -> "32.04"), its province's when it tells no
    more; for a place without any code, its name in a spelling of its own."""
    code = code.strip()
    return code[:5] if code else f"~{' '.join(name.lower().split())[:60]}"


def codes(places: Iterable[tuple[str, str]]) -> list[str]:
    """All codes that (code, name) pairs are found by: regencies and the provinces around them."""
    found = {regency(code, name) for code, name in places}
    return sorted(found | {code[:2] for code in found if code[:2] in PROVINCES})
