"""Opening one bid from what is stored: the leaf, the ciphertext and the shares that members released."""

from pasok.kernel import seal
from pasok.kernel.tongue import count
from pasok.sampul import envelope, store
from pasok.sampul.answers import NotYet, Opened, Unreadable
from pasok.sampul.models import Box, Envelope, Leaf


def contents(box: Box, leaf: Leaf) -> Opened | Unreadable:
    """What the bidder sealed, or why it cannot be read. Raises NotYet while more shares could still come."""
    terms = box.terms
    try:
        parts = {one.part: open_part(terms, leaf, one) for one in leaf.envelopes.all()}
    except envelope.Closed as why:
        return Unreadable(leaf.index, leaf.bidder, str(why))
    return Opened(leaf.index, leaf.bidder, parts)


def open_part(terms: envelope.Terms, leaf: Leaf, one: Envelope) -> envelope.Json:
    if seal.digest(one.shares) != one.commitment["shares"]:
        raise envelope.Closed("Bagian kunci tersegel berbeda dari sidik jari di log.")
    shares = good_shares(terms, one)
    ciphertext = store.get(one.ciphertext)
    if ciphertext is None:
        raise envelope.Closed("Berkas sampul tidak ada di penyimpanan, atau rusak pada kedua salinannya.")
    return envelope.open_envelope(terms, leaf.bidder, one.part, one.commitment, ciphertext, shares)


def good_shares(terms: envelope.Terms, one: Envelope) -> list[bytes]:
    """At least k shares that match their commitments, in the order of the members."""
    released = {release.actor_id: release.share for release in one.releases.all()}
    good, sc = {}, one.commitment["sc"]
    for member, share in released.items():
        if share and envelope.sha256(bytes.fromhex(share)) == sc[member]:
            good[member] = bytes.fromhex(share)
    if len(good) >= terms.k:
        return [good[member] for member in terms.members if member in good]
    waiting = len(terms.members) - len(released)
    if len(good) + waiting >= terms.k:
        raise NotYet(count("Baru {n} anggota melepas kuncinya; diperlukan {k}.", len(released), k=terms.k))
    raise envelope.Closed(
        f"Hanya {len(good)} bagian kunci yang baik, diperlukan {terms.k}. "
        "Bagian kunci yang dibuat penawar untuk anggota lain tidak dapat dibuka."
    )
