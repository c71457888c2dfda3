"""Addresses of businesses."""

from django.urls import path

from pasok.suppliers.views import business as views

urlpatterns = [
    path("usaha", views.register, name="suppliers"),
    path("usaha/baru", views.enrol, name="supplier-new"),
    path("usaha/<int:pk>", views.detail, name="supplier"),
    path("usaha/<int:pk>/<slug:name>", views.act, name="supplier-act"),
]
