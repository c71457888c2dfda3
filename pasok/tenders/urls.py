"""Addresses of tenders, bids and the public log."""

from django.urls import URLPattern, path

from pasok.tenders import checking, evidence, views, views_opening, views_practice, views_receipt
from pasok.tenders.letters import page as letters

urlpatterns: list[URLPattern] = [
    path("tender/usul", views.propose, name="tender-propose"),
    path("tender/<str:slug>", views.detail, name="tender"),
    path("tender/<str:slug>/bukti.json", evidence.download, name="tender-proof"),
    path("tender/<str:slug>/pembukaan.json", views_opening.progress, name="tender-progress"),
    path("tender/<str:slug>/<slug:name>", views.act, name="tender-act"),
    path("tender/<str:slug>/dokumen/<str:fingerprint>.pdf", letters.pdf, name="tender-paper"),
    path("penawaran/<int:pk>", views.bid, name="bid"),
    path("penawaran/<int:pk>/<slug:name>", views.bid_act, name="bid-act"),
    path("penawaran/<int:pk>/tanda-terima.pdf", views_receipt.pdf, name="receipt-pdf"),
    path("penawaran/<int:pk>/tanda-terima.json", views_receipt.proof, name="receipt-proof"),
    path("penawaran/<int:pk>/untuk-disegel.json", views_receipt.to_seal, name="to-seal"),
    path("penawaran/<int:pk>/berkas/<str:sha256>", views.paper, name="bid-paper"),
    path("latihan", views_practice.exercises, name="exercises"),
    path("latihan/<int:pk>", views_practice.page, name="practice"),
    path("latihan/<int:pk>/<slug:name>", views_practice.act, name="practice-act"),
    path("periksa", checking.receipt, name="check-receipt"),
    path("log", views.log, name="log"),
]
