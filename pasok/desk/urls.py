"""Addresses of the desk."""

from django.urls import path

from pasok.desk import views

urlpatterns = [
    path("verifikasi", views.queue, name="verification"),
    path("verifikasi/<int:pk>", views.detail, name="registration"),
    path("verifikasi/<int:pk>/<slug:name>", views.act, name="registration-act"),
]
