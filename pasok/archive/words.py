"""Other systems' words for kinds, methods and funds, as this house names them. Pure."""

from itertools import takewhile

KINDS = (
    ("pekerjaan konstruksi terintegrasi", "integrated_works"),
    ("terintegrasi", "integrated_works"),
    ("pekerjaan konstruksi", "works"),
    ("jasa konsultansi", "consultant"),
    ("jasa lainnya", "other_services"),
    ("pengadaan barang", "goods"),
    ("barang", "goods"),
)
METHODS = {
    "seleksi": "seleksi",
    "tender cepat": "fast_tender",
    "pengadaan langsung": "direct_procurement",
    "penunjukan langsung": "direct_appointment",
    "e-purchasing": "e_purchasing",
    "kontes": "contest",
    "sayembara": "contest",
    "dikecualikan": "excluded",
    "darurat": "emergency",
}
ACCOUNT_PARTS = 7  # of an APBN account; a regional one has twelve
QUALIFIED = {"pasca satu file": "tender_postqual_one_file", "pra dua file": "tender_prequal_two_files"}


def kind_of(words: str) -> str:
    """ "Jasa Konsultansi Badan Usaha Konstruksi" -> consultant; "" where the words are not known."""
    return next((kind for begins, kind in KINDS if words.lower().startswith(begins)), "")


def method_of(method: str, qualification: str) -> str:
    """The code of pasok.law.methods; "" where this house has no such method."""
    if method.lower() == "tender":
        return QUALIFIED.get(qualification.lower(), "")
    return METHODS.get(method.lower(), "")


def fund_of(words: str, known: tuple[str, ...]) -> str:
    """One of `known`; several sources together are Gabungan, unknown ones Lainnya."""
    parts = {part.strip().upper() for part in words.replace(",", ";").split(";") if part.strip()}
    if len(parts) > 1:
        return "Gabungan"
    return next((name for name in known if {name.upper()} == parts), "Lainnya")


def common_account(codes: list[str]) -> str:
    """The account of one code, or what several begin with, if that is still an account; else "".

    Regional codes go on below the account with the items bought; the account itself is what they share.
    """
    parts = [code.strip(". ").split(".") for code in codes]
    columns = zip(*parts, strict=False)
    shared = [column[0] for column in takewhile(lambda column: len(set(column)) == 1, columns)]
    return ".".join(shared)[:80].rstrip(".") if len(shared) >= ACCOUNT_PARTS or len(codes) == 1 else ""
