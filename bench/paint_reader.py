"""The supplier whose home `paint.py` opens: a whole profile, and a session that has come in."""

from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore

from pasok.people.models import Person
from pasok.suppliers.tests.builders import a_supplier, an_owner


def main() -> None:
    """Says the key of the session."""
    owner = an_owner()
    a_supplier(actor=owner)
    person = Person.objects.get(pk=owner.id.partition(":")[2])
    session = SessionStore()
    session[SESSION_KEY] = str(person.pk)
    session[BACKEND_SESSION_KEY] = "allauth.account.auth_backends.AuthenticationBackend"
    session[HASH_SESSION_KEY] = person.get_session_auth_hash()
    session.save()
    print(session.session_key)
