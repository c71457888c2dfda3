"""What the forms of this room share."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from pasok.kernel.actor import Actor
from pasok.pages.written import WRITTEN

PUBLIC = _("Terbaca oleh semua orang di catatan tender.")


def text(label: str, help_text: str = "", *, required: bool = True, rows: int = 4) -> forms.CharField:
    area = forms.Textarea(WRITTEN | {"rows": rows})
    return forms.CharField(
        label=label, help_text=help_text, required=required, widget=area, max_length=10_000
    )


class About(forms.Form):
    """A form that knows its tender or bid and who fills it."""

    for_subject = True

    def __init__(self, *given: Any, subject: Any = None, actor: Actor | None = None, **more: Any) -> None:
        super().__init__(*given, **more)
        self.subject, self.actor = subject, actor
        if subject is not None:
            self.prepare(subject)

    def prepare(self, subject: Any) -> None:
        """Fill choices and initial values from the subject."""
