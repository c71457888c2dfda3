"""Every text can be read on what lies behind it, light and dark: WCAG's ratios, from the sheet itself."""

import re
from pathlib import Path

import pytest

SHEET = (Path(__file__).resolve().parents[1] / "static/pasok.css").read_text()
SOFT = ("paper", "card", "brand-soft", "good-soft", "wait-soft", "bad-soft", "calm-soft")
TEXT = {  # what stands on what
    "ink": SOFT,
    "ink-2": SOFT,
    "brand": ("paper", "card", "brand-soft"),
    "good": ("paper", "card", "good-soft"),
    "wait": ("paper", "card", "wait-soft"),
    "bad": ("paper", "card", "bad-soft"),
    "calm": ("card", "calm-soft"),
    "brand-ink": ("brand",),
    "bad-ink": ("bad",),
}
LINES = {  # edges of what one types into, of buttons, and the ring of focus
    "line-2": ("paper", "card"),
    "brand-line": ("paper", "card"),
    "focus": ("paper", "card"),
    "good": ("card",),
}


def tokens() -> dict[str, dict[str, str]]:
    """The colours of both schemes; dark ones not named are the light ones."""
    light, dark = re.findall(r":root \{(.*?)\n *\}", SHEET, re.S)[:2]
    read = [dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6});", block)) for block in (light, dark)]
    return {"light": read[0], "dark": read[0] | read[1]}


def brightness(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.03928 else ((c + 0.055) / 1.055) ** 2.4 for c in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(one: str, other: str) -> float:
    low, high = sorted((brightness(one), brightness(other)))
    return (high + 0.05) / (low + 0.05)


def test_the_ratio_is_that_of_the_standard() -> None:
    assert ratio("#000000", "#ffffff") == pytest.approx(21)
    assert ratio("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_text_stands_out_from_its_ground(scheme: str) -> None:
    colours = tokens()[scheme]
    weak = [
        (text, ground, round(ratio(colours[text], colours[ground]), 2))
        for text, grounds in TEXT.items()
        for ground in grounds
        if ratio(colours[text], colours[ground]) < 4.5
    ]
    assert weak == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_edge_that_matters_can_be_seen(scheme: str) -> None:
    colours = tokens()[scheme]
    weak = [
        (line, ground, round(ratio(colours[line], colours[ground]), 2))
        for line, grounds in LINES.items()
        for ground in grounds
        if ratio(colours[line], colours[ground]) < 3
    ]
    assert weak == []


def test_no_colour_is_written_outside_the_tokens() -> None:
    """Except what must not change with the scheme: paper, the ground of a QR code, shades."""
    body = SHEET[SHEET.index("/* elements */") :]
    assert set(re.findall(r"#[0-9a-f]{3,8}\b", body)) <= {"#000000", "#ffffff", "#333333", "#999999"}
