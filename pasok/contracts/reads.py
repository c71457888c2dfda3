"""Questions about contracts."""

from django.db.models import QuerySet

from pasok.contracts.models import Contract


def contract(contract_id: int | str) -> Contract:
    """The contract with that id. Raises Contract.DoesNotExist."""
    return Contract.objects.select_related("supplier").get(pk=int(contract_id))


def of_tender(slug: str) -> QuerySet[Contract]:
    """The contracts a tender led to, newest first; cancelled drafts among them."""
    return Contract.objects.filter(tender=slug).select_related("supplier")


def on_spine(ocid: str) -> QuerySet[Contract]:
    """The contracts of one package, newest first."""
    return Contract.objects.filter(ocid=ocid).select_related("supplier")


def of_supplier(supplier_id: int | str) -> QuerySet[Contract]:
    """The contracts of one business, newest first."""
    return Contract.objects.filter(supplier_id=int(supplier_id))
