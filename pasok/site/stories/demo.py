"""A regency to look at: invented firms and people, packages and tenders in several states."""

from collections.abc import Callable
from datetime import datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.utils import timezone

from pasok.kernel.actor import CLOCK, Actor
from pasok.people.acts import load_agencies
from pasok.sampul import reads as sampul
from pasok.site.stories import places, story
from pasok.tenders import acts, rehearsal
from pasok.tenders.models import Tender

PASSPHRASE = "kunci contoh pasok"
OPEN = "Meja dan kursi siswa SD untuk ruang kelas baru"
WAITING = "Meja dan kursi siswa SD wilayah selatan"
STANDING = "Meja dan kursi siswa SD wilayah utara"
PLANNED = ("Meja dan kursi siswa SD wilayah timur", "Meja dan kursi siswa SD wilayah barat")
PRICES = (Decimal(1_325_000_000), Decimal(1_298_000_000), Decimal(1_371_000_000))
Say = Callable[[str], None]


def lay_out(say: Say) -> None:
    """Make what is not there yet; run again, it changes nothing."""
    load_agencies()
    if Tender.objects.filter(agency_id=places.AGENCY, title=OPEN).exists():
        return
    office, owners = places.an_office(), places.workshops()
    for number, (title, build) in enumerate(
        ((OPEN, taking_bids), (WAITING, waiting_to_open), (STANDING, standing)), start=1
    ):
        say(f"Menyiapkan contoh {number} dari 4: {title}")
        with transaction.atomic():
            build(office, owners, title)
    for title in PLANNED:
        places.desks(office, timezone.now(), title=title, pagu=Decimal(1_450_000_000))
    say("Menyiapkan contoh 4 dari 4: satu paket sampai rancangan kontrak")
    story.tell(lambda text: None)


def announced(
    office: places.Office, title: str, now: datetime, clock: str
) -> tuple[Tender, rehearsal.Committee]:
    package = places.desks(office, now, title=title, pagu=Decimal(1_450_000_000))
    tender = acts.propose(
        packages=[package.ocid], pokja=office.pokja.pk, actor=office.ppk, now=now, clock=clock
    )
    committee = rehearsal.Committee(office.members, passphrase=PASSPHRASE)
    committee.announce(tender, now, **places.DOCUMENT)
    return tender, committee


def taking_bids(office: places.Office, owners: list[Actor], title: str) -> None:
    """Live: the database's own clock counts, and the deadline lies days ahead."""
    now = timezone.now()
    tender, _ = announced(office, title, now, "real")
    rehearsal.register(tender, owners[0], timezone.now())
    acts.ask(tender, actor=owners[0], text="Apakah warna melamin boleh cokelat muda?", now=timezone.now())
    rehearsal.offer(tender, owners[1], PRICES[1], timezone.now())


def waiting_to_open(office: places.Office, owners: list[Actor], title: str) -> None:
    """Closed an hour ago by a told clock; two of three members must give their shares."""
    tender, _ = announced(office, title, story.first_morning() + timedelta(days=28), "replay")
    seal_all(tender, owners)


def standing(office: places.Office, owners: list[Actor], title: str) -> None:
    """The winner is announced and the standstill still runs."""
    tender, committee = announced(office, title, story.first_morning() + timedelta(days=21), "replay")
    closes_at = seal_all(tender, owners)
    committee.open(tender, closes_at + timedelta(minutes=10))
    committee.judge(tender, closes_at + timedelta(hours=4))
    committee.decide(tender, timezone.now() - timedelta(hours=20))


def seal_all(tender: Tender, owners: list[Actor]) -> datetime:
    closes_at = sampul.box(tender.box_key).closes_at
    for owner, price in zip(owners, PRICES, strict=True):
        paper = rehearsal.a_paper("surat penawaran.txt", f"Surat penawaran {owner.name}")
        rehearsal.offer(tender, owner, price, closes_at - timedelta(hours=5), files=[paper])
    acts.close(tender, actor=CLOCK, now=closes_at)
    return closes_at
