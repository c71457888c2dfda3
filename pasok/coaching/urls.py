"""Addresses of bimtek and seats."""

from django.urls import path

from pasok.coaching import seats, views

urlpatterns = [
    path("bimtek", views.events, name="bimteks"),
    path("bimtek/baru", views.new, name="bimtek-new"),
    path("bimtek/tiket/<str:token>", seats.ticket, name="seat-ticket"),
    path("bimtek/kursi/<int:pk>", seats.detail, name="seat"),
    path("bimtek/kursi/<int:pk>/sertifikat/<str:fingerprint>.pdf", seats.paper, name="seat-certificate"),
    path("bimtek/kursi/<int:pk>/<slug:name>", seats.act, name="seat-act"),
    path("bimtek/<int:pk>", views.detail, name="bimtek"),
    path("bimtek/<int:pk>/daftar", views.register, name="bimtek-register"),
    path("bimtek/<int:pk>/hadir", seats.arrive, name="bimtek-arrive"),
    path("bimtek/<int:pk>/layar", views.screen, name="bimtek-screen"),
    path("bimtek/<int:pk>/peserta", views.roll, name="bimtek-roll"),
    path("bimtek/<int:pk>/materi/<str:sha256>", views.material, name="bimtek-material"),
    path("bimtek/<int:pk>/<slug:name>", views.act, name="bimtek-act"),
]
