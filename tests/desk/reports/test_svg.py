"""Drawings for the desk's pages: where marks stand, and that texts stay texts."""

import pytest
from bs4 import BeautifulSoup, Tag

from hedgelab.desk.reports.svg import Figure, Sheet
from hedgelab.figure_sizes import NARROW, WIDE
from tests.markup import attribute, by_id, one

TITLE = "A class of thirty needs a title that is too long for a phone <and> says so"


@pytest.fixture(scope="module")
def figure() -> Tag:
    def draw(width: float, heads: list[str]) -> Sheet:
        sheet = Sheet(width, 100)
        sheet.title(heads)
        sheet.line((0, 90), (width, 90), colour="quiet", width=2, dashed=True)
        sheet.block((10, 20), (5.5, 70))
        sheet.area([(1, 2), (3, 2), (2, 1 / 3)], colour="ink", opacity=0.25)
        sheet.text(12, 18, "<b>7</b>", size=8.5, ha="center")
        return sheet

    page = Figure.drawn("made-up", TITLE, "Seven & no more.", draw).to_html()
    found = BeautifulSoup(page, "html.parser").figure
    assert found is not None
    return found


def test_each_width_has_a_drawing_that_can_be_heard(figure: Tag) -> None:
    wide, narrow = figure.find_all("svg")
    assert [svg["viewbox"] for svg in (wide, narrow)] == [f"0 0 {WIDE} 100", f"0 0 {NARROW} 100"]
    # 72 points are an inch, and an inch of a page has 100 pixels here.
    assert (wide["width"], wide["height"]) == ("700", "139")
    for svg in (wide, narrow):
        assert svg["role"] == "img"
        assert by_id(figure, attribute(svg, "aria-labelledby")).text == TITLE
        assert by_id(figure, attribute(svg, "aria-describedby")).text == "Seven & no more."
    ids = [tag["id"] for tag in figure.find_all(id=True)]
    assert len(ids) == len(set(ids)) == 4


def test_the_title_is_broken_to_the_width(figure: Tag) -> None:
    lines = [[text.text for text in svg.select("text.bold")] for svg in figure.find_all("svg")]
    assert [" ".join(one) for one in lines] == [TITLE, TITLE]
    assert [len(one) for one in lines] == [2, 3]


def test_marks_stand_where_they_were_put_and_lines_over_areas(figure: Tag) -> None:
    paths = one(figure, "svg").find_all("path")
    assert [(path["class"], path["d"]) for path in paths] == [
        (["rule"], "M10 20L15.5 20L15.5 90L10 90Z"),
        (["ink"], "M1 2L3 2L2 0.33Z"),
        (["line", "quiet", "dashed"], "M0 90L504 90"),
    ]
    assert [path.get("opacity") for path in paths] == [None, "0.25", None]
    assert [path.get("stroke-width") for path in paths] == [None, None, "2"]


def test_texts_are_shown_as_they_are(figure: Tag) -> None:
    said = one(figure, "svg").find_all("text")[-1]
    assert said.text == "<b>7</b>"
    assert {name: said[name] for name in ("x", "y", "font-size", "text-anchor")} == {
        **{"x": "12", "y": "18", "font-size": "8.5", "text-anchor": "middle"}
    }
    assert figure.find("b") is None
