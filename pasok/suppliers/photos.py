"""Photos and scans as people send them: judged by content, freed of hidden data, made small."""

import io
from dataclasses import dataclass

from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from PIL import Image, ImageOps

LARGEST = 15 << 20  # bytes of a file that comes in
LARGEST_PDF = 5 << 20
PIXELS = 80_000_000  # of a photo that is opened at all
SIDE = 2400  # the longer side of a photo that is kept
FORMATS = ("JPEG", "PNG", "WEBP")


@dataclass(frozen=True)
class Scan:
    """What is kept of a file. Its name and its hidden data (place, time, telephone) are not."""

    content: bytes
    type: str  # "image/jpeg" or "application/pdf"


def taken(upload: UploadedFile) -> Scan:
    """The photo (as JPEG, upright) or PDF of a form. Raises ValidationError with what to do."""
    if (upload.size or 0) > LARGEST:
        raise ValidationError(_("Berkas terlalu besar. Paling besar {n} MB.").format(n=LARGEST >> 20))
    content = upload.read()
    if content.startswith(b"%PDF-"):
        if len(content) > LARGEST_PDF:
            raise ValidationError(_("PDF terlalu besar. Paling besar {n} MB.").format(n=LARGEST_PDF >> 20))
        return Scan(content, "application/pdf")
    return Scan(jpeg(opened(content)), "image/jpeg")


def opened(content: bytes) -> Image.Image:
    """The picture, upright. Only its head is read before its size is known."""
    try:
        image = Image.open(io.BytesIO(content), formats=FORMATS)
        if image.width * image.height > PIXELS:
            raise Image.DecompressionBombError
        return ImageOps.exif_transpose(image).convert("RGB")
    except Image.DecompressionBombError as error:
        raise ValidationError(_("Foto terlalu besar. Perkecil dulu, lalu kirim lagi.")) from error
    except (OSError, ValueError, SyntaxError) as error:
        told = _("Berkas ini bukan foto JPEG, PNG, WebP, atau PDF yang dapat dibuka.")
        raise ValidationError(told) from error


def jpeg(image: Image.Image) -> bytes:
    """A copy for keeping: nothing but the picture."""
    image.thumbnail((SIDE, SIDE))
    out = io.BytesIO()
    image.save(out, "JPEG", quality=82, optimize=True)
    return out.getvalue()
