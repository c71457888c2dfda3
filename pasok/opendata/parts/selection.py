"""What a tender tells before its bids are opened: the announcement, the schedule, questions, changes."""

from decimal import Decimal
from zoneinfo import ZoneInfo

from pasok.opendata.moment import Moment, Window
from pasok.opendata.parts.parties import offices
from pasok.opendata.parts.plan import category, reservation, way
from pasok.opendata.plain import Json, instant, number, period, present, rupiah
from pasok.tenders.models import Amendment, Question

PERIODS = {
    "tenderPeriod": ("bid_submission", "bid_submission"),
    "enquiryPeriod": ("explanation", "explanation"),
    "awardPeriod": ("evaluation", "award_announcement"),
}
TYPES = {
    "explanation": "engagement",
    "evaluation": "assessment",
    "verification": "assessment",
    "award": "approval",
}
DONE = {
    "close": ("document_download", "bid_submission"),
    "open_bids": ("bid_opening",),
    "announce_winner": ("evaluation", "verification", "award", "award_announcement"),
    "end_standstill": ("standstill",),
    "issue_sppbj": ("sppbj",),
}
AGAIN = {"re_evaluate": ("evaluation", "verification", "award", "award_announcement", "standstill")}


def tender(m: Moment, **fields: object) -> Json:
    """A part about this tender. Its status goes along with every act."""
    return {"tender": present(id=m.tender.slug, **fields)}


def standing(m: Moment) -> Json:
    return tender(m, status=m.status.ocds)


def proposal(m: Moment) -> Json:
    """What is known before the announcement: that these packages are being made a tender."""
    found = offices(m.tender.agency, m.tender.satker)
    more = tender(m, title=m.tender.title)["tender"]
    return {**found, "tender": found["tender"] | more, "relatedProcesses": relations(m)}


def relations(m: Moment) -> list[Json]:
    """The other planned packages of this tender, and the tender that this one repeats."""
    known = [("planning", ocid) for ocid in m.tender.packages if ocid != m.tender.slug]
    if m.tender.repeats_id:
        known.append(("unsuccessfulProcess", m.tender.repeats.slug))
    return [
        {
            "id": f"{relationship}-{ocid}",
            "relationship": [relationship],
            "scheme": "ocid",
            "identifier": ocid,
        }
        for relationship, ocid in known
    ]


def announcement(m: Moment) -> Json:
    """The whole tender as it was announced. Unit prices of the estimate stay secret: Ps 26(3)."""
    row = m.tender
    lowest = row.rules.evaluation == "lowest_price"
    return tender(
        m,
        title=row.title,
        value=rupiah(m.data["hps"]),
        **category(row.category),
        **way(row.method),
        **reservation(row.small_only),
        awardCriteria="priceOnly" if lowest else "ratedCriteria",
        awardCriteriaDetails=row.rules.detail,
        submissionMethod=["electronicSubmission"],
        submissionMethodDetails="Penawaran disegel di peramban penawar dan dibuka bersama oleh Pokja.",
        items=[item(line) for line in row.lines],
        documents=[document(m)],
    ) | {"title": row.title}


def item(line: Json) -> Json:
    """One line of the bill of quantities, named field by field so that no price can slip in."""
    kbki = line.get("kbki", "")
    return present(
        id=str(line["number"]),
        description=line["description"],
        classification=present(scheme="KBKI", id=kbki) if kbki else None,
        quantity=number(Decimal(line["quantity"])),
        unit={"name": line["unit"]},
    )


def document(m: Moment) -> Json:
    return {
        "id": "tender_document",
        "documentType": "biddingDocuments",
        "title": "Dokumen pemilihan",
        "description": f"Sidik jari SHA-256: {m.data['document']}",
        "datePublished": instant(m.at),
    }


def schedule(m: Moment) -> Json:
    """The twelve stages as milestones, and the periods that the standard knows."""
    windows = m.windows()
    milestones = [milestone(m, code, window) for code, window in windows.items()]
    opening = present(date=instant(local(m, windows["bid_opening"])[0]))
    return tender(m, milestones=milestones, bidOpening=opening, **periods(m, windows))


def local(m: Moment, window: Window) -> Window:
    zone = ZoneInfo(m.tender.zone)
    return window[0].astimezone(zone), window[1].astimezone(zone)


def periods(m: Moment, windows: dict[str, Window]) -> Json:
    return {
        name: period(local(m, windows[first])[0], local(m, windows[last])[1])
        for name, (first, last) in PERIODS.items()
    }


def milestone(m: Moment, code: str, window: Window) -> Json:
    start, end = local(m, window)
    stage = m.tender.rules.stage(code)
    return present(
        id=code,
        title=stage.label,
        type=TYPES.get(code, ""),
        code=str(stage.akt),
        description=f"Mulai {instant(start)}",
        dueDate=instant(end),
        dateModified=instant(m.at),
        status="scheduled",
    )


def progress(m: Moment) -> Json:
    """Stages that this act completed, or that begin again because of it."""
    marks = [(code, "met") for code in DONE.get(m.entry.act, ())]
    marks += [(code, "scheduled") for code in AGAIN.get(m.entry.act, ())]
    found = [{"id": code, "status": status, "dateModified": instant(m.at)} for code, status in marks]
    return tender(m, milestones=found)


def rescheduled(m: Moment) -> Json:
    """The windows that moved: where they were, where they are, and why."""
    before, after = m.windows(before=True), m.windows()
    moved = [code for code in after if after[code] != before.get(code)]
    words = []
    for code in moved:
        was, now = (span(local(m, windows[code])) for windows in (before, after))
        words.append(f"{m.tender.rules.stage(code).label}: {was} menjadi {now}.")
    return tender(
        m,
        milestones=[milestone(m, code, after[code]) for code in moved],
        amendments=[change(m, " ".join(words), m.data["reason"])],
        bidOpening=present(date=instant(local(m, after["bid_opening"])[0])),
        **periods(m, after),
    )


def span(window: Window) -> str:
    return f"{instant(window[0])} sampai {instant(window[1])}"


def change(m: Moment, words: str, reason: str) -> Json:
    return present(
        id=f"{m.entry.subject.replace(':', '-')}-{m.entry.number}",
        date=instant(m.at),
        description=words,
        rationale=reason,
    )


def amendment(m: Moment) -> Json:
    """A numbered change of the tender document, and the changed document's fingerprint where one is noted."""
    row = Amendment.objects.get(tender=m.tender, number=m.data["number"])
    return tender(m, amendments=[change(m, f"Adendum {row.number}: {row.text}", "")])


def question(m: Moment) -> Json:
    """A question and its answer, once given. Who asked is told to nobody."""
    row = Question.objects.get(pk=m.data["question"])
    answered = m.entry.act == "answer"
    enquiry = present(
        id=f"question-{row.pk}",
        date=instant(row.asked_at),
        description=row.text,
        answer=row.answer if answered else "",
        dateAnswered=instant(row.answered_at) if answered else None,
    )
    return tender(m, hasEnquiries=True, enquiries=[enquiry])


def count_of_bids(m: Moment) -> Json:
    """How many bids the log closed over; the number alone."""
    return {"bids": {"statistics": [{"id": "bids", "measure": "bids", "value": m.data["bids"]}]}}


def failure(m: Moment) -> Json:
    """The legal cause, and what the law lets follow."""
    words = f"Tender gagal menurut {m.data['article']}. Tindak lanjut: {m.data['follows']}."
    return tender(m, amendments=[change(m, words, m.data["reason"])])
