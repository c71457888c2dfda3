"""Which tests speak for which file, the quickest first. The verifier's need neither Django nor a database."""

QUICK = ["outage", "report", "shape", "terms", "result", "vectors", "format", "receipts"]
SLOW = ["ways", "mutations", "log", "cli", "files"]
CHECKED = ["box", "bundle", "canonical", "cli", "envelope", "heads", "log", "note", "opening", "outage"]
CHECKED += ["receipt", "report", "result", "shamir", "shape", "terms", "tree"]
SEALED = {
    "shamir": ["shamir", "paper"],
    "dealing": ["paper"],
    "envelope": ["paper"],
    "device": ["paper"],
    "tree": ["tree"],
    "note": ["note"],
    "cosign": ["cosign"],
    "proof": ["proof", "tree", "note", "paper"],
    "shapes": ["sent"],
    "slip39": ["slip39"],
    "store": ["store"],
    "boxes": ["doors", "journey"],
    "opening": ["doors", "attacks", "journey"],
    "witnesses": ["witnesses"],
    "clocks": ["clocks"],
    "log": ["log", "settling", "clocks"],
    "reads/log": ["log", "store"],
    "acts/bids": ["doors", "shapes", "holders", "journey", "attacks"],
    "acts/holders": ["holders", "journey"],
    "acts/opening": ["doors", "journey", "holders"],
}
SCRIPTS = ["bid", "format", "holder"]  # what seals and releases in the browser, as far as Node can try it


def checking(name: str) -> list[str]:
    """All of the verifier's tests, first those that are named so."""
    return sorted([*QUICK, *SLOW], key=lambda test: not test.startswith(name))


def files(folder: str, tests: list[str]) -> list[str]:
    return [f"{folder}/tests/test_{test}.py" for test in tests]


PLAN = {
    **{f"pasok/sampul/{name}.py": files("pasok/sampul", tests) for name, tests in SEALED.items()},
    **{
        f"pasok/sampul/static/sampul/{name}.js": files("pasok/sampul", ["script_parts", "scripts"])
        for name in SCRIPTS
    },
    **{f"pasok_verify/{name}.py": files("pasok_verify", checking(name)) for name in CHECKED},
}
