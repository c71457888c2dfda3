"""Nothing that a page shows may be lost in a crash: it is on the disk before the page is sent."""

from collections.abc import Callable

from django.db import connection
from django.http import HttpRequest, HttpResponse

from pasok.sampul import log

Next = Callable[[HttpRequest], HttpResponse]


def middleware(get_response: Next) -> Next:
    """A bid can be read a moment before it is flushed, and with it what its act wrote in other rooms."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        if connection.connection is not None and response.status_code < 500:  # else nothing was read
            log.settle()
        return response

    return respond
