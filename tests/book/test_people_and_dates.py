"""Who governed, and the chosen dates of each period with the chapter that tells them."""

from pathlib import Path

import pytest

from hedgelab.data import load_leaders, load_periods
from tests.book.small_book import Page, built

pytestmark = pytest.mark.slow

STUBS = {
    name: f"# {name}\n"
    for name in (
        *("disagreements", "introduction", "deeds-1993-2000"),
        *("deeds-2000-2008", "deeds-since-2008", "what-came-after", "where-it-ends"),
    )
}


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    text = (
        "# People\n\n```{leaders} Azerbaijan\n```\n\n```{leaders} Russia\n```\n\n"
        "```{key-dates} 1993-2000\nkfor-platoon-1999\nguam-1997\nlukoil-share-1994\n```\n"
    )
    return built(tmp_path_factory.mktemp("people"), {"people": text, **STUBS})


@pytest.fixture(scope="module")
def page(html: tuple[str, str]) -> Page:
    return Page(html[0])


@pytest.mark.parametrize(("number", "country"), [(0, "Azerbaijan"), (1, "Russia")])
def test_a_country_has_its_leaders_in_order(page: Page, number: int, country: str) -> None:
    leaders = load_leaders()
    names = leaders.loc[leaders["country"] == country, "name"].tolist()
    rows = page.rows(number)
    assert [who.strip().split("\n")[0] for _, who, _ in rows] == names
    assert rows[-1][0].strip().startswith("since ")
    assert all(source.strip() for *_, source in rows)


def test_the_names_of_rows_are_not_shown(page: Page) -> None:
    assert load_leaders()["note"].str.contains("discrepancy ").any()
    assert not any("discrepancy " in who for _, who, _ in page.rows(0))


def test_chosen_dates_stand_in_order_with_the_chapter_that_tells_them(
    html: tuple[str, str], page: Page
) -> None:
    assert html[1] == ""
    dates = [(when.strip(), chapter.strip()) for when, _, chapter in page.rows(2)]
    assert dates == [
        ("20 September 1994", "Deeds, 1993–2000"),
        ("10 October 1997", "Where the spectrum ends"),
        ("September 1999", "Deeds, 1993–2000"),
    ]


def test_a_period_says_what_it_opens_with(html: tuple[str, str]) -> None:
    opens_with = load_periods().set_index("period")["opens_with"]["1993-2000"]
    assert opens_with in html[0]


@pytest.mark.parametrize(
    ("directive", "told"),
    [
        ("```{leaders} Georgia\n```", "leaders.csv has nobody of 'Georgia': write Azerbaijan or"),
        ("```{key-dates} 1999\nguam-1997\n```", "'1999' is no period: write one of 1991-1993"),
        ("```{key-dates} 2000-2008\nguam-1997\n```", "events.csv has no guam-1997 under 2000-2008"),
    ],
)
def test_what_is_not_in_the_tables_is_named(tmp_path: Path, directive: str, told: str) -> None:
    _, warnings = built(tmp_path, {"people": f"# X\n\n{directive}\n", **STUBS})
    assert told in warnings
