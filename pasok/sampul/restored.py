"""After a restore: is anything gone that was promised? A log cannot know; a head kept elsewhere can."""

from collections.abc import Iterator
from dataclasses import dataclass

from pasok.kernel.tongue import say
from pasok.sampul import audit, log, note, store
from pasok.sampul.models import Checkpoint, Envelope


@dataclass(frozen=True)
class Missing:
    """What a restore lost. Empty is good; anything else keeps the house shut until it is back."""

    wrong: tuple[str, ...]  # sentences: how the log differs from the head that was kept elsewhere
    leaves: range  # places in the log that were signed, and are gone
    ciphertexts: tuple[str, ...]  # SHA-256 of sealed files that are gone, or rotten in both copies

    def __bool__(self) -> bool:
        return bool(self.wrong or self.leaves or self.ciphertexts)


def missing(kept: str = "") -> Missing:
    """What is gone. `kept`: the newest checkpoint that a witness or a bidder holds (a signed note).

    Raises note.BadNote when this log never signed it.
    """
    wrong, size = audit.audit(), log.size()
    head = note.verify(kept, log.verifier_key()) if kept else None
    if head and head.size <= size:
        held = Checkpoint.objects.filter(size=head.size).first()
        if held is None or bytes(held.root) != head.root:
            wrong.append(say("Kepala log {size} yang disimpan di luar berbeda dari log ini.", size=head.size))
    gone = range(size, head.size) if head else range(0)
    if gone:
        told = say(
            "Daun {first} sampai {last} pernah ditandatangani dan sekarang hilang.", first=size, last=gone[-1]
        )
        wrong.append(told)
    return Missing(tuple(wrong), gone, tuple(lost_ciphertexts()))


def lost_ciphertexts() -> Iterator[str]:
    """Sealed files that the log promises and the store no longer has. Their bidders can send them again.

    Raises store.Away while a copy that could be right does not answer.
    """
    promised = Envelope.objects.order_by("leaf", "pk").values_list("ciphertext", flat=True)
    for sha256 in dict.fromkeys(promised.iterator(chunk_size=2000)):
        file = store.stream(sha256)
        if file is None:
            yield sha256
        else:
            file.close()
