"""The people of the canary: bidders who send over HTTP, a Pokja that opens, and a box of two stages."""

import base64
import json
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from decimal import Decimal
from http.client import HTTPConnection
from typing import Any

from django.conf import settings
from django.db import connection
from django.utils import timezone

from bench.canary_song import STEM, Song
from bench.ready_site import signed_in
from pasok.kernel.actor import CLOCK
from pasok.people.models import Person
from pasok.planning import acts as planning
from pasok.planning.tests import builders as plans
from pasok.sampul import device, log
from pasok.site.stories import hours
from pasok.tenders import acts, rehearsal
from pasok.tenders.models import Tender
from pasok.tenders.tests import builders
from tests.cast import POKJA

HANDS = 8  # bidders who send at a time
TOKEN = "k" * 32
KINDS = ("text/html", "application/json")
MINUTE = timedelta(minutes=1)
HPS = Decimal(STEM + 2 * 10**8)


@dataclass(frozen=True)
class Bidder:
    """A business that takes part: its id, its bid's number, its login."""

    supplier: str
    bid: int
    session: str


@dataclass
class Scene:
    """One tender with its bidders, and what each of them sings. Songs in `never` are never to be opened."""

    port: int
    tender: Tender
    committee: rehearsal.Committee
    closes_at: datetime
    bidders: list[Bidder]
    songs: dict[str, Song] = field(default_factory=dict)
    never: set[str] = field(default_factory=set)
    shut: set[int] = field(default_factory=set)  # the leaves of those in `never`

    # ---- before

    def send_all(self) -> None:
        """Each seals and sends; of twenty, one thinks again and one withdraws."""
        parameters = self.ask(None, "GET", f"/sampul/kotak/{self.tender.box_key}.json")
        for number, _ in enumerate(self.bidders):
            self.songs[f"{number}"] = Song.new()
            if number % 20 == 1:
                self.songs[f"{number} before"] = Song.new()
                self.never.add(f"{number} before")
            if number % 20 == 2:
                self.never.add(f"{number}")
        with ThreadPoolExecutor(HANDS) as pool:
            list(pool.map(lambda number: self.take_part(number, parameters), range(len(self.bidders))))

    def take_part(self, number: int, parameters: Mapping[str, Any]) -> None:
        bidder, first = self.bidders[number], self.songs.get(f"{number} before")
        before = self.send(bidder, first, parameters, "submit", None) if first else None
        name = "replace" if first else "submit"
        leaf = self.send(bidder, self.songs[f"{number}"], parameters, name, before)
        if before is not None:
            self.shut.add(before)
        if f"{number}" in self.never:
            self.shut.add(leaf)
            self.ask(bidder, "POST", f"/penawaran/{bidder.bid}/withdraw", b"{}")

    def send(
        self, bidder: Bidder, song: Song, parameters: Mapping[str, Any], act: str, replaces: int | None
    ) -> int:
        """As the page does it: the ciphertexts in pieces, then the commit. Answers the leaf."""
        paper = rehearsal.a_paper("surat penawaran.txt", f"Kami menawarkan. {song.document}. " * 40)
        payload = {
            "harga": {"fields": {"total": song.price}},
            "dokumen": {"fields": {"technical": f"Cara kerja: {song.answer}"}, "files": [paper]},
        }
        bid = device.prepare_bid(parameters, bidder.supplier, payload, replaces=replaces)
        for sha256, ciphertext in bid.ciphertexts.items():
            named = f"sha256 {base64.b64encode(sha256.encode()).decode()}"
            length = {"Upload-Length": str(len(ciphertext)), "Upload-Metadata": named}
            way = self.ask(bidder, "POST", "/sampul/kirim", **length)["way"]
            piece = {"Content-Type": "application/offset+octet-stream", "Upload-Offset": "0"}
            self.ask(bidder, "PATCH", way, ciphertext, **piece)
        told = {"idem": bid.idem, "leaf": bid.leaf, "envelopes": bid.envelopes}
        answer = self.ask(bidder, "POST", f"/penawaran/{bidder.bid}/{act}", json.dumps(told).encode())
        return int(answer["receipt"]["index"])

    def ask(
        self, bidder: Bidder | None, method: str, path: str, body: bytes | None = None, **more: str
    ) -> dict[str, Any]:
        """One request: the JSON that was answered, with the content itself and the address that was told."""
        headers = {"Accept": "application/json", "Content-Type": "application/json"}
        headers |= {"Tus-Resumable": "1.0.0", "X-CSRFToken": TOKEN} | more
        if bidder:
            headers["Cookie"] = f"{settings.SESSION_COOKIE_NAME}={bidder.session}; csrftoken={TOKEN}"
        line = HTTPConnection("127.0.0.1", self.port, timeout=1200)  # a thousand bids are much to show
        line.request(method, path, body, headers)
        answer = line.getresponse()
        content, kind = answer.read(), answer.headers.get("Content-Type", "")
        line.close()
        if answer.status >= 400 and bidder:
            raise RuntimeError(f"{method} {path}: {answer.status} {content[:300]!r}")
        told = json.loads(content) if kind == "application/json" else {}
        return {"way": answer.headers.get("Location"), "content": content} | (
            told if isinstance(told, dict) else {}
        )

    # ---- the opening

    def nearly(self) -> None:
        """Closed; all have promised, and all but the last have given their shares."""
        acts.close(self.tender, actor=CLOCK, now=self.closes_at + MINUTE)
        needed = self.committee.members[: self.tender.threshold]
        for member in needed:
            self.committee.promise(self.tender, member, self.closes_at + 2 * MINUTE)
        for member in needed[:-1]:
            self.committee.release(self.tender, member, self.closes_at + 3 * MINUTE)

    def open(self) -> None:
        last = self.committee.members[self.tender.threshold - 1]
        self.committee.release(self.tender, last, self.closes_at + 4 * MINUTE)
        acts.open_bids(self.tender, actor=self.committee.chair, now=self.closes_at + 5 * MINUTE)

    def public(self) -> list[bytes]:
        """What anybody may read of this tender."""
        slug, ocid = self.tender.slug, self.tender.ocid
        key = self.tender.box_key
        paths = [f"/tender/{slug}", f"/tender/{slug}/bukti.json", f"/paket/{ocid}", f"/ocds/records/{ocid}"]
        paths += [f"/sampul/kotak/{key}.json", "/log", "/ocds/releases"]
        paths += [f"/log/entries?start={at}&end={at + 1000}" for at in range(0, log.size(), 1000)]
        return [self.ask(None, "GET", path, Accept=kind)["content"] for path in paths for kind in KINDS]


def a_scene(port: int, bids: int, title: str) -> Scene:
    """A tender whose prices have sixteen digits, so that none is met by chance; open to bids now."""
    office = plans.an_office()
    closes_at = hours.at(timezone.now(), 1, 14)
    start = hours.announced_for(closes_at)
    before = hours.at(start, -6, 10)
    package = plans.an_announced_package(office, now=before, title=title, pagu=2 * HPS)
    planning.write_specification(package, actor=office.ppk, text=plans.SPECIFICATION, now=before)
    line = {**plans.LINES[0], "quantity": Decimal(1), "unit_price": HPS}
    planning.set_hps(package, actor=office.ppk, lines=[line], now=before)
    terms = {**plans.TERMS, "advance_pct": Decimal(20)}
    planning.write_contract_terms(package, actor=office.ppk, now=before, **terms)
    tender = acts.propose(
        packages=[package.ocid], pokja=office.pokja.pk, actor=office.ppk, now=hours.at(start, -3, 13),
        clock="replay",
    )  # fmt: skip
    committee = rehearsal.Committee(POKJA)
    planned = hours.windows(start, closes_at)
    committee.announce(tender, start, windows=planned, **builders.DOCUMENT)
    bidders = [a_bidder(tender, number) for number in range(bids)]
    connection.close()
    return Scene(port, tender, committee, closes_at, bidders)


def a_bidder(tender: Tender, number: int) -> Bidder:
    actor = builders.a_workshop(f"Bengkel Kenari {number}", scale="large")
    bid = rehearsal.register(tender, actor, timezone.now())
    person = Person.objects.get(pk=int(actor.id.split(":")[1]))
    return Bidder(actor.supplier, bid.pk, signed_in(person))
