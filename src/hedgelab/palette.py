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
