"""The front door; in development also the show of all components."""

from django.conf import settings
from django.urls import path

from pasok.pages import drafts, glossary, session
from pasok.pages.gallery import gallery
from pasok.pages.home import favicon, home
from pasok.pages.issued import issued
from pasok.pages.language import choose

urlpatterns = [
    path("", home, name="home"),
    path("favicon.ico", favicon, name="favicon"),
    path("istilah", glossary.page, name="glossary"),
    path("bahasa", choose, name="language"),
    path("draf", drafts.keep, name="draft"),
    path("draf/buang", drafts.discard, name="draft-discard"),
    path("sesi", session.session, name="session"),
]
urlpatterns += [path("dokumen/<str:fingerprint>", issued, name="issued")]
if settings.DEBUG:
    urlpatterns += [path("_components", gallery, name="components")]
