"""The palette can be told apart: in grey, by colour-blind eyes, on light and on dark."""

import itertools
import re

import pytest

from hedgelab.palette import SPECTRUM_SHADES, ink_on
from hedgelab.spectrum import POSITIONS

Triple = tuple[float, float, float]

# Machado, Oliveira & Fernandes (2009), severity 1.0, for linear RGB.
EYES: dict[str, tuple[Triple, Triple, Triple]] = {
    "full colour": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
    "protanopia": (
        (0.152286, 1.052583, -0.204868),
        (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998),
    ),
    "deuteranopia": (
        (0.367322, 0.860646, -0.227968),
        (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881),
    ),
    "tritanopia": (
        (1.255528, -0.076749, -0.178779),
        (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900),
    ),
}


def linear(shade: str) -> list[float]:
    """Give the linear light of a colour's red, green and blue."""
    parts = [int(shade[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]


def lab(rgb: list[float]) -> Triple:
    """Give CIE L*a*b* (D65), in which distance is roughly what eyes tell apart."""
    red, green, blue = rgb
    xyz = (
        (0.4124 * red + 0.3576 * green + 0.1805 * blue) / 0.95047,
        0.2126 * red + 0.7152 * green + 0.0722 * blue,
        (0.0193 * red + 0.1192 * green + 0.9505 * blue) / 1.08883,
    )
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in xyz)
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def seen(shade: str, eyes: str) -> Triple:
    """Give what these eyes make of a colour."""
    light = linear(shade)
    mixed = (sum(a * b for a, b in zip(row, light, strict=True)) for row in EYES[eyes])
    return lab([min(1.0, max(0.0, part)) for part in mixed])


def test_every_position_has_its_two_shades() -> None:
    assert list(SPECTRUM_SHADES) == [place.id for place in POSITIONS]
    shades = [shade for pair in SPECTRUM_SHADES.values() for shade in pair]
    assert all(re.fullmatch("#[0-9a-f]{6}", shade) for shade in shades)
    assert len(set(shades)) == 14


@pytest.mark.parametrize("page", ["light", "dark"])
@pytest.mark.parametrize("eyes", EYES)
def test_no_two_positions_look_alike(page: str, eyes: str) -> None:
    colours = [seen(getattr(pair, page), eyes) for pair in SPECTRUM_SHADES.values()]
    for one, other in itertools.combinations(colours, 2):
        # 2.3 can just be told apart side by side; swatches of a chart want several times that.
        assert sum((a - b) ** 2 for a, b in zip(one, other, strict=True)) ** 0.5 > 12


@pytest.mark.parametrize(("page", "towards_middle"), [("light", 1), ("dark", -1)])
def test_the_order_stays_readable_in_grey(page: str, towards_middle: int) -> None:
    grey = [seen(getattr(pair, page), "full colour")[0] for pair in SPECTRUM_SHADES.values()]
    rising = [towards_middle * (b - a) > 4 for a, b in itertools.pairwise(grey)]
    assert rising == [True] * 3 + [False] * 3
    falling = [towards_middle * (a - b) > 4 for a, b in itertools.pairwise(grey)]
    assert falling == [False] * 3 + [True] * 3


def test_numbers_are_legible_on_every_shade() -> None:
    """By the contrast of WCAG 2.2, from its text."""

    def luminance(colour: str) -> float:
        return sum(p * w for p, w in zip(linear(colour), (0.2126, 0.7152, 0.0722), strict=True))

    for pair in SPECTRUM_SHADES.values():
        for shade in pair:
            low, high = sorted((luminance(ink_on(shade)), luminance(shade)))
            assert (high + 0.05) / (low + 0.05) >= 4.5, shade
