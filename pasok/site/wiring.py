"""The wiring of the house: each list names what the lower floors may not know. Settings take all of them."""

SUBJECTS: list[str] = [  # every model with a life, for the audit
    "pasok.people.models.Assignment",
    "pasok.people.models.Pokja",
    "pasok.accounts.models.Consent",
    "pasok.accounts.models.Delegation",
    "pasok.accounts.models.Recovery",
    "pasok.suppliers.models.Supplier",
    "pasok.suppliers.models.Item",
    "pasok.suppliers.models.DataRequest",
    "pasok.suppliers.models.Sanction",
    "pasok.desk.models.Registration",
    "pasok.desk.models.Claim",
    "pasok.contracts.models.Contract",
    "pasok.planning.models.Package",
    "pasok.tenders.models.Tender",
    "pasok.tenders.models.Bid",
    "pasok.tenders.models.Practice",
    "pasok.coaching.models.Bimtek",
    "pasok.coaching.models.Seat",
]
READERS: list[str] = [  # who is told of each entry, in this order
    "pasok.desk.reader.read",
    "pasok.contracts.reader.read",
    "pasok.notices.reader.read",
    "pasok.opportunities.reader.read",
    "pasok.opendata.reader.read",
]
CLOCKED: list[tuple[str, str]] = [  # (model, acts module): whose appointments the clock keeps
    ("pasok.suppliers.models.Item", "pasok.suppliers.acts.items"),
    ("pasok.suppliers.models.DataRequest", "pasok.suppliers.acts.privacy"),
    ("pasok.accounts.models.Consent", "pasok.accounts.acts"),
    ("pasok.accounts.models.Delegation", "pasok.accounts.acts"),
    ("pasok.accounts.models.Recovery", "pasok.accounts.acts"),
    ("pasok.tenders.models.Tender", "pasok.tenders.acts"),
    ("pasok.tenders.models.Practice", "pasok.tenders.acts.practice"),
    ("pasok.suppliers.models.Sanction", "pasok.suppliers.acts.blacklist"),
    ("pasok.coaching.models.Bimtek", "pasok.coaching.acts"),
]
SWEEPS: list[str] = [  # what the clock also looks after each second, before the appointments: `(now) -> int`
    "pasok.tenders.acts.outage.sweep",
    "pasok.tenders.acts.trials.sweep",
    "pasok.suppliers.acts.papers.purge",
    "pasok.suppliers.acts.papers.erase",
]
STANDING_IN = "pasok.accounts.reads.standing_in"  # whom a facilitator helps, at every request
VERIFIED = "pasok.desk.reads.is_verified"  # whether the LPSE has verified a business
BUSINESS_NAMES = "pasok.suppliers.reads.names"  # what the businesses are called, for the rooms below
BUSINESS_PEOPLE = "pasok.suppliers.reads.hashes"  # who may not be made PPK, officer or Pokja (S6, S7)
DEMO_ABOUT = "pasok.site.stories.regency.about"  # what the demonstration tells of its firms
WORK: list[str] = [  # what waits for a person: `(actor, now) -> Iterable[Task]`, lazily, the soonest first
    "pasok.suppliers.assist.tasks",
    "pasok.suppliers.home.tasks",
    "pasok.suppliers.home_requests.tasks",
    "pasok.desk.home.tasks",
    "pasok.tenders.home.tasks",
    "pasok.planning.home.tasks",
    "pasok.contracts.home.tasks",
    "pasok.coaching.home.tasks",
    "pasok.pages.offices.tasks",
]
HOME_PUBLIC: list[str] = [  # what the rooms show to everybody on the front page
    "pasok.opportunities.home.closing_block",
    "pasok.coaching.home.coming_block",
]
PACKAGE_BLOCKS: list[str] = [  # on the page of a package: `(request, package) -> (template, context)` or None
    "pasok.tenders.shown_fitness.package_block",
]
HOME_BLOCKS: list[str] = [  # below somebody's work, in this order
    "pasok.tenders.home_audit.audit_block",
    "pasok.opportunities.home.fitting_block",
    "pasok.coaching.home.coming_block",
]
HOME_ASIDES: list[str] = [  # and beside somebody's work
    "pasok.tenders.home_bids.deadlines_block",
    "pasok.suppliers.home.profile_block",
    "pasok.desk.home.verified_block",
    "pasok.tenders.home_bids.year_block",
    "pasok.planning.home.share_block",
    "pasok.notices.views.home_block",
]
FIGURES: list[str] = [  # the numbers of the house, each `() -> list[Figure]`
    "pasok.tenders.figures.figures",
    "pasok.planning.home.figures",
]
HELPERS = "/bimtek"  # where a business that lost finds somebody to talk to
UNREAD = "pasok.notices.reads.unread"  # how many notices wait for an actor: the header's number
