"""``hedgelab demo-class``: a made-up class to try everything with."""

import argparse
import json
from pathlib import Path

from hedgelab.cli import SUCCESS

HELP = (
    "Make up a class of thirty in a new folder: a roster, an assignment, what the students "
    "handed in (good, weak, careless, late and hostile work, packed as Canvas, Moodle and "
    "Gradescope pack it), marks, a Canvas gradebook, and the scores that are known to be true. "
    "With --platform all of them hand in by one platform, whose own list of the class is there."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    from hedgelab.desk.demo_class.by_platform import ON_PLATFORMS  # noqa: PLC0415 - as below

    parser.add_argument("folder", type=Path, help="where to write it: a new or empty folder")
    parser.add_argument(
        "--platform", choices=ON_PLATFORMS, help="the one by which all of them hand in"
    )


def run(arguments: argparse.Namespace) -> int:
    """Make the class."""
    from hedgelab.desk.demo_class import write_demo_class  # noqa: PLC0415 - the help starts without it

    made = write_demo_class(arguments.folder, arguments.platform or "")
    if arguments.json:
        outcome = {"folder": str(made.folder), "students": made.students, "files": made.files}
        print(json.dumps(outcome, ensure_ascii=False))
    elif not arguments.quiet:
        came = (
            f"what came back by {arguments.platform.capitalize()}"
            if arguments.platform
            else f"{made.files} files handed in"
        )
        print(
            f"{made.folder}: a made-up class of {made.students}. "
            f"Its roster, assignment and {came} are there."
        )
    return SUCCESS
