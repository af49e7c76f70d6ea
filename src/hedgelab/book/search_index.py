"""What the search page looks through: chapters and their sections, acts, terms, claims, sources.

It is read from the written pages, so that a reader finds what a reader sees.  Sphinx's own index
knows words and pages and no more; it is not made.  The search page alone loads ours, as a
classic script: a page from a folder may fetch nothing.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.config import Config

INDEX = "hedgelab/search-index.js"
"""The script with the index, below ``_static``."""

SCRIPT = "hedgelab/search.js"
"""What looks through it, and shows what is found."""

_UNREAD = {"script", "style", "svg", "template", "nav", "button", "caption", "thead"}
"""Elements whose words are no sentences of the book."""

_UNREAD_CLASSES = {"cell_input", "headerlink", "hedgelab-fallback", "label"}
"""Code of labs, what is for paper alone, and what stands beside the words."""

_BARE = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "wbr"}
"""Elements that have no end."""

_INLINE = {"a", "abbr", "b", "cite", "code", "em", "i", "mark", "q", "span", "strong", "sub", "sup"}
"""Elements that do not part one word from the next."""

_HEADINGS = {"h1", "h2", "h3", "h4"}

_ADDRESS = re.compile(r" URL: https?://\S+")
"""How a reference ends that can be read on the web."""

_ROWS = {"act-": "act", "claim-": "claim"}
"""How the id of a table's row begins that is found by itself."""


@dataclass(slots=True)
class Place:
    """Somewhere in the book that a search can lead to.

    Attributes
    ----------
    kind : str
        ``chapter``, ``section``, ``act``, ``term``, ``claim`` or ``source``.
    anchor : str
        Its id in the page; "" for a chapter.
    title : str
        What a hit shows as its name.
    text : str
        What else is looked through.
    """

    kind: str
    anchor: str
    title: str = ""
    text: str = ""


@dataclass(slots=True)
class _Open:
    """A place that is being read, and the depth of the element that it ends with."""

    place: Place
    ends_at: int
    title: list[str] = field(default_factory=list)
    text: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Reads the places of a page, in their order."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.places: list[Place] = []
        self._tags: list[str] = []
        self._open: list[_Open] = []
        self._article = 0
        self._unread = 0
        self._titled = 0
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _BARE:
            self._part(tag)
            return
        self._tags.append(tag)
        given = {name: value or "" for name, value in attrs}
        classes = set(given.get("class", "").split())
        if not self._article:
            self._article = len(self._tags) if "bd-article" in classes else 0
            return
        if not self._unread:
            if tag in _UNREAD or classes & _UNREAD_CLASSES:
                self._unread = len(self._tags)
            else:
                self._part(tag)
                self._start(tag, given.get("id", ""), classes)

    def _start(self, tag: str, name: str, classes: set[str]) -> None:
        row = next((kind for start, kind in _ROWS.items() if name.startswith(start)), "")
        if tag == "section":
            self._begin("section", name)
        elif tag == "tr" and row:
            self._begin(row, name)
        elif tag == "dt" and name.startswith("term-"):
            # A second word for the same thing shares the definition that comes.
            last = self._open[-1] if self._open else None
            if last and last.place.kind == "term" and not last.text:
                last.title.append("; ")
            else:
                self._begin("term", name, ends_at=len(self._tags) - 1)
            self._titled = len(self._tags)
        elif tag == "li" and "citation" in classes:
            self._begin("source", name)
        elif tag == "p" and self._open and self._open[-1].place.kind == "source":
            self._titled = len(self._tags)
        elif self._open and not self._open[-1].title and tag in _HEADINGS | {"strong"}:
            kind = self._open[-1].place.kind
            if (kind == "section") == (tag in _HEADINGS) and kind != "term":
                self._titled = len(self._tags)

    def _begin(self, kind: str, name: str, ends_at: int = 0) -> None:
        opened = _Open(Place(kind, name), ends_at or len(self._tags))
        self._open.append(opened)
        self.places.append(opened.place)

    def _part(self, tag: str) -> None:
        if tag not in _INLINE:
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if self._open and not self._unread:
            opened = self._open[-1]
            if self._titled:
                opened.title.append(data)
            elif data.strip() or opened.text:
                opened.text.append(data)

    def handle_endtag(self, tag: str) -> None:
        if tag in _BARE or tag not in self._tags:
            return
        while self._tags:
            ended = self._tags.pop()
            self._ended(ended)
            if ended == tag:
                return

    def _ended(self, tag: str) -> None:
        depth = len(self._tags)
        self._part(tag)
        self._titled = self._titled if self._titled <= depth else 0
        self._unread = self._unread if self._unread <= depth else 0
        self._article = self._article if self._article <= depth else 0
        is_defined = tag == "dd" and self._open and self._open[-1].place.kind == "term"
        while self._open and (self._open[-1].ends_at > depth or is_defined):
            opened, is_defined = self._open.pop(), False
            opened.place.title = _plain(opened.title)
            opened.place.text = _plain(opened.text)


def _plain(parts: list[str]) -> str:
    return _ADDRESS.sub("", " ".join("".join(parts).split())).replace(" ;", ";")


def places_of(html: str) -> list[Place]:
    """Give the places of a written page: the chapter first, then what stands in it.

    Examples
    --------
    >>> page = '<article class="bd-article"><section id="a"><h1>Arms</h1><p>Who sold?</p>'
    >>> places_of(page + "</section></article>")
    [Place(kind='chapter', anchor='', title='Arms', text='Who sold?')]
    """
    found = [place for place in _Reader(html).places if place.title]
    if found and found[0].kind == "section":
        found[0].kind, found[0].anchor = "chapter", ""
    return found


def entries_of(docname: str, html: str) -> Iterator[dict[str, str]]:
    """Give what the index says of a page's places, each with its address."""
    places = places_of(html)
    chapter = places[0].title if places else ""
    for place in places:
        anchor = f"#{place.anchor}" if place.anchor else ""
        yield {
            "kind": place.kind,
            "title": place.title,
            "chapter": chapter,
            "at": f"{docname}.html{anchor}",
            "text": place.text,
        }


def _write_index(app: Sphinx, exception: Exception | None) -> None:
    if exception is not None or app.builder.name != "html":
        return
    html = Path(app.outdir)
    pages = ((name, html / f"{name}.html") for name in sorted(app.env.found_docs))
    entries = [
        entry
        for name, page in pages
        if page.is_file()
        for entry in entries_of(name, page.read_text(encoding="utf-8"))
    ]
    said = json.dumps(entries, ensure_ascii=False, separators=(",", ":"))
    index = html / "_static" / INDEX
    index.parent.mkdir(parents=True, exist_ok=True)
    index.write_text(f"globalThis.hedgelabSearchIndex={said};\n", encoding="utf-8")


def _make_page(app: Sphinx) -> None:
    # Sphinx's own index would be made, and its scripts shipped, for nobody.
    app.builder.search = False  # type: ignore[attr-defined]


def _name_page(_app: Sphinx, config: Config) -> None:
    config.html_additional_pages = {**config.html_additional_pages, "search": "search.html"}


def _load(
    app: Sphinx,
    pagename: str,
    _template: str,
    _context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    if pagename == "search":
        app.add_css_file("hedgelab/search.css", priority=901)
        app.add_js_file(INDEX, loading_method="defer")
        app.add_js_file(SCRIPT, loading_method="defer")


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.connect("config-inited", _name_page)
    app.connect("builder-inited", _make_page)
    app.connect("html-page-context", _load)
    app.connect("build-finished", _write_index)
