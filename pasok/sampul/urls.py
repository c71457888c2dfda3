"""Addresses of the room: sealed files, parameters of a box, and the public log."""

from django.urls import path

from pasok.sampul import tus, views, witnessing

urlpatterns = [
    path("sampul/kirim", tus.create, name="sampul_uploads"),
    path("sampul/kirim/<uuid:pk>", tus.upload, name="sampul_upload"),
    path("sampul/kotak/<path:key>/bagian.json", views.sheet, name="sampul_sheet"),
    path("sampul/kotak/<path:key>/uji.json", views.trial, name="sampul_trial"),
    path("sampul/kotak/<path:key>/penjaga", views.holder, name="sampul_holder"),
    path("sampul/kunci-penjaga", views.custodian_keys, name="sampul_custodian_keys"),
    path("sampul/kotak/<path:key>.json", views.parameters, name="sampul_parameters"),
    path("sampul/segel.html", views.offline_page, name="sampul_offline"),
    path("sampul/periksa", views.check, name="sampul_check"),
    path("log/checkpoint", views.checkpoint, name="log_checkpoint"),
    path("log/key", views.key, name="log_key"),
    path("log/entries", views.entries, name="log_entries"),
    path("log/proof/<int:index>", views.inclusion, name="log_proof"),
    path("log/cosignatures", witnessing.cosignatures, name="log_cosignatures"),
    path("log/probes", witnessing.probes, name="log_probes"),
    path("sampul/programs.json", witnessing.programs, name="sampul_programs"),
    path("log/consistency", views.consistency, name="log_consistency"),
]
