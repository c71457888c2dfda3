"""Which tests speak for which file, the quickest first. The verifier's need neither Django nor a database."""

VERIFY = [
    "vectors",
    "format",
    "receipts",
    "outage",
    "report",
    "result",
    "ways",
    "mutations",
    "log",
    "cli",
    "files",
]
CHECKED = {  # the tests that know most of it; all others come after
    "bundle": "",
    "box": "",
    "canonical": "",
    "cli": "cli",
    "envelope": "",
    "heads": "",
    "log": "log cli",
    "note": "",
    "opening": "",
    "outage": "outage",
    "receipt": "receipts",
    "report": "report",
    "result": "result ways",
    "shamir": "",
    "shape": "shape",
    "terms": "terms ways",
    "tree": "",
}
SEALED = {
    "shamir": "shamir paper",
    "dealing": "paper",
    "envelope": "paper",
    "device": "paper",
    "tree": "tree",
    "note": "note",
    "proof": "proof tree note paper",
    "log": "log",
    "acts/bids": "log journey attacks",
}


def paths(folder: str, names: list[str]) -> list[str]:
    return [f"{folder}/tests/test_{name}.py" for name in dict.fromkeys(names)]


PLAN = {
    **{f"pasok/sampul/{name}.py": paths("pasok/sampul", tests.split()) for name, tests in SEALED.items()},
    **{
        f"pasok_verify/{name}.py": paths("pasok_verify", [*first.split(), *VERIFY])
        for name, first in CHECKED.items()
    },
}
