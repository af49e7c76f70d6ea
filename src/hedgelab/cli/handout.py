"""``hedgelab handout``: the sheets of an assignment, and the key beside them."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelab.cli import SUCCESS
from hedgelab.cli.progress import progress
from hedgelab.cli.roster import given_roster
from hedgelab.cli.section import add_section

if TYPE_CHECKING:
    from hedgelab.desk.assignments.assignment import Assignment
    from hedgelab.desk.handout import Handout

HELP = (
    "Write the sheets of an assignment: a page that opens by double-click, a notebook, a table "
    "and a sheet to print. Everything in student/ may be given away; key.json beside it is for "
    "you, and 'hedgelab grade' needs it. With a roster each student gets a copy with their name "
    "in it; without one there is one copy for all."
)

_FORMS = ("html", "ipynb", "csv", "print")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("assignment", type=Path, help="an assignment (.yml)")
    parser.add_argument("--roster", type=Path, help="the class: a CSV with id, name and e-mail")
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    parser.add_argument(
        "--forms",
        nargs="+",
        choices=_FORMS,
        default=_FORMS,
        metavar="FORM",
        help=f"which forms to write, of {', '.join(_FORMS)}; all of them if not given",
    )
    add_section(parser, "write the copies")
    parser.add_argument(
        "--replace",
        action="store_true",
        help="write over a handout whose sheets this key will not know any more, and remove them",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the handout."""
    from hedgelab.desk.assignments.assignment import read_assignment  # noqa: PLC0415
    from hedgelab.desk.handout import write_handout  # noqa: PLC0415 - the help starts without it

    assignment = read_assignment(arguments.assignment)
    roster = given_roster(arguments)
    with progress(arguments, "copy") as on_progress:
        handout = write_handout(
            assignment,
            arguments.out,
            roster,
            forms=arguments.forms,
            replace=arguments.replace,
            sections=arguments.section,
            on_progress=on_progress,
        )
    if arguments.json:
        print(json.dumps(_outcome(handout), ensure_ascii=False))
    elif not arguments.quiet:
        _tell(handout, assignment)
    return SUCCESS


def _outcome(handout: "Handout") -> dict[str, object]:
    return {
        "assignment": handout.key.assignment,
        "key": str(handout.key_path),
        "files": [str(path) for path in handout.paths],
        "sheets": len(handout.key.sheets),
        "difficulty_bound": handout.bound,
        "events_that_differ": handout.differing,
        "notes": list(handout.notes),
    }


def _tell(handout: "Handout", assignment: "Assignment") -> None:
    from hedgelab.desk.text.pages import counted  # noqa: PLC0415

    sheets, files = len(handout.key.sheets), len(handout.paths)
    print(f"{handout.key_path.parent / 'student'}: {counted(files, 'file')} to give away.")
    print(f"{handout.key_path}: the key. Keep it; grading needs it.")
    if sheets > 1:
        balanced = assignment.draw is not None and assignment.draw.balanced
        alike = ", each with equally many events at each position" if balanced else ""
        print(f"{sheets} different sheets{alike}.")
        if handout.differing:
            most = max(len(sheet.events) for sheet in handout.key.sheets.values())
            print(f"Of their {most} events {handout.differing} can differ between students.")
        print(f"Their estimated difficulties differ by {handout.bound:g} at most.")
    for note in handout.notes:
        print(f"Note: {note}.")
