"""Addresses of what is watched. They come before those of coaching: `corong` is no act."""

from django.urls import path

from pasok.watch import views

urlpatterns = [
    path("bimtek/corong", views.funnels, name="funnels"),
    path("bimtek/<int:pk>/corong", views.funnel, name="funnel"),
]
