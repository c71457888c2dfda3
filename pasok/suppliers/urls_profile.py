"""Addresses of what a profile is made of."""

from django.urls import path

from pasok.suppliers.views import checking, papers, privacy, profile

urlpatterns = [
    path("usaha/<int:pk>/profil/<slug:section>", profile.section, name="profile-section"),
    path("usaha/<int:pk>/profil/baru/<slug:kind>", profile.add, name="profile-add"),
    path("usaha/periksa", checking.unchecked, name="unchecked"),
    path("usaha/data/<int:number>", profile.item, name="profile-item"),
    path("usaha/data/<int:number>/<slug:name>", profile.item_act, name="profile-item-act"),
    path("usaha/bukti/<int:pk>", profile.paper, name="paper"),
    path("data-saya", privacy.mine, name="my-data"),
    path("data-saya/unduh", privacy.export, name="my-data-export"),
    path("data-saya/permintaan", privacy.waiting, name="data-requests"),
    path("data-saya/permintaan/<int:pk>", privacy.detail, name="data-request"),
    path("data-saya/permintaan/<int:pk>/<slug:name>", privacy.act, name="data-request-act"),
    path("usaha/foto", papers.photo, name="paper-photo"),
    path("usaha/foto/<int:pk>", papers.proposed, name="paper-read"),
]
