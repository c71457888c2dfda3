"""Tenders and non-tenders: announcements, schedules, participants, results."""

from pasok.archive.isb.fields import QUALIFICATIONS, SPSE, STATES, Fields, isb, without
from pasok.archive.tables import Table
from pasok.archive.values import code, codes, day, flag, instant, money, number, text, word

ANNOUNCED: Fields = {
    **SPSE,
    "package_code": code("kd_pkt_dce", "kd_paket"),
    "rup_codes": codes("kd_rup", "kd_rup_paket"),
    "title": text("nama_paket"),
    "pagu": money("pagu"),
    "hps": money("hps"),
    "fund_source": text("sumber_dana"),
    "account_codes": codes("mak"),
    "scale": text("kualifikasi_paket"),
    "kind": text("jenis_pengadaan"),
    "method": text("mtd_pemilihan"),
    "payment": text("kontrak_pembayaran"),
    "closed_reason": text("ket_ditutup"),
    "repeat_reason": text("ket_diulang"),
    "created_at": instant("tgl_buat_paket"),
    "agreed_at": instant("tgl_kolektif_kolegial"),
}
TENDER: Fields = {
    **ANNOUNCED,
    "code": code("kd_tender"),
    "evaluation": text("mtd_evaluasi"),
    "qualification": word("mtd_kualifikasi", same=QUALIFICATIONS),
    "state": word("status_tender", same=STATES),
    "announced_at": instant("tgl_pengumuman_tender"),
}
PRICES: Fields = {
    "supplier_code": code("kd_penyedia"),
    "supplier": text("nama_penyedia"),
    "offer": money("nilai_penawaran"),
    "corrected": money("nilai_terkoreksi"),
    "negotiated": money("nilai_negosiasi"),
    "contract_value": money("nilai_kontrak"),
    "domestic_value": money("nilai_pdn_kontrak"),
    "umk_value": money("nilai_umk_kontrak"),
}
NON_TENDER: Fields = {
    **ANNOUNCED,
    "code": code("kd_nontender"),
    "state": text("status_nontender"),
    "announced_at": instant("tgl_pengumuman_nontender"),
}


TABLES: tuple[Table, ...] = (
    isb(
        "tender",
        "Pengumuman tender",
        "kd_tender nama_paket status_tender versi_tender",
        "code",
        {
            **TENDER,
            "version": number("versi_tender"),
            "location": text("lokasi_pekerjaan"),
            "state_on": day("tanggal_status"),
        },
    ),
    isb(
        "tender_finished",
        "Tender selesai",
        "kd_tender nama_paket status_tender tgl_penetapan_pemenang",
        "code",
        {**TENDER, "awarded_at": instant("tgl_penetapan_pemenang")},
    ),
    isb(
        "result",
        "Nilai hasil tender",
        "kd_tender kd_penyedia nilai_negosiasi nilai_kontrak",
        "tender_code supplier_code",
        {
            **without(ANNOUNCED, "satker_id"),  # this table has the official code under kd_satker
            **PRICES,
            "tender_code": code("kd_tender"),
            "satker_code": code("kd_satker_str", "kd_satker"),
            "announced_on": day("tgl_pengumuman_tender"),
            "awarded_on": day("tgl_penetapan_pemenang"),
        },
        parent="tender_code",
    ),
    isb(
        "stage",
        "Jadwal tahapan tender",
        "kd_tender kd_akt tgl_awal tgl_akhir",
        "tender_code akt stage_code",
        {
            **SPSE,
            "tender_code": code("kd_tender"),
            "akt": code("kd_akt"),
            "stage_code": code("kd_tahapan"),
            "label": text("nama_tahapan", "nama_akt"),
            "starts_at": instant("tgl_awal"),
            "ends_at": instant("tgl_akhir"),
        },
        parent="tender_code",
    ),
    isb(
        "participant",
        "Peserta tender",
        "kd_tender kd_peserta pemenang",
        "code",
        {
            **SPSE,
            **PRICES,
            "code": code("kd_peserta"),
            "tender_code": code("kd_tender"),
            "package_code": code("kd_pkt_dce"),
            "winner": flag("pemenang"),
            "verified": flag("pemenang_terverifikasi"),
            "reason": text("alasan"),
        },
        parent="tender_code",
    ),
    isb(
        "non_tender",
        "Pengumuman nontender",
        "kd_nontender nama_paket status_nontender versi_nontender",
        "code",
        {**NON_TENDER, "version": number("versi_nontender"), "repeat_order": flag("repeat_order")},
    ),
    isb(
        "non_tender_finished",
        "Nontender selesai",
        "kd_nontender nama_paket status_nontender nilai_negosiasi",
        "code supplier_code",
        {**NON_TENDER, **PRICES, "finished_at": instant("tgl_selesai_nontender")},
        parent="code",
    ),
    isb(
        "non_tender_stage",
        "Jadwal tahapan nontender",
        "kd_nontender kd_akt tgl_awal tgl_akhir",
        "non_tender_code akt stage_code",
        {
            **SPSE,
            "non_tender_code": code("kd_nontender"),
            "akt": code("kd_akt"),
            "stage_code": code("kd_tahapan"),
            "label": text("nama_tahapan", "nama_akt"),
            "starts_at": instant("tgl_awal"),
            "ends_at": instant("tgl_akhir"),
        },
        parent="non_tender_code",
    ),
)
