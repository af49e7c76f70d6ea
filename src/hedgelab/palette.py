"""The one set of colours that figures, boards and reports share.

Teal for rejection, a warm neutral, ochre for acceptance: the order stays
readable for colour-blind eyes and in grey, and recalls no country's flag.
"""

from typing import NamedTuple

from hedgelab.spectrum import POSITIONS


class Shade(NamedTuple):
    """A colour on light paper, and the one that stands for it on a dark page."""

    light: str
    dark: str


_SHADES = (
    Shade("#0b5f66", "#6fd0cd"),
    Shade("#3a8a8c", "#45a3a3"),
    Shade("#86b9b5", "#2f7677"),
    Shade("#d9cfbf", "#625c52"),
    Shade("#dbb368", "#8d6c34"),
    Shade("#b9832f", "#bd8d3d"),
    Shade("#7d5210", "#e6ba62"),
)

SPECTRUM_SHADES: dict[str, Shade] = {
    position.id: shade for position, shade in zip(POSITIONS, _SHADES, strict=True)
}
"""For each position its shade; the ends stand out most, the middle least."""

_DARK_INK, _LIGHT_INK = "#141414", "#ffffff"
_KINK = 0.04045  # below it, sRGB is linear


def ink_on(colour: str) -> str:
    """Give whichever of near-black and white is easier to read on a colour.

    The contrast is that of WCAG 2.2: the ratio of the two relative luminances, 0.05 added
    to each.

    Examples
    --------
    >>> ink_on("#0b5f66"), ink_on("#d9cfbf")
    ('#ffffff', '#141414')
    """
    luminance = _luminance(colour) + 0.05
    lighter, darker = _luminance(_LIGHT_INK) + 0.05, _luminance(_DARK_INK) + 0.05
    return _LIGHT_INK if lighter / luminance > luminance / darker else _DARK_INK


def _luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= _KINK else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
