"""A table of pandas as a page shows it: its headers named, its numbers aligned."""

import re
from collections.abc import Iterable, Sequence

import pandas as pd

_ROW = re.compile(r"<tr[^>]*>(.*?)</tr>", re.DOTALL)
_CELL = re.compile(r"<(th|td)[^>]*>(.*?)</\1>", re.DOTALL)
_NUMBER = re.compile(r"[-−+]?[$€£]?\d[\d.,]*(e[-+]?\d+)?\s*%?|NaN|nan|–|", re.IGNORECASE)

Cell = tuple[str, str]
"""The tag of a cell and its markup."""


def table_html(table: pd.DataFrame) -> str:
    """Give a DataFrame as an HTML table, its texts escaped.

    An index without a name that only counts the rows is left out.
    """
    only_counts = isinstance(table.index, pd.RangeIndex) and table.index.name is None
    return readable(table.to_html(border=0, index=not only_counts))


def readable(markup: str) -> str:
    """Say of the table that pandas writes which cells are headers, and of what.

    The name of the index moves into the corner that pandas leaves empty, and a column of
    numbers is marked, to be aligned at the right.

    Parameters
    ----------
    markup : str
        What ``DataFrame.to_html`` or ``DataFrame._repr_html_`` gives.

    Raises
    ------
    ValueError
        If a cell spans several columns or rows: a reader who hears the table loses track.

    Examples
    --------
    >>> prices = pd.DataFrame({"Oil": [54.2]}, index=pd.Index(["May"], name="Month"))
    >>> print(readable(prices.to_html()))
    <div class="hedgelab-table" role="group" aria-label="Table" tabindex="0">
    <table>
    <thead><tr><th scope="col">Month</th><th scope="col" class="is-number">Oil</th></tr></thead>
    <tbody>
    <tr><th scope="row">May</th><td class="is-number">54.2</td></tr>
    </tbody>
    </table>
    </div>
    """
    if re.search(r"<t[hd][^>]* (row|col)span=", markup):
        raise ValueError("a cell of the table spans several: show it with one level of headers")
    head, _, body = markup.partition("<tbody>")
    heads, rows = _rows(head), _rows(body)
    # Of a second row of headers only the names of the index say something.
    names = [next(filter(None, reversed(column)), "") for column in _columns(heads)]
    of_numbers = [all(map(_NUMBER.fullmatch, column)) for column in _columns(rows)]
    classes = [
        ' class="is-number"' if numeric else "" for numeric in of_numbers or [False] * len(names)
    ]
    top = [
        f'<th scope="col"{css}>{name}</th>' if name else "<td></td>"
        for name, css in zip(names, classes, strict=True)
    ]
    lines = [
        "".join(
            f'<th scope="row"{css}>{text}</th>' if tag == "th" else f"<td{css}>{text}</td>"
            for (tag, text), css in zip(row, classes, strict=True)
        )
        for row in rows
    ]
    return "\n".join(
        [
            # It scrolls where it is too wide, and so has to be within reach of the keyboard.
            '<div class="hedgelab-table" role="group" aria-label="Table" tabindex="0">',
            f"<table>\n<thead><tr>{''.join(top)}</tr></thead>\n<tbody>",
            *(f"<tr>{line}</tr>" for line in lines),
            "</tbody>\n</table>\n</div>",
        ]
    )


def _rows(markup: str) -> list[list[Cell]]:
    return [_CELL.findall(row) for row in _ROW.findall(markup)]


def _columns(rows: Sequence[Sequence[Cell]]) -> Iterable[tuple[str, ...]]:
    return zip(*([text for _, text in row] for row in rows), strict=True)
