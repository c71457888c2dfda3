"""What is asked before the first bid: the same forms, without what can wait."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy

from pasok.kernel.actor import Actor
from pasok.suppliers.acts import STATEMENT
from pasok.suppliers.forms.business import Identity, OfficerRow, Officers, PermitRow, Permits, rows


class FirstIdentity(Identity):
    """Without figures that only warn. The profile asks them; a machine may send them."""

    def visible_fields(self) -> list[forms.BoundField]:
        later = ("capital", "yearly_sales", "established_on")
        return [field for field in super().visible_fields() if field.name not in later]


class FirstPermitRow(PermitRow):
    def visible_fields(self) -> list[forms.BoundField]:
        return [field for field in super().visible_fields() if field.name != "valid_until"]


class FirstPermits(Permits):
    row = FirstPermitRow


class FirstOfficerRow(OfficerRow):
    def visible_fields(self) -> list[forms.BoundField]:
        return [field for field in super().visible_fields() if field.name != "share_pct"]


class FirstOfficers(Officers):
    """Begins with the person who registers the business."""

    row = FirstOfficerRow

    def __init__(self, *given: Any, actor: Actor, **more: Any) -> None:
        super().__init__(*given, **more)
        if not self.is_bound:
            self.rows = rows(self.row, "officers", None, [{"name": actor.name}])[:-1]


class FirstStatement(forms.Form):
    """May wait until the profile is whole; ticked here it saves coming back for it."""

    sworn = forms.BooleanField(label=gettext_lazy(STATEMENT), required=False)
