"""What somebody does with the thing named: makes it, sells it, mends it, lets it, builds it, teaches it.

The verb decides between codes that speak of one thing. Each intent tells how well each kind of activity fits.
"""

from pasok.suppliers.rules.trade.words import LANGUAGE

KINDS = {  # division -> kind of activity; what is missing serves
    **dict.fromkeys(("01", "02", "03"), "grow"),
    **dict.fromkeys(("05", "06", "07", "08", "09"), "mine"),
    **{f"{n}": "make" for n in range(10, 33)},
    **dict.fromkeys(("33", "95"), "repair"),
    **dict.fromkeys(("35", "36", "37", "38", "39"), "utility"),
    **dict.fromkeys(("41", "42", "43"), "build"),
    **dict.fromkeys(("46",), "wholesale"),
    **dict.fromkeys(("47",), "retail"),
    **dict.fromkeys(("49", "50", "51", "52", "53"), "move"),
    **dict.fromkeys(("62", "69", "70", "71", "72", "74"), "advise"),
    "77": "rent",
    "85": "teach",
}
FITS: dict[str, dict[str, float]] = {  # "" is for every kind that is not named
    "make": {"make": 1.0, "grow": 0.45, "": 0.35},
    "retail": {"retail": 1.0, "wholesale": 0.7, "serve": 0.6, "make": 0.45, "": 0.35},
    "wholesale": {"wholesale": 1.0, "retail": 0.5, "make": 0.45, "": 0.35},
    "trade": {"retail": 1.0, "wholesale": 0.9, "serve": 0.65, "make": 0.5, "": 0.35},
    "repair": {"repair": 1.0, "build": 0.75, "serve": 0.7, "advise": 0.4, "": 0.3},
    "rent": {"rent": 1.0, "serve": 0.7, "move": 0.7, "build": 0.5, "": 0.3},
    "build": {"build": 1.0, "serve": 0.45, "": 0.35},
    "install": {"build": 1.0, "repair": 0.7, "make": 0.6, "wholesale": 0.5, "retail": 0.5, "": 0.45},
    "advise": {"advise": 1.0, "serve": 0.6, "": 0.25},
    "teach": {"teach": 1.0, "serve": 0.45, "": 0.3},
    "grow": {"grow": 1.0, "": 0.35},
    "serve": {"serve": 1.0, "utility": 0.9, "advise": 0.7, "repair": 0.6, "rent": 0.6, "": 0.4},
    "move": {"move": 1.0, "utility": 1.0, "rent": 0.6, "serve": 0.5, "": 0.45},
    "goods": {
        "retail": 1.0,
        "wholesale": 1.0,
        "make": 0.95,
        "serve": 0.8,
        "build": 0.6,
        "move": 0.6,
        "": 0.45,
    },
    "": {"make": 1.0, "serve": 1.0, "retail": 0.85, "wholesale": 0.75, "build": 0.9, "grow": 0.85, "": 0.75},
}
MAKES = frozenset({"make", "retail", "wholesale", "trade"})  # who makes a street lamp builds no street
ALONE = ("teach", "advise", "rent")  # a plan for a bridge is no bridge
WORD_KINDS: dict[str, str] = {word: kind for kind, words in LANGUAGE["verbs"].items() for word in words}


def kind(code: str, title: str) -> str:
    """The kind of activity of a five-digit code."""
    head = title.lower()
    if code.startswith(("784",)):
        return "teach"
    if code == "35302":  # ice
        return "make"
    if code.startswith("332"):
        return "build"
    if code.startswith("45"):
        return "repair" if "reparasi" in head else "wholesale" if "besar" in head else "retail"
    return KINDS.get(code[:2], "serve")


def intents(words: list[str], said: frozenset[str] = frozenset()) -> frozenset[str]:
    """The intents that the words of a phrase show; `said` are those that the synonyms gave."""
    verbs = {WORD_KINDS[word] for word in words if word in WORD_KINDS}
    found = verbs | (said - {"build"} if verbs & MAKES else said)
    for one in ALONE:
        if one in found:
            return frozenset({one})
    return frozenset(found if found <= {"goods", "grow"} else found - {"goods"})


def fit(kind: str, shown: frozenset[str]) -> float:
    """How well a kind of activity fits the intents shown, 0 to 1."""
    return max(FITS[one].get(kind, FITS[one][""]) for one in shown or {""})


ASIDE = [(frozenset(row["meant"]), row) for row in LANGUAGE["aside"]]


def aside(code: str, title: str, edition: str, words: frozenset[str]) -> float:
    """The factor by which a code steps back when the phrase has no word that means it."""
    factor, head = 1.0, title.lower()
    for meant, row in ASIDE:
        named = code.startswith(tuple(row["codes"])) if "codes" in row else row["title"] in head
        if named and row.get("only", edition) == edition and not words & meant:
            factor *= row["less"]
    return factor
