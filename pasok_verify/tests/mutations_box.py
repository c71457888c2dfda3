"""Attacks on the order, the deadline and the lists of a box, signed by the log and its witnesses."""

from datetime import timedelta

from pasok_verify.canonical import moment
from pasok_verify.tests.forge import body, drop, find, free, mutation, put, swap
from pasok_verify.tests.keys import Json, signer
from pasok_verify.tests.story import Story

LATE = ("envelope.extra", "share.unasked")  # what follows when a bid is no longer one


@mutation("a bid after the deadline", "deadline.late", "deadline.recorded", "deadline.early")
def _(story: Story, bundle: Json) -> None:
    late = body(bundle, story.at["f"])
    late["at"] = late["recorded_at"] = body(bundle, story.at["extend"])["closes_at"]
    when = moment(late["at"]) - timedelta(seconds=1)
    body(bundle, story.at["close"])["recorded_at"] = when.isoformat()
    body(bundle, story.at["close"])["at"] = when.isoformat()


@mutation("a bid on the very second of the deadline", "deadline.late")
def _(story: Story, bundle: Json) -> None:
    late = body(bundle, story.at["f"])
    late["at"] = late["recorded_at"] = body(bundle, story.at["extend"])["closes_at"]


@mutation("a late bid under a told clock", "deadline.clock", "deadline.late")
def _(story: Story, bundle: Json) -> None:
    late = body(bundle, story.at["f"])
    late |= {"clock": "replay", "at": body(bundle, story.at["extend"])["closes_at"]}


@mutation("a bid whose time is not the database's", "deadline.clock")
def _(story: Story, bundle: Json) -> None:
    body(bundle, story.at["f"])["at"] = body(bundle, story.at["e"])["at"]


@mutation("a leaf recorded before its neighbour", "deadline.recorded")
def _(story: Story, bundle: Json) -> None:
    back = body(bundle, story.at["f"])
    back["at"] = back["recorded_at"] = body(bundle, story.at["a"])["at"]


@mutation("a bid after the closing", "order.after-close")
def _(story: Story, bundle: Json) -> None:
    put(bundle, story.at["f"], free(bundle, story.at["close"]), bidder="37")


@mutation(
    "a bid moved behind the closing",
    "order.after-close",
    "close.unknown",
    "opening.extra",
    "admit.unknown",
    "result.listed",
    *LATE,
)
def _(story: Story, bundle: Json) -> None:
    put(bundle, story.at["f"], free(bundle, story.at["close"]))
    drop(bundle, story.at["f"])


@mutation(
    "a bid deleted",
    "close.unknown",
    "opening.extra",
    "admit.unknown",
    "result.listed",
    "envelope.extra",
    "result.rank",
    "share.unasked",
)
def _(story: Story, bundle: Json) -> None:
    drop(bundle, story.at["a"])


@mutation(
    "the closing list one bid short",
    "close.missing",
    "opening.extra",
    "admit.unknown",
    "result.listed",
    "envelope.extra",
    "result.rank",
    "share.unasked",
)
def _(story: Story, bundle: Json) -> None:
    closing = body(bundle, story.at["close"])
    closing["leaves"].remove(story.at["a"])
    closing["count"] -= 1


@mutation("the closing count wrong", "close.count")
def _(story: Story, bundle: Json) -> None:
    body(bundle, story.at["close"])["count"] += 1


@mutation("the closing list out of order", "close.sorted")
def _(story: Story, bundle: Json) -> None:
    body(bundle, story.at["close"])["leaves"].reverse()


def also_counted(story: Story, bundle: Json, name: str) -> None:
    closing = body(bundle, story.at["close"])
    closing["leaves"] = sorted([*closing["leaves"], story.at[name]])
    closing["count"] += 1


@mutation("a replaced bid counted", "close.replaced", "opening.missing", "result.missing")
def _(story: Story, bundle: Json) -> None:
    also_counted(story, bundle, "b1")


@mutation("a withdrawn bid counted", "close.withdrawn", "opening.missing", "result.missing")
def _(story: Story, bundle: Json) -> None:
    also_counted(story, bundle, "c")


@mutation("the withdrawal deleted", "close.missing")
def _(story: Story, bundle: Json) -> None:
    drop(bundle, story.at["gone"])


@mutation("closed before the deadline", "deadline.early", "deadline.recorded")
def _(story: Story, bundle: Json) -> None:
    closing = body(bundle, story.at["close"])
    closing["at"] = closing["recorded_at"] = body(bundle, story.at["e"])["at"]


@mutation("closed twice", "order.second-close")
def _(story: Story, bundle: Json) -> None:
    put(bundle, story.at["close"], free(bundle, story.at["close"]))


@mutation("opened for bids twice", "order.second-open")
def _(story: Story, bundle: Json) -> None:
    put(bundle, story.at["open"], free(bundle, story.at["f"]))


@mutation("no leaf that opens the box", "order.no-open")
def _(story: Story, bundle: Json) -> None:
    drop(bundle, story.at["open"])


@mutation("the deadline moved back", "deadline.backward", "deadline.late")
def _(story: Story, bundle: Json) -> None:
    body(bundle, story.at["extend"])["closes_at"] = body(bundle, story.at["e"])["at"]


@mutation("an extension from another deadline", "deadline.from")
def _(story: Story, bundle: Json) -> None:
    extension = body(bundle, story.at["extend"])
    extension["from"] = extension["closes_at"]


@mutation("an extension after the closing", "order.after-close")
def _(story: Story, bundle: Json) -> None:
    put(bundle, story.at["extend"], free(bundle, story.at["close"]))


@mutation("the extension hidden", "deadline.early")
def _(story: Story, bundle: Json) -> None:
    drop(bundle, story.at["extend"])
    closing, opened = body(bundle, story.at["close"]), body(bundle, story.at["open"])
    early = moment(opened["closes_at"]) - timedelta(seconds=1)
    closing["at"] = closing["recorded_at"] = early.isoformat()


@mutation("more minutes of outage than were seen", "outage.minutes")
def _(story: Story, bundle: Json) -> None:
    body(bundle, story.at["extend"])["evidence"]["minutes"] = 21


@mutation("an outage that one witness saw", "outage.minutes")
def _(story: Story, bundle: Json) -> None:
    body(bundle, story.at["extend"])["evidence"]["probes"].pop()


@mutation("an outage that one witness tells twice", "outage.minutes")
def _(story: Story, bundle: Json) -> None:
    probes = body(bundle, story.at["extend"])["evidence"]["probes"]
    probes[1] = probes[0]


@mutation("a look at the site by a stranger", "outage.signature", "outage.minutes")
def _(story: Story, bundle: Json) -> None:
    probes = body(bundle, story.at["extend"])["evidence"]["probes"]
    probes[0] = signer("saksi-a.example", 4).note(probes[0].split("\n\n")[0] + "\n")


@mutation("looks at another site", "outage.site")
def _(story: Story, bundle: Json) -> None:
    probes = body(bundle, story.at["extend"])["evidence"]["probes"]
    text = probes[0].split("\n\n")[0].replace("pasok.example", "lain.example") + "\n"
    probes[0] = story.world.witnesses[0].note(text)


@mutation("a look that is none", "outage.probe", "outage.minutes")
def _(story: Story, bundle: Json) -> None:
    body(bundle, story.at["extend"])["evidence"]["probes"][0] = story.world.witnesses[0].note("halo\n")


@mutation("an admission of a bid that is not in the closing", "admit.unknown")
def _(story: Story, bundle: Json) -> None:
    admission = body(bundle, story.at["admit"])
    admission["leaves"] = sorted([*admission["leaves"], story.at["c"]])
    admission["count"] += 1


@mutation("an admission with a wrong count", "admit.count")
def _(story: Story, bundle: Json) -> None:
    body(bundle, story.at["admit"])["count"] += 1


@mutation("a second admission", "admit.second")
def _(story: Story, bundle: Json) -> None:
    put(bundle, story.at["admit"], free(bundle, story.at["harga"]))


@mutation("an admission after the promises", "admit.late", "opening.missing")
def _(story: Story, bundle: Json) -> None:
    put(bundle, story.at["admit"], free(bundle, story.at["harga"]))
    drop(bundle, story.at["admit"])
    opening = body(bundle, story.at["harga"])
    opening["opened"] |= {}


@mutation("an opening before the closing", "order.before-close")
def _(story: Story, bundle: Json) -> None:
    put(bundle, story.at["harga"], free(bundle, story.at["f"]))


@mutation("an opening told twice", "order.second-opening")
def _(story: Story, bundle: Json) -> None:
    put(bundle, story.at["harga"], free(bundle, story.at["harga"]))


@mutation("an envelope that the terms do not know", "order.part")
def _(story: Story, bundle: Json) -> None:
    put(bundle, story.at["admit"], free(bundle, story.at["close"]), part="rahasia")


@mutation("a recovery where there is no reason given a form", "form.body")
def _(story: Story, bundle: Json) -> None:
    index = put(bundle, story.at["admit"], free(bundle, story.at["harga"]), kind="recover")
    assert body(bundle, index)["count"] == 3


@mutation(
    "two reveals changed places with their promises",
    "promise.late",
    "reveal.unpromised",
    "reveal.early",
    forged=True,
    full=True,
)
def _(story: Story, bundle: Json) -> None:
    swap(
        bundle,
        find(bundle, "promise", part="harga", holder="person:1")[0],
        find(bundle, "reveal", part="harga", holder="person:1")[0],
    )
