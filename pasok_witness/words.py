"""English for what the page says. The texts in the code are Indonesian; {} stands for a part."""

import re

ENGLISH = {
    "Saksi": "Witness",
    "PERINGATAN": "WARNING",
    "Periksa": "Check",
    "Periksa tanda terima": "Check a receipt",
    "Saksi ini melihat log penawaran dan mencatat apa yang dilihatnya. Ia tidak dapat membaca penawaran.": (
        "This witness looks at the log of bids and records what it sees. It cannot read a bid."
    ),
    "Pemeriksaan ini tidak menghubungi situs pengadaan.": "This check does not contact the procurement site.",
    "Tempelkan tanda terima atau sidik jarinya": "Paste the receipt or its fingerprint",
    "atau pilih berkasnya": "or choose its file",
    "Kepala log terakhir": "Newest head of the log",
    "daun": "leaves",
    "Belum ada.": "None yet.",
    "Apakah situs menjawab": "Does the site answer",
    "Satu tanda setiap menit: 1 menjawab, 0 tidak, - tidak dilihat.": (
        "One mark each minute: 1 answered, 0 did not, - not looked."
    ),
    "Peringatan yang sudah lewat": "Warnings that are over",
    "Kunci": "Key",
    "Log yang disaksikan": "The log that is witnessed",
    "Tanda terima ini benar. Saksi ini melihat daun nomor {} itu pada log.": (
        "This receipt is right. This witness saw leaf number {} in the log."
    ),
    "Sidik jari ini ada pada log, daun nomor {}.": "This fingerprint is in the log, leaf number {}.",
    "Saksi ini tidak melihat sidik jari itu pada log. Coba lagi beberapa menit lagi.": (
        "This witness has not seen that fingerprint in the log. Try again in a few minutes."
    ),
    "Tempelkan tanda terima (JSON) atau 32 angka dan huruf sidik jarinya.": (
        "Paste the receipt (JSON) or the 32 digits and letters of its fingerprint."
    ),
    "Ini bukan tanda terima: isinya tidak utuh. Salin seluruhnya.": (
        "This is no receipt: it is not whole. Copy all of it."
    ),
    "Ini bukan tanda terima Sampul versi 2, atau isinya rusak.": (
        "This is no receipt of Sampul version 2, or it is damaged."
    ),
    "Isi tanda terima berbeda dari sidik jarinya.": "What the receipt says differs from its fingerprint.",
    "Tanda tangan log pada tanda terima tidak cocok dengan kunci log yang dikenal saksi ini.": (
        "The log's signature on the receipt is not by the key that this witness knows."
    ),
    "Bukti bahwa penawaran ada di log tidak cocok.": "The proof that the bid is in the log does not fit.",
    "Saksi ini baru melihat {} daun. Coba lagi beberapa menit lagi.": (
        "This witness has seen {} leaves so far. Try again in a few minutes."
    ),
    "Log yang dilihat saksi ini berisi hal lain. Tanda terima Anda bukti bahwa log bercabang.": (
        "The log that this witness sees holds something else. Your receipt proves that the log has forked."
    ),
    "Log ini pernah bercabang. Saksi ini tidak menandatanganinya lagi.": (
        "This log has forked. This witness does not sign it any more."
    ),
    "Jam saksi ini mundur. Betulkan jamnya dahulu.": "This witness's clock ran back. Set it right first.",
    "Kepala log ditolak: {}.": "A head of the log was refused: {}.",
    "kepala log tidak ditandatangani kunci log": "the head is not signed by the log's key",
    "isi kepala log tidak terbaca": "the head cannot be read",
    "Ada dua log yang berbeda pada {} daun. Keduanya ditandatangani.": (
        "There are two different logs of {} leaves. Both are signed."
    ),
    "Log menyusut dari {} menjadi {} daun.": "The log shrank from {} to {} leaves.",
    "Log tidak membuktikan bahwa {} daun pertamanya tetap sama.": (
        "The log does not prove that its first {} leaves are the same as before."
    ),
    "Bukti dari log tidak terbaca.": "The log's proof cannot be read.",
    "Daun yang diberikan log berbeda dari kepalanya.": "The leaves that the log gave differ from its head.",
    "Program penyegel berubah: {}.": "The sealing scripts have changed: {}.",
}
PATTERNS = [
    (re.compile("(.+)".join(map(re.escape, text.split("{}")))), english) for text, english in ENGLISH.items()
]


def say(text: str, language: str) -> str:
    """The sentence in the reader's language; its parts are found again in the Indonesian one."""
    if language == "id":
        return text
    for pattern, english in PATTERNS:
        if fits := pattern.fullmatch(text):
            return english.format(*(say(part, language) for part in fits.groups()))
    return text
