"""Addresses of open data. They are promises: once given out they stay."""

from django.urls import path

from pasok.opendata import views

urlpatterns = [
    path("data", views.data, name="data"),
    path("ocds/releases", views.releases, name="ocds_releases"),
    path("ocds/releases/<str:release_id>", views.release, name="ocds_release"),
    path("ocds/records/<str:ocid>", views.record, name="ocds_record"),
]
