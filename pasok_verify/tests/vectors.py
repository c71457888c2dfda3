"""Writes docs/vectors/sampul-v2.json anew (`python -m pasok_verify.tests.vectors`), with fresh keys."""

import json
from pathlib import Path

from pasok_verify.tests.keys import Json, Signer
from pasok_verify.tests.story import whole

FILE = Path(__file__).resolve().parent.parent.parent / "docs" / "vectors" / "sampul-v2.json"


def told(signer: Signer) -> Json:
    return {"verifier": signer.verifier, "seed": signer.seed.hex()}


def vectors() -> Json:
    """One full bundle with everything in it, two receipts, and every secret that was used."""
    story = whole()
    world, at = story.world, story.at
    return {
        "v": 2,
        "log": told(world.log),
        "witnesses": [told(witness) for witness in world.witnesses],
        "custodian": told(world.custodian_key),
        "identities": world.identities(),
        "leaves": at,
        "receipts": [world.receipts[at["f"]], world.receipts[at["gone"]]],
        "bundle": story.bundle(full=True),
    }


if __name__ == "__main__":
    FILE.write_text(json.dumps(vectors(), ensure_ascii=False, indent=1, sort_keys=True) + "\n")
