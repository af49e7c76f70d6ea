"""Figures that belong to the page: its ink, its font, its colours, and words for who can't see."""

import base64
import re
import subprocess
import sys
import xml.etree.ElementTree as ET

import pandas as pd
import pytest
from matplotlib.figure import Figure

from hedgelab.palette import SPECTRUM_SHADES
from hedgelab.plots import BookFigure, profile_figure, spectrum_figure
from hedgelab.spectrum import POSITIONS

IDS = [place.id for place in POSITIONS]
COUNTS = {
    "1993–2000": pd.Series([0, 8, 7, 1, 2, 4, 0], index=IDS),
    "2000–2008": pd.Series([0, 13, 3, 2, 12, 4, 0], index=IDS),
}
TITLE = "After 2000 the weight moves towards acceptance"


def profiles() -> BookFigure:
    return profile_figure(COUNTS, TITLE, source="Readings: the article's.")


FIGURES = {"spectrum": spectrum_figure, "profile": profiles}


@pytest.fixture(params=FIGURES, scope="module")
def figure(request: pytest.FixtureRequest) -> BookFigure:
    return FIGURES[request.param]()


def drawings(figure: BookFigure) -> list[ET.Element]:
    """Give the SVG elements of a figure's HTML, which has to be well-formed for that."""
    root = ET.fromstring(figure.to_html())
    assert root.tag == "figure"
    assert root.get("class") == "hedgelab-figure"
    return [child for child in root if child.tag == "svg"]


def words(drawing: ET.Element) -> str:
    return " ".join(node.text or "" for node in drawing.iter("text"))


def bars(drawing: ET.Element) -> dict[str, list[tuple[float, float]]]:
    """Give, by position, the width and height of what is filled in its shade."""
    found: dict[str, list[tuple[float, float]]] = {}
    for path in drawing.iter("path"):
        if name := re.search(r"fill: var\(--hl-([a-z-]+),", path.get("style") or ""):
            numbers = [float(n) for n in re.findall(r"-?[0-9.]+", path.get("d") or "")]
            size = [max(part) - min(part) for part in (numbers[::2], numbers[1::2])]
            found.setdefault(name[1], []).append((size[0], size[1]))
    return found


def test_each_drawing_is_an_image_with_words_for_it(figure: BookFigure) -> None:
    wide, narrow = drawings(figure)
    assert [wide.get("class"), narrow.get("class")] == ["hedgelab-wide", "hedgelab-narrow"]
    for drawing in (wide, narrow):
        assert drawing.get("role") == "img"
        assert drawing.get("aria-label") == figure.alt
    # Type is drawn at one size for both: the phone's fits a screen 360 pixels wide.
    assert wide.get("width") == "700"
    assert narrow.get("width") == "340"


def test_text_stays_text_and_nothing_is_matplotlibs(figure: BookFigure) -> None:
    html = figure.to_html()
    for drawing in drawings(figure):
        assert len(list(drawing.iter("text"))) > 10
    for foreign in (" id=", "<defs", "<metadata", "clip-path", "http", "url(", "DejaVu"):
        assert foreign not in html


def test_colours_are_the_pages(figure: BookFigure) -> None:
    shades = {shade.light for shade in SPECTRUM_SHADES.values()}
    for drawing in drawings(figure):
        for node in drawing.iter():
            style = node.get("style") or ""
            assert not style or re.search("currentColor|var\\(--hl-|fill: none$", style)
            # A fixed colour stands only where a page without our style would need one.
            assert set(re.findall("#[0-9a-f]{6}", style)) <= shades
            assert style.count("#") == style.count("var(--hl-")


def test_the_style_carries_both_sets_of_shades(figure: BookFigure) -> None:
    style = "".join(ET.fromstring(figure.to_html()).itertext())
    light, _, dark = style.partition(":is(html[data-theme=dark]")
    for name, shade in SPECTRUM_SHADES.items():
        assert f"--hl-{name}:{shade.light}" in light
        assert f"--hl-{name}:{shade.dark}" in dark


def test_a_notebook_gets_html_a_picture_and_words(figure: BookFigure) -> None:
    bundle = figure._repr_mimebundle_()
    assert set(bundle) == {"text/html", "image/png", "text/plain"}
    assert base64.b64decode(bundle["image/png"]).startswith(b"\x89PNG\r\n")
    assert figure.alt in bundle["text/plain"]


def test_one_drawing_alone_is_shown_at_any_width() -> None:
    upright, level = spectrum_figure(upright=True), spectrum_figure(upright=False)
    assert [drawing.get("class") for drawing in drawings(upright)] == ["hedgelab-only"]
    assert [drawing.get("width") for drawing in drawings(upright)] == ["340"]
    assert [drawing.get("width") for drawing in drawings(level)] == ["700"]


@pytest.mark.parametrize("alt", ["", "  \n"])
def test_a_figure_without_words_for_it_is_refused(alt: str) -> None:
    with pytest.raises(ValueError, match="alt is empty"):
        BookFigure(Figure(), alt=alt)


def test_alt_text_is_escaped() -> None:
    label = ET.fromstring(BookFigure(Figure(), alt='"<b>" & more').to_html())[0].get("aria-label")
    assert label == '"<b>" & more'


# --------------------------------------------------------------- the spectrum


def test_the_spectrum_shows_every_position_side_and_the_bracket() -> None:
    for drawing in drawings(spectrum_figure()):
        shown = words(drawing)
        for place in POSITIONS:
            assert all(word in shown for word in place.name.split())
        assert "Strategic hedging" in shown
        assert all(side in shown for side in ("Rejection", "Neutral", "Acceptance"))
        assert {name: len(tags) for name, tags in bars(drawing).items()} == dict.fromkeys(IDS, 1)


def test_the_spectrums_words_say_what_it_shows() -> None:
    alt = spectrum_figure().alt
    order = [alt.index(f"{place.name.lower()}") for place in POSITIONS[1:6]]
    assert order == sorted(order)
    assert "strategic hedging" in alt


# ---------------------------------------------------------------- the profiles


def test_bars_are_as_long_as_their_counts() -> None:
    for drawing, along in zip(drawings(profiles()), (1, 0), strict=True):
        drawn = bars(drawing)
        assert "balancing" not in drawn
        one = drawn["economic-pragmatism"][0][along]
        for place in IDS[1:6]:
            expected = [counts[place] * one for counts in COUNTS.values()]
            assert [size[along] for size in drawn[place]] == pytest.approx(expected, rel=1e-3)
            assert len({round(size[1 - along], 3) for size in drawn[place]}) == 1


def test_a_profile_figure_says_what_is_counted() -> None:
    for drawing in drawings(profiles()):
        shown = words(drawing)
        assert "Number of acts" in shown
        assert "22 acts" in shown
        assert "34 acts" in shown
        assert "Readings: the article's." in shown
        assert all(place.short in shown for place in POSITIONS)


def test_a_profiles_words_give_its_counts() -> None:
    assert profiles().alt == (
        "After 2000 the weight moves towards acceptance. Number of acts at each position. "
        "1993–2000: Indirect balancing 8, Dominance denial 7, Economic pragmatism 1, "
        "Binding engagement 2, Limited bandwagoning 4. "
        "2000–2008: Indirect balancing 13, Dominance denial 3, Economic pragmatism 2, "
        "Binding engagement 12, Limited bandwagoning 4."
    )
    assert profile_figure(COUNTS, TITLE, alt="Two rows of bars.").alt == "Two rows of bars."


def test_text_with_signs_of_its_own_is_shown_as_it_is() -> None:
    title = "Arms for $1bn & <more>: $2bn_{x}"
    for drawing in drawings(profile_figure(COUNTS, title)):
        assert title in words(drawing)


def test_a_profile_with_nothing_in_it_is_drawn() -> None:
    figure = profile_figure({"You": pd.Series(0, index=IDS)}, "Nothing is placed yet")
    assert figure.alt.endswith("You: none.")
    assert all(bars(drawing) == {} for drawing in drawings(figure))


def test_no_profile_at_all_is_refused() -> None:
    with pytest.raises(ValueError, match="no profile to draw"):
        profile_figure({}, TITLE)


@pytest.mark.slow
def test_pyplot_and_its_state_are_left_alone() -> None:
    code = (
        "import sys, hedgelab.plots as plots; plots.spectrum_figure().to_html(); "
        "sys.exit('matplotlib.pyplot' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0
