"""A photo made into a page: cut out, seen from above, upright, evenly lit. No model, no network."""

import io
import math
from collections.abc import Callable, Iterator, Sequence

from PIL import Image, ImageChops, ImageFilter, ImageMath, ImageOps

Point = tuple[float, float]
LONG = 2000  # the longer side of a page that is read
SMALL = 220  # of the picture in which the paper is looked for
LEAST = 0.25  # of the picture: what is smaller is not taken for the paper
LEAN = 6.0  # degrees to each side that lines may still lean
STEP = 0.5


def pages(photo: bytes, legible: Callable[[Image.Image], float]) -> Iterator[Image.Image]:
    """Three pages of one photo, each treated otherwise: what they say alike is what stands there."""
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(photo))).convert("RGB")
    page = straight(upright(even(sized(cut_out(image))), legible))
    yield page
    yield ImageOps.autocontrast(page.filter(ImageFilter.GaussianBlur(1.4)), cutoff=(2, 0))
    yield page.filter(ImageFilter.MedianFilter(3)).resize(scaled(page.size, 0.72), Image.Resampling.LANCZOS)


def scaled(size: tuple[int, int], by: float) -> tuple[int, int]:
    return round(size[0] * by), round(size[1] * by)


def sized(image: Image.Image) -> Image.Image:
    return image.resize(scaled(image.size, LONG / max(image.size)), Image.Resampling.LANCZOS)


def cut_out(image: Image.Image) -> Image.Image:
    """The paper alone, as if seen from above; the whole picture where no paper stands out."""
    small = ImageOps.grayscale(image)
    small.thumbnail((SMALL, SMALL))
    small = small.filter(ImageFilter.GaussianBlur(2))
    corners = paper_in(small)
    if corners is None:
        return image
    by = image.width / small.width
    placed = [(x * by, y * by) for x, y in corners]
    width = (math.dist(placed[0], placed[1]) + math.dist(placed[3], placed[2])) / 2
    height = (math.dist(placed[0], placed[3]) + math.dist(placed[1], placed[2])) / 2
    return seen_from(image, placed, (round(width), round(height)), (255, 255, 255), back=True)


def paper_in(small: Image.Image) -> list[Point] | None:
    """The corners of the bright sheet, from the upper left around; None when it is not one."""
    limit = between(small.histogram())
    points = enumerate(small.tobytes())
    bright = [(at % small.width, at // small.width) for at, grey in points if grey > limit]
    if not LEAST < len(bright) / (small.width * small.height) < 0.97:
        return None
    corners = [
        min(bright, key=lambda p: p[0] + p[1]),
        max(bright, key=lambda p: p[0] - p[1]),
        max(bright, key=lambda p: p[0] + p[1]),
        min(bright, key=lambda p: p[0] - p[1]),
    ]
    whole = area(corners)
    return corners if whole and 0.8 < len(bright) / whole < 1.15 else None


def area(corners: Sequence[Point]) -> float:
    pairs = zip(corners, [*corners[1:], corners[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def between(histogram: Sequence[int]) -> int:
    """The grey that parts light from dark best (Otsu)."""
    total, whole = sum(histogram), sum(grey * count for grey, count in enumerate(histogram))
    best, limit, below, dark = 0.0, 127, 0, 0
    for grey, count in enumerate(histogram):
        below, dark = below + count, dark + grey * count
        if 0 < below < total:
            spread = below * (total - below) * (dark / below - (whole - dark) / (total - below)) ** 2
            if spread > best:
                best, limit = spread, grey
    return limit


def seen_from(
    image: Image.Image, corners: Sequence[Point], size: tuple[int, int], fill: object, back: bool = False
) -> Image.Image:
    """Map a picture's corners to these points (`back`: these points to the corners of a new picture)."""
    w, h = size
    straight_corners: list[Point] = [(0, 0), (w, 0), (w, h), (0, h)]
    source, target = (corners, straight_corners) if back else (straight_corners, corners)
    return image.transform(
        size, Image.Transform.PERSPECTIVE, mapping(target, source), Image.Resampling.BICUBIC, fillcolor=fill
    )


def mapping(target: Sequence[Point], source: Sequence[Point]) -> list[float]:
    """The eight numbers of the perspective that takes four target points to four source points."""
    rows: list[list[float]] = []
    for (x, y), (u, v) in zip(target, source, strict=True):
        rows.append([x, y, 1, 0, 0, 0, -u * x, -u * y, u])
        rows.append([0, 0, 0, x, y, 1, -v * x, -v * y, v])
    for i in range(8):
        pivot = max(range(i, 8), key=lambda r: abs(rows[r][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        rows[i] = [value / rows[i][i] for value in rows[i]]
        for r in range(8):
            if r != i:
                by = rows[r][i]
                rows[r] = [a - by * b for a, b in zip(rows[r], rows[i], strict=True)]
    return [row[8] for row in rows]


def even(image: Image.Image) -> Image.Image:
    """Grey on white without shadows: each point against the paper around it."""
    grey = ImageOps.grayscale(image)
    small = grey.resize(scaled(grey.size, 1 / 16)).filter(ImageFilter.MaxFilter(5))
    ground = small.filter(ImageFilter.GaussianBlur(3)).resize(grey.size, Image.Resampling.BICUBIC)
    lit = ImageMath.lambda_eval(
        lambda a: a["convert"](a["min"](a["grey"] * 250 / a["max"](a["ground"], 1), 255), "L"),
        grey=grey,
        ground=ground,
    )
    return ImageOps.autocontrast(lit, cutoff=(1, 0))


def upright(page: Image.Image, legible: Callable[[Image.Image], float]) -> Image.Image:
    """The side up on which most can be read."""
    small = page.copy()
    small.thumbnail((1400, 1400))
    ways = {angle: small.rotate(angle, expand=True) for angle in (0, 90, 270, 180)}
    best, most = 0, 0.0
    for angle, turned in ways.items():
        read = legible(turned)
        if read > most * 1.5:
            best, most = angle, read
        if angle == 0 and read > 1500:
            break
    return page.rotate(best, expand=True)


def straight(page: Image.Image) -> Image.Image:
    """Lines made level: the angle at which rows of ink and rows of paper differ most."""
    small = ImageChops.invert(page)
    small.thumbnail((600, 600))
    angles = [step * STEP for step in range(round(-LEAN / STEP), round(LEAN / STEP) + 1)]
    best = max(angles, key=lambda angle: rows_differ(small.rotate(angle)))
    return page.rotate(best, Image.Resampling.BICUBIC, fillcolor=255) if best else page


def rows_differ(small: Image.Image) -> float:
    """Spread of the rows' ink."""
    ink = small.resize((1, small.height), Image.Resampling.BOX).tobytes()
    middle = sum(ink) / len(ink)
    return sum((value - middle) ** 2 for value in ink)
