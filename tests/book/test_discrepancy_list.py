"""Every discrepancy is listed once, under its period, the weightiest first."""

from pathlib import Path

import pytest

from hedgelab.data import load_discrepancies, load_events
from tests.book.small_book import Page, built

pytestmark = pytest.mark.slow

GROUPS = ("1991-1993", "1993-2000", "2000-2008", "2008-2018", "general")


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> tuple[Page, str]:
    lists = "".join(f"```{{discrepancies}} {group}\n```\n\n" for group in GROUPS)
    html, warnings = built(tmp_path_factory.mktemp("lists"), {"index": f"# Lists\n\n{lists}"})
    return Page(html), warnings


def test_every_row_of_the_table_stands_once(page: tuple[Page, str]) -> None:
    tables, warnings = page
    assert warnings == ""
    listed = [cells[1] for number in range(len(tables.tables)) for cells in tables.rows(number)]
    rows = load_discrepancies()
    assert len(listed) == len(rows)
    titles = load_events().set_index("event_id")["title"]
    for _, row in rows.iterrows():
        title = titles.get(row["event_id"], "")
        said = f"The article: {row['article_says']}"
        assert any(said in cell and title in cell for cell in listed), row["discrepancy_id"]


def test_contradictions_stand_before_what_is_only_more_precise(page: tuple[Page, str]) -> None:
    order = ("contradict", "No other source", "disagree", "more precise")
    weights = [
        next(weight for weight, word in enumerate(order) if word in caption)
        for caption in page[0].captions
    ]
    # Each period begins anew.
    begins = [n for n, weight in enumerate(weights) if n == 0 or weight <= weights[n - 1]]
    assert len(begins) == len(GROUPS)
    assert weights[0] == 0


def test_captions_count_their_rows(page: tuple[Page, str]) -> None:
    for number, caption in enumerate(page[0].captions):
        assert f"({len(page[0].rows(number))})" in caption


def test_addresses_are_links_that_read_as_a_name(page: tuple[Page, str]) -> None:
    text = " ".join(cell for table in page[0].tables for cells in table for cell in cells)
    assert "http" not in text
    wanted = set(load_discrepancies()["source_url"].dropna())
    wanted |= set(load_discrepancies()["second_url"].dropna())
    wanted |= {"http://budapest.sumgait.info/khojaly/366.htm"}
    assert wanted <= set(page[0].links)


def test_a_period_that_is_none_says_which_there_are(tmp_path: Path) -> None:
    _, warnings = built(tmp_path, {"index": "# X\n\n```{discrepancies} 1999\n```\n"})
    assert "'1999' is no period: write one of 1991-1993" in warnings
    assert "general" in warnings
