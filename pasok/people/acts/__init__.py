"""Everything that writes about people."""

from pasok.people.acts.accounts import certify, identify, link_supplier, make_key, revoke_key
from pasok.people.acts.agencies import load_agencies, register_satker
from pasok.people.acts.appointments import appoint, end
from pasok.people.acts.demo import demo_cast, demo_person
from pasok.people.acts.fitness import SETUP
from pasok.people.acts.pokja import change_members, dissolve, form_pokja

__all__ = [
    "SETUP",
    "appoint",
    "certify",
    "change_members",
    "demo_cast",
    "demo_person",
    "dissolve",
    "end",
    "form_pokja",
    "identify",
    "link_supplier",
    "load_agencies",
    "make_key",
    "register_satker",
    "revoke_key",
]
