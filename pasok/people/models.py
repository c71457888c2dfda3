"""People, the agencies they serve, and the hats they wear by decree."""

from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.models import AbstractUser, BaseUserManager
from django.db import models
from django.db.models import F, Q, Value
from django.utils import timezone

from pasok.kernel.actor import Actor
from pasok.ledger.models import Subject
from pasok.people import machine as tables
from pasok.people import rules, vault

ZONES = [("Asia/Jakarta", "WIB"), ("Asia/Makassar", "WITA"), ("Asia/Jayapura", "WIT")]
REGIONAL = {"PROVINSI", "KABUPATEN", "KOTA"}


def today(now: datetime | None = None) -> date:
    """The day at the installation's own zone, whatever the reader's zone is."""
    return timezone.localdate(now, ZoneInfo(settings.TIME_ZONE))


def spine(agency: str) -> str:
    """The spine of what belongs to an agency and to no package."""
    return f"agency:{agency}"


class Agency(models.Model):
    """A ministry, institution or region (K/L/PD). Its code is its key: `agency_id` reads "D107"."""

    code = models.CharField("kode", max_length=12, primary_key=True)
    name = models.CharField("nama", max_length=200)
    kind = models.CharField("jenis", max_length=40)
    time_zone = models.CharField("zona waktu", max_length=32, choices=ZONES, default="Asia/Jakarta")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    @property
    def regional(self) -> bool:
        """It spends APBD."""
        return self.kind in REGIONAL


class Satker(models.Model):
    """A unit with its own budget. `kd_satker` is the number that SiRUP gives it."""

    kd_satker = models.BigIntegerField("nomor satker", primary_key=True)
    code = models.CharField("kode resmi", max_length=60, blank=True)
    name = models.CharField("nama", max_length=250)
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="satkers")

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class People(BaseUserManager["Person"]):
    """Accounts are known by e-mail, or by a phone alone (room `accounts`)."""

    def create_user(self, email: str | None, password: str | None = None, **more: object) -> "Person":
        person = self.model(email=self.normalize_email(email).lower() or None, **more)
        person.set_password(password)
        person.save(using=self._db)
        return person

    def create_superuser(self, email: str, password: str | None = None, **more: object) -> "Person":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **more)


class Person(AbstractUser):
    """One natural person, one account (S14)."""

    username = None
    first_name = last_name = None
    email = models.EmailField("email", unique=True, null=True, blank=True)  # many may have none
    name = models.CharField("nama", max_length=150)
    phone = vault.SealedField("telepon", blank=True)
    nik_hash = models.CharField(max_length=64, blank=True, editable=False)
    nip = models.CharField("NIP", max_length=18, blank=True)
    supplier = models.CharField(max_length=20, blank=True, db_index=True, editable=False)
    supplier_right = models.CharField(max_length=4, blank=True, editable=False)  # of staff
    agency = models.ForeignKey("people.Agency", models.PROTECT, null=True, blank=True, related_name="people")
    time_zone = models.CharField("zona waktu", max_length=32, choices=ZONES, default="Asia/Jakarta")
    demo = models.BooleanField(default=False, editable=False)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]
    objects = People()

    class Meta:
        constraints = [
            models.UniqueConstraint("nik_hash", condition=~Q(nik_hash=""), name="one_account_per_nik"),
            models.UniqueConstraint("nip", condition=~Q(nip=""), name="one_account_per_nip"),
        ]

    def __str__(self) -> str:
        return self.name or self.email or ""

    def save(self, *args: Any, **more: Any) -> None:
        super().save(*args, **(more | ({"force_insert": True} if vault.take_number(self) else {})))

    @property
    def actor(self) -> Actor:
        """Staff who only fill bid for nobody: `supplier` is empty, so every room that bids stays shut."""
        bids, fills = ("", self.supplier) if self.supplier_right == "fill" else (self.supplier, "")
        return Actor(f"person:{self.pk}", str(self), self.agency_id or "", bids, self.supplier_right, fills)


class Certificate(models.Model):
    """Proof of competence with a last day (S13)."""

    KINDS = [
        ("ppk_a", "Sertifikat Kompetensi PPK tipe A"),
        ("ppk_b", "Sertifikat Kompetensi PPK tipe B"),
        ("ppk_c", "Sertifikat Kompetensi PPK tipe C"),
        ("pengelola_pbj", "Pengelola PBJ"),
    ]
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="certificates")
    kind = models.CharField("jenis", max_length=16, choices=KINDS)
    number = models.CharField("nomor", max_length=80)
    starts_on = models.DateField("berlaku sejak")
    until = models.DateField("berlaku sampai", null=True, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint("person", "kind", "number", name="one_certificate_once")]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.number}"


def in_force(on: date, prefix: str = "") -> Q:
    """Rows whose first day has come and whose last day has not gone; both days count."""
    return Q(**{f"{prefix}starts_on__lte": on}) & (
        Q(**{f"{prefix}until": None}) | Q(**{f"{prefix}until__gte": on})
    )


class Assignment(Subject):
    """A hat, given to a person by decree, over an agency, a satker or one package. Never deleted.

    `ocid` is the package's, or the agency's spine when it is given over all packages.
    """

    machine = tables.assignment

    hat = models.CharField("peran", max_length=24, choices=list(rules.HATS.items()))
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="assignments")
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="assignments")
    satker = models.ForeignKey("people.Satker", on_delete=models.PROTECT, null=True, blank=True)
    decree_number = models.CharField("nomor SK", max_length=120)
    decree_on = models.DateField("tanggal SK")
    starts_on = models.DateField("hari pertama")
    until = models.DateField("hari terakhir", null=True, blank=True)

    class Meta:
        ordering = ["starts_on", "pk"]
        indexes = [models.Index("person", "starts_on", name="worn_by")]
        constraints = [
            models.CheckConstraint(
                condition=Q(state__in=list(tables.assignment.states)), name="assignment_state"
            ),
            # The day before the first: revoked before it was worn a whole day.
            models.CheckConstraint(
                condition=Q(until=None) | Q(until__gte=F("starts_on") - timedelta(days=1)),
                name="assignment_dates",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_hat_display()}: {self.person}"

    @property
    def key(self) -> str:
        return f"assignment:{self.pk}"

    @property
    def package(self) -> str:
        return "" if self.ocid == spine(self.agency_id) else self.ocid

    @property
    def held(self) -> rules.Held:
        return rules.Held(
            hat=self.hat,
            agency=self.agency_id,
            satker=str(self.satker_id or ""),
            package=self.package,
            starts_on=self.starts_on,
            until=self.until,
        )

    def facts(self, actor: Actor, now: datetime) -> rules.AssignmentFacts:
        over = worn(actor.id, today(now), agency=self.agency_id, satker=str(self.satker_id or ""))
        return rules.AssignmentFacts(state=self.state, now=now, hats=over, hat=self.hat)


class Pokja(Subject):
    """A selection working group, formed by the head of the UKPBJ."""

    machine = tables.pokja

    name = models.CharField("nama", max_length=120)
    agency = models.ForeignKey("people.Agency", on_delete=models.PROTECT, related_name="pokjas")
    decree_number = models.CharField("nomor SK", max_length=120)
    decree_on = models.DateField("tanggal SK")

    class Meta:
        ordering = ["name"]
        constraints = [
            models.CheckConstraint(condition=Q(state__in=list(tables.pokja.states)), name="pokja_state"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        return f"pokja:{self.pk}"

    def facts(self, actor: Actor, now: datetime) -> rules.PokjaFacts:
        return rules.PokjaFacts(
            state=self.state,
            now=now,
            hats=worn(actor.id, today(now), agency=self.agency_id),
            decree_number=self.decree_number,
            decree_on=self.decree_on,
        )


class PokjaMember(models.Model):
    """Who sits in a Pokja, from which day to which; both days count."""

    pokja = models.ForeignKey("people.Pokja", on_delete=models.PROTECT, related_name="members")
    person = models.ForeignKey("people.Person", on_delete=models.PROTECT, related_name="seats")
    starts_on = models.DateField("hari pertama")
    until = models.DateField("hari terakhir", null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("pokja", "person", condition=Q(until=None), name="one_open_seat"),
        ]

    def __str__(self) -> str:
        return f"{self.person} di {self.pokja}"

    @property
    def held(self) -> rules.Held:
        return rules.Held(
            hat="pokja", agency=self.pokja.agency_id, starts_on=self.starts_on, until=self.until
        )


class ApiKey(models.Model):
    """A person's key for machines. Only its hash is kept; it is shown once."""

    person = models.ForeignKey("people.Person", on_delete=models.CASCADE, related_name="keys")
    label = models.CharField("nama", max_length=80)
    prefix = models.CharField(max_length=12)
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    revoked_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.label} ({self.prefix}…)"


def reach(agency: str = "", satker: str = "", ocid: str = "") -> Q:
    """The assignments that cover a thing. Without a satker, only those over the whole agency."""
    over = Q(hat__in=rules.EVERYWHERE)
    if agency:
        part = Q(satker=None) | Q(satker=int(satker)) if satker else Q(satker=None)
        over |= Q(agency=agency, ocid=spine(agency)) & part
    if ocid:
        over |= Q(ocid=ocid)
    return over


def worn(
    actor_id: str, on: date, *, agency: str = "", satker: str = "", ocid: str = "", pokja: str = ""
) -> frozenset[str]:
    """The hats by decree that a person wears over one thing on one day; one query."""
    kind, _, pk = actor_id.partition(":")
    if kind != "person":
        return frozenset()
    given = Assignment.objects.filter(in_force(on), reach(agency, satker, ocid), person=int(pk))
    found = given.order_by().values_list("hat", flat=True)
    if pokja:
        seats = PokjaMember.objects.filter(in_force(on), pokja=int(pokja), person=int(pk))
        found = found.union(seats.order_by().values_list(Value("pokja"), flat=True))
    return frozenset(found)
