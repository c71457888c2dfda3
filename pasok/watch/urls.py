"""Addresses of what is watched. They come before those of coaching: `corong` is no act."""

from django.urls import path

from pasok.watch import outside, views

urlpatterns = [
    path("saksi", outside.watchers, name="watchers"),
    path("gangguan", outside.disturbances, name="disturbances"),
    path("gangguan.csv", outside.download, name="disturbances-csv"),
    path("bimtek/corong", views.funnels, name="funnels"),
    path("bimtek/<int:pk>/corong", views.funnel, name="funnel"),
]
