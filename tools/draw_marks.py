"""Draw the book's favicon and its social card, from the palette.

Run it after a change of colours: ``python tools/draw_marks.py``.  What it draws
is kept in ``book/images``, since a browser asks for it before any page is built.
"""

import io
from pathlib import Path

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure
from matplotlib.patches import Rectangle

from hedgelab.palette import SPECTRUM_SHADES
from hedgelab.spectrum import POSITIONS
from hedgelab.whole_files import write_changed

IMAGES = Path(__file__).parents[1] / "book" / "images"

# A small profile: rejection and acceptance in balance, the pure forms low.
HEIGHTS = (3, 6, 8, 5, 8, 6, 3)

PAPER, INK, QUIET = "#fdfcfa", "#22262a", "#5a6066"


def favicon() -> str:
    """Give the mark as SVG: seven bars on a square of 32 units."""
    bars = "".join(
        f'<rect x="{2 + 4 * number}" y="{27 - 2.75 * height}" width="4" '
        f'height="{2.75 * height}" fill="{SPECTRUM_SHADES[position.id].light}"/>'
        for number, (position, height) in enumerate(zip(POSITIONS, HEIGHTS, strict=True))
    )
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{bars}</svg>\n'


def social_card() -> Figure:
    """Give the card that other sites show beside a link: 1200 by 630 pixels."""
    figure = Figure(figsize=(12, 6.3), dpi=100, facecolor=PAPER)
    axes = figure.add_axes((0, 0, 1, 1), xlim=(0, 1200), ylim=(0, 630))
    axes.set_axis_off()
    axes.text(90, 500, "Hedging Lab", size=54, weight="bold", color=INK, family="serif")
    line = "Place acts of foreign policy between rejecting and accepting a great power"
    axes.text(92, 440, line, size=21, color=QUIET, family="sans-serif")
    for number, (position, height) in enumerate(zip(POSITIONS, HEIGHTS, strict=True)):
        left = 92 + number * 146
        shade = SPECTRUM_SHADES[position.id].light
        axes.add_patch(Rectangle((left, 120), 140, 30 * height, facecolor=shade))
        axes.text(left + 70, 92, position.short, size=15, color=INK, ha="center")
    return figure


def main() -> None:
    """Write both to ``book/images``."""
    write_changed(IMAGES / "favicon.svg", favicon())
    card = io.BytesIO()
    FigureCanvasAgg(social_card()).print_png(card)
    write_changed(IMAGES / "social-card.png", card.getvalue())


if __name__ == "__main__":
    main()
