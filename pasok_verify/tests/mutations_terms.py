"""Attacks on the keys of a box: members, custodians, recovery, trial openings."""

from pasok_verify.tests.forge import body, drop, find, flip, free, mutation, put
from pasok_verify.tests.keys import Json, holder, signer
from pasok_verify.tests.story import Story

LATE = ("envelope.extra", "share.unasked")  # what follows when a bid is no longer one


@mutation(
    "two members changed at once", "terms.rekey", "bid.terms", *LATE, "result.unopened", "result.unreadable"
)
def _(story: Story, bundle: Json) -> None:
    body(bundle, story.at["rekey"])["terms"]["members"][0]["recipient"] = holder("x").recipient


@mutation(
    "fewer members needed after a rekey",
    "terms.rekey",
    "bid.terms",
    *LATE,
    "result.unopened",
    "result.unreadable",
)
def _(story: Story, bundle: Json) -> None:
    body(bundle, story.at["rekey"])["terms"]["k"] = 2


@mutation(
    "a rekey in another's name",
    "terms.rekey",
    "bid.terms",
    "envelope.extra",
    "result.unopened",
    "result.unreadable",
    "share.unasked",
)
def _(story: Story, bundle: Json) -> None:
    body(bundle, story.at["rekey"])["replaced"] = "person:1"


@mutation("a rekey after the closing", "order.after-close")
def _(story: Story, bundle: Json) -> None:
    put(bundle, story.at["rekey"], free(bundle, story.at["close"]))


@mutation("a rekey hidden", "bid.terms", *LATE, "result.unopened", "result.unreadable")
def _(story: Story, bundle: Json) -> None:
    drop(bundle, story.at["rekey"])


@mutation(
    "a custodian's key that he did not sign",
    "terms.statement",
    "terms.rekey",
    "bid.terms",
    *LATE,
    "result.unopened",
    "result.unreadable",
)
def _(story: Story, bundle: Json) -> None:
    body(bundle, story.at["open"])["terms"]["custodians"][0]["recipient"] = holder("x").recipient


@mutation(
    "a custodian's statement by another",
    "terms.statement",
    "terms.rekey",
    "bid.terms",
    *LATE,
    "result.unopened",
    "result.unreadable",
)
def _(story: Story, bundle: Json) -> None:
    one = body(bundle, story.at["open"])["terms"]["custodians"][0]
    one["statement"] = signer("inspektorat").note(one["statement"].split("\n\n")[0] + "\n")


@mutation(
    "a custodian promised but missing",
    "terms.custodian",
    "terms.rekey",
    "bid.terms",
    *LATE,
    "result.unopened",
    "result.unreadable",
)
def _(story: Story, bundle: Json) -> None:
    body(bundle, story.at["open"])["terms"]["custodians"] = []


@mutation(
    "one key for two members",
    "terms.twice",
    "terms.rekey",
    "bid.terms",
    *LATE,
    "result.unopened",
    "result.unreadable",
)
def _(story: Story, bundle: Json) -> None:
    members = body(bundle, story.at["open"])["terms"]["members"]
    members[1]["recipient"] = members[0]["recipient"]


@mutation(
    "more members needed than there are",
    "terms.k",
    "terms.rekey",
    "bid.terms",
    *LATE,
    "result.unopened",
    "result.unreadable",
)
def _(story: Story, bundle: Json) -> None:
    body(bundle, story.at["open"])["terms"]["k"] = 6


@mutation("a trial that fails told as passed", "trial.secret")
def _(story: Story, bundle: Json) -> None:
    tried = body(bundle, story.at["tried"])
    tried["secret"] = flip(tried["secret"])


@mutation("a trial of no member", "trial.member", "trial.secret")
def _(story: Story, bundle: Json) -> None:
    body(bundle, find(bundle, "trial")[0])["secrets"] = {"person:77": "0" * 64}
