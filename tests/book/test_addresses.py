"""Links that need an address: there where it is set, and nowhere else."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import parse_qs, urlsplit
from xml.etree import ElementTree as ET

import pytest
import yaml
from bs4 import BeautifulSoup

from hedgelab.book.addresses import Addresses
from tests.book.small_book import built

CHECKOUT = Path(__file__).parents[2]
CONFIG = yaml.safe_load((CHECKOUT / "_config.yml").read_text(encoding="utf-8"))
HUB = "https://hub.example.edu"
GITHUB = Addresses(
    book="https://lab.example/book/",
    repository="https://github.com/org/hedging-lab",
    binder="https://mybinder.org",
    colab="https://colab.research.google.com",
    jupyterhub=HUB,
)
LAB = "notebooks/arms.ipynb"
PAGES = {
    "start": "# A start\n\n**Cite this chapter:** The authors (2026). *A start*.\n",
    "other": "# Another\n\nNothing is cited here.\n",
}


def test_a_lab_runs_on_each_service_that_has_an_address() -> None:
    assert GITHUB.launches(LAB) == {
        "Binder": "https://mybinder.org/v2/gh/org/hedging-lab/main"
        "?urlpath=lab%2Ftree%2Fnotebooks%2Farms.ipynb",
        "Colab": "https://colab.research.google.com/github/org/hedging-lab/blob/main/" + LAB,
        "JupyterHub": f"{HUB}/hub/user-redirect/git-pull?"
        "repo=https%3A%2F%2Fgithub.com%2Forg%2Fhedging-lab&branch=main"
        "&urlpath=lab%2Ftree%2Fhedging-lab%2Fnotebooks%2Farms.ipynb",
    }
    assert set(replace(GITHUB, jupyterhub="").launches(LAB)) == {"Binder", "Colab"}
    assert replace(GITHUB, repository="").launches(LAB) == {}


def test_of_another_forge_only_what_it_can_do_is_offered() -> None:
    gitlab = replace(GITHUB, repository="https://gitlab.com/org/sub/hedging-lab")
    launches = gitlab.launches(LAB)
    assert set(launches) == {"Binder", "JupyterHub"}
    assert "/v2/gl/org%2Fsub%2Fhedging-lab/main" in launches["Binder"]
    assert gitlab.correction("book/arms", "Arms").endswith("/-/issues/new")
    own = replace(GITHUB, repository="https://git.example.edu/lab")
    assert set(own.launches(LAB)) == {"JupyterHub"}
    assert own.correction("book/arms", "Arms") == ""


def test_a_correction_goes_to_the_form_for_facts_and_names_the_page() -> None:
    address = urlsplit(GITHUB.correction("book/arms", "Arms & oil"))
    asked = parse_qs(address.query)
    assert asked["page"] == ["https://lab.example/book/book/arms.html"]
    assert asked["title"] == ["Arms & oil: "]
    (form,) = asked["template"]
    described = yaml.safe_load(
        (CHECKOUT / ".github/ISSUE_TEMPLATE" / form).read_text(encoding="utf-8")
    )
    assert "page" in [part.get("id") for part in described["body"]]


def test_the_sitemap_lists_every_page_that_is_read() -> None:
    listed = ET.fromstring(GITHUB.sitemap(["book/b", "book/a", "genindex", "search"]))
    assert [place.text for place in listed.iter() if place.tag.endswith("loc")] == [
        "https://lab.example/book/book/a.html",
        "https://lab.example/book/book/b.html",
    ]


@pytest.mark.slow
@pytest.mark.parametrize("is_set", [True, False])
def test_pages_link_where_addresses_are_set(tmp_path: Path, is_set: bool) -> None:
    settings = {
        "html_theme": "sphinx_book_theme",
        "html_baseurl": GITHUB.book if is_set else "",
        "html_theme_options": {"repository_url": GITHUB.repository if is_set else ""},
        "myst_html_meta": {"property=og:image": "../_static/card.png"},
    }
    page, _ = built(tmp_path, PAGES, **settings)
    soup = BeautifulSoup(page, "html.parser")
    links = [str(link["href"]) for link in soup.select(".page-links a")]
    canonical = [str(link["href"]) for link in soup.select('link[rel="canonical"]')]
    cited = soup.select_one("p:has(strong)")
    assert cited is not None
    image = soup.select_one('meta[property="og:image"]')
    assert image is not None
    sitemap = tmp_path / "html" / "sitemap.xml"
    if is_set:
        assert links == [GITHUB.correction("start", "A start"), f"{GITHUB.book}editions/"]
        assert canonical == [f"{GITHUB.book}start.html"]
        assert cited.get_text().endswith(f"A start. {GITHUB.book}start.html.")
        assert image["content"] == f"{GITHUB.book}_static/card.png"
        assert f"<loc>{GITHUB.book}other.html</loc>" in sitemap.read_text(encoding="utf-8")
    else:
        assert links == []
        assert canonical == []
        assert cited.get_text().endswith("A start.")
        assert image["content"] == "../_static/card.png"
        assert not sitemap.exists()
        assert "https://" not in " ".join(str(link.get("href")) for link in soup.select("main a"))


def test_what_cannot_read_the_settings_says_the_same() -> None:
    cited = yaml.safe_load((CHECKOUT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited.get("repository-code", "") == (CONFIG["repository"]["url"] or "")
    assert cited.get("url", "") == (CONFIG["html"]["baseurl"] or "")
