"""What stands before the walk of `ready.py`: the regency, a tender, and a facilitator who has come in."""

from allauth.account.internal.flows.login import record_authentication
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.http import HttpRequest
from django.utils import timezone

from pasok.opportunities import listing
from pasok.people.models import Person
from pasok.site.stories import demo, places


def lay() -> str:
    """A school-furniture tender of the demonstration, open to bids; answers the facilitator's session."""
    office = places.an_office()
    tender, _ = demo.announced(office, demo.OPEN, timezone.now(), "real")
    listing.lay(tender.ocid)
    return signed_in(Person.objects.get(name__startswith="Fina "), method="mfa")  # two factors


def signed_in(person: Person, method: str = "password") -> str:
    """The key of a session of somebody who has come in."""
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    request = HttpRequest()
    request.session = session
    record_authentication(request, person, method=method)
    session.save()
    return str(session.session_key)
