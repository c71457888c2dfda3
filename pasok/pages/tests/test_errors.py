"""A request that is too large or broken gets the same face."""

from django.core.exceptions import RequestDataTooBig, SuspiciousOperation, TooManyFilesSent
from django.test import RequestFactory

from pasok.kernel.actor import NOBODY
from pasok.pages.errors import bad_request


def answer(wrong: Exception) -> tuple[int, str]:
    request = RequestFactory().post("/")
    request.actor = NOBODY
    response = bad_request(request, wrong)
    return response.status_code, response.content.decode()


def test_too_large_says_what_to_do() -> None:
    for wrong in (RequestDataTooBig(), TooManyFilesSent()):
        status, text = answer(wrong)
        assert status == 413 and "Kecilkan ukuran" in text


def test_broken_says_what_to_do() -> None:
    status, text = answer(SuspiciousOperation())
    assert status == 400 and "Muat ulang" in text
