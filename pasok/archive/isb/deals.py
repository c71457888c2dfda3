"""E-kontrak: SPPBJ, contract, SPMK/SPP and BAP/BAST, of tenders and of non-tenders alike."""

from pasok.archive.isb.fields import SOURCE, SPSE, Fields
from pasok.archive.tables import Table, table
from pasok.archive.values import code, day, flag, instant, money, number, share, text

DEAL: Fields = {
    **SPSE,
    "title": text("nama_paket"),
    "method": text("mtd_pengadaan"),
    "sppbj_number": text("no_sppbj"),
    "supplier_code": code("kd_penyedia"),
    "supplier": text("nama_penyedia"),
    "state": text("status_kontrak"),
    "state_at": instant("tgl_penetapan_status_kontrak"),
    "state_reason": text("alasan_penetapan_status_kontrak"),
    "amended": flag("apakah_addendum"),
    "version": number("versi_addendum"),
    "amendment_reason": text("alasan_addendum"),
}
CONTRACT: Fields = {
    **DEAL,
    "number": text("no_kontrak"),
    "scope": text("lingkup_pekerjaan"),
    "signed_on": day("tgl_kontrak"),
    "starts_on": day("tgl_kontrak_awal"),
    "ends_on": day("tgl_kontrak_akhir"),
    "city": text("kota_kontrak"),
    "form": text("bentuk_usaha_penyedia"),
    "supplier_kind": text("tipe_penyedia"),
    "value": money("nilai_kontrak"),
    "domestic_value": money("nilai_pdn_kontrak"),
    "umk_value": money("nilai_umk_kontrak"),
    "value_reason": text("alasan_ubah_nilai_kontrak"),
    "over_ten_reason": text("alasan_nilai_kontrak_10_persen"),
    "payment": text("jenis_kontrak"),
    "note": text("informasi_lainnya"),
}
SPPBJ: Fields = {
    **DEAL,
    "number": text("no_sppbj"),
    "signed_on": day("tgl_sppbj"),
    "city": text("kota_sppbj"),
    "value": money("harga_final"),
    "guarantee": money("nilai_jaminan_pelaksanaan"),
    "guarantee_days": number("masa_berlaku_jaminan"),
}
SPMK: Fields = {
    **DEAL,
    "number": text("no_spmk_spp"),
    "contract_number": text("no_kontrak"),
    "signed_on": day("tgl_spmk_spp"),
    "starts_on": day("tgl_mulai_pekerjaan"),
    "ends_on": day("tgl_selesai_pekerjaan"),
    "duration": text("waktu_penyelesaian"),
    "city": text("kota_spmk_spp"),
}
BAST: Fields = {
    **DEAL,
    "number": text("no_bast"),
    "contract_number": text("no_kontrak"),
    "contract_value": money("nilai_kontrak"),
    "signed_on": day("tgl_bast"),
    "payment_number": text("no_bap"),
    "payment_on": day("tgl_bap"),
    "paid": money("besar_pembayaran"),
    "progress_pct": share("progres_pekerjaan"),
    "payment": text("cara_pembayaran_kontrak"),
}


def of_deal(column: str, way: str, words: str) -> tuple[Table, ...]:
    """The four e-kontrak tables, which tender and non-tender have alike."""
    parent = {"parent_code": code(column)}
    rows: tuple[tuple[str, str, str, str, Fields], ...] = (
        ("sppbj", "SPPBJ", "no_sppbj tgl_sppbj harga_final", "number version", SPPBJ),
        (
            "contract",
            "Kontrak",
            "no_kontrak tgl_kontrak nilai_kontrak jenis_kontrak",
            "number version",
            CONTRACT,
        ),
        ("spmk", "SPMK/SPP", "no_spmk_spp tgl_spmk_spp", "number contract_number version", SPMK),
        ("bast", "BAP/BAST", "no_bast tgl_bast no_bap", "", BAST),
    )
    return tuple(
        table(
            SOURCE,
            kind,
            f"{title} {words}",
            f"{column} {marks}",
            key=("parent_code", *key.split()) if key else (),
            parent="parent_code",
            needs=("parent_code",),
            fixed={"way": way},
            fields={**fields, **parent},
        )
        for kind, title, marks, key, fields in rows
    )


TABLES: tuple[Table, ...] = (
    *of_deal("kd_tender", "tender", "tender"),
    *of_deal("kd_nontender", "non_tender", "nontender"),
)
