"""Rows of other systems, in our words, as they were told to us. History: nothing here has a life."""

from django.db import models


class Record(models.Model):
    """One row of another system's table.

    `data` holds our field names only (see isb.py and inaproc.py): codes and money as text, instants as
    ISO 8601 with their zone, what was empty is absent. `sha256` is the digest of `data`, by which a second
    import knows that nothing changed.
    """

    kind = models.CharField(max_length=40)  # "tender", "stage", "participant", …
    code = models.CharField(max_length=250)  # unique within its kind and source
    source = models.CharField(max_length=20)  # "isb", "inaproc"
    agency = models.CharField(max_length=20, blank=True)  # K/L/PD code: "D107"
    parent_code = models.CharField(max_length=40, blank=True)  # the tender of a stage, a participant, …
    data = models.JSONField()
    sha256 = models.CharField(max_length=64)
    imported_at = models.DateTimeField()

    class Meta:
        ordering = ["kind", "code", "source"]
        constraints = [
            models.UniqueConstraint("source", "kind", "code", name="one_record_per_code"),
        ]
        indexes = [
            models.Index("kind", "parent_code", name="records_of_parent"),
            models.Index("kind", "agency", name="records_of_agency"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.code}"
