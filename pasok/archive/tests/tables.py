"""Invented tables of an invented region, as other systems would hand them over."""

import csv
import gzip
import io
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from pasok.archive.acts import import_folder
from pasok.archive.reports import Report

AGENCY = {"kd_klpd": "D999", "nama_klpd": "Kab. Contoh", "jenis_klpd": "KABUPATEN"}
OFFICE = {"kd_satker_str": "1.01.0.00.0.00.01.0000", "nama_satker": "DINAS PENDIDIKAN"}
IN_SPSE = {"tahun_anggaran": "2025", **AGENCY, "kd_satker": "28653999", **OFFICE, "kd_lpse": "999"}

SATKER = {
    "kd_satker": "60412",
    **OFFICE,
    "status_satker": "Aktif",
    **AGENCY,
}
TENDER = {
    **IN_SPSE,
    "kd_tender": "10010001000",
    "kd_pkt_dce": "10010000000",
    "kd_rup": "50000001",
    "nama_paket": "Pengadaan Meja dan Kursi Siswa",
    "pagu": "500000000",
    "hps": "499999999.5",
    "sumber_dana": "APBD",
    "kualifikasi_paket": "Kecil",
    "jenis_pengadaan": "Pengadaan Barang",
    "mtd_pemilihan": "Tender",
    "mtd_evaluasi": "Harga Terendah Sistem Gugur",
    "mtd_kualifikasi": "Pasca Satu File",
    "kontrak_pembayaran": "Harga Satuan",
    "status_tender": "Selesai",
    "versi_tender": "1",
    "tgl_pengumuman_tender": "2025-02-11 10:00:00",
    "lokasi_pekerjaan": "Soreang - Contoh (Kab.) - Jawa Barat",
}
NON_TENDER = {
    **IN_SPSE,
    "kd_nontender": "10020001000",
    "kd_rup": "50000010",
    "nama_paket": "Belanja Alat Tulis Kantor",
    "pagu": "79747800",
    "hps": "79747800.0",
    "sumber_dana": "APBD;BLUD",
    "mak": "1.01.01.2.06.0002.5.1.02.01.01.0024.1.1;1.01.01.2.06.0002.5.1.02.01.01.0024.1.2",
    "jenis_pengadaan": "Pengadaan Barang",
    "mtd_pemilihan": "Pengadaan Langsung",
    "status_nontender": "Selesai",
    "versi_nontender": "1",
    "tgl_pengumuman_nontender": "2025-01-31 14:00:00.000000Z",
}
STAGE = {
    **IN_SPSE,
    "kd_tender": "10010001000",
    "kd_tahapan": "18812",
    "nama_tahapan": "Pembukaan  penawaran",
    "kd_akt": "295",
    "nama_akt": "",
    "tgl_awal": "2025-02-18 10:01:00",
    "tgl_akhir": "2025-02-19 16:00:00",
}
PARTICIPANT = {
    **IN_SPSE,
    "kd_tender": "10010001000",
    "kd_peserta": "10480001000.0",
    "kd_penyedia": "600440.0",
    "nama_penyedia": "CV. MAJU",
    "nilai_penawaran": "450000000.25",
    "nilai_terkoreksi": "450000000.25",
    "pemenang": "1.0",
    "pemenang_terverifikasi": "0.0",
    "alasan": "",
}
RESULT = {
    "tahun_anggaran": "2025",
    **AGENCY,
    "kd_satker": OFFICE["kd_satker_str"],
    "nama_satker": OFFICE["nama_satker"],
    "kd_tender": "10010001000",
    "kd_rup_paket": "50000001",
    "nilai_penawaran": "450000000.25",
    "nilai_terkoreksi": "450000000.25",
    "nilai_negosiasi": "",
    "nilai_kontrak": "450000000.25",
    "tgl_penetapan_pemenang": "2025-03-01",
    "kd_penyedia": "600440.0",
    "nama_penyedia": "CV. MAJU",
}
PAYMENT = {
    **IN_SPSE,
    "kd_swakelola_pct": "10124264000",
    "jenis_realisasi": "Kwitansi",
    "no_realisasi": "",
    "tgl_realisasi": "2025-04-24 00:00:00",
    "nilai_realisasi": "227000",
    "ket_realisasi": "Honorarium peserta",
}
SPMK = {
    **IN_SPSE,
    "kd_tender": "10010001000",
    "no_kontrak": "01/KTR/2025",
    "no_spmk_spp": "02/SPMK/2025",
    "tgl_spmk_spp": "2025-03-13T00:00:00.000000Z",
    "tgl_mulai_pekerjaan": "Mar 13, 2025, 12:00:00AM",
    "tgl_selesai_pekerjaan": "Jun 10, 2025, 12:00:00AM",
}
RUP_PACKAGE = {  # INAPROC's RUP table knows the satker by its number alone
    "tahun_anggaran": "2025",
    **AGENCY,
    "kd_satker": "60412",
    "nama_satker": OFFICE["nama_satker"],
    "kd_rup": "50000001",
    "nama_paket": "Belanja Mebel Sekolah",
    "pagu": "300000000",
    "metode_pengadaan": "Tender",
    "jenis_pengadaan": "Barang",
    "status_umumkan_rup": "Terumumkan",
}
OPEN_TENDER = {  # INAPROC's open list: other names for the same things
    "Kode Tender": "10010001000",
    "LPSE": "LPSE Kabupaten Contoh",
    "Status_Tender": "Tender Sudah Selesai",
    "Nama Paket": TENDER["nama_paket"],
    "Pagu": "500000000",
    "HPS": "499999999.5",
    "tanggal paket tayang": "2025-02-11 10:00:00",
    "Kategori Pekerjaan": "Pengadaan Barang",
    "Metode Pemilihan": "Tender",
    "Metode Pengadaan": "Pascakualifikasi Satu File",
    "Metode Evaluasi": "Harga Terendah Sistem Gugur",
    "Cara Pembayaran": "Harga Satuan",
    "Instansi dan Satker": (
        '[{"rup_id": 50000001, "nama_instansi": "Kab. Contoh", "stk_nama": "DINAS PENDIDIKAN"}]'
    ),
    "anggaran": '[{"sbd_id": "APBD", "ang_nilai": 500000000.0, "ang_tahun": 2025}]',
}


def put(
    folder: Path,
    name: str,
    *rows: dict[str, str],
    separator: str = ",",
    bom: bool = False,
    packed: bool = False,
) -> None:
    """Write rows of one shape as a table."""
    out = io.StringIO()
    writer = csv.DictWriter(out, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    data = out.getvalue().encode("utf-8-sig" if bom else "utf-8")
    (folder / name).parent.mkdir(parents=True, exist_ok=True)
    (folder / name).write_bytes(gzip.compress(data) if packed else data)


def bring_in(folder: Path, **more: Any) -> Report:
    """Import the folder as the command does."""
    return import_folder(folder, zone=ZoneInfo("Asia/Jakarta"), **more)


def one_tender(folder: Path) -> None:
    """The same tender as a clerk might leave it: names that say nothing, mixed habits."""
    put(folder, "a.txt", SATKER)
    put(folder, "unduhan (3)", TENDER, bom=True, separator=";")
    put(folder, "lama/jadwal.gz", STAGE, packed=True)
    put(
        folder,
        "b.csv",
        PARTICIPANT,
        {**PARTICIPANT, "kd_peserta": "2", "pemenang": "0", "nilai_penawaran": ""},
    )
    put(folder, "c.csv", RESULT)
    put(folder, "d.csv", NON_TENDER, separator="\t")
    put(folder, "e.csv", SPMK)
