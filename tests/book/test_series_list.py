"""The codebook says of each annual series what it measures, from whom and on what terms."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup

from hedgelab.data import load_series, load_sources, load_table
from tests.book.small_book import built
from tests.markup import following, one

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def items(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Give what the list says, by the id of the series."""
    folder: Path = tmp_path_factory.mktemp("series")
    html, warnings = built(folder, {"index": "# Series\n\n```{series-list}\n```\n"})
    assert warnings == ""
    page = BeautifulSoup(html, "html.parser")
    return {
        one(term, "code").get_text(): following(term, "dd").get_text(" ")
        for term in one(page, "dl").find_all("dt", recursive=False)
    }


def test_every_series_is_defined_in_the_order_of_the_table(items: dict[str, str]) -> None:
    assert list(items) == load_table("series")["series"].tolist()
    assert "Services are included, trade inside the country is not." in items["trade_share"]


def test_every_source_of_a_series_stands_with_its_licence(items: dict[str, str]) -> None:
    licences = load_sources().set_index("source_id")["licence"]
    for _, series in load_table("series").iterrows():
        figures = load_series(series["table"])
        used = set(figures.loc[figures["series"] == series["series"], "source"])
        told = " ".join(items[series["series"]].split())
        for source in used:
            assert source in told
            assert licences[source].split("'")[0] in told
        others = set(licences.index) - used - {"ITPDE", "ITPDE_NOM"}
        assert not [other for other in others if f"{other} :" in told]
