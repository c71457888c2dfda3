"""What a PPK thought of finished work, and what the business says to it. Public, and never changed."""

from django.db import models
from django.db.models import Q


class Rating(models.Model):
    """The rating of one contract. `scores` by criterion; `total` by the weights of the day it was given."""

    supplier = models.ForeignKey("suppliers.Supplier", models.PROTECT, related_name="ratings")
    contract = models.CharField(max_length=80, unique=True)  # key of the contract: "contract:7"
    url = models.CharField(max_length=120)
    title = models.CharField(max_length=300)
    authority = models.CharField(max_length=200)
    kind = models.CharField(max_length=24)
    scores = models.JSONField()
    days_late = models.PositiveIntegerField(default=0)
    total = models.DecimalField(max_digits=3, decimal_places=2)
    note = models.TextField(blank=True)
    rated_at = models.DateTimeField()
    reply = models.TextField(blank=True)
    replied_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-rated_at", "-pk"]
        constraints = [
            models.CheckConstraint(condition=Q(total__gte=0, total__lte=3), name="rating_within_the_scale")
        ]

    def __str__(self) -> str:
        return f"{self.contract}: {self.total}"
