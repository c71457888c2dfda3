"""What is known of a business when it asks whether it may bid, and what a package's codes mean."""

from datetime import date
from decimal import Decimal
from functools import lru_cache

from pasok.kernel.money import money
from pasok.suppliers import rules
from pasok.suppliers.models import Item
from pasok.suppliers.reads.blacklist import is_barred
from pasok.suppliers.reads.business import kbli_codes, profile
from pasok.suppliers.rules.fitness import LETTERS, WORKS, years_later
from pasok.suppliers.rules.numbers import standing as in_force
from pasok.suppliers.rules.trade import pairs

Demands = rules.Demands
Standing = rules.Standing
Requirement = rules.Requirement
qualification = rules.qualification
complete_pct = rules.complete_pct
needs_no_experience = rules.needs_no_experience


def standing(
    supplier_id: int | str, on: date, *, running: int = 0, most: int = 0, highest: Decimal | None = None
) -> Standing:
    """The business on that day. `running`, `most`, `highest`: its works contracts here.

    Raises Supplier.DoesNotExist.
    """
    own = profile(supplier_id)
    told = list(
        Item.objects.filter(supplier_id=own.id, kind__in=("tax", "experience")).exclude(state="removed")
    )
    taxes = [item.data.get("kswp", "") for item in told if item.kind == "tax"]
    jobs = [value for item in told if item.kind == "experience" and (value := worth(item, on)) is not None]
    dearest = max([*jobs, *([highest] if highest is not None else [])], default=None)
    return Standing(
        profile=own,
        bar=is_barred(own, on),
        tax=taxes[0] if taxes else "",
        running=running,
        most=most,
        highest=dearest,
    )


def worth(item: Item, on: date) -> Decimal | None:
    """The value of a works job that was finished within the years that count; None for others."""
    rule = in_force("kd_experience", on)
    finished, value = item.data.get("finished_on", ""), item.data.get("value", "")
    if not finished or not value or rule is None or item.data.get("work", "") not in ("", *WORKS):
        return None
    day = date.fromisoformat(finished)
    return money(value) if day <= on < years_later(day, rule.whole) else None


@lru_cache(maxsize=512)
def wanted(codes: tuple[str, ...]) -> tuple[str, frozenset[str]]:
    """The edition that the codes of a package belong to, and their relatives in the other one."""
    bare = tuple(code.lstrip(LETTERS) for code in codes)
    edition = "2020" if any(line.startswith(bare) for line in kbli_codes("2020")) else "2025"
    lines = {line for line in kbli_codes(edition) if line.startswith(bare)} if bare else set()
    if edition == "2020":
        return edition, frozenset(after for before, after in pairs().items() if before in lines)
    return edition, frozenset(before for before, after in pairs().items() if after in lines)
