"""Banks of events: the project's own tables, or a folder that an instructor keeps.

A bank of one's own is two files, ``events.csv`` and ``readings.csv``, with the columns of
the project's tables.  ``bank.json`` beside this module says which of them may be left out.
"""

import csv
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from typing import Any

from hedgelab.boards import public_event
from hedgelab.data import default_folder
from hedgelab.data.checking import Cells, Problem, Table, TableError, checked_table
from hedgelab.desk.assignments.assignment import Assignment
from hedgelab.scoring import Reading
from hedgelab.separators import separator_of

Json = dict[str, Any]

OWN_READER = "instructor"
"""Whose a reading in a bank of one's own is where the file does not say."""


@dataclass(frozen=True, slots=True)
class Bank:
    """Events to ask about, and what is to be said of them.

    Attributes
    ----------
    name : str
        What messages call it.
    events : mapping
        The public description of each event, as sheets hold it.
    readings : mapping
        The readings of each event: the article's first, then by credit.
    disputes : mapping
        What is contested about an event, where something is.
    periods, domains : mapping
        The period and the domain of each event.
    is_private : bool
        Whether it is the instructor's own, and not the tables that everybody can read.
    """

    name: str
    events: Mapping[str, Json]
    readings: Mapping[str, tuple[Reading, ...]]
    disputes: Mapping[str, str]
    periods: Mapping[str, str]
    domains: Mapping[str, str]
    is_private: bool

    @property
    def titles(self) -> dict[str, str]:
        """The title of each event."""
        return {event: str(said["title"]) for event, said in self.events.items()}


def open_bank(assignment: Assignment) -> Bank:
    """Open the bank that an assignment names.

    Raises
    ------
    TableError
        Whatever is wrong with its tables, with file, line and column.
    """
    return read_bank(assignment.bank)


def read_bank(folder: Path | None = None) -> Bank:
    """Open a bank; without a folder, the project's own tables.

    Raises
    ------
    TableError
        Whatever is wrong with its tables, with file, line and column.
    """
    if folder is None:
        tables = default_folder()
        return _bank(
            "the tables of Hedging Lab",
            checked_table("events", tables),
            checked_table("readings", tables),
            is_private=False,
        )
    events, readings = (
        checked_table(name, folder, _described(name, folder)) for name in ("events", "readings")
    )
    if problems := _unmatched(events, readings):
        raise TableError(folder / "readings.csv", problems)
    return _bank(str(folder), events, readings, is_private=True)


class BankError(ValueError):
    """A bank that cannot be begun; the message says why, and what to do."""


def new_bank(folder: Path) -> tuple[Path, ...]:
    """Begin a private bank: two tables with an example each, a rubric and an assignment.

    Parameters
    ----------
    folder : Path
        A folder that is not there yet, or is empty.

    Returns
    -------
    tuple of Path
        The files that were written.

    Raises
    ------
    BankError
        If the folder holds anything.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise BankError(f"{folder}: there is something there already: name a new folder")
    folder.mkdir(parents=True, exist_ok=True)
    written = []
    for template in sorted((files("hedgelab.desk") / "templates" / "bank").iterdir(), key=str):
        # Named otherwise in the package: build tools would obey a file called .gitignore.
        name = ".gitignore" if template.name == "gitignore" else template.name
        path = folder / name
        path.write_bytes(template.read_bytes())
        written.append(path)
    return tuple(written)


def _bank(name: str, events: Table, readings: Table, *, is_private: bool) -> Bank:
    rows = {cells["event_id"]: cells for _, cells in events.rows}
    return Bank(
        name=name,
        events={event: _public(cells) for event, cells in rows.items()},
        readings=_by_event(readings),
        disputes={event: said for event, cells in rows.items() if (said := cells.get("dispute"))},
        periods={event: cells.get("period", "") for event, cells in rows.items()},
        domains={event: cells.get("domain", "") for event, cells in rows.items()},
        is_private=is_private,
    )


def _public(cells: Cells) -> Json:
    actors = cells.get("actors", "")
    row = {"date_end": "", "domain": "", **cells}
    return public_event({**row, "actors": actors.split("; ") if actors else []})


def _by_event(readings: Table) -> dict[str, tuple[Reading, ...]]:
    found: dict[str, list[Reading]] = {}
    for _, cells in readings.rows:
        reading = Reading(
            position=cells["position"],
            reader=cells.get("reader") or OWN_READER,
            credit=float(cells["credit"]),
            reason=cells["reason"],
        )
        found.setdefault(cells["event_id"], []).append(reading)
    return {event: tuple(sorted(held, key=_rank)) for event, held in found.items()}


def _rank(reading: Reading) -> tuple[bool, float]:
    return reading.reader != "article", -reading.credit


def _described(name: str, folder: Path) -> Json:
    """Give the description of a private table, with the columns that its file has.

    Columns may stand in any order, and those that are not required may be left out.
    """
    text = (files("hedgelab.desk.assignments") / "bank.json").read_text(encoding="utf-8")
    resources = {resource["name"]: resource for resource in json.loads(text)["resources"]}
    resource: Json = resources[name]
    described = {field["name"]: field for field in resource["schema"]["fields"]}
    header = _header(folder / resource["path"])
    fields = [described[column] for column in header if column in described]
    fields += [
        field
        for column, field in described.items()
        if column not in header and field.get("constraints", {}).get("required")
    ]
    return {**resource, "schema": {**resource["schema"], "fields": fields}}


def _header(path: Path) -> list[str]:
    """Give the columns of a file; none where `checked_table` will say what is wrong with it."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
    except (OSError, UnicodeDecodeError):
        return []
    return next(csv.reader(text.splitlines()[:1], delimiter=separator_of(text)), [])


def _unmatched(events: Table, readings: Table) -> list[Problem]:
    """Find readings of no event, and events without a reading."""
    known = {cells["event_id"]: line for line, cells in events.rows}
    read = {cells["event_id"] for _, cells in readings.rows}
    problems = [
        Problem(line, "event_id", f"no row of events.csv is for {event!r}: mend it, or add it")
        for line, cells in readings.rows
        if (event := cells["event_id"]) not in known
    ]
    problems += [
        Problem(
            None,
            None,
            f"no row is for {event!r}, line {line} of events.csv: add its reading, with credit 1",
        )
        for event, line in known.items()
        if event not in read
    ]
    return problems
