"""The codebook describes every column and hands out every table."""

import json
from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup

from tests.markup import attribute, by_id, one

CHECKOUT = Path(__file__).parents[2]
RESOURCES = json.loads((CHECKOUT / "data/datapackage.json").read_text("utf-8"))["resources"]

pytestmark = pytest.mark.built


@pytest.fixture(scope="module")
def page(built_book: Path) -> BeautifulSoup:
    return BeautifulSoup((built_book / "book/codebook.html").read_bytes(), "html.parser")


@pytest.mark.parametrize("resource", RESOURCES, ids=lambda resource: resource["name"])
def test_a_table_is_described_and_handed_out(
    page: BeautifulSoup, built_book: Path, resource: dict[str, Any]
) -> None:
    section = by_id(page, f"table-{resource['name']}")
    link = one(section, "a.download")
    given = (built_book / "book" / attribute(link, "href")).resolve()
    assert given.read_bytes() == (CHECKOUT / "data" / resource["path"]).read_bytes()
    columns = [code.get_text() for code in section.select("tbody td:first-child code")]
    assert columns == [field["name"] for field in resource.get("schema", {}).get("fields", [])]
