"""Which tests speak for which file, the quickest first. The verifier's need neither Django nor a database.

Those of the sequencer start a PostgreSQL for every mutant: a quarter of a minute each.
"""

VERIFY = [
    "pasok_verify/tests/" + name
    for name in (
        "test_vectors.py",
        "test_format.py",
        "test_receipts.py",
        "test_ways.py",
        "test_mutations.py",
        "test_log.py",
        "test_cli.py",
        "test_files.py",
    )
]
SAMPUL = "pasok/sampul/tests/"
PURE: dict[str, list[str]] = {
    "shamir": ["test_shamir.py", "test_paper.py"],
    "dealing": ["test_paper.py"],
    "envelope": ["test_paper.py"],
    "device": ["test_paper.py"],
    "tree": ["test_tree.py"],
    "note": ["test_note.py"],
    "proof": ["test_proof.py", "test_tree.py", "test_note.py", "test_paper.py"],
    "log": ["test_log.py"],
    "acts/bids": ["test_log.py", "test_journey.py", "test_attacks.py"],
}
CHECKED = (
    "bundle box canonical envelope heads log note opening outage receipt result shamir shape terms tree "
    "report cli"
)
PLAN = {
    **{f"pasok/sampul/{name}.py": [SAMPUL + test for test in tests] for name, tests in PURE.items()},
    **{f"pasok_verify/{name}.py": VERIFY for name in CHECKED.split()},
}
