"""Attacks on promises, shares, envelopes, openings and the result."""

from pasok_verify.tests.forge import body, drop, find, flip, mutation, put, regive, released, swap
from pasok_verify.tests.keys import Json, canon, sha
from pasok_verify.tests.story import Story

ONE, TWO = "person:1", "person:2"


@mutation("a reveal without a promise", "reveal.unpromised")
def _(story: Story, bundle: Json) -> None:
    body(bundle, find(bundle, "promise", part="harga", holder=TWO)[0])["holder"] = "person:4"


@mutation("reveals before enough have promised", "reveal.unpromised", "reveal.early")
def _(story: Story, bundle: Json) -> None:
    drop(bundle, find(bundle, "promise", part="harga", holder=TWO)[0])


@mutation("no custodian has promised", "reveal.unpromised", "reveal.early")
def _(story: Story, bundle: Json) -> None:
    drop(bundle, find(bundle, "promise", part="harga", holder="custodian:inspektorat")[0])


@mutation("something else is revealed than promised", "reveal.changed")
def _(story: Story, bundle: Json) -> None:
    promise = body(bundle, find(bundle, "promise", part="harga", holder=ONE)[0])
    promise["digest"] = flip(promise["digest"])


@mutation("a promise by a stranger", "promise.stranger")
def _(story: Story, bundle: Json) -> None:
    put(bundle, find(bundle, "promise", part="harga")[0], bundle["size"] - 1, holder="person:77")


@mutation("two promises by one holder", "promise.second")
def _(story: Story, bundle: Json) -> None:
    put(bundle, find(bundle, "promise", part="harga")[0], bundle["size"] - 1)


@mutation("two reveals by one holder", "reveal.second")
def _(story: Story, bundle: Json) -> None:
    put(bundle, find(bundle, "reveal", part="harga")[0], bundle["size"] - 1)


@mutation("recovery without its leaf", "reveal.recovery", "reveal.hidden")
def _(story: Story, bundle: Json) -> None:
    put(bundle, find(bundle, "reveal", part="harga")[0], bundle["size"] - 1, holder="recovery:lkpp")


@mutation(
    "a release that is not the one in the log",
    "reveal.digest",
    "share.unrevealed",
    "share.few",
    "result.unopened",
    "result.unreadable",
    forged=False,
)
def _(story: Story, bundle: Json) -> None:
    release = released(bundle, "harga", ONE)
    release["nonce"] = flip(release["nonce"])


@mutation(
    "a release not shown",
    "reveal.hidden",
    "share.unrevealed",
    "share.few",
    "result.unopened",
    "result.unreadable",
    forged=False,
)
def _(story: Story, bundle: Json) -> None:
    bundle["releases"]["harga"].remove(released(bundle, "harga", ONE))


@mutation(
    "a release for another part",
    "reveal.other",
    "reveal.hidden",
    "share.unrevealed",
    "share.few",
    "result.unopened",
    "result.unreadable",
    full=True,
    forged=False,
)
def _(story: Story, bundle: Json) -> None:
    at = bundle["releases"]["harga"].index(released(bundle, "harga", ONE))
    bundle["releases"]["harga"][at] = released(bundle, "dokumen", ONE)


@mutation(
    "the share of another bidder",
    "share.wrong",
    "share.used",
    "share.few",
    "result.unopened",
    "result.unreadable",
)
def _(story: Story, bundle: Json) -> None:
    shares, a, b = released(bundle, "harga", ONE)["shares"], str(story.at["a"]), str(story.at["b"])
    regive(bundle, "harga", ONE, {**shares, a: shares[b]})


@mutation(
    "the share of another part",
    "share.wrong",
    "share.used",
    "share.few",
    "result.unopened",
    "result.unreadable",
    full=True,
)
def _(story: Story, bundle: Json) -> None:
    shares, a = released(bundle, "harga", ONE)["shares"], str(story.at["a"])
    regive(bundle, "harga", ONE, {**shares, a: released(bundle, "dokumen", ONE)["shares"][a]})


@mutation("a lying member", "share.wrong", "share.used", "share.few", "result.unopened", "result.unreadable")
def _(story: Story, bundle: Json) -> None:
    shares, a = released(bundle, "harga", ONE)["shares"], str(story.at["a"])
    regive(bundle, "harga", ONE, {**shares, a: flip(shares[a])})


@mutation(
    "a member who leaves a bid out",
    "share.missing",
    "share.unrevealed",
    "share.few",
    "result.unopened",
    "result.unreadable",
)
def _(story: Story, bundle: Json) -> None:
    shares = dict(released(bundle, "harga", ONE)["shares"])
    shares.pop(str(story.at["a"]))
    regive(bundle, "harga", ONE, shares)


@mutation("a member who gives a fallen bid's share", "share.unasked")
def _(story: Story, bundle: Json) -> None:
    blob = story.world.release("harga", ONE, [story.at["e"]])["shares"]
    regive(bundle, "harga", ONE, released(bundle, "harga", ONE)["shares"] | blob)


@mutation("a share short", "share.few", forged=False)
def _(story: Story, bundle: Json) -> None:
    bundle["envelopes"]["harga"][str(story.at["a"])]["released"].pop(ONE)


@mutation("the custodian's share missing", "share.few", forged=False)
def _(story: Story, bundle: Json) -> None:
    bundle["envelopes"]["harga"][str(story.at["a"])]["released"].pop("custodian:inspektorat")


@mutation("a used share changed", "share.used", "share.few", forged=False)
def _(story: Story, bundle: Json) -> None:
    used = bundle["envelopes"]["harga"][str(story.at["a"])]["released"]
    used[ONE] = flip(used[ONE])


@mutation("opened before the shares were revealed", "share.after", "share.few")
def _(story: Story, bundle: Json) -> None:
    swap(bundle, find(bundle, "reveal", part="harga")[-1], story.at["harga"])


@mutation("two ciphertexts swapped", "envelope.ct", "result.unopened", "result.unreadable", forged=False)
def _(story: Story, bundle: Json) -> None:
    one, two = (bundle["envelopes"]["harga"][str(story.at[name])] for name in "ab")
    one["ciphertext"], two["ciphertext"] = two["ciphertext"], one["ciphertext"]


@mutation(
    "a bit of a ciphertext flipped", "envelope.ct", "result.unopened", "result.unreadable", forged=False
)
def _(story: Story, bundle: Json) -> None:
    one = bundle["envelopes"]["harga"][str(story.at["a"])]
    one["ciphertext"] = ("B" if one["ciphertext"][0] != "B" else "A") + one["ciphertext"][1:]


@mutation("two share blobs swapped", "envelope.blobs", "result.unopened", "result.unreadable", forged=False)
def _(story: Story, bundle: Json) -> None:
    blobs = bundle["envelopes"]["harga"][str(story.at["a"])]["shares"]
    blobs[ONE], blobs[TWO] = blobs[TWO], blobs[ONE]


@mutation("the envelope of a withdrawn bid shown", "envelope.extra", forged=False)
def _(story: Story, bundle: Json) -> None:
    index = story.at["c"]
    bundle["envelopes"]["harga"][str(index)] = story.world.envelopes["harga"][index]


@mutation(
    "the price of a fallen bid opened", "envelope.extra", "opening.extra", "share.unasked", "result.unopened"
)
def _(story: Story, bundle: Json) -> None:
    index = story.at["e"]
    bundle["envelopes"]["harga"][str(index)] = story.world.envelopes["harga"][index]
    digest = sha(canon(story.world.texts[(index, "harga")]["data"]))
    body(bundle, story.at["harga"])["opened"][str(index)] = digest
    blob = story.world.release("harga", ONE, [index])["shares"]
    regive(bundle, "harga", ONE, released(bundle, "harga", ONE)["shares"] | blob)
    next(bid for bid in bundle["result"]["bids"] if bid["leaf"] == index)["offered"] = "1"


@mutation("a withdrawn bid opened", "opening.extra")
def _(story: Story, bundle: Json) -> None:
    body(bundle, story.at["harga"])["opened"][str(story.at["c"])] = "0" * 64


@mutation("an opening that leaves a bid out", "opening.missing", "opening.readable")
def _(story: Story, bundle: Json) -> None:
    body(bundle, story.at["harga"])["opened"].pop(str(story.at["a"]))


@mutation("an envelope not shown", "envelope.missing", "result.unopened", "result.unreadable", forged=False)
def _(story: Story, bundle: Json) -> None:
    bundle["envelopes"]["harga"].pop(str(story.at["a"]))


@mutation("no envelope of the prices shown", "envelope.missing", forged=False)
def _(story: Story, bundle: Json) -> None:
    bundle["envelopes"].pop("harga")
    bundle["releases"].pop("harga")


@mutation("documents in a public bundle", "envelope.restricted", forged=False)
def _(story: Story, bundle: Json) -> None:
    whole = story.bundle(True)
    bundle["envelopes"], bundle["releases"] = whole["envelopes"], whole["releases"]


@mutation("prices shown before they were opened", "envelope.early")
def _(story: Story, bundle: Json) -> None:
    drop(bundle, story.at["harga"])


@mutation("another content in the opening", "opening.digest")
def _(story: Story, bundle: Json) -> None:
    opened = body(bundle, story.at["harga"])["opened"]
    opened[str(story.at["a"])] = flip(opened[str(story.at["a"])])


@mutation("a good bid told to be unreadable", "opening.readable")
def _(story: Story, bundle: Json) -> None:
    opening, index = body(bundle, story.at["harga"]), str(story.at["a"])
    opening["opened"].pop(index)
    opening["unreadable"][index] = "Tidak terbaca."


@mutation("a bid told to be both", "opening.both")
def _(story: Story, bundle: Json) -> None:
    body(bundle, story.at["harga"])["unreadable"][str(story.at["a"])] = "Tidak terbaca."


def told_open(story: Story, bundle: Json) -> None:
    """The server tells that bid 34 opened."""
    opening, index = body(bundle, story.at["dokumen"]), story.at["d"]
    opening["unreadable"].pop(str(index))
    opening["opened"][str(index)] = sha(canon(story.world.texts[(index, "dokumen")]["data"]))


OTHER_KEY = "age1asj49ksw7gdcswpqdeqekm4gqe0gk47hzd06re3292rf07d33skqu8mg2j"
mutation("mis-dealt shares told to open", "opening.deal", full=True)(told_open)
mutation("a share dealt wrongly to a releaser told to open", "opening.key", full=True, misdeal=ONE)(told_open)
mutation(
    "a share dealt wrongly to the recovery group told to open",
    "opening.deal",
    full=True,
    misdeal="recovery:arsip",
)(told_open)
mutation("a wrong envelope key told to open", "opening.key", full=True, key=OTHER_KEY)(told_open)
mutation("a bid of another tender copied in (DEMO)", "opening.context", full=True, box="tender:demo")(
    told_open
)
mutation("a rival's bid copied", "opening.context", full=True, bidder="31")(told_open)
mutation("the envelope of another part", "opening.context", full=True, part="harga")(told_open)
mutation("the envelope of other terms", "opening.context", full=True, terms="0" * 64)(told_open)
mutation("a true for a 2", "opening.context", full=True, v=True)(told_open)
mutation("a text with a float", "opening.text", full=True, data='{"total":1.5}')(told_open)
mutation("a text with a name twice", "opening.text", full=True, data='{"a":1,"a":2}')(told_open)
mutation("a text with something after it", "opening.text", full=True, tail=b" {}")(told_open)
mutation("a dealing that is no object", "opening.text", full=True, deal="[]")(told_open)
mutation("a dealing without a holder", "opening.deal", full=True, deal="{}")(told_open)
mutation("a key that opens nothing", "opening.age", full=True, sealed_to=OTHER_KEY)(told_open)


@mutation("a size that is not the ciphertext's", "envelope.size", full=True, size=1)
def _(story: Story, bundle: Json) -> None:
    told_open(story, bundle)
