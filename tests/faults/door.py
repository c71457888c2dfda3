"""A web process with one door: bids come in by JSON, files in pieces. It can be made to die.

A worker dies after its transaction is over and before it answers, once for each file DIE* in PASOK_HOME.
"""

import json
import os
import secrets
import signal
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.urls import include, path

from pasok.sampul import acts
from pasok.sampul.answers import Refusal

FORGETS = "FORGETS" in os.environ  # the control: the key of a sending is not kept


def bid(request: HttpRequest) -> HttpResponse:
    sent = json.loads(request.body)
    if FORGETS:
        sent["idem"] = secrets.token_hex(16)
    try:
        with transaction.atomic():
            receipt = acts.commit(sent["leaf"]["box"], bidder=sent["leaf"]["bidder"], **sent)
    except Refusal as refused:
        return JsonResponse({"reasons": [refused.sentence]}, status=409)
    for order in Path(settings.HOME).glob("DIE*"):
        order.unlink(missing_ok=True)
        os.kill(os.getpid(), signal.SIGKILL)
    return JsonResponse(receipt.plain())


handler500 = "pasok.pages.errors.server_error"
urlpatterns = [path("", include("pasok.sampul.urls")), path("tawar", bid)]
