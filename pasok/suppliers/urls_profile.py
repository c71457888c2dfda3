"""Addresses of what a profile is made of."""

from django.urls import path

from pasok.suppliers.views import papers, profile

urlpatterns = [
    path("usaha/<int:pk>/profil/<slug:section>", profile.section, name="profile-section"),
    path("usaha/<int:pk>/profil/baru/<slug:kind>", profile.add, name="profile-add"),
    path("usaha/data/<int:number>", profile.item, name="profile-item"),
    path("usaha/data/<int:number>/<slug:name>", profile.item_act, name="profile-item-act"),
    path("usaha/bukti/<int:pk>", profile.paper, name="paper"),
    path("usaha/foto", papers.photo, name="paper-photo"),
    path("usaha/foto/<int:pk>", papers.proposed, name="paper-read"),
]
