"""What a bidder's and a member's device do, in Python: for the command line, the story and the replay.

The browser does the same in static/sampul/seal.js and member.js. Pure: parameters in, messages out.
"""

import base64
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import pyrage

from pasok.kernel import seal as plain
from pasok.sampul import envelope, note, proof

Json = dict[str, Any]


@dataclass(frozen=True)
class Bid:
    """All that one submission sends: first every ciphertext, by its hash; then the commit."""

    idem: str
    leaf: Json
    envelopes: dict[str, dict[str, str]]  # part -> member -> sealed share
    ciphertexts: dict[str, bytes]  # SHA-256 -> bytes


def prepare_bid(
    parameters: Mapping[str, Any],
    bidder: str,
    payload: Mapping[str, Json],
    *,
    replaces: int | None = None,
    log: str = "",
) -> Bid:
    """Seal a bid. `payload`: part -> data. `log`: the verifier key, where one is pinned beforehand.

    Raises note.BadNote or ValueError when the parameters are not what the log says.
    """
    check_parameters(parameters, log or parameters["log"])
    sealed = [envelope.seal(parameters, bidder, part, data) for part, data in payload.items()]
    leaf = {
        "v": envelope.V,
        "box": parameters["key"],
        "open": parameters["open"]["leaf_hash"],
        "bidder": bidder,
        "replaces": replaces,
        "parts": {one.part: one.commitment() for one in sealed},
        "custodian": None,
    }
    return Bid(
        idem=plain.digest(leaf),
        leaf=leaf,
        envelopes={one.part: dict(one.shares) for one in sealed},
        ciphertexts={envelope.sha256(one.ciphertext): one.ciphertext for one in sealed},
    )


def check_parameters(parameters: Mapping[str, Any], log: str) -> None:
    """The deadline, the members and their keys are those of a leaf in the signed log."""
    opening = parameters["open"]
    if opening["body"]["box"] != parameters["key"]:
        raise ValueError("Kunci-kunci ini milik tender lain.")
    head = note.verify(parameters["checkpoint"], log)
    if proof.leaf(opening["body"]).hex() != opening["leaf_hash"] or not proof.holds(
        opening["leaf_hash"], opening["index"], opening["path"], head
    ):
        raise ValueError("Kunci-kunci panitia tidak terbukti ada di log.")


def release(
    parameters: Mapping[str, Any], identity: str, wrapped_shares: Mapping[str, Any]
) -> dict[int, dict[str, str]]:
    """A member's answer at the opening: leaf -> part -> share in hex, for `acts.release`.

    `wrapped_shares`: `reads.shares_for(key, actor_id)`. A share that the bidder dealt badly becomes "".
    Raises envelope.Closed when the identity belongs to no member of this box.
    """
    own = str(pyrage.x25519.Identity.from_str(identity).to_public())
    if own not in envelope.Terms.of(parameters).members.values():
        raise envelope.Closed("Kunci ini bukan kunci panitia untuk tender ini.")
    shares: dict[int, dict[str, str]] = {}
    for line in wrapped_shares["envelopes"]:
        try:
            share = envelope.unwrap_share(identity, parameters, line).hex()
        except envelope.Closed:
            share = ""
        shares.setdefault(line["leaf"], {})[line["part"]] = share
    return shares


def wrap_identity(identity: str, passphrase: str) -> str:
    """The member's identity under a passphrase (age scrypt), base64: what the server may keep."""
    return base64.b64encode(pyrage.passphrase.encrypt(identity.encode(), passphrase)).decode()


def unwrap_identity(wrapped: str, passphrase: str) -> str:
    """Raises pyrage.DecryptError when the passphrase is wrong."""
    return str(pyrage.passphrase.decrypt(base64.b64decode(wrapped), passphrase), "ascii")
