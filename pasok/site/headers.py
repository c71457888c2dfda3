"""Response headers that Django and django-csp do not set."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

# Passkeys need publickey-credentials-*, so those stay at their default: this site only.
NOT_USED = ("camera", "microphone", "geolocation", "payment", "usb", "serial", "midi", "browsing-topics")
POLICY = ", ".join(f"{feature}=()" for feature in NOT_USED)


def middleware(get_response: Callable[[HttpRequest], HttpResponse]) -> Callable[[HttpRequest], HttpResponse]:
    """Say which powers of the browser no page here uses."""

    def respond(request: HttpRequest) -> HttpResponse:
        response = get_response(request)
        response.headers.setdefault("Permissions-Policy", POLICY)
        return response

    return respond
