"""A package of the general plan (RUP) and its parts. Rows, constraints and `facts()`; no verbs."""

import datetime as dt
from decimal import Decimal
from zoneinfo import ZoneInfo

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy

from pasok.kernel.actor import Actor
from pasok.kernel.tongue import mark
from pasok.ledger.models import Subject
from pasok.people import reads as people
from pasok.planning import machine
from pasok.planning.rules import hps, packaging, terms
from pasok.planning.rules.facts import Facts

PLANNERS = {"pa", "kpa", "ppk"}
MONEY = {"max_digits": 20, "decimal_places": 2}


class Package(Subject):
    """One planned procurement. Its `ocid` is the spine on which tender, contract and payment meet."""

    machine = machine.package

    rup_code = models.CharField("kode RUP", max_length=8, blank=True)  # given at the announcement
    version = models.PositiveIntegerField(default=1)
    agency = models.ForeignKey("people.Agency", models.PROTECT, related_name="packages")
    satker = models.ForeignKey("people.Satker", models.PROTECT, related_name="packages")
    ppk = models.CharField(max_length=60, blank=True)  # Actor.id of who planned it
    pokja = models.CharField(max_length=60, blank=True)  # Pokja.pk as text: who holds it
    year = models.PositiveSmallIntegerField("tahun anggaran")
    title = models.CharField("nama paket", max_length=500)
    description = models.TextField("uraian", blank=True)
    volume = models.CharField("volume", max_length=200, blank=True)
    kind = models.CharField("jenis", max_length=24, choices=list(packaging.KINDS.items()))
    pagu = models.DecimalField("pagu", **MONEY)
    method = models.CharField("metode", max_length=40, blank=True)  # a code of pasok.law.methods
    method_reason = models.JSONField(default=dict, blank=True)  # {"words": […], "sources": […]}
    small_business_reserved = models.BooleanField("dicadangkan untuk usaha kecil", default=True)
    reason_not_reserved = models.TextField(blank=True)
    domestic = models.BooleanField("produk dalam negeri", default=True)
    reason_not_domestic = models.TextField(blank=True)
    pre_dipa = models.BooleanField("sebelum DIPA/DPA", default=False)
    sustainable_economic = models.BooleanField("berkelanjutan: ekonomi", default=False)
    sustainable_social = models.BooleanField("berkelanjutan: sosial", default=False)
    sustainable_environment = models.BooleanField("berkelanjutan: lingkungan", default=False)
    similar_reason = models.TextField(blank=True)  # why alike packages stay apart, Ps 20(2)d
    # months, each kept as its first day
    selection_from = models.DateField("pemilihan mulai", null=True, blank=True)
    selection_until = models.DateField("pemilihan selesai", null=True, blank=True)
    contract_from = models.DateField("kontrak mulai", null=True, blank=True)
    contract_until = models.DateField("kontrak selesai", null=True, blank=True)
    use_from = models.DateField("dipakai mulai", null=True, blank=True)
    use_until = models.DateField("dipakai selesai", null=True, blank=True)
    announced_at = models.DateTimeField(null=True)
    announced_by = models.CharField(max_length=60, blank=True)
    specification = models.TextField("spesifikasi teknis", blank=True)
    hps_total = models.DecimalField("HPS", null=True, **MONEY)  # with PPN; public
    hps_set_at = models.DateTimeField(null=True)
    hps_vat = models.CharField(max_length=12, blank=True, choices=list(hps.VAT_KINDS.items()))
    hps_vat_pct = models.DecimalField(max_digits=5, decimal_places=2, default=Decimal(0))
    hps_salt = models.CharField(max_length=32, blank=True)  # hides the breakdown behind its fingerprint
    selection_of = models.CharField(
        max_length=80, blank=True, db_index=True
    )  # key of the tender that took it
    lead_ocid = models.CharField(
        max_length=60, blank=True
    )  # where several packages are one tender: the first

    class Meta:
        ordering = ["-announced_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                name="package_state_known", condition=Q(state__in=list(machine.package.states))
            ),
            models.UniqueConstraint("ocid", name="one_package_per_ocid"),
            models.UniqueConstraint("rup_code", condition=~Q(rup_code=""), name="one_package_per_rup_code"),
            models.CheckConstraint(name="pagu_above_zero", condition=Q(pagu__gt=0)),
        ]
        indexes = [
            models.Index(fields=["satker", "year", "kind"], name="package_neighbours"),
            models.Index(fields=["state", "-announced_at"], name="package_list"),
        ]

    def __str__(self) -> str:
        return f"{self.ocid} {self.title}"

    def get_absolute_url(self) -> str:
        return reverse("package", args=[self.ocid])

    @property
    def is_public(self) -> bool:
        """Drafts are seen by the officials of the package alone."""
        return self.state != machine.package.initial

    def on(self, now: dt.datetime | None = None) -> dt.date:
        """The day whose law rules this package: of its announcement; until then today."""
        return self.day(self.announced_at or now or timezone.now())

    def day(self, at: dt.datetime) -> dt.date:
        """The day of a moment on the clock of the agency, whoever reads it."""
        return timezone.localdate(at, ZoneInfo(self.agency.time_zone))

    def hats(self, actor: Actor, now: dt.datetime | None = None) -> frozenset[str]:
        """What the actor may be over this package today."""
        return people.hats(
            actor,
            on=self.day(now or timezone.now()),
            agency=self.agency_id,
            satker=str(self.satker_id),
            ocid=self.ocid,
            pokja=self.pokja,
        )

    def piece(self) -> packaging.Piece:
        """This package as the packaging tests see it."""
        accounts = frozenset(f.account_code for f in self.funding.all() if f.account_code)
        return packaging.Piece(
            ocid=self.ocid,
            title=self.title,
            pagu=self.pagu,
            accounts=accounts,
            reserved=self.small_business_reserved,
            selection=self.method_reason.get("selection", ""),
            starts=self.selection_from,
            ends=self.selection_until,
        )

    def similar(self, now: dt.datetime | None = None) -> packaging.Caution | None:
        """The splitting test against the other packages of this satker, year and kind."""
        own, limit = self.piece(), packaging.direct_limit(self.kind, self.on(now))
        if limit is None or self.pagu > limit.number or not own.accounts:
            return None
        around = Package.objects.filter(satker=self.satker_id, year=self.year, kind=self.kind)
        around = around.filter(pagu__lte=limit.number, funding__account_code__in=own.accounts).distinct()
        others = around.exclude(pk=self.pk).exclude(state__in=("cancelled", "replaced"))
        pieces = [other.piece() for other in others.order_by("pk").prefetch_related("funding")]
        return packaging.splitting(own, pieces, self.kind, self.on(now))

    def facts(self, actor: Actor, now: dt.datetime) -> Facts:
        """The one place that gathers what the law looks at."""
        hats = self.hats(actor, now)
        asked = hats & PLANNERS and self.state in {"draft", "announced"}
        similar = self.similar(now) if asked else None  # reads every neighbour: only for who must answer
        return Facts(
            state=self.state,
            now=now,
            hats=hats,
            on=self.on(now),
            kind=self.kind,
            pagu=self.pagu,
            method=self.method,
            funded=sum((f.amount for f in self.funding.all()), Decimal(0)),
            locations=self.locations.count(),
            reserved=self.small_business_reserved,
            reason_not_reserved=self.reason_not_reserved,
            domestic=self.domestic,
            reason_not_domestic=self.reason_not_domestic,
            similar=len(similar.pieces) - 1 if similar else 0,
            similar_reason=self.similar_reason,
            specification=bool(self.specification.strip()),
            hps_total=self.hps_total,
            terms=ContractTerms.objects.filter(package=self).exists(),
        )


class Funding(models.Model):
    """Where the money comes from: one row per source and account."""

    SOURCES = (
        "APBN",
        "APBD",
        "APBDP",
        "BLU",
        "BLUD",
        "BOS",
        "BUMN",
        "BUMD",
        "PHLN",
        "PNBP",
        mark("Gabungan"),
        mark("Lainnya"),
    )

    package = models.ForeignKey(Package, models.CASCADE, related_name="funding")
    source = models.CharField("sumber dana", max_length=12, choices=[(s, s) for s in SOURCES])
    year = models.PositiveSmallIntegerField("tahun")
    account_code = models.CharField("kode rekening (MAK)", max_length=80, blank=True)
    amount = models.DecimalField("jumlah", **MONEY)
    origin = models.CharField("asal dana", max_length=200, blank=True)  # the body whose money it is

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.source} {self.amount}"


class Location(models.Model):
    """Where the work is done or the goods are brought."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="locations")
    region_code = models.CharField("kode wilayah", max_length=13, blank=True)  # Kemendagri: 32.04
    name = models.CharField("wilayah", max_length=200)  # "Kab. Bandung, Jawa Barat"
    detail = models.CharField("rincian tempat", max_length=500, blank=True)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return self.name


class HpsLine(models.Model):
    """One line of the owner's estimate. Its price is secret from all who do not work on the package."""

    package = models.ForeignKey(Package, models.CASCADE, related_name="hps_lines")
    number = models.PositiveIntegerField("nomor")
    description = models.CharField("uraian", max_length=500)
    unit = models.CharField("satuan", max_length=40)
    quantity = models.DecimalField("jumlah", max_digits=18, decimal_places=4)
    unit_price = models.DecimalField("harga satuan", **MONEY)
    kbki = models.CharField("kode KBKI", max_length=12, blank=True)
    tkdn_min = models.DecimalField(
        "TKDN paling rendah", max_digits=5, decimal_places=2, null=True, blank=True
    )

    class Meta:
        ordering = ["number"]
        constraints = [
            models.UniqueConstraint("package", "number", name="one_hps_line_per_number"),
            models.CheckConstraint(name="hps_line_positive", condition=Q(unit_price__gt=0, quantity__gt=0)),
        ]

    def __str__(self) -> str:
        return f"{self.number}. {self.description}"

    @property
    def amount(self) -> Decimal:
        return self.line.amount

    @property
    def line(self) -> hps.Line:
        return hps.Line(self.description, self.unit, self.quantity, self.unit_price, self.kbki, self.tkdn_min)


class ContractTerms(models.Model):
    """What the PPK wants in the contract (rancangan kontrak). Ps 25, 27, 29, 33."""

    package = models.OneToOneField(Package, models.CASCADE, related_name="terms")
    kind = models.CharField("jenis kontrak", max_length=12, choices=list(terms.CONTRACT_KINDS.items()))
    delivery_days = models.PositiveIntegerField("jangka waktu (hari kalender)")
    advance_pct = models.DecimalField("uang muka (%)", max_digits=5, decimal_places=2, default=Decimal(0))
    performance_bond = models.BooleanField("jaminan pelaksanaan", default=True)
    instalments = models.CharField("cara pembayaran", max_length=300, blank=True)
    special = models.TextField("syarat khusus", blank=True)

    def __str__(self) -> str:
        return self.get_kind_display()


class Revision(models.Model):
    """The log of changes after the announcement, as the RUP system keeps it. Append only."""

    KINDS = {
        "one_to_one": gettext_lazy("Satu ke satu"),
        "one_to_many": gettext_lazy("Satu ke banyak"),
        "cancel": gettext_lazy("Pembatalan"),
        "revive": gettext_lazy("Pengaktifan kembali"),
    }

    package = models.ForeignKey(Package, models.CASCADE, related_name="revisions")
    kind = models.CharField(max_length=12, choices=list(KINDS.items()))
    old_ocid = models.CharField(max_length=60)
    new_ocid = models.CharField(max_length=60, blank=True)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)
    reason = models.TextField()
    at = models.DateTimeField()
    by = models.CharField(max_length=60)

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.old_ocid}"
