"""When something does not go well, the same face and a way on."""

import sys

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy

from pasok.pages.subject import wants_json

NO_ROOM = "53100"  # PostgreSQL: disk_full
SECONDS = "30"  # until it is worth asking again
WORDS = {
    500: gettext_lazy("Yang belum tersimpan mungkin perlu Anda kirim ulang. Yang sudah tercatat tetap aman. "
                      "Cobalah beberapa saat lagi."),
    503: gettext_lazy("Basis data kami sedang tidak menjawab. Yang sudah tercatat tetap aman. "
                      "Kirim ulang beberapa saat lagi."),
    507: gettext_lazy("Tempat penyimpanan kami penuh. Yang sudah tercatat tetap aman dan masih dapat dibaca. "
                      "Kirim ulang beberapa menit lagi."),
}  # fmt: skip


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """413 for what is too large, 400 for what cannot be read."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return render(request, "413.html", status=413)
    return render(request, "400.html", status=400)


def server_error(request: HttpRequest) -> HttpResponse:
    """507 when the database has no room, 503 when it does not answer, else 500. Asks the database nothing."""
    status = status_of(sys.exc_info()[1])
    headers = {} if status == 500 else {"Retry-After": SECONDS}
    if wants_json(request):
        return JsonResponse({"reasons": [str(WORDS[status])]}, status=status, headers=headers)
    page = render_to_string("500.html", {"code": status, "sentence": WORDS[status]})
    return HttpResponse(page, status=status, headers=headers)


def status_of(error: BaseException | None) -> int:
    if getattr(error.__cause__ if error else None, "sqlstate", None) == NO_ROOM:
        return 507
    return 503 if isinstance(error, OperationalError | InterfaceError) else 500
