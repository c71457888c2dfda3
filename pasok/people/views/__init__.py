"""Pages of people and agencies."""

from allauth.mfa.totp.views import deactivate_totp

from pasok.people.views.account import ActivateTotp, AddPasskey, identify, make_key, me, revoke_key
from pasok.people.views.agency import (
    agencies,
    agency,
    appoint,
    change_pokja,
    dissolve_pokja,
    end_assignment,
    form_pokja,
)
from pasok.people.views.demo import demo, demo_login

__all__ = [
    "ActivateTotp",
    "AddPasskey",
    "agencies",
    "agency",
    "appoint",
    "change_pokja",
    "deactivate_totp",
    "demo",
    "demo_login",
    "dissolve_pokja",
    "end_assignment",
    "form_pokja",
    "identify",
    "make_key",
    "me",
    "revoke_key",
]
