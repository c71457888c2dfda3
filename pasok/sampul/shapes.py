"""The exact shape of what a bidder's device sends. Pure. Anything else is refused with a sentence."""

import base64
import re
from collections.abc import Mapping
from typing import Any, NoReturn

import pyrage

from pasok.kernel import seal
from pasok.kernel.tongue import say
from pasok.sampul.answers import BadEnvelope, WrongShare
from pasok.sampul.dealing import Terms, sha256

LEAF = {"v", "box", "terms", "bidder", "replaces", "parts"}
RELEASE = {"v", "box", "part", "holder", "nonce", "shares"}
PART = {"ct", "size", "key", "shares", "sc"}
HASH = re.compile(r"[0-9a-f]{64}")
BYTES = re.compile(r"([0-9a-f]{2})*")
IDEM = re.compile(r"[0-9A-Za-z:._-]{8,80}")
SHARE_BYTES = 2048  # a sealed share is about 900 bytes


def check_commit(terms: Terms, bidder: str, leaf: Any, envelopes: Any) -> None:
    """Raises BadEnvelope unless leaf and shares are exactly a bid of this bidder for this box."""
    fields(leaf, LEAF, say("Isi penawaran"))
    if leaf["v"] != 2:
        bad(say("Versi segel ini tidak dikenal. Muat ulang halaman, lalu kirim lagi."))
    if leaf["box"] != terms.box or leaf["terms"] != terms.hash:
        bad(say("Penawaran ini disegel untuk tender lain. Muat ulang halaman, lalu segel lagi."))
    if leaf["bidder"] != bidder:
        bad(say("Penawaran ini disegel untuk penyedia lain."))
    if leaf["replaces"] is not None and not whole(leaf["replaces"]):
        bad(say("Nomor penawaran yang diganti tidak terbaca."))
    fields(leaf["parts"], set(terms.parts), say("Bagian-bagian penawaran"))
    fields(envelopes, set(terms.parts), say("Kunci-kunci sampul"))
    for part in terms.parts:
        check_part(terms, part, leaf["parts"][part], envelopes[part])
    keys = [leaf["parts"][part]["key"] for part in terms.parts]
    if len(set(keys)) != len(keys):
        bad(say("Setiap sampul harus memakai kuncinya sendiri."))


def check_part(terms: Terms, part: str, commitment: Any, shares: Any) -> None:
    name = say("Sampul {part}", part=part)
    fields(commitment, PART, name)
    fields(commitment["sc"], set(terms.holders), say("{name}: daftar bagian kunci", name=name))
    fields(shares, set(terms.holders), say("{name}: bagian kunci tersegel", name=name))
    hashes = [commitment["ct"], commitment["shares"], *commitment["sc"].values()]
    if not all(isinstance(value, str) and HASH.fullmatch(value) for value in hashes):
        bad(say("{name}: sidik jari tidak terbaca.", name=name))
    if not whole(commitment["size"]):
        bad(say("{name}: ukuran berkas tidak terbaca.", name=name))
    if not recipient(commitment["key"]):
        bad(say("{name}: kunci tidak terbaca.", name=name))
    if not all(sealed_share(value) for value in shares.values()):
        bad(say("{name}: bagian kunci tersegel tidak terbaca.", name=name))
    if seal.digest(shares) != commitment["shares"]:
        bad(say("{name}: bagian kunci tersegel berbeda dari sidik jarinya.", name=name))


def check_idem(idem: Any) -> None:
    if not isinstance(idem, str) or not IDEM.fullmatch(idem):
        bad(say("Nomor pengiriman tidak terbaca. Muat ulang halaman, lalu kirim lagi."))


def fields(value: Any, names: set[str], what: str) -> None:
    """An object with exactly these names."""
    if not isinstance(value, Mapping) or set(value) != names:
        bad(
            say(
                "{what} tidak lengkap atau berlebih. Harus ada tepat: {names}.",
                what=what,
                names=", ".join(sorted(names)),
            )
        )


def whole(value: Any) -> bool:
    return type(value) is int and 0 <= value < 2**53


def check_release(leaves: set[str], sc: Mapping[str, str], release: Any) -> None:
    """Raises BadEnvelope unless a release is exactly that of these leaves; `sc`: leaf -> commitment.

    A share that is neither empty nor what was committed to raises WrongShare, which names its holder.
    """
    fields(release, RELEASE, say("Pelepasan kunci"))
    if release["v"] != 2 or not isinstance(release["nonce"], str) or not HASH.fullmatch(release["nonce"]):
        bad(say("Pelepasan kunci ini tidak dikenal. Muat ulang halaman, lalu coba lagi."))
    shares, holder, part = release["shares"], str(release["holder"]), str(release["part"])
    if not isinstance(shares, Mapping) or set(shares) != leaves:
        bad(say("Bagian kunci harus dilepas untuk semua penawaran sekaligus."))
    for leaf, share in shares.items():
        try:
            fits = share == "" or (bool(BYTES.fullmatch(share)) and sha256(bytes.fromhex(share)) == sc[leaf])
        except (TypeError, ValueError):
            fits = False
        if not fits:
            raise WrongShare(
                say(
                    "Bagian kunci dari {holder} untuk penawaran {leaf} ({part}) berbeda dari janji di log.",
                    holder=holder,
                    leaf=leaf,
                    part=part,
                ),
                holder,
                int(leaf),
                part,
            )


def recipient(value: Any) -> bool:
    """Whether it is an age X25519 recipient."""
    try:
        return bool(str(pyrage.x25519.Recipient.from_str(value)) == value)
    except (pyrage.RecipientError, TypeError):
        return False


def sealed_share(value: Any) -> bool:
    """Base64 of an age file of the size a share has."""
    if not isinstance(value, str) or len(value) > SHARE_BYTES * 4 // 3:
        return False
    try:
        return base64.b64decode(value, validate=True).startswith(b"age-encryption.org/v1\n")
    except ValueError:
        return False


def bad(sentence: str) -> NoReturn:
    raise BadEnvelope(sentence)
