"""Claims stand under their verdict, with what was found and what it rests on."""

from pathlib import Path

import pytest

from hedgelab.data import load_claims, load_events, load_sources
from tests.book.small_book import Page, built

pytestmark = pytest.mark.slow

VERDICTS = ("supported", "mixed", "not-supported", "untested")


@pytest.fixture(scope="module")
def html(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str]:
    tables = "".join(f"```{{claims-table}} {verdict}\n```\n\n" for verdict in VERDICTS)
    text = f"# Claims\n\n{tables}```{{claims-sources}}\n```\n"
    return built(tmp_path_factory.mktemp("claims"), {"index": text})


@pytest.fixture(scope="module")
def page(html: tuple[str, str]) -> Page:
    return Page(html[0])


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_verdict_lists_its_claims_in_the_order_of_the_table(page: Page, verdict: str) -> None:
    claims = load_claims()
    ours = claims.loc[claims["verdict"] == verdict, "claim"].tolist()
    told = [told.strip().split("\n")[0] for _, told, _ in page.rows(VERDICTS.index(verdict))]
    assert told == ours


def test_each_claim_has_its_finding_its_acts_and_a_place_to_link_to(page: Page) -> None:
    titles = load_events().set_index("event_id")["title"]
    cells = {
        told.strip().split("\n")[0]: told
        for number in range(len(VERDICTS))
        for _, told, _ in page.rows(number)
    }
    for _, claim in load_claims().iterrows():
        told = cells[claim["claim"]]
        assert claim["finding"] in told
        assert all(titles[event] in told for event in claim["events"])
        assert f"claim-{claim['claim_id']}" in page.ids


def test_a_finding_with_figures_leads_to_the_lab_that_computes_them(page: Page) -> None:
    claims = load_claims()
    computed = claims[claims["cell"].notna()]
    links = [link for link in page.links if "notebooks/" in link]
    assert len(links) == len(computed) > 10
    assert "notebooks/arms.html#who-delivered-what-and-when" in links
    told = "".join(told for number in range(4) for _, told, _ in page.rows(number))
    assert "Computed in the lab Arms, under Who delivered what, and when." in told


def test_every_source_is_cited_or_named(html: tuple[str, str], page: Page) -> None:
    assert html[1] == ""
    inside = [link.removeprefix("#") for link in page.links if link.startswith("#")]
    assert inside
    assert set(inside) <= page.ids
    assert all(sources.strip() for number in range(4) for *_, sources in page.rows(number))


def test_each_data_set_in_use_is_described_once_with_its_terms(html: tuple[str, str]) -> None:
    listing = html[0][html[0].index("<dl") :]
    sources = load_sources().set_index("source_id")
    used = {name for names in load_claims()["sources"] for name in names} & set(sources.index)
    assert "SIPRI_AT_2026" in used
    assert listing.count("<dt>") == len(used)
    assert listing.count("Licence: ") == len(used)
    assert "*" not in listing[: listing.index("</dl>")]


def test_a_verdict_that_is_none_says_which_there_are(tmp_path: Path) -> None:
    _, warnings = built(tmp_path, {"index": "# X\n\n```{claims-table} true\n```\n"})
    assert "'true' is no verdict: write one of supported, mixed" in warnings
