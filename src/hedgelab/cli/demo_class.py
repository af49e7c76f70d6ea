"""``hedgelab demo-class``: a made-up class to try everything with."""

import argparse
import json
from pathlib import Path

from hedgelab.cli import SUCCESS

HELP = (
    "Make up a class of thirty in a new folder: a roster, an assignment, what the students "
    "handed in (good, weak, careless, late and hostile work, packed as Canvas, Moodle and "
    "Gradescope pack it), marks, a Canvas gradebook, and the scores that are known to be true."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("folder", type=Path, help="where to write it: a new or empty folder")


def run(arguments: argparse.Namespace) -> int:
    """Make the class."""
    from hedgelab.desk.demo_class import write_demo_class  # noqa: PLC0415 - the help starts without it

    made = write_demo_class(arguments.folder)
    if arguments.json:
        outcome = {"folder": str(made.folder), "students": made.students, "files": made.files}
        print(json.dumps(outcome, ensure_ascii=False))
    elif not arguments.quiet:
        print(
            f"{made.folder}: a made-up class of {made.students}. "
            f"Its roster, assignment and {made.files} files handed in are there."
        )
    return SUCCESS
