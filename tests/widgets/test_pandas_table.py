"""What a page makes of the tables that pandas writes."""

from typing import Any

import pandas as pd
import pytest
from bs4 import BeautifulSoup, Tag

from hedgelab.widgets.pandas_table import readable, table_html


def cells(markup: str) -> list[list[tuple[str, str, str]]]:
    """Give tag, scope and text of each cell, row by row."""
    page = BeautifulSoup(markup, "html.parser")
    return [
        [
            (cell.name, str(cell.get("scope", "")), cell.get_text())
            for cell in row.find_all(["th", "td"])
        ]
        for row in page.find_all("tr")
    ]


def marked(markup: str) -> list[str]:
    """Give the headers of the columns that are marked as numbers."""
    head = BeautifulSoup(markup, "html.parser").find("thead")
    assert isinstance(head, Tag)
    return [cell.get_text() for cell in head.find_all(class_="is-number")]


TRADE = pd.DataFrame(
    {"Partner": ["Russia", "Turkey"], "Share": [12.8, None], "Told": ["34%", "−1,204"]},
    index=pd.Index([2000, 2008], name="Year"),
)
SHOWN: Any = TRADE  # with what a notebook calls, of which the types of pandas say nothing


@pytest.mark.parametrize("markup", [TRADE.to_html(), SHOWN._repr_html_()])
def test_headers_are_named_and_have_their_scope(markup: str) -> None:
    head, first, _ = cells(readable(markup))
    assert head == [("th", "col", name) for name in ("Year", "Partner", "Share", "Told")]
    assert first[:2] == [("th", "row", "2000"), ("td", "", "Russia")]
    assert marked(readable(markup)) == ["Year", "Share", "Told"]
    assert "style" not in readable(markup)


def test_a_corner_without_a_name_is_no_header() -> None:
    head, _, _ = cells(readable(TRADE.rename_axis(None).to_html()))
    assert head[0] == ("td", "", "")


def test_a_name_of_the_columns_gives_way_to_that_of_the_index() -> None:
    assert cells(readable(TRADE.rename_axis(columns="What").to_html()))[0][0][2] == "Year"


def test_an_index_that_only_counts_is_left_out() -> None:
    plain = TRADE.reset_index(drop=True)
    assert cells(table_html(plain))[0][0] == ("th", "col", "Partner")
    assert cells(table_html(plain.rename_axis("Place")))[0][0] == ("th", "col", "Place")


def test_texts_stay_text() -> None:
    table = pd.DataFrame({"<b>": ["</td><script>alert(1)</script>"]})
    assert cells(table_html(table)) == [
        [("th", "col", "<b>")],
        [("td", "", "</td><script>alert(1)</script>")],
    ]


def test_a_table_without_rows_keeps_its_head() -> None:
    assert cells(table_html(TRADE.iloc[:0]))[0][1:] == [
        ("th", "col", name) for name in ("Partner", "Share", "Told")
    ]


def test_headers_that_span_columns_are_refused() -> None:
    wide = pd.DataFrame([[1, 2]], columns=pd.MultiIndex.from_tuples([("a", "b"), ("a", "c")]))
    with pytest.raises(ValueError, match="spans several: show it with one level of headers"):
        table_html(wide)
