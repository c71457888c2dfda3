"""What a person has typed and not sent yet, and what they have sent."""

from typing import Any

from django.db import models

from pasok.people import vault


class Draft(models.Model):
    """A form as typed, judged by nobody. It belongs to one person; nobody else ever reads it."""

    person = models.CharField(max_length=60)  # actor id
    key = models.CharField(max_length=200)  # of the subject, or "page:" and the name of a page
    act = models.CharField(max_length=60, blank=True)
    data = vault.SealedJSON()  # name -> every value typed under it; a half-typed NPWP is personal data too
    saved_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint("person", "key", "act", name="one_draft_per_form")]

    def __str__(self) -> str:
        return f"{self.person} {self.key} {self.act}"

    def save(self, *args: Any, **more: Any) -> None:
        super().save(*args, **(more | ({"force_insert": True} if vault.take_number(self) else {})))


class Sent(models.Model):
    """One form that was sent and done, with the answer it got. Written in the transaction of its act."""

    person = models.CharField(max_length=60)  # actor id
    token = models.CharField(max_length=64)  # SHA-256 of the address and the form's token
    content = models.CharField(max_length=64)  # SHA-256 of what was sent
    answer = models.JSONField(null=True)  # {"status", "location"?, "body"?}; null only inside the transaction
    at = models.DateTimeField(auto_now_add=True, db_index=True)

    class Meta:
        constraints = [models.UniqueConstraint("person", "token", "content", name="sent_once")]

    def __str__(self) -> str:
        return f"{self.person} {self.token[:8]}"
