"""Every link of the pages beside the code leads to something that is there."""

import re
from pathlib import Path

import pytest

from hedgelab import __version__

CHECKOUT = Path(__file__).parents[1]
PAGES = sorted(path.name for path in CHECKOUT.glob("*.md"))
LINK = re.compile(r'\]\(([^)\s]+)\)|(?:src|srcset|href)="([^"]+)"')


@pytest.mark.parametrize("name", PAGES)
def test_a_link_leads_to_a_file_or_a_heading_that_is_there(name: str) -> None:
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    headings = {
        re.sub(r"[^\w -]", "", heading.lower()).strip().replace(" ", "-")
        for heading in re.findall(r"^#+ (.+)$", text, re.MULTILINE)
    }
    for found in LINK.finditer(text):
        address = found[1] or found[2]
        if address.startswith(("https://", "http://127.0.0.1")):
            continue
        if address.startswith("#"):
            assert address[1:] in headings
        else:
            assert (CHECKOUT / address.partition("#")[0]).exists(), address


def test_the_readme_begins_with_three_doors_of_a_line_each() -> None:
    text = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    doors = re.findall(r"^- \*\*(\w+ (?:it|with it|on it))\.\*\* (.+)$", text, re.MULTILINE)
    assert [door for door, _ in doors] == ["Read it", "Teach with it", "Work on it"]
    assert text.index("- **Read it.**") < text.index("\n## ")


@pytest.mark.parametrize("name", ["README.md", "book/from-handout-to-grades.md"])
def test_what_is_to_be_installed_is_of_this_edition(name: str) -> None:
    text = (CHECKOUT / name).read_text(encoding="utf-8")
    named = re.findall(r"hedging-lab-([\d.]+\d)\.\w+|hedgelab-([\d.]+\d)-py3", text)
    assert named
    assert {one or other for one, other in named} == {__version__}
