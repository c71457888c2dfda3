"""Addresses of packages."""

from django.urls import path

from pasok.planning import views

urlpatterns = [
    path("paket/baru", views.new, name="package-new"),
    path("paket/<str:ocid>", views.detail, name="package"),
    path("paket/<str:ocid>/<slug:name>", views.act, name="package-act"),
]
