"""A bank of one's own: its events are written in the page, or pasted from a spreadsheet."""

from collections.abc import Mapping, Sequence
from pathlib import Path, PurePosixPath
from typing import Any, Final

from hedgelab.desk.assignments.own_events import (
    EVENTS,
    PASTED,
    READINGS,
    OwnEvent,
    OwnEventsError,
    fields_of,
    keep_events,
    mended,
    new_id,
    own_events,
    pasted,
)
from hedgelab.desk.office.assignment_files import TABLE_NAMES, bank_folder, needed_path
from hedgelab.desk.office.graded import only_one
from hedgelab.desk.office.request import Done, Given, Request, RequestError, Watch, text_of
from hedgelab.desk.text.pages import counted
from hedgelab.spectrum import POSITIONS

_ID: Final = "event_id"
_PLACES: Final = {place.id: place.name for place in POSITIONS}


def _folder(folder: Path) -> Path:
    bank = bank_folder(needed_path(folder))
    if bank is None:
        raise RequestError("The events are the book’s: choose a bank of your own first.")
    return bank


def _own(folder: Path, _asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Give the events of the bank as they are written, and the form for one."""
    return Done(
        shown={
            "fields": {name: _form(name) for name in (EVENTS, READINGS)},
            "events": [
                {"cells": it.cells, "readings": it.readings} for it in own_events(_folder(folder))
            ],
        }
    )


def _form(table: str) -> list[dict[str, Any]]:
    return [
        {
            "name": it["name"],
            "label": "Short name" if it["name"] == _ID else it["title"],
            "help": it["description"],
            "example": str(it.get("example", "")),
            # A short name is made of the title where none is given.
            "is_needed": it["name"] != _ID and bool(it.get("constraints", {}).get("required")),
            "choices": [
                {"value": value, "label": _PLACES.get(value, value)}
                for value in it.get("constraints", {}).get("enum", ())
            ],
        }
        for it in fields_of(table)
        if table == EVENTS or it["name"] != _ID
    ]


def _keep(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Keep an event as the form has it: a new one, or in the place of one that is there."""
    about, readings = asked.get("cells"), asked.get("readings")
    if not isinstance(about, dict) or not isinstance(readings, list):
        raise RequestError("this is no event: open the desk’s page anew")
    bank, was = _folder(folder), text_of(asked, "was", "")
    events = own_events(bank)
    event = OwnEvent(_cells(about), [_cells(it) for it in readings if any(it.values())])
    if not event.id:
        event.cells[_ID] = was or new_id(event.cells, {it.id for it in events})
    at = next((number for number, it in enumerate(events) if was and it.id == was), len(events))
    events[at : at + 1] = [event]
    keep_events(bank, events, [event])
    return Done()


def _cells(given: Mapping[str, Any]) -> dict[str, str]:
    return {
        str(name): mended(str(name), " ".join(str(cell).split()))
        for name, cell in given.items()
        if cell is not None
    }


def _remove(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Take an event out of the bank."""
    bank, event = _folder(folder), text_of(asked, "event")
    keep_events(bank, [it for it in own_events(bank) if it.id != event], ())
    return Done([f"{event} is out of the bank."])


def _paste(folder: Path, asked: Mapping[str, Any], given: Sequence[Given], _watch: Watch) -> Done:
    """Take events that were pasted, or dropped as tables; those of the same name are replaced."""
    bank = _folder(folder)
    events = [] if asked.get("replace") is True else own_events(bank)
    names = {PurePosixPath(it.name).name for it in given}
    if names == set(TABLE_NAMES):
        return _take_tables(bank, given)
    try:
        taken = pasted(*_one_table(asked, given), events)
        names = {it.id for it in taken}
        events = [*(it for it in events if it.id not in names), *taken]
        keep_events(bank, events, taken)
    except OwnEventsError as error:
        raise RequestError(f"Nothing was taken. Mend this, and paste again:\n{error}") from None
    return Done([f"{counted(len(taken), 'event')} taken; {len(events)} are in the bank."])


def _one_table(asked: Mapping[str, Any], given: Sequence[Given]) -> tuple[bytes, str]:
    if given:
        (file,) = only_one(given, "one table, or both tables of a bank")
        return file.content, PurePosixPath(file.name).name
    return text_of(asked, "text", "").encode(), PASTED


def _take_tables(bank: Path, given: Sequence[Given]) -> Done:
    """Take the two tables of a bank as they are; what is wrong with them is told beside it."""
    bank.mkdir(parents=True, exist_ok=True)
    for it in given:
        (bank / PurePosixPath(it.name).name).write_bytes(it.content)
    return Done([f"{counted(len(own_events(bank)), 'event')} in the bank."])


def _file(folder: Path, _asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Give the two tables of the bank."""
    bank = _folder(folder)
    there = [bank / name for name in TABLE_NAMES if (bank / name).is_file()]
    return Done(files=list(map(Given.of, there)))


REQUESTS: Final[Mapping[str, Request]] = {
    "bank.own": Request(_own, changes=False, label="the bank"),
    "bank.keep": Request(_keep, changes=True, label="an event of the bank"),
    "bank.remove": Request(_remove, changes=True, label="an event taken out of the bank"),
    "bank.paste": Request(_paste, changes=True, label="the events that were pasted"),
    "bank.file": Request(_file, changes=False, label="the bank’s tables"),
}
"""What may be asked of the bank."""
