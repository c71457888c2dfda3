"""What was stated of a business and when: its size four times over, and where its columns came from."""

from django.db import models

from pasok.suppliers.models.business import Supplier
from pasok.suppliers.rules import size as rules


class Size(models.Model):
    """One measure of the four. None is ever derived from another."""

    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="sizes")
    definition = models.CharField(max_length=8, choices=rules.DEFINITIONS)
    group = models.CharField(max_length=8, choices=rules.GROUPS)
    figure = models.DecimalField(max_digits=20, decimal_places=2, null=True, blank=True)
    workers = models.PositiveIntegerField(null=True, blank=True)
    source = models.CharField(max_length=8, choices=rules.SOURCES)
    stated_on = models.DateField()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["supplier", "definition"], name="one_size_per_definition")
        ]

    def __str__(self) -> str:
        return f"{self.definition}: {self.group}"

    def plain(self) -> rules.Size:
        return rules.Size(
            definition=self.definition,
            group=self.group,
            source=self.source,
            stated_on=self.stated_on,
            figure=self.figure,
            workers=self.workers,
        )


class Origin(models.Model):
    """Where the value of a column came from: typed by somebody, or from the licence register of that day."""

    SOURCES = [("typed", "Diketik"), ("oss", "Data OSS"), ("import", "Sistem lain")]
    supplier = models.ForeignKey(Supplier, models.CASCADE, related_name="origins")
    column = models.CharField(max_length=24)
    source = models.CharField(max_length=8, choices=SOURCES)
    on = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["supplier", "column"], name="one_origin_per_column")]

    def __str__(self) -> str:
        return f"{self.column}: {self.source}"
