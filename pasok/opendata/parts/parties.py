"""Who takes part, as organisations. Natural persons are never among them."""

from pasok.opendata.plain import Json, present
from pasok.people.models import Agency, Satker
from pasok.suppliers.models import Supplier

SOLE = "perorangan"  # a business that is one natural person: told without name and number


def agency_id(agency: Agency | str) -> str:
    return f"ID-KLPD-{agency if isinstance(agency, str) else agency.pk}"


def satker_id(satker: Satker | int) -> str:
    return f"ID-SATKER-{satker if isinstance(satker, int) else satker.pk}"


def supplier_id(supplier: Supplier) -> str:
    if supplier.nib and supplier.form != SOLE:
        return f"ID-NIB-{supplier.nib}"
    return f"ID-PASOK-{supplier.pk}"


def supplier_name(supplier: Supplier) -> str:
    return "Usaha perorangan" if supplier.form == SOLE else supplier.full_name


def reference(supplier: Supplier) -> Json:
    return {"id": supplier_id(supplier), "name": supplier_name(supplier)}


def party(supplier: Supplier, *roles: str) -> Json:
    """A business with its register number, region and size."""
    scheme, _, number = supplier_id(supplier).rpartition("-")
    identifier = present(
        scheme=scheme, id=number, legalName="" if supplier.form == SOLE else supplier.full_name
    )
    return present(
        **reference(supplier),
        identifier=identifier,
        address=present(region=supplier.region_name, countryName="Indonesia"),
        details=present(scale=supplier.scale),
        roles=list(roles),
    )


def buyers(agency: Agency, satker: Satker | None) -> list[Json]:
    """The agency pays; its satker runs the procurement."""
    found = [
        {
            "id": agency_id(agency),
            "name": agency.name,
            "identifier": {"scheme": "ID-KLPD", "id": agency.pk, "legalName": agency.name},
            "roles": ["buyer"] if satker else ["buyer", "procuringEntity"],
        }
    ]
    if satker:
        identifier = {"scheme": "ID-SATKER", "id": str(satker.pk), "legalName": satker.name}
        found.append(
            {
                "id": satker_id(satker),
                "name": satker.name,
                "identifier": identifier,
                "roles": ["procuringEntity"],
            }
        )
    return found


def offices(agency: Agency, satker: Satker | None) -> Json:
    """Buyer and procuring entity, as parties and as references to them."""
    found = buyers(agency, satker)
    entity = {"id": found[-1]["id"], "name": found[-1]["name"]}
    return {
        "parties": found,
        "buyer": {"id": found[0]["id"], "name": found[0]["name"]},
        "tender": {"procuringEntity": entity},
    }


def funder(source: str) -> Json:
    return {"id": f"ID-DANA-{source.upper()}", "name": source, "roles": ["funder"]}
