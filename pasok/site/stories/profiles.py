"""What an invented workshop keeps in its profile: a deed, its bench, its account, a certificate."""

from datetime import date, datetime

from PIL import Image, ImageDraw

from pasok.kernel.actor import Actor
from pasok.suppliers import acts as suppliers
from pasok.suppliers import reads as known_suppliers
from pasok.suppliers.acts import privacy
from pasok.suppliers.photos import Scan, jpeg

ITEMS: tuple[tuple[str, dict[str, str], date | None], ...] = (
    (
        "deed",
        {"type": "founding", "number": "12", "issued_on": "2015-01-05", "notary": "Notaris Contoh, S.H."},
        None,
    ),
    ("capacity", {"product": "Meja siswa kayu", "monthly": "120", "unit": "buah", "workers": "9"}, None),
    (
        "equipment",
        {"name": "Mesin serut kayu", "count": "2", "power": "2.200 watt", "state": "good", "holding": "own"},
        None,
    ),
    (
        "experience",
        {
            "job": "Pembuatan 80 meja siswa", "client": "SD Contoh 1", "sector": "public",
            "contract": "SP-01/2025", "signed_on": "2025-03-03", "value": "72000000",
            "finished_on": "2025-05-20",
        },
        None,
    ),
    (
        "tkdn",
        {
            "product": "Meja siswa kayu", "number": "TKDN-CONTOH-01", "tkdn": "62.5", "bmp": "7.5",
            "way": "declared", "issued_on": "2026-01-12", "kbli": "31001",
        },
        date(2031, 1, 12),
    ),
    ("bank", {"bank": "Bank Contoh", "account": "7700012345", "holder": "CV Ukir Jati Contoh"}, None),
)  # fmt: skip


def fill(owner: Actor, now: datetime | None = None) -> None:
    """Give the owner's business what a workshop has; nothing when it is there already."""
    supplier = known_suppliers.supplier(owner.supplier)
    if supplier.items.exists():
        return
    privacy.ask(wish="access", text="Data apa tentang saya yang disimpan di sini?", actor=owner, now=now)
    for kind, values, until in ITEMS:
        scans = [proof(kind)] if kind in {"capacity", "tkdn"} else []
        suppliers.add_item(
            supplier, kind=kind, values=values, valid_until=until, scans=scans, actor=owner, now=now
        )


def proof(kind: str) -> Scan:
    """A sheet that says that it is invented."""
    sheet = Image.new("RGB", (900, 640), "#f4efe6")
    ImageDraw.Draw(sheet).text((60, 60), f"CONTOH - {kind.upper()}", fill="#333333", font_size=48)
    return Scan(jpeg(sheet), "image/jpeg")
