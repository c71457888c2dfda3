"""The people every test knows. Import the actors; call `a_cast()` when a test needs their rows."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from pasok.kernel.actor import NOBODY, Actor
from pasok.people import acts
from pasok.people.acts.demo import ROSTER
from pasok.people.models import Agency, Person, Pokja, Satker

NOON = datetime(2026, 3, 2, 5, 0, tzinfo=UTC)  # Monday 12:00 WIB
AGENCY = "D999"  # Kab. Contoh
SATKER = 999001
OTHER_AGENCY = "D998"

# Far above any sequence, so that rows made by a test never meet them.
IDS = {name: 900001 + place for place, name in enumerate([*ROSTER, "maju", "kencana", "stranger"])}


def official(name: str) -> Actor:
    return Actor(f"person:{IDS[name]}", ROSTER[name][0], agency=AGENCY)


LPSE = official("lina")
SARI = official("sari")  # PA
AUDITOR = official("auditor")
HENDRA = official("hendra")  # head of the UKPBJ
RATNA = official("ratna")  # PPK
TONO = official("tono")  # procurement officer
BUDI, DEWI, JOKO = official("budi"), official("dewi"), official("joko")  # the Pokja
FINA = official("fina")  # facilitator
LUKMAN = official("lukman")  # LPSE as well
MAJU = Actor(f"person:{IDS['maju']}", "CV Maju Contoh", supplier="900001")  # make Supplier(pk=900001)
KENCANA = Actor(f"person:{IDS['kencana']}", "PT Kencana Contoh", supplier="900002")
STRANGER = Actor(f"person:{IDS['stranger']}", "Orang Luar")
POKJA = [BUDI, DEWI, JOKO]
OFFICIALS = [LPSE, SARI, AUDITOR, HENDRA, RATNA, TONO, *POKJA, LUKMAN, FINA]
EVERYONE = [*OFFICIALS, MAJU, KENCANA, STRANGER, NOBODY]


def days(n: float) -> timedelta:
    return timedelta(days=n)


@dataclass(frozen=True)
class Cast:
    """The rows behind the actors. `person(RATNA)` is hers."""

    agency: Agency
    satker: Satker
    pokja: Pokja
    people: dict[str, Person]

    def person(self, actor: Actor) -> Person:
        return self.people[actor.id]


def a_cast() -> Cast:
    """Kab. Contoh with one satker, nine officials by decree since January 2026, a Pokja of three, two
    suppliers' accounts and a stranger. All ids match the actors above."""
    agency, _ = Agency.objects.get_or_create(pk=AGENCY, defaults={"name": "Kab. Contoh", "kind": "KABUPATEN"})
    satker = acts.register_satker(SATKER, name="Dinas Contoh", agency=agency, code="1.02.0.00.0.00.01.0000")
    officials, pokja = acts.demo_cast(agency, ids=IDS, now=NOON - days(30))
    people = list(officials.values())
    for name, actor in (("maju", MAJU), ("kencana", KENCANA), ("stranger", STRANGER)):
        people.append(
            acts.demo_person(actor.name, f"{name}@contoh.test", pk=IDS[name], supplier=actor.supplier)
        )
    return Cast(agency, satker, pokja, {person.actor.id: person for person in people})
