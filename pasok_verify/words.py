"""What each family of findings means, and whom to tell. A test sees that no family is missing."""

APIP = "APIP (Inspektorat)"
BOTH = "LPSE dan APIP (Inspektorat)"
ALL = "APIP (Inspektorat), para saksi log, dan LKPP"

FAMILIES = {
    "file": (
        "Berkasnya rusak atau bukan yang diharapkan, jadi tidak membuktikan apa pun.",
        "LPSE, dan mintalah berkas baru",
    ),
    "head": (
        "Kepala log ini bukan dari log itu, atau tidak cocok dengan isinya: ada catatan diubah atau dihapus.",
        ALL,
    ),
    "witness": (
        "Saksi dari luar tidak membenarkan keadaan log ini, jadi bisa ada dua log yang berbeda.",
        ALL,
    ),
    "leaf": ("Isi catatan bukan yang tersimpan di log: ada yang mengubahnya sesudah dicatat.", ALL),
    "form": ("Bentuk catatan menyimpang dari format, jadi maknanya tidak pasti.", BOTH),
    "order": (
        "Urutan catatan melanggar aturan kotak: sesuatu terlalu awal, terlalu lambat, atau dua kali.",
        BOTH,
    ),
    "deadline": ("Batas waktu dilanggar atau diubah dengan cara yang tidak boleh.", BOTH),
    "terms": ("Kunci panitia, penjaga, atau saksi untuk tender ini tidak beres.", BOTH),
    "trial": ("Uji buka tidak sah: belum terbukti anggota itu memegang kuncinya.", BOTH),
    "bid": ("Catatan penawaran tidak sesuai ketentuan kotaknya.", BOTH),
    "close": (
        "Daftar penawaran yang dihitung salah: ada peserta yang dihilangkan atau yang tidak berhak ikut.",
        APIP,
    ),
    "admit": ("Daftar amplop yang boleh dibuka tidak benar.", APIP),
    "promise": ("Pemegang kunci memilih sesudah melihat, atau tanpa berjanji lebih dahulu.", APIP),
    "reveal": ("Yang diungkap pemegang kunci bukan yang ia janjikan, atau tidak ditunjukkan.", APIP),
    "share": ("Pecahan kunci itu bukan yang dibagikan peserta: pemegang kunci atau server menukarnya.", APIP),
    "envelope": (
        "Amplop dalam berkas bukan amplop yang dikirim peserta, atau tidak boleh ada di sini.",
        APIP,
    ),
    "opening": ("Hasil pembukaan yang diumumkan tidak sama dengan hasil hitungan ulang.", APIP),
    "result": (
        "Harga, peringkat, atau pemenang yang diumumkan tidak sama dengan hitungan ulang.",
        "Pokja, lalu APIP (Inspektorat); Anda dapat menyanggah dengan temuan ini",
    ),
    "receipt": ("Tanda terima ini tidak terbukti, atau log mengingkarinya.", BOTH),
    "outage": ("Bukti gangguan tidak membenarkan perpanjangan waktu ini.", BOTH),
}

COUNTED = {
    "leaves": "catatan log dihitung ulang menjadi akar pohon",
    "heads": "kepala log diperiksa tanda tangan dan akarnya",
    "cosignatures": "tanda tangan saksi diperiksa",
    "bodies": "isi catatan dicocokkan dengan log, bentuk, dan urutannya",
    "boxes": "kotak penawaran diperiksa urutannya",
    "bids": "catatan penawaran",
    "counting": "penawaran dihitung pada penutupan",
    "promises": "janji pemegang kunci",
    "reveals": "pengungkapan dicocokkan dengan janjinya",
    "shares": "pecahan kunci dicocokkan dengan segelnya",
    "opened": "amplop dibuka ulang dengan keempat aturan dan cocok dengan berita pembukaan",
    "void": "amplop memang tidak terbaca, sama dengan berita pembukaan",
    "prices": "harga dicocokkan dengan isi amplop",
    "ranks": "peringkat dihitung ulang",
    "probes": "catatan pantauan gangguan diperiksa",
    "receipts": "tanda terima diperiksa",
}
