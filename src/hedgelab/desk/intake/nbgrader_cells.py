"""The answers in a notebook of nbgrader's: read from its cells as text, and never run."""

import re
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field

from hedgelab.answers import FORMAT
from hedgelab.desk.intake.by_hand import bare, confidence_written, position_written
from hedgelab.desk.text.visible import visible

METADATA = "hedgelab"
"""The member in which a notebook says which sheet it is, and a cell which event it answers."""

POSITION_NAME, CONFIDENCE_NAME = "position", "confidence"
"""How the names begin to which a student gives a value, before a line and the event's number."""

_REASON = "why-"
_UNTOUCHED = "YOUR ANSWER HERE"  # what nbgrader puts where an answer is to be written
_LONGEST_CELL = 256 * 1024
_MOST_SHOWN = 60
_GIVEN = re.compile(
    rf"^[ \t]*(?P<name>{POSITION_NAME}|{CONFIDENCE_NAME})\w*[ \t]*=(?P<value>[^\r\n]*)",
    re.MULTILINE,
)
_REMARK = re.compile(r"""^(?P<value>(?:"[^"]*"|'[^']*'|[^#"'])*)#.*$""")
_NOTHING = frozenset(("", "none", "null"))


def reason_id(event: str) -> str:
    """Give the name that nbgrader knows the cell by in which an event's reason stands.

    Examples
    --------
    >>> reason_id("port-2001")
    'why-port-2001'
    """
    return f"{_REASON}{event}"


@dataclass(slots=True)
class CellAnswers:
    """What the cells of a notebook say.

    Attributes
    ----------
    document : dict
        The answers, as an answer file has them.
    doubts : list of str
        Where somebody should look what is meant.
    """

    document: Mapping[str, object]
    doubts: list[str] = field(default_factory=list)


def answers_in_cells(notebook: dict[str, object], assignment: str = "") -> CellAnswers | None:
    """Give the answers that stand in cells made for nbgrader; None where there are no such cells.

    Parameters
    ----------
    notebook : dict
        The document, as `hedgelab.strict_json.parse_json` gives it.
    assignment : str
        What it is taken to answer where it does not say so itself.
    """
    answers: dict[str, dict[str, object]] = {}
    doubts: list[str] = []
    for cell in _cells(notebook):
        source = _source(cell)
        if event := _text(_member(cell, METADATA), "event"):
            answer = answers.setdefault(event, {"event": event})
            doubts += _take(answer, source, event)
        elif (named := _text(_member(cell, "nbgrader"), "grade_id")).startswith(_REASON):
            event = named.removeprefix(_REASON)
            reason = source.removeprefix(_UNTOUCHED).strip()
            answer = answers.setdefault(event, {"event": event})
            if reason and answer.get("justification", reason) != reason:
                doubts.append(f"Two cells give a reason for {visible(event)}: the last counts.")
            if reason:
                answer["justification"] = reason
    told = _member(notebook, METADATA)
    # A course has other notebooks, with names of cells by chance like these.
    if not answers or not (told or any(_member(cell, METADATA) for cell in _cells(notebook))):
        return None
    own = {name: given for name in ("assignment", "sheet") if (given := _text(told, name))}
    document = {
        "format": FORMAT,
        "assignment": assignment,
        **own,
        "answers": list(answers.values()),
    }
    return CellAnswers(document, doubts)


def _take(answer: MutableMapping[str, object], source: str, event: str) -> Iterator[str]:
    """Take what a cell gives as a place and a confidence; say what cannot be understood."""
    for found in _GIVEN.finditer(source):
        written = _REMARK.sub(r"\g<value>", found["value"]).strip()
        if bare(written) in _NOTHING:
            continue
        name = found["name"]
        meant: str | int | None = (
            position_written(written) if name == POSITION_NAME else confidence_written(written)
        )
        if meant is None:
            shown = visible(written[:_MOST_SHOWN])
            yield f"The {name} for {visible(event)} is {shown!r}: look what is meant."
        elif name in answer and answer[name] != meant:
            yield f"The {name} for {visible(event)} is given twice, and differs: the last counts."
        if meant is not None:
            answer[name] = meant


def _cells(notebook: dict[str, object]) -> Iterator[dict[str, object]]:
    cells = notebook.get("cells")
    held = cells if isinstance(cells, list) else []
    return (cell for cell in held if isinstance(cell, dict))


def _member(holder: Mapping[str, object], name: str) -> Mapping[str, object]:
    metadata = holder.get("metadata")
    member = metadata.get(name) if isinstance(metadata, dict) else None
    return member if isinstance(member, dict) else {}


def _text(holder: Mapping[str, object], name: str) -> str:
    value = holder.get(name)
    return value if isinstance(value, str) else ""


def _source(cell: dict[str, object]) -> str:
    source = cell.get("source")
    if isinstance(source, list):
        source = "".join(it for it in source if isinstance(it, str))
    return source[:_LONGEST_CELL] if isinstance(source, str) else ""
