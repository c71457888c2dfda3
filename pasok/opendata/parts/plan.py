"""What a package of the general plan tells: budget, method, reservation, and what became of it."""

from pasok.law.methods import method
from pasok.ledger.models import Entry
from pasok.opendata.moment import Moment
from pasok.opendata.parts.parties import funder, offices
from pasok.opendata.plain import Json, instant, months, present, rupiah

CATEGORIES = {
    "goods": ("goods", None),
    "works": ("works", None),
    "integrated_works": ("works", "consultingServices"),
    "consultant": ("services", "consultingServices"),
    "other_services": ("services", None),
}
OPEN = {"tender", "fast_tender", "seleksi", "contest"}
RESERVED = {
    "goal": "social.smeInclusion",
    "strategies": ["reservedParticipation"],
    "description": "Dicadangkan untuk usaha kecil dan koperasi.",
}


def plan(m: Moment) -> Json:
    """The whole plan, as the book noted it at the announcement or the revision."""
    data, zone = m.data, m.package.agency.time_zone
    sources = sorted({row["source"] for row in data["funding"]})
    budget = present(
        id=data["rup_code"] or m.package.rup_code,
        description=data["title"],
        amount=rupiah(data["pagu"]),
        budgetBreakdown=[share(number, row) for number, row in enumerate(data["funding"], start=1)],
    )
    period = months(data["contract_from"], data["contract_until"], zone)
    return present(
        title=data["title"],
        description=data["description"],
        parties=[funder(source) for source in sources],
        planning={"budget": budget},
        tender=present(id=m.entry.ocid, title=data["title"], contractPeriod=period),
    )


def share(number: int, row: Json) -> Json:
    """One fund source; its account code (MAK) is the description."""
    year = str(row["year"])
    return present(
        id=str(number),
        description=row["account_code"],
        amount=rupiah(row["amount"]),
        period={"startDate": f"{year}-01-01T00:00:00+07:00", "endDate": f"{year}-12-31T23:59:59+07:00"},
        sourceParty={name: funder(row["source"])[name] for name in ("id", "name")},
    )


def owners(m: Moment) -> Json:
    return offices(m.package.agency, m.package.satker)


def nature(m: Moment) -> Json:
    """Kind, method and reservation of the plan."""
    data = m.data
    method_of = way(data["method"]) if data["method"] else {}
    tender = category(data["kind"]) | method_of | reservation(data["small_business_reserved"])
    words = present(procurementMethodRationale=" ".join(data.get("method_words", [])))
    return {"tender": {"id": m.entry.ocid, **tender, **words}}


def category(kind: str) -> Json:
    main, more = CATEGORIES[kind]
    return present(mainProcurementCategory=main, additionalProcurementCategories=[more] if more else [])


def way(code: str) -> Json:
    """The method in the words of the standard and in those of the law."""
    chosen = method(code)
    return {
        "procurementMethod": "open" if chosen.selection in OPEN else "direct",
        "procurementMethodDetails": chosen.full_label,
    }


def reservation(reserved: bool) -> Json:
    found: Json = {"suitability": {"sme": True}, "hasSustainability": reserved}
    return {**found, "sustainability": [RESERVED]} if reserved else found


def standing(m: Moment) -> Json:
    """The status of a package, until a tender of the same process has one of its own."""
    taken = Entry.objects.filter(subject=f"tender:{m.entry.ocid}", pk__lt=m.entry.pk).exists()
    return {} if taken else {"tender": {"id": m.entry.ocid, "status": m.status.ocds}}


def chosen_way(m: Moment) -> Json:
    reasons = " ".join(m.data["words"])
    found = present(id=m.entry.ocid, **way(m.data["method"]), procurementMethodRationale=reasons)
    return {"tender": found}


def reserved(m: Moment) -> Json:
    """Reserved or opened, the latter with the reason that the law asks for."""
    found = reservation(m.data["small_business_reserved"])
    why = present(rationale=m.data.get("reason", ""))
    return present(tender={"id": m.entry.ocid, **found}, planning=why)


def rationale(m: Moment) -> Json:
    return present(planning=present(rationale=m.data.get("reason", "")))


PAPERS = {
    "write_specification": ("specification", "technicalSpecifications", "Spesifikasi teknis"),
    "set_hps": ("hps", "", "Rincian HPS (rahasia menurut Perpres 16/2018 Ps 26(3))"),
    "write_contract_terms": ("contract_terms", "contractDraft", "Rancangan kontrak"),
}


def paper(m: Moment) -> Json:
    """That a preparation paper was set; of the estimate only the total's fingerprint is told."""
    code, kind, title = PAPERS[m.entry.act]
    mark = m.data.get("fingerprint", "")
    document = present(
        id=code,
        documentType=kind,
        title=title,
        description=f"Sidik jari SHA-256: {mark}" if mark else "",
        dateModified=instant(m.at),
    )
    return {"planning": {"documents": [document]}}


STEPS = {
    "begin_selection": ("selection", "Diserahkan untuk pemilihan", "met"),
    "end_selection": ("selection", "Diserahkan untuk pemilihan", "notMet"),
    "conclude": ("contract", "Berkontrak", "met"),
}


def step(m: Moment) -> Json:
    """That the plan went on to a selection or came back from it."""
    code, title, status = STEPS[m.entry.act]
    lead = m.data.get("lead", "")
    words = m.data.get("reason", "")
    if lead and lead != m.entry.ocid:
        words = f"Dibeli bersama paket {lead}. {words}".strip()
    milestone = present(
        id=code,
        title=title,
        type="preProcurement",
        description=words,
        status=status,
        dateModified=instant(m.at),
    )
    return {"planning": {"milestones": [milestone]}}


def replacements(m: Moment) -> Json:
    """The packages that took the place of this one."""
    return {
        "relatedProcesses": [
            {
                "id": part["ocid"],
                "relationship": ["replacementProcess"],
                "title": part["title"],
                "scheme": "ocid",
                "identifier": part["ocid"],
            }
            for part in m.data["parts"]
        ]
    }
