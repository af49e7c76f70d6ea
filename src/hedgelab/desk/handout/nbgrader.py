"""The sheet as a source assignment of nbgrader: it releases, autogrades and marks it as its own.

What nbgrader does with cells is told in its documentation ("Creating and grading assignments"):
what stands between the marks of hidden tests is taken out of what students get, and put back when
it grades; a test whose last value is a number gives that many points; and a cell of text that is
both answer and graded waits for a person.
"""

import json
from pathlib import Path

from hedgelab.answers import CONFIDENCE
from hedgelab.boards import positions
from hedgelab.desk.assignments.assignment import Assignment
from hedgelab.desk.handout.cells import Json, code_cell, notebook_of, one_line, plain, text_cell
from hedgelab.desk.handout.earlier import HandoutError
from hedgelab.desk.intake.nbgrader_cells import (
    CONFIDENCE_NAME,
    METADATA,
    POSITION_NAME,
    reason_id,
)
from hedgelab.desk.model.key import Key, Rubric
from hedgelab.scoring import anchors
from hedgelab.spectrum import POSITIONS, position
from hedgelab.whole_files import write_changed

_SCHEMA = 3  # of what nbgrader keeps with a cell
_LATER = "What it is worth is worked out after you hand in."


def write_source(assignment: Assignment, key: Key, course: Path, *, replace: bool = False) -> Path:
    """Write the source assignment into a course of nbgrader's, and give where.

    Parameters
    ----------
    assignment : Assignment
        What to hand out.
    key : Key
        Its key, which the source holds, and what nbgrader releases does not.
    course : Path
        The folder of the course.
    replace : bool
        Whether to write over a source that says something else.

    Raises
    ------
    HandoutError
        If each student gets a sheet of their own, or such a source is there already.
    """
    path = course / "source" / assignment.id / f"{assignment.id}.ipynb"
    text = source_notebook(assignment, key)
    if path.exists() and path.read_text(encoding="utf-8") != text and not replace:
        raise HandoutError(
            f"{path}: is there already, and says something else: move it away to keep it, or "
            "write over it with --replace. What students have of it may no longer fit"
        )
    path.parent.mkdir(parents=True, exist_ok=True)
    write_changed(path, text)
    return path


def source_notebook(assignment: Assignment, key: Key) -> str:
    """Give the source assignment, a notebook that holds the key.

    Raises
    ------
    HandoutError
        If each student gets a sheet of their own.
    """
    if assignment.per_student:
        raise HandoutError(
            f"{assignment.path}: nbgrader gives every student the same notebook, and here each is "
            "dealt other events: take 'per_student' out, or hand out without --nbgrader"
        )
    return json.dumps(_source(assignment, key), ensure_ascii=False, indent=1) + "\n"


def _source(assignment: Assignment, key: Key) -> Json:
    (digest,) = key.sheets
    events = key.sheets[digest].events
    cells = [
        text_cell("opening", _opening(assignment, key), _locked("opening")),
        text_cell("positions", _positions(), _locked("positions")),
    ]
    for number, event in enumerate(events, start=1):
        points = key.position_points / len(events), key.justification_points / len(events)
        cells += _cells_of(assignment, key, event, number, points)
    own = {"assignment": key.assignment, "sheet": digest}
    return notebook_of(cells, {METADATA: own})


def _cells_of(
    assignment: Assignment, key: Key, event: str, number: int, points: tuple[float, float]
) -> list[Json]:
    public = key.events[event]
    told = (
        f"## {number}. {plain(public['title'])}\n\n*{plain(public['date_text'])}.* "
        f"{plain(public['summary'])}"
    )
    cells = [
        text_cell(f"event-{number}", told, _locked(f"event-{event}")),
        code_cell(
            f"answer-{number}",
            _answer(assignment, number),
            {METADATA: {"event": event}, "deletable": False},
        ),
        code_cell(
            f"place-{number}",
            _test(key, event, number, points[0]),
            _graded(f"place-{event}", points[0], locked=True),
        ),
    ]
    if assignment.justification:
        limit = assignment.justification_words
        words = f" Use at most {limit} words." if limit else ""
        asked = (
            f"Why does it stand there? Double-click the cell below and write your reason.{words}"
        )
        cells += [
            text_cell(f"ask-{number}", asked, _locked(f"ask-{event}")),
            text_cell(
                f"why-{number}",
                # nbgrader releases its own words in place of these.
                _reasons(key, event),
                _graded(reason_id(event), points[1], locked=False),
            ),
        ]
    return cells


def _opening(assignment: Assignment, key: Key) -> str:
    reason = ", and your reason below it" if assignment.justification else ""
    lines = [
        f"# {plain(key.title)}",
        plain(key.instructions),
        f"Read the seven positions and the events. Write one of the seven ids into the cell below "
        f"each event{reason}. The cell after it tells you whether the id is one of the seven. Then "
        "save the notebook and submit it.",
    ]
    return "\n\n".join(line for line in lines if line)


def _positions() -> str:
    return "\n".join(
        f"{place['number']}. `{place['id']}`: **{place['name']}**. {plain(place['definition'])}"
        for place in positions()
    )


def _answer(assignment: Assignment, number: int) -> str:
    lines = [f'{POSITION_NAME}_{number} = ""  # one of the seven ids, between the quotation marks']
    if assignment.confidence:
        levels = ", ".join(f"{value} {label.lower()}" for value, label in CONFIDENCE)
        lines.append(f"{CONFIDENCE_NAME}_{number} = None  # how sure you are: {levels}")
    return "\n".join(lines)


def _test(key: Key, event: str, number: int, points: float) -> str:
    """Give the test of a place: students see what stands outside the marks."""
    name = f"{POSITION_NAME}_{number}"
    ids = tuple(place.id for place in POSITIONS)
    scores = {place: key.score(event, place) for place in ids}
    worth = {place: score.credit * points for place, score in scores.items() if score.credit}
    said = {place: _said(key, event, place) for place in ids}
    lines = [
        f"# Run this cell: it checks that you wrote one of the seven ids. {_LATER}",
        f'assert {name} in {ids}, "write one of the seven ids for {name}"',
        "### BEGIN HIDDEN TESTS",
        *(_rubric(key.rubric) if key.rubric else ()),
        f"said = {_literal(said)}",
        f"worth = {_literal(worth)}",
        f"print(said[{name}])",
        f"worth.get({name}, 0.0)",
        "### END HIDDEN TESTS",
    ]
    return "\n".join(lines)


def _said(key: Key, event: str, place: str) -> str:
    """Give what is said of a place, the case for it and for the best readings."""
    readings, best = key.readings[event], anchors(key.readings[event])
    of_place = [it for it in readings if it.position == place and it not in best]
    parts = [key.score(event, place).how]
    parts += [
        f"{position(it.position).name} ({it.reader}): {it.reason}" for it in (*of_place, *best)
    ]
    if dispute := key.disputes.get(event):
        parts.append(f"What is contested: {dispute}")
    return one_line(" ".join(parts))


def _reasons(key: Key, event: str) -> str:
    return "\n\n".join(plain(it.reason) for it in anchors(key.readings[event])) or "A reason."


def _rubric(rubric: Rubric) -> list[str]:
    """Give the rubric as remarks, for whoever marks the reason below."""
    lines = [f"# For the marker: {one_line(rubric.title)}"]
    for criterion in rubric.criteria:
        lines.append(f"# {one_line(criterion.title)}")
        lines += [f"#   {level.points:g}: {one_line(level.says)}" for level in criterion.levels]
    return lines


def _literal(value: object) -> str:
    # JSON of texts and numbers is Python as well, and stays in one line.
    return json.dumps(value, ensure_ascii=False)


def _locked(name: str) -> Json:
    return _of_nbgrader(name, grade=False, solution=False, locked=True)


def _graded(name: str, points: float, *, locked: bool) -> Json:
    return _of_nbgrader(name, grade=True, solution=not locked, locked=locked, points=points)


def _of_nbgrader(name: str, **roles: bool | float) -> Json:
    return {"nbgrader": {"grade_id": name, "schema_version": _SCHEMA, "task": False, **roles}}
