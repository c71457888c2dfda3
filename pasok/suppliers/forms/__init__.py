"""One form per act that takes input."""

from pasok.suppliers.forms.business import FORMS, Identity, Officers, Permits
from pasok.suppliers.forms.size import Sizes

FORMS = FORMS | {"set_sizes": Sizes}

__all__ = ["FORMS", "Identity", "Officers", "Permits", "Sizes"]
