"""``hedgelab handout``: the sheets of an assignment, and the key beside them."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelab.cli import ATTENTION, SUCCESS, UsageError
from hedgelab.cli.giving import add_way, tell_left
from hedgelab.cli.progress import progress
from hedgelab.cli.roster import given_roster
from hedgelab.cli.section import add_section

if TYPE_CHECKING:
    from hedgelab.desk.assignments.assignment import Assignment
    from hedgelab.desk.giving_back.packing import Packed
    from hedgelab.desk.handout import Handout
    from hedgelab.desk.model.roster import Roster

HELP = (
    "Write the sheets of an assignment: a page that opens by double-click, a notebook, a table "
    "and a sheet to print, in student/. key.json beside it is for you, and 'hedgelab grade' needs "
    "it. Without a roster there is one copy for all. With one, each student gets a copy with their "
    "name in it: give each their own, and the folder to nobody. --zip packs them so."
)

_FORMS = ("html", "ipynb", "csv", "print")


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("assignment", type=Path, help="an assignment (.yml)")
    parser.add_argument(
        "--roster",
        type=Path,
        help="the class: a table with id, name and e-mail, or nbgrader's gradebook.db",
    )
    parser.add_argument("--out", type=Path, required=True, help="the folder to write to")
    parser.add_argument(
        "--forms",
        nargs="+",
        choices=_FORMS,
        metavar="FORM",
        help=f"which forms to write, of {', '.join(_FORMS)}; all of them if not given, and none "
        "with --nbgrader",
    )
    parser.add_argument(
        "--nbgrader",
        type=Path,
        metavar="COURSE",
        help="write the source assignment into this course of nbgrader's",
    )
    add_section(parser, "write the copies")
    add_way(parser, sheets=True)
    parser.add_argument(
        "--replace",
        action="store_true",
        help="write over a handout whose sheets this key will not know any more, and remove them",
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the handout."""
    from hedgelab.desk.assignments.assignment import read_assignment  # noqa: PLC0415
    from hedgelab.desk.giving_back.ways import check_way  # noqa: PLC0415
    from hedgelab.desk.handout import write_handout  # noqa: PLC0415 - the help starts without it

    if arguments.told_by and not arguments.way:
        raise UsageError("--from tells a platform's numbers: say with --zip which platform")
    if arguments.way and arguments.roster is None:
        raise UsageError("--zip gives each student their own: name the class with --roster")
    if arguments.way:
        check_way(arguments.way, arguments.told_by)
    assignment = read_assignment(arguments.assignment)
    roster = given_roster(arguments)
    source = _source(assignment, arguments) if arguments.nbgrader else None
    forms = arguments.forms or (() if source else _FORMS)
    with progress(arguments, "copy") as on_progress:
        handout = write_handout(
            assignment,
            arguments.out,
            roster,
            forms=forms,
            replace=arguments.replace,
            sections=arguments.section,
            on_progress=on_progress,
        )
    packed = _packed(handout, roster, arguments) if roster and arguments.way else None
    if arguments.json:
        told = _outcome(handout, packed) | {"nbgrader": str(source) if source else None}
        print(json.dumps(told, ensure_ascii=False))
    elif not arguments.quiet:
        if source:
            print(f"{source}: the source assignment, for nbgrader generate_assignment.")
            print("It holds the key, and so does the gradebook.db that nbgrader makes of it.")
        _tell(handout, assignment, packed, arguments.way)
    return ATTENTION if packed and packed.left else SUCCESS


def _source(assignment: "Assignment", arguments: argparse.Namespace) -> Path:
    from hedgelab.desk.handout import key_of  # noqa: PLC0415
    from hedgelab.desk.handout.nbgrader import write_source  # noqa: PLC0415

    course, replace = arguments.nbgrader, arguments.replace
    return write_source(assignment, key_of(assignment), course, replace=replace)


def _packed(handout: "Handout", roster: "Roster", arguments: argparse.Namespace) -> "Packed":
    from hedgelab.desk.giving_back.packing import Parcel  # noqa: PLC0415
    from hedgelab.desk.giving_back.ways import pack_sheets  # noqa: PLC0415

    parcels = (
        Parcel(it, tuple((path.name, path.read_bytes()) for path in handout.of_students[it.id]))
        for it in roster.students
        if it.id in handout.of_students
    )
    out = arguments.out / f"sheets-{arguments.way}.zip"
    return pack_sheets(parcels, roster, arguments.way, out, arguments.told_by)


def _outcome(handout: "Handout", packed: "Packed | None") -> dict[str, object]:
    return {
        "assignment": handout.key.assignment,
        "key": str(handout.key_path),
        "files": [str(path) for path in handout.paths],
        "sheets": len(handout.key.sheets),
        "difficulty_bound": handout.bound,
        "events_that_differ": handout.differing,
        "notes": list(handout.notes),
        "packed": packed
        and {
            "path": str(packed.path),
            "given": list(packed.given),
            "left": [left._asdict() for left in packed.left],
            "beside": str(packed.beside) if packed.beside else None,
        },
    }


def _tell(
    handout: "Handout", assignment: "Assignment", packed: "Packed | None", way: str | None
) -> None:
    from hedgelab.desk.giving_back.ways import upload_of  # noqa: PLC0415
    from hedgelab.desk.text.pages import counted  # noqa: PLC0415

    sheets, files = len(handout.key.sheets), len(handout.paths)
    folder = handout.key_path.parent / "student"
    if not files:
        pass
    elif not handout.of_students:
        print(f"{folder}: {counted(files, 'file')} to give away.")
    else:
        print(
            f"{folder}: {counted(files, 'file')} that bear a name: give each student their own, "
            "and the folder to nobody."
        )
        if packed is None:
            print("--zip packs them for Canvas or Moodle, or a folder for each student.")
    if packed is not None:
        print(f"{packed.path}: the sheets of {counted(len(packed.given), 'student')}.")
        tell_left(packed)
        if way and packed.given and (upload := upload_of(way)):
            print(f"{upload}.")
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
