"""Opening one part of one bid: from its leaf, its ciphertext and the shares that were released."""

from collections.abc import Mapping
from dataclasses import dataclass

from pasok.kernel import seal
from pasok.kernel.tongue import count
from pasok.sampul import dealing, envelope, store
from pasok.sampul.answers import Json, NotYet
from pasok.sampul.boxes import terms_by_hash
from pasok.sampul.models import Box, Envelope, Leaf, Release


@dataclass(frozen=True)
class Given:
    """Everything released of one part of a box."""

    terms: Mapping[str, dealing.Terms]  # leaf hash -> terms
    releases: Mapping[str, Mapping[str, str]]  # holder -> leaf -> hex
    recovering: bool  # a `recover` leaf stands: more may still come from the recovery group


def given(box: Box, part: str) -> Given:
    rows = Release.objects.filter(box=box, part=part)
    recovering = Leaf.objects.filter(box=box, kind="recover", body__part=part).exists()
    return Given(terms_by_hash(box), {row.holder: row.shares for row in rows}, recovering)


def contents(leaf: Leaf, one: Envelope, have: Given) -> Json:
    """What the bidder sealed in this part. Raises Closed with the reason, or NotYet."""
    said = leaf.body["bid"]
    terms, commitment = have.terms[said["terms"]], said["parts"][one.part]
    if seal.digest(one.shares) != commitment["shares"]:
        raise envelope.Closed("Bagian kunci tersegel berbeda dari sidik jari di log.")
    shares = good_shares(leaf.index, terms, commitment["sc"], have)
    ciphertext = store.stream(one.ciphertext)
    if ciphertext is None:
        raise envelope.Closed("Berkas sampul tidak ada di penyimpanan, atau rusak pada kedua salinannya.")
    with ciphertext:
        return envelope.open_envelope(terms, leaf.bidder, one.part, commitment, ciphertext, shares)


def good_shares(leaf: int, terms: dealing.Terms, sc: Mapping[str, str], have: Given) -> dict[str, bytes]:
    """holder -> share, for all that match; raises Closed or NotYet where these are not enough."""
    said = {holder: shares.get(str(leaf), "") for holder, shares in have.releases.items() if holder in sc}
    good = {holder: bytes.fromhex(share) for holder, share in said.items() if share}
    good = {holder: share for holder, share in good.items() if envelope.sha256(share) == sc[holder]}
    try:
        dealing.joined(terms, good)
    except dealing.Missing:
        hopeful = {holder for holder in terms.holders if holder not in said or holder in good}
        if possible(terms, hopeful, have.recovering):
            done = len([holder for holder in terms.members if holder in said])
            raise NotYet(
                count("Baru {n} anggota melepas kuncinya; diperlukan {k}.", done, k=terms.k)
            ) from None
        raise envelope.Closed(
            f"Hanya {len(set(good) & set(terms.members))} bagian kunci yang baik, diperlukan {terms.k}. "
            "Bagian kunci yang dibuat penawar untuk pemegang lain tidak dapat dibuka."
        ) from None
    except ValueError:
        pass  # shares that do not belong together: open_envelope says so
    return good


def possible(terms: dealing.Terms, holders: set[str], recovering: bool) -> bool:
    """Whether these holders together would be enough."""
    members = len(holders & set(terms.members)) >= terms.k
    recovery = recovering and bool(terms.recovery) and len(holders & set(terms.recovery)) >= terms.recovery_k
    return (members or recovery) and (not terms.custodians or bool(holders & set(terms.custodians)))
