"""Six invented workshops: their papers, and what the licence register knows of them.

The papers are made as in `papers.py` and photographed in fair light: how badly lit ones read is told there.
"""

import io
import json
import random
import re
from dataclasses import dataclass
from pathlib import Path

from PIL import Image

from bench import papers

CAMERA = 4000  # pixels of the longer side: what a telephone takes, some megabytes
DAY = "2026-11-01"
MAKES = "kami membuat meja kursi sekolah"
OWNERS = ("Siti Contoh", "Rahmat Contoh", "Dewi Contoh", "Slamet Contoh", "Endang Contoh", "Yusuf Contoh")
NAMES = ("Ukir Tahunan", "Jati Mulyo", "Mebel Pesisir", "Kayu Lestari", "Bangku Ceria", "Sumber Kayu")


@dataclass(frozen=True)
class Firm:
    """A workshop in Jepara before it is known here. `coded`: its licence names the line of business."""

    owner: str
    number: str  # of the telephone, as it is typed
    name: str
    nib: str
    npwp: str
    nik: str
    address: str
    coded: bool

    @property
    def reached(self) -> str:
        """The number as messages go there."""
        return "+62" + re.sub(r"\D", "", self.number)[1:]

    def row(self) -> dict[str, object]:
        """The line of the licence register."""
        return {
            "nib": self.nib, "name": self.name, "form": "ud", "npwp": self.npwp, "scale": "small",
            "region_code": "33.20", "address": self.address, "kbli": ["31001"] if self.coded else [],
            "edition": "2020", "as_of": DAY,
        }  # fmt: skip

    def paper(self) -> str:
        """The first sheet of its NIB. Of who is not coded, the codes stand on a further sheet."""
        lines = (
            ("Nama Pelaku Usaha", f"UD {self.name}"), ("Alamat Kantor", self.address),
            ("Status Penanaman Modal", "PMDN"), ("Skala Usaha", "Usaha Kecil"),
            ("Kode KBLI", "31001" if self.coded else "lihat lampiran"),
        )  # fmt: skip
        told = "".join(f"[{n}.], [{label}], [: {value}],\n" for n, (label, value) in enumerate(lines, 1))
        return f"""
    #align(center)[PEMERINTAH REPUBLIK INDONESIA \\ #text(13pt, weight: "bold")[
    PERIZINAN BERUSAHA BERBASIS RISIKO \\ NOMOR INDUK BERUSAHA: {self.nib}]]
    Pemerintah Republik Indonesia menerbitkan Nomor Induk Berusaha (NIB) kepada Pelaku Usaha berikut ini:
    #table(columns: (auto, auto, 1fr), stroke: none, {told})
    NIB ini berlaku selama Pelaku Usaha menjalankan kegiatan usaha. CONTOH, bukan dokumen asli."""

    def photo(self, folder: Path) -> Path:
        path = folder / f"{self.nib}.jpg"
        sheet = papers.printed("nib", self.paper(), papers.FONTS[0])
        small = Image.open(io.BytesIO(papers.photographed(sheet, random.Random(self.nib))))
        scale = CAMERA / max(small.size)
        large = small.resize((int(small.width * scale), int(small.height * scale)), Image.Resampling.BICUBIC)
        large.save(path, "JPEG", quality=95)
        return path


def firms() -> list[Firm]:
    chance = random.Random(3320)
    return [
        Firm(
            owner=owner,
            number=f"0899 0000 33{n:02d}",
            name=f"{name} Contoh",
            nib=f"9{chance.randrange(10**12):012d}",
            npwp=papers.npwp_number(chance),
            nik=f"990101{n + 1:02d}0180{n + 1:04d}",
            address=f"Jalan Kenari No. {n + 7}, Jepara",
            coded=bool(n),
        )
        for n, (owner, name) in enumerate(zip(OWNERS, NAMES, strict=True))
    ]


def register(path: Path) -> None:
    """The file that stands in for the licence register."""
    path.write_text(json.dumps([firm.row() for firm in firms()]))
