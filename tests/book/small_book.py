"""A book of a few lines, built with nothing but what the directives need."""

import io
from collections.abc import Mapping
from html.parser import HTMLParser
from pathlib import Path

from sphinx.application import Sphinx
from sphinx.util.docutils import docutils_namespace

BIBLIOGRAPHY = Path(__file__).parents[2] / "book" / "references.bib"


def built(folder: Path, pages: Mapping[str, str], **settings: object) -> tuple[str, str]:
    """Build the pages, with these settings besides; give the first of them, and the warnings."""
    source = folder / "source"
    source.mkdir()
    first, *others = pages
    for name, text in pages.items():
        (source / f"{name}.md").write_text(text, encoding="utf-8")
    contents = "\n".join(("```{toctree}", *others, "```"))
    with (source / f"{first}.md").open("a", encoding="utf-8") as page:
        page.write(f"\n{contents}\n\n```{{bibliography}}\n```\n")
    (source / "references.bib").write_bytes(BIBLIOGRAPHY.read_bytes())
    return built_again(folder, first, **settings)


def built_again(folder: Path, first: str, **settings: object) -> tuple[str, str]:
    """Build what `built` laid there, as far as it has changed since."""
    warnings = io.StringIO()
    with docutils_namespace():
        app = Sphinx(
            *(folder / "source", None, folder / "html", folder / "doctrees", "html"),
            confoverrides={
                "extensions": ["myst_parser", "sphinxcontrib.bibtex", "hedgelab.book"],
                "bibtex_bibfiles": ["references.bib"],
                "bibtex_reference_style": "author_year",
                "root_doc": first,
                "smartquotes": False,
                **settings,
            },
            status=None,
            warning=warnings,
        )
        app.build()
    return (folder / "html" / f"{first}.html").read_text(encoding="utf-8"), warnings.getvalue()


class Page(HTMLParser):
    """The tables of a page as rows of the texts of their cells, their links, and all ids."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tables: list[list[list[str]]] = []
        self.captions: list[str] = []
        self.heads: list[str] = []
        self.links: list[str] = []
        self.ids: set[str] = set()
        self._in: list[str] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attributes: list[tuple[str, str | None]]) -> None:
        """Open what is to be filled."""
        given = dict(attributes)
        self.ids.add(given.get("id") or "")
        if tag == "table":
            self.tables.append([])
            self.captions.append("")
        elif tag == "tr":
            self.tables[-1].append([])
        elif tag == "td":
            self.tables[-1][-1].append("")
        elif tag == "th":
            self.heads.append("")
        elif tag == "a" and self._in:
            self.links.append(given.get("href") or "")
        if tag in {"table", "caption", "td", "th"}:
            self._in.append(tag)

    def handle_endtag(self, tag: str) -> None:
        """Go back to what it stands in."""
        if self._in and tag == self._in[-1]:
            self._in.pop()

    def handle_data(self, text: str) -> None:
        """Fill the cell, the head or the caption that is open."""
        match self._in[-1:]:
            case ["td"]:
                self.tables[-1][-1][-1] += text
            case ["th"]:
                self.heads[-1] += text
            case ["caption"]:
                self.captions[-1] += text

    def rows(self, number: int = 0) -> list[list[str]]:
        """Give the rows of a table, its head left out."""
        return [cells for cells in self.tables[number] if cells]
