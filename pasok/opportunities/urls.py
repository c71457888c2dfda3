"""Addresses of the search. They come before a package's own: `<ocid>.ics` is no ocid."""

from django.urls import path

from pasok.opportunities import saving, taking, views

urlpatterns = [
    path("paket", views.packages, name="packages"),
    path("paket.csv", taking.csv, name="packages-csv"),
    path("paket.xlsx", taking.xlsx, name="packages-xlsx"),
    path("paket.ics", taking.deadlines, name="packages-calendar"),
    path("paket.atom", taking.atom, name="packages-feed"),
    path("paket/<str:ocid>.ics", taking.stages, name="package-calendar"),
    path("tender", views.tenders, name="tenders"),
    path("pencarian", saving.searches, name="searches"),
    path("pencarian/<int:pk>", saving.look, name="search-look"),
    path("pencarian/<int:pk>/hapus", saving.forget, name="search-forget"),
]
