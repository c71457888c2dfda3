"""Releases, as they were published."""

import json
from typing import Any

from django.db import models
from django.db.models.functions import Cast

from pasok.ledger.models import TransactionId


class Release(models.Model):
    """One entry of the book as an OCDS release. Written once; what was published is never changed."""

    entry = models.OneToOneField("ledger.Entry", models.PROTECT, related_name="+")
    ocid = models.CharField(max_length=70)
    release_id = models.CharField(max_length=90, unique=True)
    date = models.DateTimeField()
    tags = models.JSONField(default=list)
    body = models.TextField()  # the JSON text, byte for byte as it is published
    transaction = models.BigIntegerField(
        db_default=Cast(Cast(TransactionId(), models.TextField()), models.BigIntegerField()), editable=False
    )

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index("transaction", "id", name="release_feed"),
            models.Index("ocid", "date", "entry", name="release_record"),
        ]

    def __str__(self) -> str:
        return self.release_id

    @property
    def plain(self) -> dict[str, Any]:
        return dict(json.loads(self.body))
