"""Addresses of the desk."""

from django.urls import path

from pasok.desk.views import claim, registration

urlpatterns = [
    path("verifikasi", registration.queue, name="verification"),
    path("verifikasi/<int:pk>", registration.detail, name="registration"),
    path("verifikasi/<int:pk>/<slug:name>", registration.act, name="registration-act"),
    path("klaim/usaha/<int:pk>", claim.new, name="claim-new"),
    path("klaim/<int:pk>", claim.detail, name="claim"),
    path("klaim/<int:pk>/kode", claim.code, name="claim-code"),
    path("klaim/<int:pk>/<slug:name>", claim.act, name="claim-act"),
]
