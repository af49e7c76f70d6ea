"""Read a table and hold it against its description in ``datapackage.json``.

Frictionless validates the same description in the tests.  Here, where a notebook
waits, these few rules do: they start at once, and they tell the person who edits
the table what to write instead.
"""

import csv
import io
import math
import re
from calendar import monthrange
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from hedgelab.separators import separator_of
from hedgelab.strict_json import StrictJSONError, parse_json

DESCRIPTION = "datapackage.json"
"""The file that describes the tables beside it."""

MAX_PROBLEMS = 20
"""How many problems of one table an error lists before it stops counting."""

PARTIAL_DATE = "hedgelab:partialDate"
"""The description's own mark for a column of dates of mixed precision."""

_MOST_DESCRIBED = 4 * 1024 * 1024  # bytes of a description
_AS_DESCRIBED = "mend it, or take the one that comes with Hedging Lab"
_SHOWN = 60  # characters of a cell that a message shows
_FEW = 12  # values that a message lists in full

# Python's int also takes 2_006, spaces, digits of every script and numbers too long for pandas.
# Whoever edits a table in a spreadsheet means none of these.
_NUMBERS = {
    "integer": re.compile(r"[+-]?[0-9]{1,18}"),
    "number": re.compile(r"[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?"),
}

Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong in one place of a table.

    Attributes
    ----------
    line : int or None
        The line of the file on which the row starts; the header is line 1.
    column : str or None
        The column, where one is to blame.
    what : str
        What is wrong, and what to write instead.
    """

    line: int | None
    column: str | None
    what: str

    def __str__(self) -> str:
        line = f"line {self.line}" if self.line else ""
        column = f"column {self.column}" if self.column else ""
        where = ", ".join(part for part in (line, column) if part)
        return f"{where}: {self.what}" if where else self.what


class TableError(ValueError):
    """A table that cannot be used; the message lists what to mend, and where."""

    def __init__(self, path: Path, problems: list[Problem]) -> None:
        self.path = path
        self.problems = tuple(problems[:MAX_PROBLEMS])
        many = len(problems) > MAX_PROBLEMS
        if len(problems) == 1:
            super().__init__(f"{path}: {problems[0]}")
            return
        count = f"more than {MAX_PROBLEMS}" if many else str(len(problems))
        lines = "".join(f"\n  {problem}" for problem in self.problems)
        super().__init__(f"{path} has {count} problems:{lines}" + ("\n  …" if many else ""))


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it stands in its file, checked: every cell still text.

    Attributes
    ----------
    fields : tuple of dict
        What the description says of each column.
    rows : tuple of (int, dict)
        Each row with the line it starts on.
    ids_of : dict
        For a column that holds ids of a table, this one included, that table's name.
    """

    fields: tuple[dict[str, Any], ...]
    rows: tuple[tuple[int, Cells], ...]
    ids_of: dict[str, str]


def default_folder() -> Path:
    """Give the folder of the tables: in the installed package, else in the checkout."""
    package = Path(__file__).parents[1]
    installed = package / "tables"
    return installed if installed.is_dir() else package.parents[1] / "data"


def descriptions(folder: Path) -> dict[str, dict[str, Any]]:
    """Give what ``datapackage.json`` in a folder says of each table, by the table's name.

    Raises
    ------
    TableError
        If it is no description of tables; it names what is missing, and where.
    """
    path = folder / DESCRIPTION
    try:
        package = parse_json(path.read_bytes(), _MOST_DESCRIBED, remedy=_AS_DESCRIBED)
    except StrictJSONError as error:
        raise TableError(path, [Problem(None, None, str(error))]) from None
    resources = package.get("resources") if isinstance(package, dict) else None
    if not isinstance(resources, list):
        raise TableError(
            path, [Problem(None, None, "has no list 'resources', which names the tables")]
        )
    problems = [
        Problem(None, None, f"resource {number}: {problem}")
        for number, resource in enumerate(resources, start=1)
        if (problem := _not_described(resource))
    ]
    if problems:
        raise TableError(path, problems)
    return {resource["name"]: resource for resource in resources}


def _not_described(resource: object) -> str:
    """Say what a resource lacks to be the description of a table; empty for one that is."""
    if not isinstance(resource, dict):
        return "is no group of members: write name, path and schema"
    for member in ("name", "path"):
        if not isinstance(resource.get(member), str):
            return f"has no text {member!r}: write one"
    schema = resource.get("schema")
    fields = schema.get("fields") if isinstance(schema, dict) else None
    if not isinstance(fields, list) or not fields:
        return "has no list 'fields' in its 'schema': name its columns there"
    for number, field in enumerate(fields, start=1):
        if not isinstance(field, dict) or not isinstance(field.get("name"), str):
            return f"field {number} has no text 'name': write the column's title"
    return ""


def description(name: str, folder: Path) -> dict[str, Any]:
    """Give what ``datapackage.json`` says of a table.

    A folder without one of its own, such as a class's few extra events, is held
    against the description that comes with Hedging Lab.
    """
    own = (folder / DESCRIPTION).is_file()
    resources = descriptions(folder if own else default_folder())
    if name not in resources:
        known = ", ".join(sorted(resources))
        raise KeyError(f"no table is called {name!r}; there are {known}")
    return resources[name]


def checked_table(name: str, folder: Path, resource: dict[str, Any] | None = None) -> Table:
    """Read the table ``name`` and check it against its description.

    Parameters
    ----------
    name : str
        The resource's name, such as ``"events"``.
    folder : Path
        Where the tables lie.
    resource : dict, optional
        Its description, if not the one of ``datapackage.json``.

    Raises
    ------
    TableError
        Listing everything that is wrong with it.
    """
    resource = resource or description(name, folder)
    path, schema = folder / resource["path"], resource["schema"]
    fields = tuple(schema["fields"])
    rows = _read(path, [field["name"] for field in fields])
    problems = [
        problem
        for field in fields
        for line, cells in rows
        if (problem := _cell_problem(line, cells[field["name"]], field))
    ]
    problems += _repeated(rows, schema)
    for foreign in schema.get("foreignKeys", ()):
        problems += _dangling(rows, foreign, name, folder)
    problems += [p for rule in _RULES.get(name, ()) for p in rule(rows)]
    if problems:
        raise TableError(path, sorted(problems, key=lambda problem: problem.line or 0))
    ids_of = {
        _only(foreign["fields"]): foreign["reference"]["resource"]
        for foreign in schema.get("foreignKeys", ())
    }
    if isinstance(key := schema.get("primaryKey"), str):
        ids_of[key] = name
    return Table(fields, tuple(rows), ids_of)


def partial_date(text: str) -> tuple[date, date]:
    """Give the first and the last day that a date of any precision can mean.

    Examples
    --------
    >>> first, last = partial_date("1996-02")
    >>> first.isoformat(), last.isoformat()
    ('1996-02-01', '1996-02-29')

    Raises
    ------
    ValueError
        If it is no date of the calendar.
    """
    if not re.fullmatch(r"[0-9]{4}(-[0-9]{2}){0,2}", text):
        raise ValueError("no date: write 1993, 1993-09 or 1993-09-24, as precise as it is known")
    year, *rest = map(int, text.split("-"))
    try:
        if not rest:
            return date(year, 1, 1), date(year, 12, 31)
        if len(rest) == 1:
            last_day = monthrange(year, rest[0])[1]
            return date(year, rest[0], 1), date(year, rest[0], last_day)
        day = date(year, rest[0], rest[1])
    except ValueError:
        raise ValueError("not in the calendar: mend the month (01 to 12) or the day") from None
    return day, day


def _read(path: Path, columns: list[str]) -> list[tuple[int, Cells]]:
    """Read the rows of a file that has just these columns, each with its line."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except FileNotFoundError:
        raise TableError(path, [Problem(None, None, "there is no such file: add it")]) from None
    except UnicodeDecodeError as error:
        line = error.object[: error.start].count(b"\n") + 1
        what = "holds letters that are not UTF-8: save the file as CSV UTF-8"
        raise TableError(path, [Problem(line, None, what)]) from None
    records = _records(path, text)
    _, header = next(records, (1, []))
    if problems := _header_problems(header, columns):
        raise TableError(path, problems)
    rows, ragged = [], []
    for line, cells in records:
        if len(cells) == len(header):
            rows.append((line, dict(zip(header, cells, strict=True))))
        else:
            what = (
                f"has {len(cells)} cells where the header has {len(header)}: "
                "put quotation marks round a cell with a comma in it, or add the missing cell"
            )
            ragged.append(Problem(line, None, what))
    if ragged:
        raise TableError(path, ragged)
    return rows


def _records(path: Path, text: str) -> Iterator[tuple[int, list[str]]]:
    """Give each record with the line it starts on; a quoted cell may hold several lines."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator_of(text), strict=True)
    line = 1
    try:
        for record in reader:
            if record:
                yield line, record
            line = reader.line_num + 1
    except csv.Error as error:
        what = f"is no CSV ({error}): look for a quotation mark that is not doubled"
        raise TableError(path, [Problem(line, None, what)]) from None


def _header_problems(header: list[str], columns: list[str]) -> list[Problem]:
    if header == columns:
        return []
    missing = [column for column in columns if column not in header]
    problems = []
    for column in header:
        if column not in columns:
            close = get_close_matches(column, missing, n=1)
            what = f"rename it to {close[0]!r}" if close else "take it out"
            problems.append(Problem(1, column, f"no such column is described: {what}"))
        elif header.count(column) > 1:
            problems.append(Problem(1, column, "stands twice: take one out"))
    problems += [Problem(1, column, "is missing: add it") for column in missing]
    order = "the columns are out of order: write " + ",".join(columns)
    return problems or [Problem(1, None, order)]


def _cell_problem(line: int, cell: str, field: dict[str, Any]) -> Problem | None:
    """Hold one cell against its field."""
    constraints = field.get("constraints", {})
    if not cell:
        what = f"is empty: {_like(field)}"
        return Problem(line, field["name"], what) if constraints.get("required") else None
    try:
        _check_value(cell, field, constraints)
    except ValueError as error:
        return Problem(line, field["name"], f"{_quoted(cell)} is {error}")
    return None


def _check_value(cell: str, field: dict[str, Any], constraints: dict[str, Any]) -> None:
    if field["type"] in ("integer", "number"):
        _check_number(cell, field, constraints)
    if "enum" in constraints and cell not in constraints["enum"]:
        raise ValueError("none of the values allowed here" + _instead(cell, constraints["enum"]))
    if field.get(PARTIAL_DATE):
        partial_date(cell)
    elif "pattern" in constraints and not re.fullmatch(constraints["pattern"], cell):
        raise ValueError(f"not written as it should be: {_like(field)}")
    if len(cell) > constraints.get("maxLength", math.inf):
        raise ValueError(f"{len(cell)} characters long: use at most {constraints['maxLength']}")
    if field["type"] == "list" and not all(
        part and part == part.strip() for part in cell.split(field["delimiter"])
    ):
        raise ValueError(f"no list: put {field['delimiter']!r} between the parts, {_like(field)}")


def _check_number(cell: str, field: dict[str, Any], constraints: dict[str, Any]) -> None:
    is_written = _NUMBERS[field["type"]].fullmatch(cell)
    number = float(cell) if is_written else math.nan
    if not math.isfinite(number):
        kind = "whole number" if field["type"] == "integer" else "number"
        raise ValueError(f"no {kind}: {_like(field)}")
    low, high = constraints.get("minimum", -math.inf), constraints.get("maximum", math.inf)
    if not low <= number <= high:
        raise ValueError(f"outside {low} to {high}: {_like(field)}")


def _repeated(rows: list[tuple[int, Cells]], schema: dict[str, Any]) -> Iterator[Problem]:
    """Find rows that repeat a primary key, or a value that must be unique."""
    primary = schema.get("primaryKey", [])
    keys = [[primary] if isinstance(primary, str) else list(primary)]
    keys += [[f["name"]] for f in schema["fields"] if f.get("constraints", {}).get("unique")]
    for key in filter(None, keys):
        first: dict[tuple[str, ...], int] = {}
        for line, cells in rows:
            value = tuple(cells[column] for column in key)
            if not all(value):
                continue
            seen = first.setdefault(value, line)
            if seen != line:
                what = (
                    f"{' with '.join(map(_quoted, value))} stands on line {seen} already: "
                    "give this row another, or take it out"
                )
                yield Problem(line, ", ".join(key), what)


def _dangling(
    rows: list[tuple[int, Cells]], foreign: dict[str, Any], name: str, folder: Path
) -> Iterator[Problem]:
    """Find cells that name a row of another table which is not there."""
    column, reference = _only(foreign["fields"]), foreign["reference"]
    target = _only(reference["fields"])
    resource = description(reference["resource"] or name, folder)
    path = folder / resource["path"]
    columns = [field["name"] for field in resource["schema"]["fields"]]
    known = {
        cells[target] for _, cells in (_read(path, columns) if reference["resource"] else rows)
    }
    for line, cells in rows:
        if (cell := cells[column]) and cell not in known:
            what = f"{_quoted(cell)} is in no row of {resource['path']}{_instead(cell, known)}"
            yield Problem(line, column, what)


def _only(fields: str | list[str]) -> str:
    if isinstance(fields, str):
        return fields
    (field,) = fields
    return field


def _two_article_readings(rows: list[tuple[int, Cells]]) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for line, cells in rows:
        if cells.get("reader") == "article":
            seen = first.setdefault(cells["event_id"], line)
            if seen != line:
                what = (
                    f"the article's reading of {_quoted(cells['event_id'])} stands on line {seen} "
                    "already: write 'module' for a further reading"
                )
                yield Problem(line, "reader", what)


def _ends_before_start(rows: list[tuple[int, Cells]]) -> Iterator[Problem]:
    for line, cells in rows:
        try:
            start, end = partial_date(cells["date"]), partial_date(cells.get("date_end", ""))
        except ValueError:
            continue
        if end[1] < start[0]:
            what = f"{cells['date_end']} is before the date, {cells['date']}: swap them"
            yield Problem(line, "date_end", what)


_Rule = Callable[[list[tuple[int, Cells]]], Iterator[Problem]]

_RULES: dict[str, tuple[_Rule, ...]] = {
    "events": (_ends_before_start,),
    "readings": (_two_article_readings,),
}
"""The rules that a Table Schema has no words for."""


def _quoted(cell: str) -> str:
    return repr(cell if len(cell) <= _SHOWN else cell[: _SHOWN - 1] + "…")


def _like(field: dict[str, Any]) -> str:
    return f"write it like {field['example']!r}" if "example" in field else "write a value"


def _instead(cell: str, known: set[str] | list[str]) -> str:
    """Say what to write instead: what is near, or everything where that is little."""
    close = get_close_matches(cell[:_SHOWN].lower(), sorted(known), n=3)
    if close:
        return f": did you mean {' or '.join(map(repr, close))}?"
    if len(known) <= _FEW:
        return f": write one of {', '.join(sorted(known) if isinstance(known, set) else known)}"
    return ": add it there, or write one that is there"
