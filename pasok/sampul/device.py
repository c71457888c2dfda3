"""What the devices of a bidder and of a holder do, in Python: for the command line, the story and the replay.

The browser does the same in static/sampul/. Pure: what the server says goes in and is not believed;
messages come out.
"""

import base64
import secrets
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyrage

from pasok.kernel import seal as plain
from pasok.sampul import cosign, envelope, note, proof
from pasok.sampul.dealing import Json, Terms


class Untrue(ValueError):
    """What the server says does not follow from the signed log. The message is an Indonesian sentence."""


@dataclass(frozen=True)
class Bid:
    """All that one submission sends: first every ciphertext, by its hash; then the commit."""

    idem: str
    leaf: Json
    envelopes: dict[str, dict[str, str]]  # part -> holder -> sealed share
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

    Raises note.BadNote or Untrue when the parameters are not what the log says.
    """
    terms = check_parameters(parameters, log or parameters["log"])
    sealed = [envelope.seal(terms, bidder, part, payload.get(part, {})) for part in terms.parts]
    leaf: Json = {
        "v": envelope.V,
        "box": terms.box,
        "terms": terms.hash,
        "bidder": bidder,
        "replaces": replaces,
        "parts": {one.part: one.commitment() for one in sealed},
    }
    return Bid(
        idem=plain.digest(leaf),
        leaf=leaf,
        envelopes={one.part: dict(one.shares) for one in sealed},
        ciphertexts={leaf["parts"][one.part]["ct"]: one.ciphertext for one in sealed},
    )


def check_parameters(parameters: Mapping[str, Any], log: str) -> Terms:
    """The deadline, the holders and their keys are those of leaves in the signed log."""
    head = note.verify(parameters["checkpoint"], log)
    return checked_terms(parameters["key"], parameters["open"], parameters["terms"], head)


def checked_terms(box: str, opened: Mapping[str, Any], terms: Mapping[str, Any], head: note.Head) -> Terms:
    """The terms of a box from its `open` leaf and its terms leaf, both proved to be in the log."""
    if opened["body"]["box"] != box or terms["body"]["box"] != box:
        raise Untrue("Kunci-kunci ini milik tender lain.")
    kinds = opened["body"]["kind"] == "open" and terms["body"]["kind"] in ("open", "rekey")
    if not kinds or not (logged(opened, head) and logged(terms, head)):
        raise Untrue("Kunci-kunci panitia tidak terbukti ada di log.")
    return Terms.of(terms)


def logged(leaf: Mapping[str, Any], head: note.Head) -> bool:
    """Whether a leaf {"body", "leaf_hash", "index", "path"} is in the tree with this head."""
    same = proof.leaf(leaf["body"]).hex() == leaf["leaf_hash"]
    return same and proof.holds(leaf["leaf_hash"], leaf["index"], leaf["path"], head)


def release(
    sheet: Mapping[str, Any], *identities: str, log: str = "", witnesses: Sequence[str] | None = None
) -> Json:
    """A holder's release of one part: what it promises by its digest, and reveals when enough have promised.

    `sheet`: bagian.json. `identities`: the holder's, more than one where it changed its key for this tender.
    `witnesses`: verifier keys, where the holder pins its own. A share that the bidder dealt badly, or to a
    key that is not here, becomes "". Raises Untrue when the box is not closed for good in a log that
    witnesses have seen.
    """
    head = closing_head(sheet, log, witnesses)
    known: dict[str, tuple[Mapping[str, Any], Terms]] = {}
    checked = {bid["leaf"]: checked_bid(sheet, bid, head, known) for bid in sheet["bids"]}
    check_closed(sheet, set(checked), head)
    own = {str(pyrage.x25519.Identity.from_str(one).to_public()): one for one in identities}
    dealt = {leaf: own.get(terms.holders.get(sheet["holder"], "")) for leaf, terms in checked.items()}
    if checked and not any(dealt.values()):
        raise envelope.Closed("Kunci ini bukan kunci Anda untuk tender ini.")
    return {
        "v": envelope.V,
        "box": sheet["box"],
        "part": sheet["part"],
        "holder": sheet["holder"],
        "nonce": secrets.token_hex(32),
        "shares": {
            str(bid["leaf"]): share(sheet, bid, checked[bid["leaf"]], dealt[bid["leaf"]])
            for bid in sheet["bids"]
        },
    }


def share(sheet: Mapping[str, Any], bid: Mapping[str, Any], terms: Terms, identity: str | None) -> str:
    """One share in hex, or "" where this holder was dealt no good one, or not to a key that it has."""
    if identity is None:
        return ""
    said, part = bid["body"]["bid"], sheet["part"]
    try:
        commitment = said["parts"][part]
        return envelope.unwrap_share(
            identity, terms, said["bidder"], part, commitment, sheet["holder"], bid["share"]
        ).hex()
    except envelope.Closed:
        return ""


def checked_bid(
    sheet: Mapping[str, Any],
    bid: Mapping[str, Any],
    head: note.Head,
    known: dict[str, tuple[Mapping[str, Any], Terms]],
) -> Terms:
    """A bid that stands in the log below the close, dealt by terms that stand there too.

    `known`: the terms leaves that were checked before, by their hash: many bids, few terms.
    """
    body, leaf, dealt = bid["body"], bid["leaf"], bid["terms"]
    ours = body["kind"] == "bid" and body["box"] == sheet["box"]
    named = ours and body["bid"]["terms"] == dealt["leaf_hash"]
    if not named or not leaf < sheet["close"]["index"] or not logged({**bid, "index": leaf}, head):
        raise Untrue(f"Penawaran {leaf} tidak terbukti ada di log sebelum penutupan.")
    if dealt["leaf_hash"] not in known or known[dealt["leaf_hash"]][0] != dealt:
        known[dealt["leaf_hash"]] = dealt, checked_terms(sheet["box"], sheet["open"], dealt, head)
    return known[dealt["leaf_hash"]][1]


def check_closed(sheet: Mapping[str, Any], leaves: set[int], head: note.Head) -> None:
    """The box is closed in the log, and its closing line lists every bid of this sheet."""
    body = sheet["close"]["body"]
    if body["kind"] != "close" or body["box"] != sheet["box"] or not leaves <= set(body["leaves"]):
        raise Untrue("Daftar penutupan tidak memuat penawaran-penawaran ini.")
    if not logged(sheet["close"], head):
        raise Untrue("Penutupan tidak terbukti ada di log.")


def closing_head(sheet: Mapping[str, Any], log: str, witnesses: Sequence[str] | None) -> note.Head:
    """The signed head of the sheet, with the quorum of witnesses that the `open` leaf asks for."""
    head = note.verify(sheet["checkpoint"], log or sheet["log"])
    if not logged(sheet["open"], head):
        raise Untrue("Kunci-kunci panitia tidak terbukti ada di log.")
    asked = sheet["open"]["body"]["witnesses"]
    keys = asked["keys"] if witnesses is None else [key for key in asked["keys"] if key in witnesses]
    if len(cosign.found(sheet["checkpoint"], keys)) < asked["quorum"]:
        raise Untrue("Penutupan belum disaksikan oleh cukup saksi. Tunggu beberapa menit, lalu coba lagi.")
    return head


def promise(given: Mapping[str, Any]) -> str:
    """The digest by which a release is promised before it is shown."""
    return plain.digest(given)


def proved(identity: str, sealed: str) -> str:
    """A member's answer to a trial opening: the secret sealed to its key, hex. Raises envelope.Closed."""
    try:
        blob = base64.b64decode(sealed, validate=True)
        return bytes(pyrage.decrypt(blob, [pyrage.x25519.Identity.from_str(identity)])).hex()
    except (pyrage.DecryptError, pyrage.IdentityError, ValueError) as error:
        raise envelope.Closed("Kunci ini tidak membuka sampul uji.") from error


def wrap_identity(identity: str, passphrase: str) -> str:
    """The member's identity under a passphrase (age scrypt), base64: what the server may keep."""
    return base64.b64encode(pyrage.passphrase.encrypt(identity.encode(), passphrase)).decode()


def unwrap_identity(wrapped: str, passphrase: str) -> str:
    """Raises pyrage.DecryptError when the passphrase is wrong."""
    return str(pyrage.passphrase.decrypt(base64.b64decode(wrapped), passphrase), "ascii")
