"""What the public may find: one row per announced package, kept by the reader."""

from datetime import datetime

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVector, SearchVectorField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from pasok.kernel.machine import State
from pasok.opportunities import rules
from pasok.planning import reads as planning

MONEY = {"max_digits": 20, "decimal_places": 2}
FOUND_BY = ("title", "agency_name", "satker", "places", "details")
#: each word as it is written, and once more by its stem: the built-in Indonesian stems are rough
WORDS = SearchVector(*FOUND_BY, config="simple") + SearchVector("title", "details", config="indonesian")
CLOSING = F("open_until").asc(nulls_last=True), F("announced_at").desc(), F("id").desc()


class Listing(models.Model):
    """A package as everybody may find it. Nothing in it is known only to officials or bidders."""

    ocid = models.CharField(max_length=60, unique=True)
    number = models.CharField(max_length=8, blank=True)  # the RUP code
    title = models.CharField(max_length=500)
    details = models.TextField(blank=True)  # what is bought, in words: only to be found by
    agency_code = models.CharField(max_length=12)
    agency_name = models.CharField(max_length=200)
    satker = models.CharField(max_length=250)
    region_codes = ArrayField(models.CharField(max_length=64), default=list)  # "32", "32.04"
    places = models.TextField(blank=True)  # names, as the plan gives them
    kind = models.CharField(max_length=24)
    method = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField()
    pagu = models.DecimalField(**MONEY)
    hps = models.DecimalField(null=True, **MONEY)
    value = models.DecimalField(**MONEY)  # the HPS, before it is set the pagu
    state = models.CharField(max_length=12)
    small_business_reserved = models.BooleanField()
    kbli = ArrayField(models.CharField(max_length=6), default=list)  # figures only; () while none is asked
    announced_at = models.DateTimeField()  # of the tender; before it, of the plan
    closes_at = models.DateTimeField(null=True)
    open_until = models.DateTimeField(null=True)  # closes_at, for as long as bids are taken
    changed_at = models.DateTimeField()
    url = models.CharField(max_length=120)
    words = models.GeneratedField(expression=WORDS, output_field=SearchVectorField(), db_persist=True)

    class Meta:
        ordering = ["-announced_at", "-pk"]
        constraints = [
            models.CheckConstraint(name="listing_state_known", condition=Q(state__in=list(rules.STATES)))
        ]
        indexes = [
            models.Index("announced_at", "id", name="listing_newest"),
            models.Index(*CLOSING, name="listing_closing"),
            models.Index("value", "id", name="listing_value"),
            models.Index("state", "announced_at", "id", name="listing_state"),
            models.Index("kind", "announced_at", "id", name="listing_kind"),
            models.Index("agency_code", "announced_at", "id", name="listing_agency"),
            models.Index("changed_at", name="listing_changed"),
            models.Index("number", name="listing_number"),
            GinIndex("words", name="listing_words", fastupdate=False),
            GinIndex("region_codes", name="listing_regions", fastupdate=False),
            GinIndex("kbli", name="listing_kbli", fastupdate=False),
        ]

    def __str__(self) -> str:
        return f"{self.ocid} {self.title}"

    def get_absolute_url(self) -> str:
        return self.url

    @property
    def status(self) -> State:
        return rules.STATES[self.standing()]

    def standing(self, now: datetime | None = None) -> str:
        """The state; past its deadline no bid is taken, also in the moments before the news of it arrives."""
        passed = self.state == "open" and self.closes_at and self.closes_at <= (now or timezone.now())
        return "closed" if passed else self.state

    @property
    def takes_bids(self) -> bool:
        return self.open_until is not None and self.standing() == "open"

    @property
    def value_is_hps(self) -> bool:
        return self.hps is not None

    @property
    def kind_label(self) -> str:
        return planning.kind_label(self.kind)

    @property
    def offered(self) -> rules.Offered:
        """What a business is matched with."""
        return rules.Offered(
            tuple(self.kbli), self.kind, tuple(self.region_codes), self.small_business_reserved
        )


class Term(models.Model):
    """A word that some listing has or had: what somebody may have meant who mistyped it."""

    word = models.CharField(max_length=30, unique=True)

    class Meta:
        indexes = [GinIndex(fields=["word"], name="term_trigrams", opclasses=["gin_trgm_ops"])]

    def __str__(self) -> str:
        return self.word


class Choice(models.Model):
    """An agency or a place that some listing has or had: what names typed in a filter are looked up in."""

    kind = models.CharField(max_length=8, choices=[("agency", "instansi"), ("place", "wilayah")])
    code = models.CharField(max_length=64)
    name = models.CharField(max_length=200)

    class Meta:
        ordering = ["name", "code"]
        constraints = [models.UniqueConstraint("kind", "code", name="one_choice_per_code")]

    def __str__(self) -> str:
        return self.name


class SavedSearch(models.Model):
    """A search somebody wants to come back to."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="+")
    name = models.CharField(max_length=80)
    query = models.CharField(max_length=1000)  # the address's own spelling, in its one order
    saved_at = models.DateTimeField()
    looked_at = models.DateTimeField()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [models.UniqueConstraint("person", "query", name="one_saved_search_per_query")]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return f"{reverse('packages')}?{self.query}"
