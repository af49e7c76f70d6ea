"""The sheet as a notebook: the same board, and the same exercise as text where none comes."""

import json
from typing import Any

from hedgelab.answers import CONFIDENCE, FORMAT
from hedgelab.boards import positions
from hedgelab.desk.handout.cells import code_cell, notebook_of, one_line, plain, text_cell
from hedgelab.desk.handout.copies import Copy
from hedgelab.desk.intake.notebooks import TAG

Json = dict[str, Any]

_BY_HAND = "Without the board"

_NO_BOARD = (
    f"No board comes, because Hedging Lab is not installed here: fill in the cell under "
    f"“{_BY_HAND}” below and hand in this notebook, or ask your instructor for the command that "
    f"installs it."
)

# Imported where the sheet stands already: it then sees what the notebook held before the cell
# with the board was run again.
_SHEET = """\
import json
from contextlib import suppress

SHEET = json.loads(r'''
{sheet}
''')

with suppress(ImportError):
    import hedgelab.widgets"""

_BOARD = """\
try:
    from IPython.display import display

    from hedgelab.answers import Student
    from hedgelab.widgets import SpectrumBoard
    from hedgelab.widgets.keeping import keep_in_file
except ImportError:
    print({no_board!r})
else:
    if "SHEET" in globals():
        board = SpectrumBoard.from_sheet(
            SHEET,
            student={student},
            confidence={confidence},
            justification={justification},
            justification_words={words},
        )
        keep_in_file(board, {file!r})
        display(board)
    else:
        print("Run the cell above first, and then this one again.")"""


def sheet_notebook(copy: Copy) -> str:
    """Give the text of the notebook, without outputs."""
    return json.dumps(_notebook(copy), ensure_ascii=False, indent=1) + "\n"


def _notebook(copy: Copy) -> Json:
    asked = copy.assignment
    student = copy.student
    board = _BOARD.format(
        no_board=_NO_BOARD,
        student=f"Student({student.id!r}, {student.name!r})" if student else None,
        confidence=asked.confidence,
        justification=asked.justification,
        words=asked.justification_words,
        file=f"{copy.name}.answers.json",
    )
    cells = [
        text_cell("opening", _opening(copy)),
        code_cell("sheet", _sheet_literal(copy), {"jupyter": {"source_hidden": True}}),
        code_cell("board", board),
        text_cell("by-hand", _by_hand(copy)),
        code_cell("answers", _fallback(copy), {"tags": [TAG]}),
    ]
    return notebook_of(cells)


def _opening(copy: Copy) -> str:
    lines = [f"# {plain(copy.sheet['title'])}", ""]
    if copy.student:
        lines += [plain(", ".join(filter(None, (copy.student.name, copy.student.id)))), ""]
    if copy.due:
        lines += [f"Due {copy.due}", ""]
    lines += [
        "Run the two cells below (Shift and Enter), and place the events on the board. When you "
        "have finished, save this notebook and hand it in: your answers are in it. They are kept "
        f"in the file `{copy.name}.answers.json` beside it as well, and you may hand in that file "
        "instead. **Another day**, or where it says *Error displaying widget*, run both cells "
        "again: your answers come back. Where no board comes at all, go on "
        f"under *{_BY_HAND}*.",
    ]
    return "\n".join(lines)


def _sheet_literal(copy: Copy) -> str:
    text = json.dumps(copy.sheet, ensure_ascii=False, indent=1)
    # Quotes of any kind must not end the Python string that holds the JSON.
    return _SHEET.format(sheet=text.replace("'", "\\u0027"))


def _by_hand(copy: Copy) -> str:
    """Give the whole exercise as text, for those who have no board."""
    levels = ", ".join(f"{value} ({label.lower()})" for value, label in CONFIDENCE)
    confidence = f", and for `confidence` {levels}" if copy.assignment.confidence else ""
    places = [
        f"{place['number']}. `{place['id']}`: **{place['name']}**. {plain(place['definition'])}"
        for place in positions()
    ]
    events = [
        f"- {plain(event['date_text'])}: **{plain(event['title'])}**. {plain(event['summary'])}"
        for event in copy.sheet["events"]
    ]
    return "\n".join(
        [
            f"## {_BY_HAND}",
            "",
            "If you used the board, leave the rest as it is. Where no board comes, this is the "
            "same exercise: read the seven positions and the events, and fill in the cell at the "
            "end. "
            f"Write for `position` one of the seven ids, in quotation marks{confidence}. Do not "
            "run that cell; save the notebook and hand it in.",
            "",
            *filter(None, [plain(copy.sheet["instructions"])]),
            "",
            *places,
            "",
            *events,
        ]
    )


def _fallback(copy: Copy) -> str:
    """Give the answers as a Python literal to fill in; parsed when graded, and never run."""
    student = copy.student
    lines = [
        "{",
        f'    "format": {_literal(FORMAT)},',
        f'    "assignment": {_literal(copy.sheet["assignment"])},',
        f'    "sheet": {_literal(copy.sheet["digest"])},',
        f'    "student": {{"id": {_literal(student.id if student else "")}, '
        f'"name": {_literal(student.name if student else "")}}},',
        '    "answers": [',
    ]
    for event in copy.sheet["events"]:
        lines += [
            f"        # {one_line(event['date_text'])}: {one_line(event['title'])}",
            "        {",
            f'            "event": {_literal(event["event_id"])},',
            '            "position": None,',
        ]
        if copy.assignment.confidence:
            lines.append('            "confidence": None,')
        if copy.assignment.justification:
            lines.append('            "justification": "",')
        lines.append("        },")
    return "\n".join([*lines, "    ],", "}"])


def _literal(text: str) -> str:
    # As JSON, which for text is Python as well, and keeps to one kind of quotes.
    return json.dumps(text, ensure_ascii=False)
