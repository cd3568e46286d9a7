"""Colours can be read: WCAG 2.2 contrast of the design tokens, in both schemes (success criteria 1.4.3 and 1.4.11)."""

import math
import re
from itertools import product
from pathlib import Path

import pytest

TOKENS = Path(__file__).parents[2] / "static/css/tokens.css"
GROUNDS = ["paper", "surface", "sunk", "wash"]
TEXTS = ["ink", "muted", "accent", "accent-strong", "danger", "good", "caution"]
KINDS = ["kind-case-study", "kind-event", "kind-report", "kind-article"]
PAIRS_OF_TEXT = [
    *product(TEXTS + KINDS, GROUNDS),
    ("on-accent", "accent"),
    ("on-accent", "accent-strong"),
    ("on-highlight", "highlight"),
    ("highlight", "on-highlight"),
    ("paper", "danger"),
]
PAIRS_OF_CONTROLS = [*product(["control", "focus", "accent", "danger"], GROUNDS)]


def schemes():
    """The tokens as {"light": {name: (lightness, chroma, hue)}, "dark": …}; dark names what differs."""
    light, dark = TOKENS.read_text().split("@media (prefers-color-scheme: dark)")
    found = [
        {
            name: tuple(float(number) for number in value.split())
            for name, value in re.findall(r"--([\w-]+): oklch\(([\d. ]+)\);", text)
        }
        for text in (light, dark)
    ]
    return {"light": found[0], "dark": found[0] | found[1]}


def linear_rgb(lightness, chroma, hue):
    """Oklch (hue in degrees) as linear sRGB. Source: https://bottosson.github.io/posts/oklab/"""
    a, b = chroma * math.cos(math.radians(hue)), chroma * math.sin(math.radians(hue))
    long = (lightness + 0.3963377774 * a + 0.2158037573 * b) ** 3
    middle = (lightness - 0.1055613458 * a - 0.0638541728 * b) ** 3
    short = (lightness - 0.0894841775 * a - 1.2914855480 * b) ** 3
    return (
        4.0767416621 * long - 3.3077115913 * middle + 0.2309699292 * short,
        -1.2684380046 * long + 2.6097574011 * middle - 0.3413193965 * short,
        -0.0041960863 * long - 0.7034186147 * middle + 1.7076147010 * short,
    )


def contrast(one, other):
    """The contrast ratio of two oklch colours, from 1 to 21 (WCAG 2.2, relative luminance)."""
    luminances = [
        sum(
            weight * part
            for weight, part in zip((0.2126, 0.7152, 0.0722), linear_rgb(*colour), strict=True)
        )
        for colour in (one, other)
    ]
    return (max(luminances) + 0.05) / (min(luminances) + 0.05)


def test_contrast_is_computed_as_the_standard_says():
    assert contrast((0, 0, 0), (1, 0, 0)) == pytest.approx(21, abs=0.01)


def test_both_schemes_name_the_same_colours():
    light, dark = TOKENS.read_text().split("@media (prefers-color-scheme: dark)")
    names = [set(re.findall(r"--([\w-]+): oklch\([\d. ]+\);", text)) for text in (light, dark)]
    assert names[0] == names[1]


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_stands_out_from_every_ground(scheme):
    colours = schemes()[scheme]
    faint = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in PAIRS_OF_TEXT}
    assert not {pair: ratio for pair, ratio in faint.items() if ratio < 4.5}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_edges_of_controls_and_the_focus_stand_out_from_every_ground(scheme):
    colours = schemes()[scheme]
    faint = {pair: contrast(colours[pair[0]], colours[pair[1]]) for pair in PAIRS_OF_CONTROLS}
    assert not {pair: ratio for pair, ratio in faint.items() if ratio < 3}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_colour_can_be_shown_on_an_ordinary_screen(scheme):
    outside = {
        name: linear_rgb(*colour)
        for name, colour in schemes()[scheme].items()
        if not all(-0.005 <= part <= 1.005 for part in linear_rgb(*colour))
    }
    assert not outside
