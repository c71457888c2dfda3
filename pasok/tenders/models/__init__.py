"""Tenders, bids, what hangs on them, and practice. No verbs: every change is an act."""

from pasok.tenders.models.bid import Assessment, Bid, Sanggah
from pasok.tenders.models.practice import Practice
from pasok.tenders.models.tender import Agreement, Amendment, Question, Stage, StageChange, Tender

__all__ = [
    "Agreement",
    "Amendment",
    "Assessment",
    "Bid",
    "Practice",
    "Question",
    "Sanggah",
    "Stage",
    "StageChange",
    "Tender",
]
