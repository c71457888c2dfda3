"""What a profile is made of beside identity, permits and people: kinds of items, and the fields of each.

One item is one paper, machine, job or account. Labels are Indonesian; whoever shows them translates.
"""

from dataclasses import dataclass

TEXT, NUMBER, MONEY, DAY, YEAR, PERCENT, CHOICE, DIGITS = (
    *("text", "number", "money", "day", "year", "percent", "choice", "digits"),
)
SOURCES = {
    "typed": "Diisi pemilik",
    "ocr": "Dibaca dari foto, diperiksa pemilik",
    "oss": "Berkas OSS",
    "facilitator": "Diisi pendamping",
    "contract": "Kontrak Pasok",
}


@dataclass(frozen=True)
class Field:
    """One thing to tell. `sealed`: personal, only the vault holds it. `most` bounds numbers and lengths."""

    name: str
    label: str
    shape: str = TEXT
    required: bool = True
    help: str = ""
    choices: tuple[tuple[str, str], ...] = ()
    most: int = 0
    sealed: bool = False


@dataclass(frozen=True)
class Kind:
    """A kind of item. `title` names the fields that say which one it is; `lapses` asks for a last day."""

    name: str
    label: str
    section: str
    fields: tuple[Field, ...]
    title: tuple[str, ...]
    lapses: bool = False
    proof: str = ""  # what to photograph
    help: str = ""
    single: bool = False  # a business has one


def pick(name: str, label: str, *choices: tuple[str, str], required: bool = True) -> Field:
    return Field(name, label, CHOICE, required, choices=choices)


NUMBER_OF_PAPER = Field("number", "Nomor", most=80)
ISSUED_ON = Field("issued_on", "Tanggal terbit", DAY)
ISSUER = Field("issuer", "Penerbit", most=120)
KBLI = Field("kbli", "Kode KBLI", DIGITS, False, most=5)
PRODUCT = Field("product", "Nama produk", most=120)

KINDS: dict[str, Kind] = {
    kind.name: kind
    for kind in (
        Kind(
            "licence", "Izin lain", "permits",
            (
                pick("type", "Jenis izin", ("standard", "Sertifikat standar"), ("sbu", "SBU"),
                     ("pirt", "P-IRT"), ("location", "Izin lokasi atau bangunan"), ("other", "Lainnya")),
                NUMBER_OF_PAPER, ISSUED_ON, ISSUER, KBLI,
            ),
            title=("type", "number"), lapses=True, proof="Foto izin",
            help="NIB dan KBLI sudah ada di bagian bidang usaha. Di sini izin selain itu.",
        ),
        Kind(
            "deed", "Akta", "deeds",
            (
                pick("type", "Jenis akta", ("founding", "Pendirian"), ("change", "Perubahan terakhir")),
                NUMBER_OF_PAPER, Field("issued_on", "Tanggal akta", DAY),
                Field("notary", "Notaris", most=120),
                Field("approval", "Nomor pengesahan AHU", required=False, most=80),
            ),
            title=("type", "number"), proof="Foto halaman pertama akta",
        ),
        Kind(
            "expert", "Tenaga ahli", "experts",
            (
                Field("name", "Nama", most=120, sealed=True),
                Field("skill", "Keahlian", most=120),
                Field("education", "Pendidikan terakhir", most=120, required=False),
                Field("years", "Lama pengalaman (tahun)", NUMBER, most=60),
                Field("certificate", "Nomor sertifikat keahlian", required=False, most=80),
                Field("phone", "Telepon", DIGITS, False, most=15, sealed=True),
            ),
            title=("skill",), lapses=True, proof="Foto sertifikat atau ijazah",
            help="Isi tanggal berlaku bila sertifikatnya punya batas waktu.",
        ),
        Kind(
            "equipment", "Peralatan", "workshop",
            (
                Field("name", "Nama alat", most=120),
                Field("count", "Jumlah", NUMBER, most=9999),
                Field("power", "Kapasitas", required=False, most=80, help="Misalnya 2.200 watt."),
                Field("brand", "Merek dan tipe", required=False, most=80),
                Field("year", "Tahun pembuatan", YEAR, False),
                pick("state", "Kondisi", ("good", "Baik"), ("worn", "Perlu perbaikan")),
                pick("holding", "Status", ("own", "Milik sendiri"), ("rent", "Sewa")),
                Field("place", "Lokasi", required=False, most=160),
            ),
            title=("name",), proof="Foto alat atau bukti milik",
        ),
        Kind(
            "capacity", "Kemampuan bengkel", "workshop",
            (
                Field("product", "Yang dapat dibuat", most=120, help="Misalnya meja siswa kayu."),
                Field("monthly", "Jumlah dalam sebulan", NUMBER, most=9_999_999),
                Field("unit", "Satuan", most=20, help="Misalnya buah atau set."),
                Field("workers", "Jumlah pekerja", NUMBER, False, most=99_999),
            ),
            title=("product",), proof="Foto hasil dan ruang kerja",
        ),
        Kind(
            "experience", "Pengalaman", "experience",
            (
                Field("job", "Nama pekerjaan", most=200),
                Field("client", "Pemberi kerja", most=160),
                pick("sector", "Asal", ("public", "Pemerintah"), ("private", "Swasta atau perorangan")),
                pick("work", "Jenis pekerjaan", ("", "Belum dipilih"), ("goods", "Barang"),
                     ("works", "Pekerjaan konstruksi"), ("other_services", "Jasa lainnya"),
                     ("consultant", "Jasa konsultansi"), required=False),
                Field("place", "Lokasi", required=False, most=120),
                Field("contract", "Nomor kontrak atau pesanan", required=False, most=80),
                Field("signed_on", "Tanggal kontrak", DAY),
                Field("value", "Nilai", MONEY),
                Field("finished_on", "Tanggal serah terima", DAY, False),
            ),
            title=("job",), proof="Foto kontrak atau berita acara serah terima",
            help="Pekerjaan swasta dan subkontrak juga dihitung.",
        ),
        Kind(
            "tax", "Status pajak", "finance",
            (
                pick("kswp", "Status KSWP", ("valid", "Valid"), ("invalid", "Tidak valid")),
                Field("confirmed_on", "Tanggal konfirmasi", DAY),
                Field("year", "Tahun SPT terakhir", YEAR),
            ),
            title=("kswp",), proof="Foto bukti SPT atau hasil KSWP", single=True,
            help="Lihat status KSWP Anda di pajak.go.id. Pasok belum terhubung ke DJP.",
        ),
        Kind(
            "finance", "Keuangan", "finance",
            (
                Field("year", "Tahun buku", YEAR), Field("sales", "Penjualan setahun", MONEY),
                Field("equity", "Modal sendiri", MONEY, False),
            ),
            title=("year",), proof="Foto laporan keuangan",
        ),
        Kind(
            "bank", "Rekening bank", "finance",
            (
                Field("bank", "Nama bank", most=80),
                Field("account", "Nomor rekening", DIGITS, most=20, sealed=True),
                Field("holder", "Atas nama", most=120, sealed=True),
            ),
            title=("bank",), proof="Foto halaman depan buku tabungan",
            help="Pembayaran kontrak masuk ke rekening ini. Nomornya disegel.",
        ),
        Kind(
            "tkdn", "Sertifikat TKDN", "certificates",
            (
                PRODUCT, Field("type", "Tipe, spesifikasi, merek", required=False, most=120), NUMBER_OF_PAPER,
                Field("tkdn", "Nilai TKDN (%)", PERCENT, most=100),
                Field("bmp", "Nilai BMP (%)", PERCENT, False, most=15),
                pick("way", "Cara penilaian", ("surveyor", "Lembaga verifikasi"),
                     ("ministry", "Kemenperin"), ("declared", "Pernyataan sendiri industri kecil (SIINas)")),
                ISSUED_ON, KBLI, Field("hs", "Kode HS", DIGITS, False, most=10),
                Field("maker_nib", "NIB produsen", DIGITS, False, most=13),
            ),
            title=("product", "tkdn"), lapses=True, proof="Foto sertifikat TKDN",
            help="Permenperin 35/2025. Periksa di tkdn.kemenperin.go.id.",
        ),
        Kind(
            "sni", "Sertifikat SNI", "certificates",
            (PRODUCT, Field("standard", "Nomor SNI", most=40), NUMBER_OF_PAPER, ISSUER, ISSUED_ON),
            title=("product", "standard"), lapses=True, proof="Foto sertifikat SNI",
        ),
        Kind(
            "halal", "Sertifikat halal", "certificates",
            (PRODUCT, NUMBER_OF_PAPER, ISSUED_ON),
            title=("product",), proof="Foto sertifikat halal", lapses=True,
            help="Kosongkan tanggal berlaku bila sertifikat Anda berlaku seterusnya.",
        ),
        Kind(
            "green", "Sertifikat industri hijau", "certificates",
            (NUMBER_OF_PAPER, ISSUER, ISSUED_ON),
            title=("number",), lapses=True, proof="Foto sertifikat industri hijau",
        ),
        Kind(
            "other", "Sertifikat lain", "certificates",
            (Field("name", "Nama sertifikat", most=120), NUMBER_OF_PAPER, ISSUER, ISSUED_ON),
            title=("name",), lapses=True, proof="Foto sertifikat",
        ),
    )
}  # fmt: skip

SECTIONS = {
    "permits": "Izin usaha",
    "deeds": "Akta",
    "experts": "Tenaga ahli",
    "workshop": "Alat dan kemampuan bengkel",
    "experience": "Pengalaman",
    "finance": "Pajak, keuangan, rekening",
    "certificates": "Sertifikat",
}


def kinds_of(section: str) -> tuple[Kind, ...]:
    """The kinds of a section, in the order of its page."""
    return tuple(kind for kind in KINDS.values() if kind.section == section)


def sealed_names(kind: str) -> frozenset[str]:
    """The fields that only the vault holds."""
    return frozenset(field.name for field in KINDS[kind].fields if field.sealed)
