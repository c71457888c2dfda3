"""The addresses of the product and the plain page: one query of 20 rows and one loop, nothing of ours."""

from django.contrib.auth.decorators import login_not_required
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.template import Context, Template
from django.urls import include, path

QUERY = "select ocid, title, value from opportunities_listing order by announced_at desc, id desc limit 20"
PAGE = Template(
    "<!doctype html><title>Plain</title><ul>{% for ocid, title, value in rows %}"
    "<li><a href='/paket/{{ ocid }}'>{{ title }}</a> {{ value }}</li>{% endfor %}</ul>"
)


@login_not_required
def plain(request: HttpRequest) -> HttpResponse:
    with connection.cursor() as cursor:
        cursor.execute(QUERY)
        return HttpResponse(PAGE.render(Context({"rows": cursor.fetchall()})))


urlpatterns = [path("_plain", plain), path("", include("pasok.site.urls"))]
