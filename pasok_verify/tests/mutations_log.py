"""Attacks on the log, its heads and its witnesses."""

from pasok_verify.tests.build import World
from pasok_verify.tests.forge import body, find, flip, free, mutation, sign, swap
from pasok_verify.tests.keys import Json, signer
from pasok_verify.tests.story import Story


@mutation("a bit of a foreign leaf flipped", "head.root", "witness.quorum", forged=False)
def _(story: Story, bundle: Json) -> None:
    bundle["leaves"][0] = flip(bundle["leaves"][0])


@mutation(
    "a bit of a bid's leaf hash flipped",
    "head.root",
    "leaf.hash",
    "close.unknown",
    "result.listed",
    "opening.extra",
    "admit.unknown",
    "envelope.extra",
    "share.unasked",
    "result.rank",
    "witness.quorum",
    forged=False,
)
def _(story: Story, bundle: Json) -> None:
    bundle["leaves"][story.at["a"]] = flip(bundle["leaves"][story.at["a"]])


@mutation("two foreign leaves moved", "head.root", "witness.quorum", forged=False)
def _(story: Story, bundle: Json) -> None:
    bundle["leaves"][:2] = bundle["leaves"][1::-1]


@mutation("the last leaf deleted", "head.size", forged=False)
def _(story: Story, bundle: Json) -> None:
    bundle["leaves"].pop()


@mutation("the log shrunk behind a smaller head", "head.size", forged=False)
def _(story: Story, bundle: Json) -> None:
    bundle["leaves"].append("ab" * 32)


@mutation("the size said too large", "head.size", forged=False)
def _(story: Story, bundle: Json) -> None:
    bundle["size"] += 1


@mutation("a body rewritten", "leaf.hash", forged=False)
def _(story: Story, bundle: Json) -> None:
    body(bundle, story.at["extend"])["reason"] = "tidak ada alasan"


@mutation("two bodies moved", "leaf.hash", forged=False)
def _(story: Story, bundle: Json) -> None:
    swap(bundle, *find(bundle, "reveal", part="dokumen")[-2:])


@mutation("a nonce changed", "leaf.hash", forged=False)
def _(story: Story, bundle: Json) -> None:
    promise = body(bundle, story.at["tried"])
    promise["nonce"] = flip(promise["nonce"])


@mutation("the head's signature changed", "head.signature", "witness.quorum", forged=False)
def _(story: Story, bundle: Json) -> None:
    bundle["checkpoint"] = resigned(story, bundle["checkpoint"])
    bundle["heads"] = [resigned(story, head) for head in bundle["heads"]]


def resigned(story: Story, head: str) -> str:
    """Under the log's name and id, by another key."""
    text = head.split("\n\n")[0] + "\n"
    old = story.world.log.line(text)
    return head.replace(old, old[:-20] + ("A" if old[-20] != "A" else "B") + old[-19:])


@mutation("a head of another log", "head.origin", forged=False)
def _(story: Story, bundle: Json) -> None:
    bundle["heads"].append(World().head(0))
    other = signer("log.lain.example")
    text = f"{other.name}\n{bundle['checkpoint'].split(chr(10), 1)[1].split(chr(10) * 2)[0]}\n"
    bundle["heads"][-1] = other.note(text)


@mutation("a head of another history", "head.root", forged=False)
def _(story: Story, bundle: Json) -> None:
    size = story.at["close"] + 1
    bundle["heads"].append(story.world.head(size, (0, 1), [bytes(32)] * size))


@mutation("a head larger than the log", "head.size", forged=False)
def _(story: Story, bundle: Json) -> None:
    leaves = [*story.world.leaves, bytes(32)]
    bundle["heads"].append(story.world.head(len(leaves), (0, 1), leaves))


@mutation(
    "the whole bundle under another log key", "head.key", "head.signature", "witness.quorum", forged=False
)
def _(story: Story, bundle: Json) -> None:
    own, other = story.world.log, signer(story.world.log.name)
    story.world.log = other
    sign(story, bundle)
    story.world.log = own
    bundle["log"] = other.verifier


@mutation("a head that is no note", "head.form", forged=False)
def _(story: Story, bundle: Json) -> None:
    bundle["heads"].append("bukan catatan")


@mutation("a head with an extension line", "head.form", forged=False)
def _(story: Story, bundle: Json) -> None:
    text = bundle["checkpoint"].split("\n\n")[0] + "\ntambahan\n"
    bundle["heads"].append(story.world.log.note(text))


@mutation("a cosignature changed", "witness.signature", forged=False)
def _(story: Story, bundle: Json) -> None:
    text = bundle["checkpoint"].split("\n\n")[0] + "\n"
    line = story.world.witnesses[2].cosignature(text, 1_700_000_000).rstrip("\n")
    bundle["checkpoint"] += line[:-6] + ("A" if line[-6] != "A" else "B") + line[-5:] + "\n"


def fewer(story: Story, bundle: Json, *keep: int) -> None:
    for n, head in enumerate(bundle["heads"]):
        bundle["heads"][n] = story.world.head(int(head.split("\n")[1]), keep)
    bundle["checkpoint"] = story.world.head(bundle["size"], keep)


@mutation("cosignatures missing", "witness.quorum", forged=False)
def _(story: Story, bundle: Json) -> None:
    fewer(story, bundle)


@mutation("one cosignature short", "witness.quorum", forged=False)
def _(story: Story, bundle: Json) -> None:
    fewer(story, bundle, 2)


@mutation("one witness signs twice", "witness.quorum", forged=False)
def _(story: Story, bundle: Json) -> None:
    fewer(story, bundle, 1, 1)


@mutation("a foreign witness fills the quorum", "witness.quorum", forged=False)
def _(story: Story, bundle: Json) -> None:
    fewer(story, bundle, 0)
    text = bundle["checkpoint"].split("\n\n")[0] + "\n"
    bundle["checkpoint"] += signer("saksi-palsu.example", 4).cosignature(text, 1_800_000_000)


@mutation("only heads before the closing are cosigned", "witness.quorum", forged=False)
def _(story: Story, bundle: Json) -> None:
    bundle["checkpoint"] = story.world.head(bundle["size"], ())
    bundle["heads"] = [story.world.head(story.at["close"], (0, 1, 2))]


@mutation("the log signs in a witness's name", "witness.quorum", forged=False)
def _(story: Story, bundle: Json) -> None:
    fewer(story, bundle, 0)
    bundle["checkpoint"] += story.world.witnesses[1].line(bundle["checkpoint"].split("\n\n")[0] + "\n")


@mutation(
    "a witness listed twice",
    "terms.witness",
    "witness.key",
    "bid.terms",
    "outage.signature",
    "outage.minutes",
    "envelope.extra",
    "share.unasked",
    "result.unopened",
    "result.unreadable",
    "witness.quorum",
)
def _(story: Story, bundle: Json) -> None:
    keys = body(bundle, story.at["open"])["witnesses"]["keys"]
    keys[1] = keys[0]


@mutation(
    "more witnesses wanted than there are",
    "terms.witness",
    "witness.quorum",
    "bid.terms",
    "outage.minutes",
    "envelope.extra",
    "share.unasked",
    "result.unopened",
    "result.unreadable",
)
def _(story: Story, bundle: Json) -> None:
    body(bundle, story.at["open"])["witnesses"]["quorum"] = 4


@mutation(
    "a witness replaced by one of the server's",
    "witness.key",
    "bid.terms",
    "outage.signature",
    "outage.minutes",
    "envelope.extra",
    "share.unasked",
    "result.unopened",
    "result.unreadable",
    "witness.quorum",
)
def _(story: Story, bundle: Json) -> None:
    mine = signer(story.world.witnesses[0].name, 4)
    body(bundle, story.at["open"])["witnesses"]["keys"][0] = mine.verifier


@mutation("a body of another box slipped in", "leaf.box")
def _(story: Story, bundle: Json) -> None:
    index = free(bundle, story.at["harga"])
    bundle["bodies"][str(index)] = {**body(bundle, story.at["tried"]), "box": "tender:lain"}
