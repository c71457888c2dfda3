"""What is asked before the first bid: the same forms, without what can wait."""

from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pasok.kernel.actor import Actor
from pasok.pages.words import day
from pasok.suppliers.acts import STATEMENT
from pasok.suppliers.forms.business import Identity, OfficerRow, Officers, PermitRow, Permits, rows
from pasok.suppliers.oss import Found


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
            name = actor.helped_name or actor.name
            self.rows = rows(self.row, "officers", None, [{"name": name}])[:-1]


class FirstStatement(forms.Form):
    """May wait until the profile is whole; ticked here it saves coming back for it."""

    sworn = forms.BooleanField(label=gettext_lazy(STATEMENT), required=False)


def prefilled(found: Found, register: str) -> tuple[forms.Form, forms.Form]:
    """Identity and lines of business with what the licence register knows; such a field says so itself."""
    identity = FirstIdentity(initial=found.identity())
    mark = _("Dari {register}, keadaan {on}.").format(register=register, on=day(found.as_of))
    for name in found.identity():
        field = identity.fields[name]
        field.help_text = f"{mark} {field.help_text}".strip()
    lines = FirstPermits(held=[{"kbli": code, "edition": found.edition} for code in found.kbli])
    lines.help = f"{mark} {FirstPermits.help}" if found.kbli else FirstPermits.help
    return identity, lines
