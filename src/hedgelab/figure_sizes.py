"""How large a figure and its type are, and how its texts are broken into lines.

Figures of the book, of a notebook and of the class report keep to the same sizes, whatever
draws them.
"""

import textwrap
from collections.abc import Container, Iterable

POINTS = 72
"""Points in an inch."""

WIDE, NARROW = 504.0, 245.0
"""How wide a drawing for a page is, and one for a phone held upright."""

PIXELS = 100 / POINTS
"""Pixels in a point: a page shows the wide drawing 700 pixels wide."""

TITLE, TEXT, NOTE = 12.5, 9.5, 8.0
"""Sizes of type: the title's, the figure's own, and that of the source line."""

TITLE_STEP, UNIT_STEP, NOTE_STEP = 16.0, 12.5, 11.0
"""From one line of a title, of what is counted, or of a source line, to the next."""

Point = tuple[float, float]

_CHARACTERS = {WIDE: (66, 104), NARROW: (34, 52)}
"""How many characters of a title and of a source line fit, in the widest font of a page."""


def room_for(labels: Iterable[str], bold: Container[str] = ()) -> float:
    """Give the points that the longest label can take, in the widest font of a page."""
    return max(len(label) * (6.9 if label in bold else 6.0) for label in labels)


def title_lines(text: str, width: float) -> list[str]:
    """Break a title into lines that fit a sheet."""
    return textwrap.wrap(text, _CHARACTERS[width][0])


def unit_lines(text: str, width: float) -> list[str]:
    """Break what is counted into lines that fit a sheet."""
    return textwrap.wrap(text, _CHARACTERS[width][0] * 5 // 4)


def source_lines(text: str, width: float) -> list[str]:
    """Break a source line into lines that fit a sheet."""
    return textwrap.wrap(text, _CHARACTERS[width][1])
