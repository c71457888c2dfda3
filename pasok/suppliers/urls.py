"""Addresses of businesses."""

from django.urls import include, path

from pasok.suppliers import assist
from pasok.suppliers.views import blacklist, enrol, trades
from pasok.suppliers.views import business as views

urlpatterns = [
    path("", include("pasok.suppliers.urls_profile")),
    path("kbli", trades.helper, name="kbli"),
    path("dampingan", assist.helping, name="helping"),
    path("dampingan/<int:pk>/kabari", assist.nudge, name="nudge_owner"),
    path("usaha", views.register, name="suppliers"),
    path("usaha/baru", enrol.enrol, name="supplier-new"),
    path("usaha/<int:pk>", views.detail, name="supplier"),
    path("usaha/<int:pk>/<slug:name>", views.act, name="supplier-act"),
    path("daftar-hitam", blacklist.listing, name="blacklist"),
    path("daftar-hitam.csv", blacklist.download, name="blacklist-csv"),
    path("daftar-hitam/usul", blacklist.new, name="sanction-new"),
    path("daftar-hitam/nasional/<int:pk>", blacklist.national, name="blacklist-national"),
    path("daftar-hitam/<int:pk>", blacklist.detail, name="sanction"),
    path("daftar-hitam/<int:pk>/<slug:name>", blacklist.act, name="sanction-act"),
]
