"""The front door; in development also the show of all components."""

from django.conf import settings
from django.urls import path

from pasok.pages.gallery import gallery
from pasok.pages.home import home
from pasok.pages.language import choose

urlpatterns = [path("", home, name="home"), path("bahasa", choose, name="language")]
if settings.DEBUG:
    urlpatterns += [path("_components", gallery, name="components")]
