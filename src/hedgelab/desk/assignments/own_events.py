"""The events of a bank of one's own, written in a form or pasted from a spreadsheet."""

import csv
import io
import json
import re
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any, Final

from hedgelab.data.checking import TableError
from hedgelab.desk.assignments.banks import read_bank
from hedgelab.desk.model.decisions import day_in
from hedgelab.desk.text.spreadsheets import Row, SpreadsheetError, read_rows, whole_table_of
from hedgelab.desk.text.visible import visible
from hedgelab.spectrum import POSITIONS

EVENTS, READINGS = "events", "readings"
"""The two tables of a bank."""

PASTED: Final = "What you pasted"

_ID: Final = "event_id"
_ALIKE = 0.75
_MOST_TOLD = 20

_OTHER_TITLES: Final = {
    "id": _ID, "eventid": _ID, "name": "title", "act": "title", "what": "summary",
    "description": "summary", "when": "date", "begin": "date", "start": "date", "until": "date_end",
    "enddate": "date_end", "who": "actors", "place": "position", "key": "position",
    "points": "credit", "why": "reason", "source": "sources", "disputed": "dispute",
}  # fmt: skip
"""What people call columns besides their names and titles, without case, spaces and signs."""


class OwnEventsError(ValueError):
    """Events that cannot be taken; the message says which, where, and what to write."""


@dataclass(slots=True)
class OwnEvent:
    """An event with its readings, as they are written.

    Attributes
    ----------
    cells : dict
        What stands in its columns of ``events.csv``.
    readings : list of dict
        What stands in the columns of each of its readings.
    row : int
        In which row it was pasted; 0 for none.
    rows : list of int
        In which rows its readings were.
    """

    cells: dict[str, str]
    readings: list[dict[str, str]] = field(default_factory=list)
    row: int = 0
    rows: list[int] = field(default_factory=list)

    @property
    def id(self) -> str:
        """The name of the event in files and answers."""
        return self.cells.get(_ID, "")


@cache
def fields_of(table: str) -> list[dict[str, Any]]:
    """Give the columns of a table of a bank, as its description has them."""
    text = (files("hedgelab.desk.assignments") / "bank.json").read_text("utf-8")
    (found,) = (it for it in json.loads(text)["resources"] if it["name"] == table)
    fields: list[dict[str, Any]] = found["schema"]["fields"]
    return fields


def own_events(folder: Path) -> list[OwnEvent]:
    """Read the events of a bank as they are written, in order or not.

    Raises
    ------
    SpreadsheetError
        If a file is no table.
    """
    events = {cells.get(_ID, ""): OwnEvent(cells) for cells in _cells_in(folder / f"{EVENTS}.csv")}
    for cells in _cells_in(folder / f"{READINGS}.csv"):
        event = events.setdefault(cells.pop(_ID, ""), OwnEvent({}))
        event.readings.append(cells)
    return list(events.values())


def _cells_in(path: Path) -> Iterator[dict[str, str]]:
    if path.is_file():
        table = read_rows(path)
        for row in table.rows:
            yield dict(zip(table.header, row.cells, strict=True))


def keep_events(folder: Path, events: Sequence[OwnEvent], new: Collection[OwnEvent]) -> None:
    """Write the events of a bank, if those that are new are in order.

    Parameters
    ----------
    folder : Path
        The bank.
    events : sequence of OwnEvent
        All of its events.
    new : collection of OwnEvent
        Those of them that have changed: what is wrong with others hinders nobody in mending one.

    Raises
    ------
    OwnEventsError
        Whatever is wrong with them; nothing is written then.
    """
    tables = {EVENTS: _written(EVENTS, events), READINGS: _written(READINGS, events)}
    refused = _refused(tables, events) if new else ()
    blamed = {id(it) for it in new}
    if problems := [
        *_without_reading(new),
        *(said for event, said in refused if id(event) in blamed),
    ]:
        others = len(problems) - _MOST_TOLD
        more = [f"… and {others} more"] if others > 0 else []
        raise OwnEventsError("\n".join([*problems[:_MOST_TOLD], *more]))
    folder.mkdir(parents=True, exist_ok=True)
    for table, text in tables.items():
        (folder / f"{table}.csv").write_text(text, encoding="utf-8-sig", newline="")


def _written(table: str, events: Sequence[OwnEvent]) -> str:
    """Give a table as CSV: one row a line, so that a line tells the row."""
    rows = (
        [event.cells for event in events]
        if table == EVENTS
        else [{_ID: event.id, **it} for event in events for it in event.readings]
    )
    columns = [
        it["name"]
        for it in fields_of(table)
        if it.get("constraints", {}).get("required") or any(row.get(it["name"]) for row in rows)
    ]
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([" ".join(row.get(it, "").split()) for it in columns] for row in rows)
    return text.getvalue()


def _without_reading(events: Collection[OwnEvent]) -> Iterator[str]:
    for event in events:
        if not event.readings:
            where = f"row {event.row}: " if event.row else ""
            yield (
                f"{where}{_called(event)} has no reading: say where it stands, in a column "
                "“Position”, and why, in a column “Reason”"
            )


def _refused(
    tables: Mapping[str, str], events: Sequence[OwnEvent]
) -> Iterator[tuple[OwnEvent, str]]:
    """Say what the bank's own rules refuse, in the words of whoever wrote the rows."""
    with tempfile.TemporaryDirectory() as place:
        for table, text in tables.items():
            Path(place, f"{table}.csv").write_text(text, encoding="utf-8")
        try:
            read_bank(Path(place))
        except TableError as error:
            of = [(it, it.row) for it in events]
            if error.path.stem == READINGS:
                of = [
                    (it, row)
                    for it in events
                    for row, _ in zip(it.rows or [0] * len(it.readings), it.readings, strict=True)
                ]
            titles = {it["name"]: it["title"] for it in fields_of(error.path.stem)}
            for problem in error.problems:
                if problem.line is None or problem.line < 2:  # noqa: PLR2004 - the header
                    continue
                event, row = of[problem.line - 2]
                where = f"row {row}" if row else _called(event)
                column = ", ".join(titles.get(it, it) for it in (problem.column or "").split(", "))
                yield event, f"{where}, {column}: {problem.what}"


def _called(event: OwnEvent) -> str:
    return f"“{visible(event.cells.get('title', '') or event.id)}”"


def pasted(content: bytes, name: str, known: Sequence[OwnEvent]) -> list[OwnEvent]:
    """Read events from cells that were copied in a spreadsheet, or from a table that was dropped.

    One row holds an event and a reading; further readings of it stand in rows of their own, with
    its name or its title again or with neither.  The first row has the titles of the columns.

    Parameters
    ----------
    content : bytes
        The rows, with a tab between cells as a spreadsheet copies them; CSV; or a workbook.
    name : str
        What messages call it, such as `PASTED`.
    known : sequence of OwnEvent
        Those of the bank already: a row may add a reading to one.

    Raises
    ------
    OwnEventsError
        If a column is not known, or a row belongs to no event.
    """
    try:
        table = whole_table_of(content, name)
    except SpreadsheetError as error:
        raise OwnEventsError(str(error)) from None
    reader = _Reader(_columns(table.header), known)
    for row in table.rows:
        reader.add(row)
    if not reader.events:
        raise OwnEventsError(f"{name} has titles and no row below them: copy the rows, too.")
    return reader.events


def _columns(header: Sequence[str]) -> list[str]:
    """Give the column that each title means; "" for a column without one."""
    titles = dict(_OTHER_TITLES)
    for table in (READINGS, EVENTS):
        for it in fields_of(table):
            titles[_folded(it["title"])] = titles[_folded(it["name"])] = it["name"]
    if not any(_folded(title) in titles for title in header):
        usual = "Title, Date, Summary, Actors, Domain, Position, Credit, Reason"
        raise OwnEventsError(f"row 1: begin with the titles of the columns, such as {usual}.")
    found: list[str] = []
    for number, title in enumerate(header, start=1):
        column = titles.get(_folded(title), "")
        if title and not column:
            near = get_close_matches(_folded(title), titles, n=1, cutoff=_ALIKE)
            hint = f"did you mean “{titles[near[0]]}”?" if near else "leave it out"
            raise OwnEventsError(f"row 1, column {number}, {visible(title)!r}: not known: {hint}")
        if column and column in found:
            raise OwnEventsError(f"row 1, column {number}: {column} stands twice: take one out")
        found.append(column)
    return found


def _folded(title: str) -> str:
    return re.sub(r"[\W_]+", "", title).casefold()


class _Reader:
    """Takes one row after the other, and puts readings to their events."""

    def __init__(self, columns: Sequence[str], known: Sequence[OwnEvent]) -> None:
        self._columns = columns
        self._event_columns = {it["name"] for it in fields_of(EVENTS)}
        self._known = {it.id: it for it in known}
        self._by_title: dict[str, OwnEvent] = {}
        self.events: list[OwnEvent] = []

    def add(self, row: Row) -> None:
        cells = {
            column: mended(column, " ".join(cell.split()))
            for column, cell in zip(self._columns, row.cells, strict=True)
            if column and cell
        }
        about = {name: it for name, it in cells.items() if name in self._event_columns}
        reading = {name: it for name, it in cells.items() if name not in self._event_columns}
        event = self._event(about, row.number)
        if reading:
            if "credit" not in reading and not event.readings:
                reading["credit"] = "1"
            event.readings.append(reading)
            event.rows.append(row.number)

    def _event(self, about: dict[str, str], row: int) -> OwnEvent:
        title, given = about.get("title", ""), about.get(_ID, "")
        if not title and not given:
            if not self.events:
                raise OwnEventsError(f"row {row}: names no event: write its title")
            return self.events[-1]
        there = next((it for it in self.events if given and it.id == given), None)
        there = there or (None if given else self._by_title.get(_folded(title)))
        if there is not None:
            for name, cell in about.items():
                if there.cells.setdefault(name, cell) != cell:
                    raise OwnEventsError(
                        f"row {row}: {_called(there)} says something else here than in row "
                        f"{there.row}, under {name}: make them say the same, or leave it empty"
                    )
            return there
        if set(about) == {_ID} and given in self._known:
            before = self._known[given]
            event = OwnEvent(dict(before.cells), [], row)
        else:
            known_id = self._id_of_known(title)
            event = OwnEvent({_ID: given or known_id or self._new_id(about), **about}, [], row)
        self.events.append(event)
        self._by_title[_folded(title)] = event
        return event

    def _id_of_known(self, title: str) -> str:
        return next(
            (it.id for it in self._known.values() if it.cells.get("title") == title and title), ""
        )

    def _new_id(self, about: Mapping[str, str]) -> str:
        taken = {*self._known, *(it.id for it in self.events)}
        return new_id(about, taken)


def new_id(about: Mapping[str, str], taken: set[str]) -> str:
    """Make a name for an event of its title and its year, which no other has.

    Examples
    --------
    >>> new_id({"title": "Lumen leases a harbour to Marea", "date": "1996-05"}, set())
    'lumen-leases-a-harbour-1996'
    """
    words = re.sub(r"[^a-z0-9]+", " ", about.get("title", "").casefold()).split()[:4]
    stem = "-".join([*words, *re.findall(r"\d{4}", about.get("date", ""))[:1]]) or "event"
    numbers = (f"{stem}-{number}" for number in range(2, len(taken) + 3))
    return stem if stem not in taken else next(it for it in numbers if it not in taken)


def mended(column: str, cell: str) -> str:
    """Give a cell as a bank has it: a position's id for its name, a date as ISO 8601 has it.

    What cannot be meant so stays as it is, for the bank's rules to refuse.

    Examples
    --------
    >>> mended("position", "Dominance denial"), mended("date", "12.05.1996")
    ('dominance-denial', '1996-05-12')
    >>> mended("credit", "0,5"), mended("actors", "Lumen, Marea")
    ('0.5', 'Lumen; Marea')
    """
    if column == "position":
        named = {_folded(it): place.id for place in POSITIONS for it in (place.id, place.name)}
        return named.get(_folded(cell), cell)
    if column in ("date", "date_end"):
        return cell if re.fullmatch(r"\d{4}(-\d{2}){0,2}", cell) else day_in(cell) or cell
    if column == "credit":
        return cell.replace(",", ".")
    if column == "actors":
        return "; ".join(filter(None, (it.strip() for it in re.split(r"[;,]", cell))))
    return cell
