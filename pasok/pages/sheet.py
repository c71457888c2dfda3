"""Official papers as PDF/A-3a and PDF/UA-1, set by typst from data alone.

The data enters as a JSON string and is never part of the source, so nothing that people typed is code. Its
canonical form is attached to the PDF, and its SHA-256 is the fingerprint printed below each page: whoever has
the file can check it without us. Same data, same programs: same bytes.
"""

import io
import json
import os
import re
import threading
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any, Literal

import segno
import typst
from django.conf import settings

from pasok.kernel import seal

ROOT = Path(__file__).resolve().parents[1]  # what a template may read: the package, nothing else
STANDARDS: list[Any] = ["a-3a", "ua-1"]
FONTS = typst.Fonts(include_system_fonts=False)  # the two families inside typst: the same on every machine
# What these fonts can draw, without the marks that turn the direction of a line. A paper must not fail, nor
# hide anything, because somebody typed a sign that has no picture: it is named by its number instead.
DRAWN = "\n\t\u0020-\u007e\u00a0-\u00ac\u00ae-\u0377\u038e-\u03a1\u03a3-\u04ff\u1e00-\u1eff\u2010-\u2027"
DRAWN += "\u2030-\u2040\u2044-\u2052\u20a0-\u20c0\u2190-\u23ff\u2460-\u262f\ufffd"
NOT_DRAWN = re.compile(f"[^{DRAWN}]")


def sheet(
    template: Path, data: Mapping[str, Any], *, at: datetime, form: Literal["pdf", "png"] = "pdf"
) -> Any:
    """The paper that `template` makes of `data`: PDF bytes, or the PNG bytes of each page.

    `data` is what `seal.canonical` takes. `at`: the moment of the act, which is the file's date.
    """
    compiler = typst.Compiler(template, root=ROOT, font_paths=FONTS, sys_inputs=inputs(data))
    if form == "png":
        pages = compiler.compile(format="png", ppi=100)
        return pages if isinstance(pages, list) else [pages]
    return compiler.compile(format="pdf", pdf_standards=STANDARDS, timestamp=int(at.timestamp()))


def inputs(data: Mapping[str, Any]) -> dict[str, str]:
    """What a template finds in `sys.inputs`: `data` to attach, `shown` to print, `frame` around it."""
    exact, fingerprint = seal.canonical(data).decode(), seal.digest(data)
    home = settings.SITE_URL.rstrip("/")
    check = f"{home}/dokumen/"
    frame = {
        "fingerprint": fingerprint,
        "home": home,
        "check": check,
        "qr": qr(check + fingerprint),
        "site": drawable(settings.SITE_NAME),
    }
    return {"data": exact, "shown": json.dumps(drawable(data)), "frame": json.dumps(frame)}


def drawable(value: Any) -> Any:
    """The same data, every sign that cannot be drawn named by its number: "[U+1F600]"."""
    if isinstance(value, Mapping):
        return {key: drawable(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [drawable(inner) for inner in value]
    if not isinstance(value, str):
        return value
    lines = value.replace("\r\n", "\n")
    return NOT_DRAWN.sub(lambda found: f"[U+{ord(found.group()):04X}]", lines)


def qr(url: str) -> str:
    """The address as SVG."""
    drawn = io.BytesIO()
    segno.make(url, error="m", micro=False).save(drawn, kind="svg", border=0, xmldecl=False, svgns=True)
    return drawn.getvalue().decode()


def kept(template: Path, data: Mapping[str, Any], *, at: datetime) -> bytes:
    """The PDF from the disk, where it was set before by the same programs; else set now and kept."""
    given = {"inputs": inputs(data), "sources": sources(template), "typst": typst.__version__}
    name = seal.digest(given)
    path = Path(settings.FILES) / "letters" / name[:2] / f"{name}.pdf"
    if path.exists():
        return path.read_bytes()
    pdf = bytes(sheet(template, data, at=at))
    path.parent.mkdir(parents=True, exist_ok=True)
    draft = path.with_suffix(f".{os.getpid()}-{threading.get_ident()}")
    draft.write_bytes(pdf)
    draft.replace(path)
    return pdf


def sources(template: Path) -> list[str]:
    return [path.read_text() for path in (template, ROOT / "pages" / "letters" / "letter.typ")]
