"""A drawing as part of a page: its ink, its shades and its font are the page's."""

import base64
import html
import io
import re
from collections.abc import Callable

import matplotlib as mpl
from matplotlib.figure import Figure

from hedgelab.figure_sizes import PIXELS, POINTS
from hedgelab.palette import SPECTRUM_SHADES
from hedgelab.plots.drawing import INK, QUIET, RULE

FONTS = (
    "system-ui, -apple-system, 'Segoe UI', Roboto, 'Noto Sans', 'Liberation Sans', "
    "Arial, sans-serif"
)
"""What a page sets the figures' text in."""

_DARK = ":is(html[data-theme=dark],[data-jp-theme-light=false],.vscode-dark)"


def _shades_css(where: str, shade: int) -> str:
    shades = (f"--hl-{name}:{pair[shade]}" for name, pair in SPECTRUM_SHADES.items())
    return f"{where}.hedgelab-figure{{{';'.join(shades)}}}"


# Each figure brings its style along, for a notebook has no style sheet of the book's.
_STYLE = (
    ".hedgelab-figure{container-type:inline-size;margin:1.5em 0}"
    ".hedgelab-figure svg{max-width:100%;height:auto;overflow:visible;fill:currentColor;"
    f"font-family:{FONTS}}}"
    ".hedgelab-figure .hedgelab-narrow{display:none}"
    "@container (max-width:34rem){.hedgelab-figure .hedgelab-wide{display:none}"
    ".hedgelab-figure .hedgelab-narrow{display:inline}}"
    + _shades_css("", 0)
    + f"@media screen{{{_shades_css(_DARK + ' ', 1)}}}"
)

_PAGE_COLOURS = {
    **{shade.light: f"var(--hl-{name}, {shade.light})" for name, shade in SPECTRUM_SHADES.items()},
    # A share of the page's ink, so that it is fainter in light and in dark.
    INK: "currentColor",
    QUIET: "color-mix(in srgb, currentColor 78%, transparent)",
    RULE: "color-mix(in srgb, currentColor 40%, transparent)",
}


class BookFigure:
    """A figure that a page, a notebook and a printed book each show in their own way.

    Parameters
    ----------
    wide : Figure
        The drawing for a page.
    narrow : Figure, optional
        The drawing for a phone; without one the wide one shrinks.
    alt : str
        What the figure shows, for readers who do not see it.
    title : str
        What it finds, where a sentence says it.
    """

    def __init__(
        self, wide: Figure, narrow: Figure | None = None, *, alt: str, title: str = ""
    ) -> None:
        if not alt.strip():
            raise ValueError("alt is empty: say in a sentence or two what the figure shows")
        self.wide = wide
        self.narrow = narrow
        self.alt = alt
        self.title = title

    @classmethod
    def drawn(
        cls,
        wide: Callable[[], Figure],
        narrow: Callable[[], Figure],
        *,
        alt: str,
        upright: bool | None,
        title: str = "",
    ) -> "BookFigure":
        """Draw both, or only the upright one (True), or only the wide one (False)."""
        if upright is None:
            return cls(wide(), narrow(), alt=alt, title=title)
        return cls(narrow() if upright else wide(), alt=alt, title=title)

    def __repr__(self) -> str:
        return f"<BookFigure: {self.alt}>"

    def to_html(self) -> str:
        """Give the figure as an HTML element that follows the page's width and colours."""
        style = f"<style>{_STYLE}</style>"
        if self.narrow is None:
            drawings = _svg(self.wide, "only", self.alt, style)
        else:
            drawings = _svg(self.wide, "wide", self.alt, style)
            drawings += _svg(self.narrow, "narrow", self.alt, "")
        return f'<figure class="hedgelab-figure">{drawings}</figure>'

    def to_png(self) -> bytes:
        """Give the wide drawing as a picture on white, for print."""
        buffer = io.BytesIO()
        self.wide.savefig(buffer, format="png", dpi=200, facecolor="white", bbox_inches="tight")
        return buffer.getvalue()

    def _repr_mimebundle_(self, **_: object) -> dict[str, str]:
        return {
            "text/html": self.to_html(),
            "image/png": base64.b64encode(self.to_png()).decode("ascii"),
            "text/plain": repr(self),
        }


def _svg(figure: Figure, name: str, alt: str, style: str) -> str:
    """Give a drawing as an SVG element with the page's ink, shades and font."""
    buffer = io.StringIO()
    with mpl.rc_context({"svg.fonttype": "none"}):
        figure.savefig(buffer, format="svg", transparent=True)
    # What matplotlib puts first (a date, a rule for every element of the page) and
    # its ids, which would clash with the next figure's, are of no use here.
    drawn = buffer.getvalue().partition("</defs>")[2].rpartition("</svg>")[0]
    drawn = re.sub(r"<[^>]*>", _for_page, re.sub(r"\s+", " ", drawn))
    width, height = (round(inches * POINTS, 1) for inches in figure.get_size_inches())
    return (
        f'<svg class="hedgelab-{name}" viewBox="0 0 {width:g} {height:g}" '
        f'width="{width * PIXELS:.0f}" height="{height * PIXELS:.0f}" '
        f'role="img" aria-label="{html.escape(alt)}">{style}{drawn}</svg>'
    )


def _for_page(tag: re.Match[str]) -> str:
    """Take from one tag what is matplotlib's own, and give it the page's colours."""
    bare = re.sub(r' id="[^"]*"| transform="rotate\(-0 [^"]*"| font-family: [^;]*;', "", tag[0])
    return re.sub(r"#[0-9a-f]{6}", lambda found: _PAGE_COLOURS.get(found[0], found[0]), bare)
