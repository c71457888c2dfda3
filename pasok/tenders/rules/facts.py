"""Everything the law looks at before a tender moves. `Tender.facts` is the only place that fills it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal

Window = tuple[datetime, datetime]  # starts, ends


@dataclass(frozen=True, kw_only=True)
class Facts:
    state: str
    now: datetime
    hats: frozenset[str]
    me: str = ""  # the actor's id
    on: date  # the day whose law counts: of the announcement, or today while there is none
    zone: str = "Asia/Jakarta"
    category: str = "goods"
    pagu: Decimal = Decimal(0)
    hps: Decimal | None = None
    hps_set_on: date | None = None

    # preparation
    members: frozenset[str] = frozenset()  # actor ids of the Pokja
    agreed: frozenset[str] = frozenset()  # who agreed to the matter as it now stands
    keyed: frozenset[str] = frozenset()  # who made a key for this tender
    has_document: bool = False
    windows: Mapping[str, Window] = field(default_factory=dict)  # by stage code
    breaches: tuple[str, ...] = ()  # what in the schedule breaks which article
    breach_reason: str = ""

    # competition
    closes_at: datetime | None = None
    registered: bool = False  # the actor's business takes part
    profile_gaps: tuple[str, ...] = ()  # what the actor's profile lacks for this tender
    small_only: bool = False
    is_small: bool = False
    official: bool = False  # the actor holds an office over this very tender
    open_questions: int = 0
    bids: int = 0  # offers that stand: sealed, opened or fallen, not withdrawn
    extensions: int = 0
    threshold: int = 0  # members needed to open
    trial_at: datetime | None = None  # when the members' keys are tried
    trial_began: bool = False
    proved: frozenset[str] = frozenset()  # members whose key opened the trial
    has_recovery: bool = False  # a recovery group was dealt in
    recovering: bool = False  # and has been called
    promised: frozenset[str] = frozenset()  # members who fixed what they will give back
    released: frozenset[str] = frozenset()
    auto_extend: bool = False  # the method lets an outage of the site move the deadline
    failed: tuple[datetime, ...] = ()  # minutes in which witnesses agree that the site did not answer; sorted
    compensated: tuple[datetime, ...] = ()  # until when each earlier extension made up for an outage

    # evaluation and award
    passing: int = 0  # bids that passed every stage
    unassessed: tuple[str, ...] = ()  # names of the lowest bids that still wait for a verdict
    barred: tuple[str, ...] = ()  # sentences on bidders still standing that the blacklist bars
    winner_barred: str = ""  # the sentence on the winner that stands, if the blacklist bars it
    conflicts: tuple[str, ...] = ()  # sentences on bidders still standing that are tied to each other
    unadvised: tuple[str, ...] = ()  # names of those whose bid fell and who were not told how to mend it
    fallen_above_hps: int = 0
    opened: int = 0  # bids that could be read
    standstill_until: datetime | None = None
    open_sanggah: int = 0
    accepted_sanggah: int = 0
    objected: bool = False  # the actor's business has filed one
    reserves: int = 0
    has_winner: bool = False


@dataclass(frozen=True, kw_only=True)
class BidFacts:
    """What an act on one bid is judged by."""

    state: str
    now: datetime
    hats: frozenset[str]
    tender_state: str
    closes_at: datetime | None
    profile_gaps: tuple[str, ...] = ()
    stages_left: tuple[str, ...] = ()
    readable: bool = True
