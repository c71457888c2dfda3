"""Attacks on prices, ranking and winner."""

from pasok_verify.tests.forge import mutation
from pasok_verify.tests.keys import Json
from pasok_verify.tests.story import Story


def row(story: Story, bundle: Json, name: str) -> Json:
    found: Json = next(bid for bid in bundle["result"]["bids"] if bid["leaf"] == story.at[name])
    return found


@mutation("a price changed", "result.offered", forged=False)
def _(story: Story, bundle: Json) -> None:
    row(story, bundle, "a").update(dict.fromkeys(("offered", "price", "compared"), "98000001"))


@mutation("a price of 0", "result.offered", "result.rank", "result.winner", forged=False)
def _(story: Story, bundle: Json) -> None:
    row(story, bundle, "a").update(dict.fromkeys(("offered", "price", "compared"), "0"))


@mutation("ranks swapped", "result.rank", forged=False)
def _(story: Story, bundle: Json) -> None:
    row(story, bundle, "a")["rank"], row(story, bundle, "f")["rank"] = 3, 2


@mutation("a winner who is not the lowest", "result.winner", forged=False)
def _(story: Story, bundle: Json) -> None:
    bundle["result"]["winner"] = story.at["a"]


@mutation("a winner who has fallen", "result.winner", forged=False)
def _(story: Story, bundle: Json) -> None:
    bundle["result"]["winner"] = story.at["e"]


@mutation("a bid in another's name", "result.bidder", forged=False)
def _(story: Story, bundle: Json) -> None:
    row(story, bundle, "a")["bidder"] = "36"


@mutation("a bid left out of the result", "result.missing", "result.rank", forged=False)
def _(story: Story, bundle: Json) -> None:
    bundle["result"]["bids"].remove(row(story, bundle, "a"))


@mutation("a bid twice in the result", "result.listed", forged=False)
def _(story: Story, bundle: Json) -> None:
    bundle["result"]["bids"].append(row(story, bundle, "a"))


@mutation("a fallen bid with a rank", "result.fallen", forged=False)
def _(story: Story, bundle: Json) -> None:
    row(story, bundle, "e")["rank"] = 4


@mutation("an unreadable price that has not fallen", "result.unreadable", "result.no-price", forged=False)
def _(story: Story, bundle: Json) -> None:
    row(story, bundle, "e")["fallen"] = None


@mutation("a price where none was opened", "result.unopened", forged=False)
def _(story: Story, bundle: Json) -> None:
    row(story, bundle, "e")["offered"] = "89000000"


@mutation("a preference that raises a price", "result.compared", forged=False)
def _(story: Story, bundle: Json) -> None:
    row(story, bundle, "f")["compared"] = "100000000"


@mutation(
    "a preference without domestic content", "result.compared", "result.rank", "result.winner", forged=False
)
def _(story: Story, bundle: Json) -> None:
    row(story, bundle, "f")["compared"] = "1"


@mutation("a winner who left", "result.winner", forged=False)
def _(story: Story, bundle: Json) -> None:
    bundle["result"]["left"] = {str(story.at["b"]): "Mengundurkan diri."}


@mutation("the second place passed over", "result.winner", forged=False)
def _(story: Story, bundle: Json) -> None:
    bundle["result"] |= {"left": {str(story.at["b"]): "Mengundurkan diri."}, "winner": story.at["f"]}
