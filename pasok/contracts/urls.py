"""Addresses of contracts."""

from django.urls import path

from pasok.contracts import views

urlpatterns = [
    path("kontrak/<int:pk>", views.detail, name="contract"),
    path("kontrak/<int:pk>/dokumen/<str:fingerprint>.pdf", views.paper, name="contract-paper"),
    path("kontrak/<int:pk>/<slug:name>", views.act, name="contract-act"),
]
