"""What the article does not tell is listed apart, with the pages that report it."""

from pathlib import Path

import pytest

from hedgelab.data import load_events
from tests.book.small_book import Page, built

pytestmark = pytest.mark.slow

EARLIER = "1991-1993 1993-2000 2000-2008 2008-2018"


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> tuple[Page, str]:
    text = (
        "# Beyond\n\n```{event-table} after-2018\n```\n\n"
        f"```{{event-table}} {EARLIER}\n:beyond:\n```\n\n"
        "```{event-table} 1991-1993 1993-2000\n```\n"
    )
    html, warnings = built(tmp_path_factory.mktemp("beyond"), {"index": text})
    return Page(html), warnings


def titles(rows: list[list[str]]) -> list[str]:
    return [happened.strip().split("\n")[0] for _, happened, _ in rows]


def test_the_years_after_the_article_are_listed_whole(page: tuple[Page, str]) -> None:
    events = load_events()
    after = events.loc[events["period"] == "after-2018", "title"]
    assert sorted(titles(page[0].rows(0))) == sorted(after)


def test_the_option_lists_what_the_article_leaves_out_of_several_periods(
    page: tuple[Page, str],
) -> None:
    events = load_events()
    left_out = events[events["period"].isin(EARLIER.split()) & ~events["locator"].map(bool)]
    assert len(left_out) > 1
    listed = titles(page[0].rows(1))
    assert sorted(listed) == sorted(left_out["title"])
    starts = left_out.set_index("title")["start"][listed]
    assert starts.is_monotonic_increasing


def test_several_periods_without_the_option_list_what_the_article_tells(
    page: tuple[Page, str],
) -> None:
    events = load_events()
    told = events[events["period"].isin(["1991-1993", "1993-2000"]) & events["locator"].map(bool)]
    assert sorted(titles(page[0].rows(2))) == sorted(told["title"])


def test_the_pages_that_report_an_act_are_cited_and_no_paragraph_is_named(
    page: tuple[Page, str],
) -> None:
    tables, warnings = page
    assert warnings == ""
    for number in (0, 1):
        for _, _, sources in tables.rows(number):
            assert sources.count("[") >= 2, sources
            assert "paragraph" not in sources
    inside = [link.removeprefix("#") for link in tables.links if link.startswith("#")]
    assert inside
    assert set(inside) <= tables.ids


def test_captions_and_heads_say_which_list_it_is(page: tuple[Page, str]) -> None:
    beyond, left_out, told = (caption.rstrip("¶ \n") for caption in page[0].captions)
    assert beyond == "42 acts beyond the article, in order of date."
    assert left_out == "18 acts beyond the article, in order of date."
    assert told.endswith("acts of 1991–1993 and 1993–2000, in order of date.")
    assert page[0].heads[2::3] == ["Sources", "Sources", "Where told"]


def test_every_period_named_is_checked(tmp_path: Path) -> None:
    _, warnings = built(tmp_path, {"index": "# X\n\n```{event-table} 1993-2000 2000-2009\n```\n"})
    assert "'2000-2009' is no period" in warnings
