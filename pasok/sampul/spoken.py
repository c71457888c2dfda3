"""What the scripts that seal and unseal say, for the translator and for pages in another language.

The scripts carry the Indonesian sentences themselves (words.js); a test sees that none is missing here.
"""

from django.utils.translation import gettext
from django.utils.translation import gettext_noop as spoken

WORDS = (
    spoken("Tanda tangan log tidak cocok."),
    spoken("Kunci panitia tidak terbukti ada di log publik. Jangan kirim; laporkan kepada LPSE."),
    spoken("Sampul gagal menguji dirinya. Muat ulang halaman, lalu coba lagi."),
    spoken("Tanda terima tidak terbukti. Simpan halaman ini dan laporkan kepada LPSE."),
    spoken("Berkas ini bukan penawaran tersegel Anda untuk tender ini."),
    spoken("Kunci sandi (passkey) tidak membuka kunci Anda. Coba lagi, di perangkat yang membuatnya."),
    spoken("Kata sandi kunci salah. Coba lagi."),
    spoken("Kunci ini bukan kunci Anda untuk tender ini."),
    spoken("Server tidak membuktikan bahwa kotak ini sudah ditutup. Bagian kunci Anda tidak diberikan."),
    spoken("Penutupan baru disaksikan {n} dari {quorum} saksi. Tunggu sebentar, lalu coba lagi."),
    spoken("Kunci pembuka penawaran"),
    spoken("Perangkat ini tidak dapat membuat kunci dengan sidik jari atau PIN. Pakai kata sandi kunci."),
    spoken("Kata sandi kunci paling sedikit {n} huruf."),
    spoken("Kedua kata sandi kunci tidak sama."),
    spoken("Membuat kunci di perangkat ini."),
    spoken("Membuka kunci Anda di perangkat ini."),
    spoken("Kertas kunci memuat {n} kata."),
    spoken("Kata ke-{n} tidak dikenal: {word}."),
    spoken("Kata-kata ini tidak cocok satu sama lain. Periksa ejaan dan urutannya."),
    spoken("Kata-kata ini bukan kertas kunci Pasok."),
    spoken("Menguji kunci Anda di perangkat ini."),
    spoken("Memeriksa log dan membuka bagian kunci Anda di perangkat ini."),
    spoken("Cukup anggota sudah siap. Bagian kunci Anda sedang diserahkan."),
    spoken("Sambungan terputus. Coba lagi."),
    spoken("Server tidak menjawab. Coba lagi."),
    spoken("Harga satuan tanpa PPN, untuk {quantity} {unit}"),
    spoken("Berkas ini bukan berkas tender untuk disegel."),
    spoken("Berkas tender terbaca dan terbukti ada di log publik."),
    spoken("Menyegel di perangkat ini: {n}%."),
    spoken("Menyegel di perangkat ini. Tidak ada yang dapat membacanya sebelum pembukaan."),
    spoken("Tersegel. Unggah berkas {name} di halaman penawaran Anda sebelum batas akhir."),
    spoken("Isian ini hanya tersimpan di perangkat ini, tidak di server."),
    spoken("Isian Anda dikembalikan dari perangkat ini. Server tidak menyimpannya."),
    spoken("Pilih lagi berkas Anda: {files}."),
    spoken("Server menolak ({status}). Coba lagi sebentar lagi."),
    spoken("Sampul {at} dari {n}"),
    spoken("{done} dari {all} MB"),
    spoken("Kiriman Anda yang terakhir belum dijawab. Tekan kirim untuk mencobanya lagi."),
    spoken("Sambungan terputus. Kami lanjutkan sendiri begitu tersambung."),
    spoken("Tersegel dan tercatat. Tanda terima Anda sudah diperiksa di perangkat ini."),
    spoken("Sambungan terputus. Isian Anda masih di sini; tekan kirim lagi."),
    spoken("Berkas terlalu besar. Satu sampul paling besar {n} MB."),
    spoken("Berkas {name} terlalu besar. Satu berkas paling besar {n} MB."),
    spoken("Mengirim sampul {at} dari {n}."),
    spoken("Mencatat penawaran Anda di log publik."),
    spoken("Dijeda. Yang sudah sampai tidak hilang. Penawaran belum tercatat."),
    spoken("Kiriman dibatalkan. Penawaran belum tercatat; isian Anda masih di sini."),
)


def table() -> dict[str, str]:
    """Sentence -> what it says in the reader's language; empty for a reader of Indonesian."""
    return {text: told for text in WORDS if (told := gettext(text)) != text}
