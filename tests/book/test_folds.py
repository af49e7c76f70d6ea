"""What the authors found is folded until its reader has checked a card, in a page built for it."""

import json
from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from hedgelab.practice import practice_state
from tests.book.small_book import built

pytestmark = pytest.mark.slow

PAGE = """\
# Chapter

To the [end](#in-short).

(board)=
## Sort

```{event-table} 1993-2000
:boards: deeds-1993-2000
:folded:
```

## Found

```{verdict} deeds-1993-2000
```

The verdict, with a [link](#board).

And more of it.

(in-short)=
## Short

```{verdict} deeds-1993-2000
In *brief*.
```

Cite it so.
"""


@pytest.fixture(scope="module")
def soup(tmp_path_factory: pytest.TempPathFactory) -> BeautifulSoup:
    html, warnings = built(tmp_path_factory.mktemp("folds"), {"index": PAGE})
    assert warnings == ""
    return BeautifulSoup(html, "html.parser")


def test_a_verdict_folds_the_rest_of_its_section_or_what_it_holds(soup: BeautifulSoup) -> None:
    rest, held = soup.select("details.hedgelab-fold[id]")
    assert [p.get_text() for p in rest("p")] == ["The verdict, with a link.", "And more of it."]
    assert [p.get_text() for p in held("p")] == ["In brief."]
    for fold, section in ((rest, "#found"), (held, "#short")):
        assert fold in soup.select(f"{section} details")


def test_a_label_behind_a_fold_still_names_the_next_section(soup: BeautifulSoup) -> None:
    assert soup.select_one("section #in-short, section#in-short") is not None


def test_without_a_script_a_verdict_is_open_and_the_acts_are_closed(soup: BeautifulSoup) -> None:
    acts, *verdicts = soup.select("details.hedgelab-fold")
    assert acts.find("table", class_="event-table") is not None
    assert not acts.has_attr("open")
    assert all(verdict.has_attr("open") for verdict in verdicts)


def test_its_script_knows_the_fold_and_the_acts_of_the_board(soup: BeautifulSoup) -> None:
    acts = [event["event_id"] for event in practice_state("deeds-1993-2000")["sheet"]["events"]]
    widgets = soup.select('.hedgelab-widget[data-module="verdict"][data-reads="act:"]')
    states = [json.loads(widget.select_one(".hedgelab-state").text) for widget in widgets]  # type: ignore[union-attr]
    assert [state["fold"] for state in states] == [
        fold["id"] for fold in soup.select("details.hedgelab-fold[id]")
    ]
    assert all(state["events"] == acts for state in states)
    assert {state["board"] for state in states} == {"board-deeds-1993-2000"}


def test_what_a_board_of_the_page_tells_is_marked_in_the_table(soup: BeautifulSoup) -> None:
    rows = soup.select("table.event-table tbody tr")
    assert len(rows) == 27
    assert all("on-a-board" in row["class"] and row.select_one(".act-told") for row in rows)


@pytest.mark.parametrize(
    "text", ["```{verdict} deeds-1993\n```", "```{event-table} 1993-2000\n:boards: deeds-1993\n```"]
)
def test_a_board_that_is_none_is_named(tmp_path: Path, text: str) -> None:
    _, warnings = built(tmp_path, {"index": f"# Chapter\n\n{text}\n"})
    assert "the book has no board 'deeds-1993': did you mean" in warnings
