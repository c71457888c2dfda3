"""A word to somebody's telephone, where no letter can go."""

from pasok.accounts import channels, reads
from pasok.people.models import Person


def tell(person: Person, subject: str, text: str, *, every_way: bool = False) -> list[str]:
    """Send it by the first way to the person's telephone, or by all of them; which ways were taken."""
    number, ways = reads.phone_of(person), reads.phone_ways()
    taken = (ways if every_way else ways[:1]) if number else []
    for kind in taken:
        channels.send(kind, number, subject, text)
    return taken
