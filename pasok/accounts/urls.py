"""Addresses of getting in by telephone."""

from django.urls import path

from pasok.accounts import views

urlpatterns = [
    path("masuk/ponsel", views.phone, name="phone"),
    path("masuk/ponsel/kode", views.phone_code, name="phone_code"),
    path("masuk/ponsel/nama", views.phone_name, name="phone_name"),
    path("akun/ponsel", views.my_phone, name="my_phone"),
    path("akun/ponsel/kode", views.my_phone_code, name="my_phone_code"),
]
