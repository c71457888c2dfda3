"""The lives of a tender and of a bid. Pure: no Django here. Concatenated from the phases of the trade."""

from pasok.kernel.machine import Machine, State
from pasok.tenders.machine import award, competition, evaluation, preparation
from pasok.tenders.machine.bids import bid
from pasok.tenders.machine.practice import practice

__all__ = ["bid", "practice", "tender"]

tender = Machine(
    name="tender",
    initial="proposed",
    birth="mengusulkan paket untuk ditenderkan",
    states={
        "proposed": State("Diusulkan PPK", ocds="planning", tone="wait"),
        "returned": State("Dikembalikan ke PPK", ocds="planning", tone="wait"),
        "preparing": State("Disiapkan Pokja", ocds="planning"),
        "announced": State("Menerima penawaran", ocds="active", tone="brand"),
        "closed": State("Penawaran ditutup", ocds="active"),
        "opened": State("Evaluasi penawaran", ocds="active"),
        "decided": State("Pemenang ditetapkan", ocds="active"),
        "standstill": State("Masa sanggah", ocds="active", tone="wait"),
        "cleared": State("Menunggu SPPBJ", ocds="active", tone="wait"),
        "appointed": State("SPPBJ terbit", ocds="complete", tone="good"),
        "contracted": State("Kontrak dirancang", ocds="complete", tone="good", final=True),
        "failed": State("Tender gagal", ocds="unsuccessful", tone="bad"),
        "repeated": State("Ditender ulang", ocds="unsuccessful", tone="bad", final=True),
    },
    acts=(*preparation.ACTS, *competition.ACTS, *evaluation.ACTS, *award.ACTS),
)
