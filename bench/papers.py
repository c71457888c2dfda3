"""Invented papers, photographed badly, and what Pasok reads on them: `python -m bench.papers`.

Every person, business and number is made up. The figures: fields read right, read wrong, left empty.
"""

import argparse
import csv
import io
import os
import random
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import typst
from PIL import Image, ImageChops, ImageFilter

from pasok.people import regions
from pasok.suppliers import ocr
from pasok.suppliers.rules.numbers import luhn

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "pasok.site.settings")
ROOT = Path(__file__).resolve().parent.parent
EACH = 14  # papers of each kind
FIRST = (
    "Siti",
    "Budi",
    "Rahmat",
    "Dewi",
    "Agus",
    "Wayan",
    "Nur",
    "Slamet",
    "Endang",
    "Yusuf",
    "Maria",
    "Tono",
)
LAST = ("Santoso", "Wulandari", "Hidayat", "Prasetyo", "Simanjuntak", "Rahayu", "Kurniawan", "Nababan")
TRADES = ("Ukir Jati", "Mebel Maju", "Las Sinar", "Konveksi Melati", "Percetakan Aksara", "Rotan Indah")
FORMS = (("CV", "cv"), ("PT", "pt"), ("UD", "ud"), ("Koperasi", "koperasi"))
PLACES = (
    *(("3320", "JEPARA", "JAWA TENGAH"), ("3204", "BANDUNG", "JAWA BARAT")),
    ("3374", "SEMARANG", "JAWA TENGAH"),
)
SCALES = (("Usaha Mikro", "micro"), ("Usaha Kecil", "small"), ("Usaha Menengah", "medium"))
FONTS = ("Libertinus Serif", "New Computer Modern", "DejaVu Sans Mono")
CODES = ("31001", "31002", "25991", "14111", "18111", "16291", "32903")


@dataclass(frozen=True)
class Sample:
    """One paper: its kind, what stands on it, and the photo."""

    kind: str
    truth: dict[str, str]
    photo: bytes


def person(chance: random.Random) -> str:
    return f"{chance.choice(FIRST)} {chance.choice(LAST)}"


def street(chance: random.Random) -> str:
    return (
        f"Jalan {chance.choice(('Kenari', 'Melati', 'Diponegoro', 'Pahlawan'))} No. {chance.randint(1, 99)}"
    )


def digits(chance: random.Random, n: int) -> str:
    return "".join(chance.choice("0123456789") for _ in range(n))


def nib(chance: random.Random) -> tuple[dict[str, str], str]:
    (title, form), (words, scale) = chance.choice(FORMS), chance.choice(SCALES)
    name, town = f"{title} {chance.choice(TRADES)} Contoh", chance.choice(PLACES)[1].title()
    truth = {
        "nib": "9" + digits(chance, 12),
        "name": name,
        "form": form,
        "address": f"{street(chance)}, {town}",
        "scale": scale,
        "kbli": " ".join(sorted(chance.sample(CODES, 2))),
    }
    lines = "".join(
        f"[{n}.], [{label}], [: {value}],\n"
        for n, (label, value) in enumerate(
            (
                ("Nama Pelaku Usaha", name),
                ("Alamat Kantor", truth["address"]),
                ("Status Penanaman Modal", "PMDN"),
                ("Skala Usaha", words),
                ("Kode KBLI", truth["kbli"].replace(" ", ", ")),
            ),
            start=1,
        )
    )
    return (
        truth,
        f"""
    #align(center)[PEMERINTAH REPUBLIK INDONESIA \\ #text(13pt, weight: "bold")[
    PERIZINAN BERUSAHA BERBASIS RISIKO \\ NOMOR INDUK BERUSAHA: {truth["nib"]}]]
    Pemerintah Republik Indonesia menerbitkan Nomor Induk Berusaha (NIB) kepada Pelaku Usaha berikut ini:
    #table(columns: (auto, auto, 1fr), stroke: none, {lines})
    NIB ini berlaku selama Pelaku Usaha menjalankan kegiatan usaha. CONTOH, bukan dokumen asli.""",
    )


def npwp_number(chance: random.Random) -> str:
    core = digits(chance, 8)
    check = next(d for d in "0123456789" if luhn(core + d))
    return f"{core}{check}{chance.randint(1, 999):03d}000"


def npwp(chance: random.Random) -> tuple[dict[str, str], str]:
    n, name = npwp_number(chance), f"{chance.choice(FORMS)[0]} {chance.choice(TRADES)} Contoh"
    shown = f"{n[:2]}.{n[2:5]}.{n[5:8]}.{n[8]}-{n[9:12]}.{n[12:]}"
    town = chance.choice(PLACES)[1]
    truth = {"npwp": n, "name": name.upper(), "address": f"{street(chance)}, {town}".upper()}
    return (
        truth,
        f"""
    #text(10pt)[KEMENTERIAN KEUANGAN REPUBLIK INDONESIA \\ DIREKTORAT JENDERAL PAJAK]
    #v(1em)
    #table(columns: (auto, 1fr), stroke: none, [NPWP], [: {shown}], [NAMA], [: {truth["name"]}],
      [ALAMAT], [: {truth["address"]}], [KPP], [: PRATAMA {town}])
    #text(9pt)[Terdaftar: {chance.randint(1, 28):02d}/07/2016. CONTOH, bukan kartu asli.]""",
    )


def ktp(chance: random.Random) -> tuple[dict[str, str], str]:
    code, town, province = chance.choice(PLACES)
    day, month, year = chance.randint(1, 28), chance.randint(1, 12), chance.randint(1960, 2000)
    woman = chance.random() < 0.5
    number = (
        f"{code}0{chance.randint(1, 9)}{day + 40 * woman:02d}{month:02d}{year % 100:02d}9{digits(chance, 3)}"
    )
    truth = {"nik": number, "name": person(chance).upper()}
    rows = (
        ("NIK", number), ("Nama", truth["name"]),
        ("Tempat/Tgl Lahir", f"{town}, {day:02d}-{month:02d}-{year}"),
        ("Jenis Kelamin", "PEREMPUAN" if woman else "LAKI-LAKI"), ("Alamat", street(chance).upper()),
        ("RT/RW", "003/002"), ("Agama", "-"), ("Pekerjaan", "WIRASWASTA"), ("Kewarganegaraan", "WNI"),
    )  # fmt: skip
    lines = "".join(f"[{label}], [: {value}]," for label, value in rows)
    return (
        truth,
        f"""
    #align(center)[#text(weight: "bold")[PROVINSI {province} \\ KABUPATEN {town}]]
    #table(columns: (auto, 1fr), stroke: none, inset: 3.5pt, {lines})
    #text(8pt)[CONTOH, bukan kartu asli]""",
    )


KINDS = {
    "nib": (nib, "width: 180mm, height: 120mm, margin: 12mm"),
    "npwp": (npwp, "width: 100mm, height: 63mm, margin: 6mm"),
    "ktp": (ktp, "width: 100mm, height: 63mm, margin: 5mm"),
}


def printed(kind: str, body: str, font: str) -> Image.Image:
    """The paper as it comes from the printer."""
    tint = {"ktp": 'rgb("#dcecf4")', "npwp": 'rgb("#fbf6da")'}.get(kind, "white")
    size = "8pt" if kind != "nib" else "11pt"
    source = f'#set page({KINDS[kind][1]}, fill: {tint})\n#set text({size}, font: "{font}")\n{body}'
    pages = typst.compile(source.encode(), format="png", ppi=220)
    first = pages[0] if isinstance(pages, list) else pages
    return Image.open(io.BytesIO(first)).convert("RGB")


def photographed(sheet: Image.Image, chance: random.Random) -> bytes:
    """The same paper on a table, by a hurried hand: turned, slanted, in shadow, out of focus."""
    width, height = sheet.size
    edge = int(0.12 * max(sheet.size))
    table = tuple(chance.randint(60, 130) for _ in range(3))
    scene = Image.new("RGB", (width + 2 * edge, height + 2 * edge), table)
    scene.paste(sheet, (edge, edge))
    scene = scene.rotate(chance.uniform(-8, 8), Image.Resampling.BICUBIC, fillcolor=table)
    scene = slanted(scene, chance, table)
    scene = ImageChops.multiply(scene, shadow(scene.size, chance))
    scene = scene.filter(ImageFilter.GaussianBlur(chance.uniform(0.6, 2.2)))
    noise = Image.effect_noise(scene.size, chance.uniform(8, 22)).convert("RGB")
    scene = Image.blend(scene, ImageChops.overlay(scene, noise), 0.5)
    if chance.random() < 0.2:
        scene = scene.transpose(Image.Transpose.ROTATE_90)
    out = io.BytesIO()
    scene.save(out, "JPEG", quality=chance.randint(45, 75))
    return out.getvalue()


def slanted(scene: Image.Image, chance: random.Random, table: tuple[int, ...]) -> Image.Image:
    w, h = scene.size
    off = [chance.uniform(-0.045, 0.045) for _ in range(8)]
    corners = [(0, 0), (w, 0), (w, h), (0, h)]
    seen = [(x + off[2 * i] * w, y + off[2 * i + 1] * h) for i, (x, y) in enumerate(corners)]
    return ocr.prepare.seen_from(scene, seen, (w, h), table)


def shadow(size: tuple[int, int], chance: random.Random) -> Image.Image:
    """Light from one side and a hand's shadow over a part."""
    slope = Image.linear_gradient("L").rotate(chance.uniform(0, 360), expand=False).resize(size)
    slope = slope.point(lambda v: 150 + v * 105 // 255)
    hand = Image.radial_gradient("L").resize((size[0], size[1])).point(lambda v: min(255, 130 + v))
    hand = ImageChops.offset(hand, chance.randint(0, size[0]), chance.randint(0, size[1]))
    return ImageChops.multiply(slope, hand.filter(ImageFilter.GaussianBlur(40))).convert("RGB")


def samples(each: int = EACH, seed: int = 20261124) -> Iterator[Sample]:
    chance = random.Random(seed)
    for kind, (make, _) in KINDS.items():
        for _n in range(each):
            truth, body = make(chance)
            yield Sample(kind, truth, photographed(printed(kind, body, chance.choice(FONTS)), chance))


def codes() -> set[str]:
    """Every KBLI code of both editions, and every region."""
    tables = (ROOT / "pasok/suppliers/kbli").glob("20??.csv")
    rows = (row for path in tables for row in csv.DictReader(path.open(newline="", encoding="utf-8")))
    return {row["code"] for row in rows} | set(regions.names())


def judged(truth: dict[str, str], read: dict[str, str]) -> dict[str, str]:
    """field -> right, wrong or empty."""

    def plain(text: str) -> str:
        return " ".join(text.upper().replace(",", " ").replace(".", " ").split())

    return {
        name: "empty" if not read.get(name) else "right" if plain(read[name]) == plain(value) else "wrong"
        for name, value in truth.items()
    }


def main() -> int:
    parser = argparse.ArgumentParser(description="Read invented papers that were photographed badly.")
    parser.add_argument("--each", type=int, default=EACH)
    parser.add_argument("--seed", type=int, default=20261124)
    parser.add_argument("--keep", type=Path, help="folder for the photos")
    given = parser.parse_args()
    if not ocr.engine.languages():
        print("Tesseract tidak ada: jalankan make tools.", file=sys.stderr)
        return 1
    figures: dict[tuple[str, str], Counter[str]] = {}
    known = codes()
    numbers, begun, count = Counter[str](), time.perf_counter(), 0
    for number, sample in enumerate(samples(given.each, given.seed)):
        if given.keep:
            given.keep.mkdir(exist_ok=True, parents=True)
            (given.keep / f"{number:02d}-{sample.kind}.jpg").write_bytes(sample.photo)
        read = ocr.read(sample.photo, sample.kind, known)
        count += 1
        for name, verdict in judged(sample.truth, read).items():
            figures.setdefault((sample.kind, name), Counter())[verdict] += 1
            numbers[verdict] += 1
            if verdict == "wrong":
                print(f"  {number:02d} {sample.kind}.{name}: {read[name]!r}, not {sample.truth[name]!r}")
    print(f"{'field':16}{'right':>7}{'wrong':>7}{'empty':>7}")
    for (kind, name), found in figures.items():
        print(f"{kind + '.' + name:16}{found['right']:7}{found['wrong']:7}{found['empty']:7}")
    print(f"{'all':16}{numbers['right']:7}{numbers['wrong']:7}{numbers['empty']:7}")
    print(f"{count} papers, {(time.perf_counter() - begun) / count:.1f} s each")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
