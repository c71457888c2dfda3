"""Which act tells what. What is not in this table is told to nobody."""

from collections.abc import Callable
from dataclasses import dataclass

from pasok.opendata.moment import Moment
from pasok.opendata.parts import outcome, plan, selection
from pasok.opendata.plain import Json

Part = Callable[[Moment], Json]


@dataclass(frozen=True)
class Telling:
    """The tags of the release an act becomes, and the parts it is made of."""

    tags: tuple[str, ...]
    parts: tuple[Part, ...]


def planning(*parts: Part, tag: str = "planningUpdate") -> Telling:
    return Telling((tag,), (plan.standing, *parts))


def tender(*parts: Part, tags: str = "tenderUpdate") -> Telling:
    return Telling(tuple(tags.split()), (selection.standing, *parts))


WHOLE = (plan.plan, plan.owners, plan.nature)
EARLY = tender(selection.proposal, tags="planningUpdate")  # before the announcement: that it is coming
AWARD = "tenderUpdate awardUpdate"

PACKAGE = {
    "announce": planning(*WHOLE, tag="planning"),
    "adopt": planning(*WHOLE, tag="planning"),
    "revise": planning(*WHOLE),
    "set_method": planning(plan.chosen_way),
    "reserve": planning(plan.reserved),
    "unreserve": planning(plan.reserved),
    "explain_similar": planning(plan.rationale),
    "write_specification": planning(plan.paper),
    "set_hps": planning(plan.paper),
    "write_contract_terms": planning(plan.paper),
    "begin_selection": planning(plan.step),
    "end_selection": planning(plan.step),
    "conclude": planning(plan.step),
    "split": planning(plan.replacements, plan.rationale),
    "cancel": planning(plan.rationale),
    "revive": planning(plan.rationale),
}
TENDER = {
    "create": EARLY,
    "accept": EARLY,
    "return_package": EARLY,
    "propose_again": EARLY,
    "set_schedule": EARLY,
    "write_document": EARLY,
    "enroll_key": EARLY,
    "agree": tender(),
    "publish": tender(selection.proposal, selection.announcement, selection.schedule, tags="tender"),
    "ask": tender(selection.question),
    "answer": tender(selection.question),
    "amend": tender(selection.amendment, tags="tenderAmendment"),
    "change_schedule": tender(selection.rescheduled, tags="tenderAmendment"),
    "extend_for_outage": tender(selection.rescheduled, tags="tenderAmendment"),
    "extend_submission": tender(selection.rescheduled, tags="tenderAmendment"),
    "close": tender(selection.progress, selection.count_of_bids),
    "try_keys": tender(),
    "prove_key": tender(),
    "rekey": tender(),
    "recover": tender(),
    "promise": tender(),
    "release": tender(),
    "open_bids": tender(selection.progress, outcome.opening),
    "choose_winner": tender(),  # the name waits for the announcement
    "reconsider": tender(),
    "announce_winner": tender(selection.progress, outcome.winner, tags="tenderUpdate award"),
    "file_sanggah": tender(outcome.sanggah),
    "answer_sanggah": tender(outcome.sanggah),
    "re_evaluate": tender(selection.progress, outcome.withdrawn, tags="tenderUpdate awardCancellation"),
    "end_standstill": tender(selection.progress),
    "issue_sppbj": tender(selection.progress, outcome.confirmed, tags=AWARD),
    "pass_to_reserve": tender(outcome.passed_on, tags="tenderUpdate award awardUpdate"),
    "draft_contract": tender(),
    "fail": tender(selection.failure, outcome.withdrawn, tags="tenderAmendment"),
    "retender": tender(),
}
BID = {name: Telling(("tenderUpdate",), (outcome.verdict,)) for name in ("assess", "fall", "reinstate")}
CONTRACT = {
    "create": Telling(("contract",), (outcome.contract, outcome.own_award)),
    "revise_draft": Telling(("contractUpdate",), (outcome.contract,)),
    "accept_draft": Telling(("contractUpdate",), (outcome.contract,)),
    "sign": Telling(("contractUpdate",), (outcome.contract, outcome.own_award)),
    "hand_over": Telling(("contractUpdate",), (outcome.contract,)),
    "rate": Telling(("contractUpdate",), (outcome.contract,)),
    "terminate": Telling(("contractTermination",), (outcome.contract,)),
    "cancel_draft": Telling(("contractUpdate",), (outcome.contract, outcome.own_award)),
}
TOLD = {"package": PACKAGE, "tender": TENDER, "bid": BID, "contract": CONTRACT}

# Never told, each for its reason.
UNTOLD = {
    "package": {
        "create": "rancangan belum diumumkan",
        "edit": "rancangan belum diumumkan",
    },
    "tender": {"register": "nama peserta baru terbuka saat pembukaan"},
    "bid": {
        "create": "nama peserta baru terbuka saat pembukaan",
        "submit": "penawaran tersegel",
        "replace": "penawaran tersegel",
        "withdraw": "penawaran tersegel",
        "unseal": "diceritakan oleh pembukaan",
        "exceed": "diceritakan oleh pembukaan",
        "spoil": "diceritakan oleh pembukaan",
        "advise": "hanya bagi penawar sendiri",
        "clarify": "keterangan penawar; hasilnya diceritakan oleh evaluasi",
    },
    "practice": {
        "create": "latihan satu usaha",
        "submit": "latihan satu usaha",
        "replace": "latihan satu usaha",
        "open_bid": "latihan satu usaha",
        "lapse": "latihan satu usaha",
    },
    "contract": {"reply_rating": "tanggapan penyedia; tampil di halaman kontrak"},
}
