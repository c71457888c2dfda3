"""All addresses. Each room brings its own."""

from django.urls import URLPattern, URLResolver, include, path

handler400 = "pasok.pages.errors.bad_request"
handler500 = "pasok.pages.errors.server_error"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("pasok.pages.urls")),
    path("", include("pasok.people.urls")),
    path("", include("pasok.accounts.urls")),
    path("", include("pasok.sampul.urls")),
    path("", include("pasok.suppliers.urls")),
    path("", include("pasok.desk.urls")),
    path("", include("pasok.opportunities.urls")),  # before planning: it knows addresses with an ending
    path("", include("pasok.planning.urls")),
    path("", include("pasok.contracts.urls")),
    path("", include("pasok.watch.urls")),  # before coaching: it knows addresses below an event
    path("", include("pasok.coaching.urls")),
    path("", include("pasok.tenders.urls")),
    path("", include("pasok.opendata.urls")),
    path("", include("pasok.notices.urls")),
]
