"""Questions about contracts."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Case, QuerySet, When
from django.db.models.functions import Coalesce

from pasok.contracts import rules
from pasok.contracts.models import Contract
from pasok.law.lookup import Rule

WORKS = ("works", "integrated_works")
Workload = rules.Workload


@dataclass(frozen=True)
class BeforeSigning:
    """What a chosen supplier must do before the contract is signed, and by which day."""

    guarantee: rules.Guarantee
    sign_by: date
    signing: Rule


def before_signing(
    value: Decimal, hps: Decimal | None, category: str, sppbj_on: date, on: date
) -> BeforeSigning:
    """`value`: rupiah with VAT; `sppbj_on`: day of the SPPBJ; `on`: of the announcement, whose law counts."""
    guarantee = rules.performance_guarantee(value, hps, category, on)
    return BeforeSigning(guarantee, rules.sign_by(sppbj_on, on), rules.signing_rule(on))


def contract(contract_id: int | str) -> Contract:
    """The contract with that id. Raises Contract.DoesNotExist."""
    return Contract.objects.select_related("supplier").get(pk=int(contract_id))


def of_tender(slug: str) -> QuerySet[Contract]:
    """The contracts a tender led to, newest first; cancelled drafts among them."""
    return Contract.objects.filter(tender=slug).select_related("supplier")


def on_spine(ocid: str) -> QuerySet[Contract]:
    """The contracts of one package, newest first."""
    return Contract.objects.filter(ocid=ocid).select_related("supplier")


def workload(supplier_id: int | str, on: date) -> Workload:
    """On that day, by the law of that day, in one query."""
    rows = of_supplier(supplier_id).filter(category__in=WORKS, signed_on__lte=on)
    rows = rows.annotate(
        ended=Coalesce("handed_over_on", "terminated_on"),
        done=Case(When(handed_over_on__isnull=False, then="value")),
    )
    return rules.workload(list(rows.values_list("signed_on", "ended", "done").order_by("pk")), on)


def of_supplier(supplier_id: int | str) -> QuerySet[Contract]:
    """The contracts of one business, newest first."""
    return Contract.objects.filter(supplier_id=int(supplier_id))
