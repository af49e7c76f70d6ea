"""The form that the book gives its lists of acts, claims and dates.

It is a table of three columns: a short one to look up, a wide one to read and a
small one for where it comes from.  On a phone each row becomes a block.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import urlsplit

import pandas as pd
from docutils import nodes

Record = dict[str, Any]
"""A row of a table, by column."""

Row = tuple[Sequence[nodes.Node], Sequence[nodes.Node], Sequence[nodes.Node]]
"""What stands in the three cells of a row."""

_WIDTHS = (17, 60, 23)


def records(table: pd.DataFrame) -> list[Record]:
    """Give the rows of a frame as dictionaries, a missing cell as None."""
    return [{str(name): cell for name, cell in row.items()} for row in table.to_dict("records")]


def three_columns(
    caption: str, heads: tuple[str, str, str], rows: Iterable[Row], ids: Iterable[str] = ()
) -> nodes.table:
    """Make the table's nodes; with ``ids`` links can lead to each of its rows."""
    group = nodes.tgroup(cols=len(_WIDTHS))
    group += [nodes.colspec(colwidth=width) for width in _WIDTHS]
    group += nodes.thead("", _row([[nodes.paragraph("", head)] for head in heads]))
    body = [_row(cells) for cells in rows]
    for row, name in zip(body, ids, strict=False):
        row["ids"] = [name]
    group += nodes.tbody("", *body)
    return nodes.table("", nodes.title("", caption), group, classes=["event-table"])


def aside(*content: nodes.Node) -> nodes.paragraph:
    """Make a paragraph that stands back: a dispute, a difference, a note."""
    return nodes.paragraph("", "", *content, classes=["event-differs"])


def listed(parts: Iterable[Sequence[nodes.Node]]) -> nodes.paragraph:
    """Make a paragraph of parts with a semicolon between them."""
    paragraph = nodes.paragraph()
    for number, part in enumerate(parts):
        paragraph += [nodes.Text("; ")] if number else []
        paragraph += part
    return paragraph


def linked(text: str) -> Iterator[nodes.Node]:
    """Give a text with the addresses in it as links that read as the site's name."""
    for number, part in enumerate(_ADDRESS.split(text)):
        if number % 2:
            yield address(part)
        elif part:
            yield nodes.Text(part)


def cited(source: Record) -> Iterator[nodes.Node]:
    """Give a data set's citation, its title set apart and, where it has one, its address."""
    for number, part in enumerate(re.split(r"\*", source["citation"])):
        is_title = number % 2 == 1
        if is_title and source["url"]:
            yield nodes.reference("", "", nodes.emphasis("", part), refuri=source["url"])
        elif part:
            yield nodes.emphasis("", part) if is_title else nodes.Text(part)


def address(url: str) -> nodes.reference:
    """Give a link that reads as the name of the site it leads to.

    Examples
    --------
    >>> address("https://www.rferl.org/a/1087377.html").astext()
    'rferl.org'
    """
    site = (urlsplit(url).hostname or url).removeprefix("www.").rstrip(".")
    return nodes.reference("", site, refuri=url)


_ADDRESS = re.compile(r"(https?://\S*[^\s.,;:)])")


def _row(cells: Iterable[Sequence[nodes.Node]]) -> nodes.row:
    return nodes.row("", *(nodes.entry("", *cell) for cell in cells))
