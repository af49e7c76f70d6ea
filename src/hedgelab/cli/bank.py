"""``hedgelab bank new``: begin a private bank of events."""

import argparse
import json
from pathlib import Path

from hedgelab.cli import SUCCESS

HELP = (
    "Begin a bank of events of your own, for what counts towards a mark: the events of the book "
    "can be looked up in it. The new folder holds two tables with made-up examples, a rubric, an "
    "assignment that uses them with every line explained, and a .gitignore that keeps all of it "
    "out of a repository."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("what", choices=["new"], help="what to do: begin one")
    parser.add_argument("folder", type=Path, help="a folder that is not there yet, or is empty")


def run(arguments: argparse.Namespace) -> int:
    """Begin the bank."""
    from hedgelab.desk.assignments.banks import new_bank  # noqa: PLC0415 - the help starts without it

    written = new_bank(arguments.folder)
    if arguments.json:
        print(json.dumps({"files": [str(path) for path in written]}, ensure_ascii=False))
    elif not arguments.quiet:
        print(f"{arguments.folder}: a bank with two examples. Read README.md in it first.")
        print("Keep the folder to yourself: it holds the key.")
    return SUCCESS
