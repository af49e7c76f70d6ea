"""``hedgelab demo-course``: a made-up course of eighty, with all that a term brings."""

import argparse
import json
from pathlib import Path

from hedgelab.cli import SUCCESS

HELP = (
    "Make up a course of eighty in a new folder: two sections that hand in on Canvas and Moodle, "
    "a student with more time, one on paper, one excused, an appeal, two of the same name, and one "
    "who joins late, with the results that are known to be true. With --mark, play its assistants: "
    "write what the page of each marker would save, and then the third look at what they differ on."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("folder", type=Path, help="where to write it: a new or empty folder")
    parser.add_argument(
        "--mark",
        type=Path,
        metavar="GRADED",
        help="the grades of the course, with its texts dealt out: write marks/ into the folder",
    )


def run(arguments: argparse.Namespace) -> int:
    """Make the course, or play its assistants."""
    if arguments.mark is not None:
        return _mark(arguments)
    from hedgelab.desk.demo_class.course import write_demo_course  # noqa: PLC0415

    made = write_demo_course(arguments.folder)
    if arguments.json:
        outcome = {"folder": str(made.folder), "students": made.students, "files": made.files}
        print(json.dumps(outcome, ensure_ascii=False))
    elif not arguments.quiet:
        print(f"{made.folder}: a made-up course of {made.students} in two sections.")
    return SUCCESS


def _mark(arguments: argparse.Namespace) -> int:
    from hedgelab.desk.demo_class.assistants import write_marks  # noqa: PLC0415
    from hedgelab.desk.ledger.store import NAME, Ledger  # noqa: PLC0415

    with Ledger(arguments.mark / NAME) as ledger:
        written = write_marks(ledger, arguments.folder / "marks")
    if arguments.json:
        print(json.dumps({"files": [str(path) for path in written]}, ensure_ascii=False))
    elif not arguments.quiet:
        for path in written:
            print(path)
    return SUCCESS
