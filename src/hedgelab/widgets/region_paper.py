"""The map on paper: the SVG that stands for the RegionMap where no script draws it.

It looks as the folder ``region_map`` has it look, and both use its style sheet.
"""

import html
from collections.abc import Iterable, Sequence

from hedgelab.widgets.region_geometry import Json

SIDES: dict[str, tuple[float, float, str]] = {
    "e": (8, 4, "start"),
    "w": (-8, 4, "end"),
    "ne": (6, -5, "start"),
    "nw": (-6, -5, "end"),
    "se": (6, 12, "start"),
    "sw": (-6, 12, "end"),
    "n": (0, -8, "middle"),
    "s": (0, 17, "middle"),
    "c": (0, 4, "middle"),
}
"""Where a name stands, seen from its mark, in pixels, and how it is aligned; the best first."""

ARROW = "M-1 0l-9 -4v8z"
"""The arrow where a pipeline leaves the frame, for one that leaves to the right."""

KEY: tuple[Json, ...] = (
    {"kind": "hm-line hm-oil", "is_area": False, "text": "Oil"},
    {"kind": "hm-line hm-gas", "is_area": False, "text": "Gas"},
    {"kind": "hm-border", "is_area": False, "text": "Border"},
    {"kind": "hm-contact-line", "is_area": False, "text": "Line of contact, 1994–2020"},
    {"kind": "hm-disputed-line", "is_area": True, "text": "Disputed area"},
)
"""What each kind of line means, and the hatched areas."""

_PIXEL = 1.35  # units to a pixel on paper, where the drawing is some 740 pixels wide


def drawn_map(
    title: str,
    size: Sequence[float],
    *,
    shapes: Iterable[Json],
    pipelines: Sequence[Json],
    places: Iterable[Json],
    hatch: str,
) -> str:
    """Give the whole region as one picture.

    Parameters
    ----------
    title : str
        What the map is called; plain text.
    size : sequence of float
        Width and height, in units of the drawing.
    shapes, pipelines, places : iterable of dict
        As `RegionMap` has them; of the places, the small ones are left out.
    hatch : str
        The name of the pattern for disputed areas, which no other drawing in the page may have.
    """
    width, height = size
    areas = "".join(
        f'<path class="hm-{shape["kind"]}" d="{shape["d"]}"{_fill(shape, hatch)}/>'
        for shape in shapes
    )
    lines = "".join(
        f'<path class="hm-line hm-{pipeline["commodity"]}" d="{pipeline["d"]}"/>'
        for pipeline in pipelines
    )
    labels = "".join(map(_line_label, pipelines))
    arrows = "".join(_exit(exit_) for p in pipelines for exit_ in p["exits"]["region"])
    marks = "".join(
        _mark_svg(mark)
        for mark in places
        if mark["rank"] < 3  # noqa: PLR2004
    )
    return (
        f'<svg viewBox="0 0 {width:g} {height:g}" role="img" '
        f'aria-label="Map. {html.escape(title)}. The tables below list what it shows.">'
        f"{_hatching(hatch)}"
        f'<rect class="hm-water" width="{width:g}" height="{height:g}"/>'
        f"{areas}{lines}{labels}{arrows}{marks}</svg>"
    )


def drawn_key(hatch: str) -> str:
    """Give what the lines and the hatching of that picture mean.

    Parameters
    ----------
    hatch : str
        The pattern that the picture brings with it.
    """
    swatches = (
        '<span><svg class="hm-swatch" viewBox="0 0 28 10" aria-hidden="true">'
        f"{_swatch(meaning, hatch)}</svg>{meaning['text']}</span>"
        for meaning in KEY
    )
    return f'<p class="hm-key">{"".join(swatches)}</p>'


def _swatch(meaning: Json, hatch: str) -> str:
    kind = meaning["kind"]
    if meaning["is_area"]:
        box = 'x="0.5" y="0.5" width="27" height="9"'
        return f'<rect class="{kind}" {box} fill="url(#{hatch})"/>'
    return f'<path class="{kind}" d="M0 5h28"/>'


def _mark_svg(mark: Json) -> str:
    x, y, anchor = SIDES[mark["side"]]
    shape = f'<path d="{mark["mark"]}"/>' if mark["mark"] else ""
    aside = f'<tspan x="{x}" dy="12">disputed</tspan>' if mark["kind"] == "disputed" else ""
    return (
        f'<g class="hm-place hm-{mark["kind"]}" '
        f'transform="translate({mark["x"]:g} {mark["y"]:g}) scale({_PIXEL})">{shape}'
        f'<text x="{x}" y="{y}" text-anchor="{anchor}">{html.escape(mark["name"])}{aside}</text>'
        "</g>"
    )


def _line_label(pipeline: Json) -> str:
    if not (label := pipeline["labels"]["region"]):
        return ""
    down = round(12 + label["off"] / _PIXEL, 1) if label["off"] else -6
    return (
        f'<g class="hm-line-name hm-{pipeline["commodity"]}" transform="translate({label["x"]:g} '
        f'{label["y"]:g}) scale({_PIXEL}) rotate({label["angle"]:g})">'
        f'<text y="{down}" text-anchor="middle">{html.escape(pipeline["short"])}</text></g>'
    )


def _exit(exit_: Json) -> str:
    at = f"translate({exit_['x']:g} {exit_['y']:g}) scale({_PIXEL})"
    x, y, anchor = exit_["text"]
    return (
        f'<g class="hm-exit" transform="{at}">'
        f'<path d="{ARROW}" transform="rotate({exit_["angle"]:g})"/>'
        f'<text x="{x}" y="{y}" text-anchor="{anchor}">to {html.escape(exit_["name"])}</text></g>'
    )


def _hatching(name: str) -> str:
    return (
        f'<defs><pattern id="{name}" width="5" height="5" patternUnits="userSpaceOnUse" '
        f'patternTransform="rotate(45) scale({_PIXEL})"><path class="hm-hatch" d="M0 2.5h5"/>'
        "</pattern></defs>"
    )


def _fill(shape: Json, hatch: str) -> str:
    return f' fill="url(#{hatch})"' if shape["kind"] == "disputed-area" else ""
