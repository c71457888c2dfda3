"""The documents of opened bids, kept by their fingerprint. Only officials of the tender read them."""

from pathlib import Path

from django.conf import settings

from pasok.tenders.rules.offer import Paper


def path(digest: str) -> Path:
    return Path(settings.FILES) / "opened" / digest[:2] / digest


def keep(paper: Paper) -> dict[str, object]:
    """Write once; the same content is the same file. Returns name, size (bytes) and sha256."""
    target = path(paper.sha256)
    if not target.exists():
        target.parent.mkdir(parents=True, exist_ok=True)
        draft = target.with_suffix(".part")
        draft.write_bytes(paper.content)
        draft.replace(target)
    return {"name": paper.name, "size": len(paper.content), "sha256": paper.sha256}
