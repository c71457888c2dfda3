"""Addresses of the inbox."""

from django.urls import path

from pasok.notices import views

urlpatterns = [
    path("kotak-masuk", views.inbox, name="inbox"),
    path("kotak-masuk/dibaca", views.read_all, name="notices-read"),
    path("kotak-masuk/<int:pk>", views.read, name="notice-read"),
]
