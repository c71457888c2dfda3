"""Addresses of businesses."""

from django.urls import include, path

from pasok.suppliers.views import business as views
from pasok.suppliers.views import enrol

urlpatterns = [
    path("", include("pasok.suppliers.urls_profile")),
    path("usaha", views.register, name="suppliers"),
    path("usaha/baru", enrol.enrol, name="supplier-new"),
    path("usaha/<int:pk>", views.detail, name="supplier"),
    path("usaha/<int:pk>/<slug:name>", views.act, name="supplier-act"),
]
