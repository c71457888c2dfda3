"""INAPROC's tables: their columns, our fields. Only what INAPROC names otherwise than ISB stands here.

Three families: the RUP endpoints of API v1, the open list of tenders (Satu Data, "Tender Umum Publik",
whose columns have spaces), and the transaction list of data.inaproc.id. Column names are given in the one
spelling of `tables.normal`: "Kode Tender" is kode_tender.
"""

from pasok.archive.isb.fields import AGENCY, PLACE, QUALIFICATIONS, STATES, Fields
from pasok.archive.tables import Table, table
from pasok.archive.values import code, codes, day, flag, inside, instant, money, number, text, word

SOURCE = "inaproc"
AGENCIES = "instansi_dan_satker"
BUDGET = "anggaran"

RUP: Fields = {
    **PLACE,
    "code": code("kd_rup", "kode_rup"),
    "title": text("nama_paket"),
    "pagu": money("pagu"),
    "kind": text("jenis_pengadaan"),
    "method": text("metode_pengadaan"),
    "description": text("uraian_pekerjaan", "urarian_pekerjaan"),
    "volume": text("volume_pekerjaan"),
    "specification": text("spesifikasi_pekerjaan"),
    "domestic": text("status_pdn"),
    "small_business": text("status_ukm"),
    "not_small_reason": text("alasan_non_ukm"),
    "before_budget": text("status_pradipa"),
    "selection_from": day("tgl_awal_pemilihan"),
    "selection_to": day("tgl_akhir_pemilihan"),
    "contract_from": day("tgl_awal_kontrak", "tgl_awal_pelaksanaan_kontrak"),
    "contract_to": day("tgl_akhir_kontrak", "tgl_akhir_pelaksanaan_kontrak"),
    "use_from": day("tgl_awal_pemanfaatan"),
    "use_to": day("tgl_akhir_pemanfaatan"),
    "created_at": instant("tgl_buat_paket"),
    "announced_at": instant("tgl_pengumuman_paket"),
    "state": text("status_umumkan_rup"),
    "active": flag("status_aktif_rup"),
    "deleted": flag("status_delete_rup"),
}
FUNDS: Fields = {
    **PLACE,
    "rup_code": code("kd_rup", "kode_rup"),
    "account_code": text("mak"),
    "value": money("pagu"),
    "fund_source": text("sumber_dana"),
    "fund_year": number("tahun_anggaran_dana"),
}
REVISION: Fields = {
    **PLACE,
    "code": code("datamart_id"),
    "old_code": code("kd_rup_lama"),
    "new_code": code("kd_rup_baru"),
    "way": text("jenis_paket"),
    "revision": text("jenis_revisi"),
    "reason": text("alasan_kajiulang"),
    "revised_at": instant("tgl_kaji_ulang"),
}
OPEN_TENDER: Fields = {
    "code": code("kode_tender"),
    "lpse_code": code("repo_id_lpse"),
    "lpse_name": text("lpse"),
    "agency_code": code("kd_klpd"),
    "agency_name": inside(AGENCIES, "nama_instansi"),
    "agency_kind": inside(AGENCIES, "jenis_instansi"),
    "satker_name": inside(AGENCIES, "stk_nama"),
    "package_code": inside(AGENCIES, "pkt_id"),
    "rup_codes": inside(AGENCIES, "rup_id", several=True),
    "fund_source": inside(BUDGET, "sbd_id"),
    "account_codes": inside(BUDGET, "ang_koderekening", several=True),
    "year": inside(BUDGET, "ang_tahun"),
    "title": text("nama_paket"),
    "kind": text("kategori_pekerjaan"),
    "pagu": money("pagu"),
    "hps": money("hps"),
    "method": text("metode_pemilihan"),
    "qualification": word("metode_pengadaan", same=QUALIFICATIONS),
    "evaluation": text("metode_evaluasi"),
    "payment": text("cara_pembayaran"),
    "state": word("status_tender", same=STATES),
    "created_at": instant("tanggal_paket_dibuat"),
    "announced_at": instant("tanggal_paket_tayang"),
}
TRANSACTION: Fields = {
    **AGENCY,
    "agency_name": text("nama_instansi"),
    "satker_name": text("nama_satuan_kerja"),
    "code": code("kode_paket"),
    "rup_codes": codes("kode_rup"),
    "year": number("tahun_anggaran"),
    "way": text("sumber_transaksi"),
    "fund_source": text("sumber_dana"),
    "supplier": text("nama_penyedia"),
    "method": text("metode_pengadaan"),
    "kind": text("jenis_pengadaan"),
    "title": text("nama_paket"),
    "state": text("status_paket"),
    "total": money("total_nilai_rp"),
    "domestic_value": money("nilai_pdn_rp"),
}

TABLES: tuple[Table, ...] = (
    table(
        SOURCE,
        "rup_package",
        "Paket RUP penyedia",
        "kd_rup nama_paket metode_pengadaan status_umumkan_rup",
        key=("code",),
        fields=RUP,
    ),
    table(
        SOURCE,
        "rup_swakelola",
        "Paket RUP swakelola",
        "kd_rup nama_paket tipe_swakelola status_umumkan_rup",
        key=("code",),
        fields=RUP,
    ),
    table(
        SOURCE,
        "rup_funds",
        "Anggaran paket RUP",
        "kd_rup mak sumber_dana asal_dana",
        parent="rup_code",
        needs=("rup_code",),
        fields=FUNDS,
    ),
    table(
        SOURCE,
        "rup_revision",
        "Kaji ulang RUP",
        "datamart_id kd_rup_lama kd_rup_baru jenis_revisi",
        key=("code",),
        fields=REVISION,
    ),
    table(
        SOURCE,
        "tender",
        "Tender umum publik",
        "kode_tender nama_paket metode_pemilihan status_tender",
        key=("code",),
        fields=OPEN_TENDER,
    ),
    table(
        SOURCE,
        "transaction",
        "Transaksi INAPROC",
        "kode_paket kode_rup sumber_transaksi total_nilai_rp",
        key=("code", "rup_codes", "supplier"),
        fields=TRANSACTION,
    ),
)
