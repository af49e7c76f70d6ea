"""``hedgelab exercise``: list the exercises, and copy one out."""

import argparse
import json
from pathlib import Path

from hedgelab.cli import SUCCESS

HELP = (
    "List the exercises that come with Hedging Lab, or copy one into a folder, where you can "
    "change it: the assignment, the rubric that it names, and a page that explains every line. "
    "The exam template comes with its bank."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("name", nargs="?", help="an exercise; without a name, all are listed")
    parser.add_argument(
        "folder",
        type=Path,
        nargs="?",
        default=Path(),
        help="where the copy is to be; without one, here",
    )


def run(arguments: argparse.Namespace) -> int:
    """List them, or copy one."""
    # The help starts without it.
    from hedgelab.desk.assignments.exercises import copy_exercise, exercises  # noqa: PLC0415

    if arguments.name is None:
        titles = exercises()
        if arguments.json:
            print(json.dumps(titles, ensure_ascii=False))
        else:
            width = max(map(len, titles))
            for name, title in titles.items():
                print(f"{name:{width}}  {title}")
        return SUCCESS
    copied = copy_exercise(arguments.name, arguments.folder)
    if arguments.json:
        print(json.dumps({"files": [str(path) for path in copied]}, ensure_ascii=False))
    elif not arguments.quiet:
        for path in copied:
            print(path)
    return SUCCESS
