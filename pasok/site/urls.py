"""All addresses. Each room brings its own."""

from django.urls import URLPattern, URLResolver, include, path

handler400 = "pasok.pages.errors.bad_request"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("pasok.pages.urls")),
]
