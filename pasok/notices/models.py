"""What a person was told."""

from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """One entry of the book, told to one person, once."""

    person = models.ForeignKey("people.Person", models.CASCADE, related_name="notices")
    entry = models.ForeignKey("ledger.Entry", models.PROTECT, related_name="+")
    subject = models.CharField(max_length=80)
    title = models.CharField(max_length=120)
    text = models.TextField()
    url = models.CharField(max_length=200)  # within this site
    at = models.DateTimeField()  # of the act
    read_at = models.DateTimeField(null=True)
    mailed_at = models.DateTimeField(null=True)

    class Meta:
        ordering = ["-at", "-pk"]
        constraints = [models.UniqueConstraint("person", "entry", name="one_notice_per_person_and_entry")]
        indexes = [models.Index("person", condition=Q(read_at=None), name="unread_notices")]

    def __str__(self) -> str:
        return self.title
