"""Questions to a box and to the log. Plain values out."""

from pasok.sampul.reads.boxes import (
    BoxView,
    box,
    closing,
    contents,
    count_listed,
    public_parameters,
)
from pasok.sampul.reads.holders import (
    Progress,
    custodian_stock,
    progress,
    promises_left,
    sheet,
    trial,
)
from pasok.sampul.reads.log import (
    check_receipt,
    checkpoint,
    consistency,
    entries,
    head_at,
    inclusion,
    leaf,
    note_of,
    proved,
    receipt,
    receipt_for,
    receipt_of,
)

__all__ = [
    "BoxView",
    "Progress",
    "box",
    "check_receipt",
    "checkpoint",
    "closing",
    "consistency",
    "contents",
    "count_listed",
    "custodian_stock",
    "entries",
    "head_at",
    "inclusion",
    "leaf",
    "note_of",
    "progress",
    "promises_left",
    "proved",
    "public_parameters",
    "receipt",
    "receipt_for",
    "receipt_of",
    "sheet",
    "trial",
]
