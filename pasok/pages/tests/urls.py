"""The house as in development: with the show of components."""

from django.urls import include, path

from pasok.pages.gallery import gallery

urlpatterns = [path("_components", gallery), path("", include("pasok.site.urls"))]
