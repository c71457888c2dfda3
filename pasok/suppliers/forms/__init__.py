"""One form per act that takes input."""

from pasok.suppliers.forms.business import FORMS, Identity, Officers, Permits

__all__ = ["FORMS", "Identity", "Officers", "Permits"]
