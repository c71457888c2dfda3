"""One tender of the demonstration with everybody in it, moved on by the acts of its people."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

from pasok.kernel.actor import CLOCK, Actor
from pasok.kernel.money import rounded
from pasok.planning.models import Package
from pasok.sampul import reads as sampul
from pasok.site import guardian
from pasok.site.stories import hours, places, quick
from pasok.site.stories.regency import Thing
from pasok.tenders import acts, rehearsal
from pasok.tenders.models import Tender

PASSPHRASE = "kunci contoh pasok"
HOUR = timedelta(hours=1)


@dataclass
class Play:
    """What a scene works with. `now` is the present; everything told earlier is counted back from it."""

    office: places.Office
    thing: Thing
    now: datetime

    def __post_init__(self) -> None:
        self.committee = rehearsal.Committee(
            self.office.members, passphrase=PASSPHRASE, wrap=quick.wrap, custodian=guardian.releases
        )
        self.firms: dict[str, Actor] = {}

    @property
    def chair(self) -> Actor:
        return self.committee.chair

    def firm(self, key: str) -> Actor:
        if key not in self.firms:
            self.firms[key] = places.firm(key)
        return self.firms[key]

    def planned(self, until: str = "ready", days_ago: int = 14) -> Package:
        month = (hours.at(self.now, 0, 10).replace(day=1) + timedelta(days=32)).replace(day=1)
        began = hours.at(self.now, -days_ago, 10)
        return places.plan(self.office, self.thing, began, until, HOUR, month=month.date())

    def proposed(self, at: datetime, clock: str = "real") -> Tender:
        """In the RUP some working days before, proposed to the Pokja at that moment."""
        package = places.plan(self.office, self.thing, hours.at(at, -6, 10), pace=HOUR)
        self.tender = acts.propose(
            packages=[package.ocid], pokja=self.office.pokja.pk, actor=self.office.ppk, now=at, clock=clock
        )
        return self.tender

    def announced(self, closes_at: datetime, start: datetime | None = None, clock: str = "replay") -> Tender:
        """Announced at `start`, or as late as the law lets it be, with bids closing at `closes_at`."""
        start = start or hours.announced_for(closes_at)
        tender = self.proposed(hours.at(start, -3, 13), clock)
        planned = hours.windows(start, closes_at)
        self.committee.prepare(tender, hours.at(start, -1, 10), windows=planned, **self.thing.document)
        acts.publish(tender, actor=self.chair, now=start)
        self.start = start
        return tender

    def join(self, *keys: str) -> None:
        """These firms take part, an hour after each other."""
        for number, key in enumerate(keys, start=1):
            rehearsal.register(self.tender, self.firm(key), self.start + number * HOUR)

    def talk(self) -> None:
        """The questions of the table, by the first participant, and the answers it has so far."""
        for number, text in enumerate(self.thing.asked):
            at = self.start + timedelta(hours=4, minutes=number * 20)
            acts.ask(self.tender, actor=self.firm(self.thing.registered[0]), text=text, now=at)
        waiting = list(self.tender.questions.filter(answer="").order_by("pk"))
        for question, text in zip(waiting, self.thing.answers, strict=False):
            at = self.start + timedelta(hours=6)
            acts.answer(self.tender, actor=self.chair, question=question.pk, text=text, now=at)

    def seal(self, key: str, pct: float, at: datetime) -> None:
        """A firm's sealed bid at that share of the HPS, unit prices and total in accord."""
        prices = self.thing.unit_prices(pct)
        owner = self.firm(key)
        rehearsal.offer(
            self.tender,
            owner,
            self.total(prices),
            at,
            prices,
            [rehearsal.a_paper("surat penawaran.txt", f"Surat penawaran {owner.name}")],
            technical="Sesuai spesifikasi.",
            tkdn="46",
        )

    def total(self, prices: Mapping[int, Decimal]) -> Decimal:
        rows = enumerate(self.thing.hps_lines, start=1)
        net = sum((row["quantity"] * prices[number] for number, row in rows), Decimal(0))
        return rounded(net * (100 + self.tender.vat_pct) / 100)

    @property
    def closes_at(self) -> datetime:
        return sampul.box(self.tender.box_key).closes_at

    def closed(self, at: datetime) -> Tender:
        """Every bid of the table sealed some hours before `at`, when the clock closed."""
        tender = self.announced(at)
        for number, (key, pct) in enumerate(self.thing.bids.items()):
            self.seal(key, pct, at - timedelta(hours=5, minutes=-40 * number))
        acts.close(tender, actor=CLOCK, now=at)
        return tender

    def opened(self, at: datetime) -> Tender:
        tender = self.closed(at)
        self.committee.open(tender, at + timedelta(minutes=15))
        return tender

    def decided(self, closed: datetime, at: datetime) -> Tender:
        """Judged the day after, decided by all members at `at`, not announced yet."""
        tender = self.opened(closed)
        self.committee.judge(tender, hours.at(closed, 1, 9))
        self.committee.agree(tender, at)
        acts.choose_winner(tender, actor=self.chair, now=at)
        return tender

    def standing(self, closed: datetime, at: datetime) -> Tender:
        """The winner announced at `at`; the standstill runs."""
        tender = self.decided(closed, at - HOUR)
        acts.announce_winner(tender, actor=self.chair, now=at)
        return tender
