"""What the form of an assignment changes: a field, the choice of events, the rubric."""

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final
from zoneinfo import available_timezones

from hedgelab.desk.assignments.assignment import TABLES
from hedgelab.desk.assignments.exercises import exercises, exercises_folder
from hedgelab.desk.assignments.form import GROUPS, fields, said, with_value
from hedgelab.desk.assignments.rubrics import RubricError, read_rubric
from hedgelab.desk.assignments.yaml_edit import Value, dumped
from hedgelab.desk.model.key import Rubric
from hedgelab.desk.office.assignment_files import (
    needed_path,
    rubric_path,
    slugged,
    text_of_file,
)
from hedgelab.desk.office.request import Done, Given, Request, RequestError, Watch, text_of
from hedgelab.spectrum import POSITIONS
from hedgelab.whole_files import write_changed

NAMED, DRAWN = "named", "drawn"
"""How the events of a sheet are chosen."""

_RUBRICS: Final = "rubrics"
_OWN_RUBRIC: Final = "rubric.yml"
_DRAW: Final = "draw."
_USUAL_COUNT = 10


def form() -> dict[str, Any]:
    """Give the form: its fields and what may stand in them."""
    rubrics = sorted((exercises_folder() / _RUBRICS).glob("*.yml"))
    return {
        "groups": [{"id": group, "title": title} for group, (title, _) in GROUPS.items()],
        "fields": fields(),
        "exercises": [{"name": name, "title": title} for name, title in exercises().items()],
        "rubrics": [{"name": path.name, "title": read_rubric(path).title} for path in rubrics],
        "zones": sorted(available_timezones()),
        "positions": [{"value": place.id, "label": place.name} for place in POSITIONS],
    }


def mode_of(text: str) -> str:
    """Say how the events of a sheet are chosen: `NAMED` or `DRAWN`."""
    return DRAWN if any(path.startswith(_DRAW) for path in said(text)) else NAMED


def moment_of(due: object) -> dict[str, str]:
    """Give a due time in the parts of which a form has one field each."""
    parts = re.split(r"[ T]+", str(due or ""), maxsplit=2)
    return dict(zip(("day", "time", "zone"), (*parts, "", ""), strict=False))


def rubric_shown(rubric: Rubric) -> dict[str, Any]:
    """Give a rubric as the form shows it."""
    return {
        "title": rubric.title,
        "most": rubric.most,
        "criteria": [
            {
                "id": criterion.id,
                "title": criterion.title,
                "levels": [{"points": it.points, "says": it.says} for it in criterion.levels],
            }
            for criterion in rubric.criteria
        ],
    }


def _form(_folder: Path, _asked: Mapping[str, Any], _given: Sequence[Given], _: Watch) -> Done:
    """Give the form once; it stays as it is."""
    return Done(shown=form())


def _keep(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Put other values into fields of the form."""
    values = asked.get("values")
    if not isinstance(values, dict) or not values:
        raise RequestError("no field was changed: open the desk’s page anew")
    path = needed_path(folder)
    text = text_of_file(path)
    for field, value in values.items():
        if field == "due" and isinstance(value, dict):
            parts = (str(value.get(part, "")).strip() for part in ("day", "time", "zone"))
            value = " ".join(filter(None, parts))  # noqa: PLW2901 - of three fields one
        text = _with(text, field, value)
    write_changed(path, text)
    return Done()


def _with(text: str, field: str, value: Value) -> str:
    try:
        return with_value(text, field, value.strip() if isinstance(value, str) else value)
    except KeyError:
        raise RequestError(f"there is no field {field!r}: open the desk’s page anew") from None


def _mode(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Draw the events instead of naming them, or the other way round."""
    path, mode = needed_path(folder), text_of(asked, "mode")
    text = text_of_file(path)
    held = said(text)
    if mode not in (NAMED, DRAWN):
        raise RequestError(f"mode is {mode!r}, and {NAMED} or {DRAWN} is wanted here")
    if mode == mode_of(text):
        return Done()
    if mode == DRAWN:
        named = held.get("events", [])
        text = _with(text, "events", None)
        text = _with(text, "draw.count", min(_USUAL_COUNT, len(named)) or _USUAL_COUNT)
        text = _with(text, "draw.among", named)
    else:
        among = held.get("draw.among", [])
        for field in [it for it in held if it.startswith(_DRAW)]:
            text = _with(text, field, None)
        text = _with(text, "events", among)
    write_changed(path, text)
    return Done()


def _tick(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Put events on the sheet or among those that are drawn, or take them off."""
    events, on = asked.get("events"), asked.get("on")
    if not isinstance(events, list) or not isinstance(on, bool):
        raise RequestError("no event was chosen: open the desk’s page anew")
    path = needed_path(folder)
    text = text_of_file(path)
    field = "draw.among" if mode_of(text) == DRAWN else "events"
    chosen = [it for it in said(text).get(field, []) if on or it not in events]
    chosen += [it for it in events if on and it not in chosen]
    write_changed(path, _with(text, field, chosen))
    return Done()


def _bank(folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch) -> Done:
    """Take the events from the book, or from a bank of one's own."""
    path = needed_path(folder)
    text, bank = text_of_file(path), text_of(asked, "bank")
    if said(text).get("bank", TABLES) == bank:
        return Done()
    # The events of the one are none of the other's.
    for field in ("events", "draw.among", "draw.leave_out", "draw.periods", "draw.domains"):
        text = _with(text, field, None)
    write_changed(path, _with(text, "bank", None if bank == TABLES else bank))
    if bank != TABLES:
        (path.parent / bank).mkdir(parents=True, exist_ok=True)
    return Done()


def _use_rubric(
    folder: Path, asked: Mapping[str, Any], _given: Sequence[Given], _watch: Watch
) -> Done:
    """Take a rubric that comes along, or none."""
    path, name = needed_path(folder), text_of(asked, "rubric")
    text = text_of_file(path)
    if not name:
        text = _with(_with(text, "rubric", None), "points.justification", None)
        write_changed(path, text)
        return Done()
    shipped = exercises_folder() / _RUBRICS / Path(name).name
    if not shipped.is_file():
        raise RequestError(f"there is no rubric {name!r} among those that come along")
    (path.parent / _RUBRICS).mkdir(exist_ok=True)
    write_changed(path.parent / _RUBRICS / shipped.name, shipped.read_bytes())
    write_changed(path, _with(text, "rubric", f"{_RUBRICS}/{shipped.name}"))
    return Done()


def _keep_rubric(
    folder: Path, asked: Mapping[str, Any], given: Sequence[Given], _watch: Watch
) -> Done:
    """Keep the rubric as the form has it now, or take one that was dropped."""
    path = needed_path(folder)
    there = rubric_path(path) or path.parent / _OWN_RUBRIC
    content = given[0].content if given else _rubric_written(asked.get("rubric")).encode()
    with TemporaryDirectory() as place:
        copy = Path(place) / there.name
        copy.write_bytes(content)
        try:
            rubric = read_rubric(copy)
        except RubricError as error:
            where = f"line {error.line}: " if error.line and given else ""
            raise RequestError(f"The rubric was not kept. {where}{error.problem}") from None
    if not there.is_file() or rubric_shown(read_rubric(there)) != rubric_shown(rubric):
        there.parent.mkdir(parents=True, exist_ok=True)
        write_changed(there, content)
    named = there.relative_to(path.parent).as_posix()
    write_changed(path, _with(text_of_file(path), "rubric", named))
    return Done()


def _rubric_written(rubric: object) -> str:
    if not isinstance(rubric, dict) or not isinstance(rubric.get("criteria"), list):
        raise RequestError("this is no rubric: open the desk’s page anew")
    criteria = list(_criteria(rubric["criteria"]))
    return dumped({"title": str(rubric.get("title", "")), "criteria": criteria})


def _criteria(criteria: Sequence[Any]) -> Iterator[dict[str, Any]]:
    for number, it in enumerate(criteria, start=1):
        title = str(it.get("title", "")).strip()
        named = it.get("id") or (slugged(title) if title else f"criterion-{number}")
        levels = [
            {"points": level.get("points"), "says": str(level.get("says", "")).strip()}
            for level in it.get("levels", ())
        ]
        yield {"id": named, "title": title, "levels": levels}


REQUESTS: Final[Mapping[str, Request]] = {
    "assignment.form": Request(_form, changes=False, label="the form"),
    "assignment.keep": Request(_keep, changes=True, label="a field of the assignment"),
    "assignment.mode": Request(_mode, changes=True, label="how the events are chosen"),
    "assignment.tick": Request(_tick, changes=True, label="the choice of events"),
    "assignment.bank": Request(_bank, changes=True, label="where the events are from"),
    "assignment.use-rubric": Request(_use_rubric, changes=True, label="the choice of a rubric"),
    "assignment.keep-rubric": Request(_keep_rubric, changes=True, label="the rubric"),
}
"""What the form may ask."""
