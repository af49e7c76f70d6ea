"""``hedgelab package scorm``: a practice board that a learning platform opens itself."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelab.cli import SUCCESS, UsageError

if TYPE_CHECKING:
    from hedgelab.boards import Json

HELP = (
    "Put a practice board into a learning platform: a package in SCORM 1.2, which Moodle, "
    "Blackboard, Brightspace, ILIAS and most others take. The platform keeps a student's places, "
    "knows when all acts are checked, and gets a score. The package holds the key, and whoever "
    "may open it can read that there: it is for practice, and no examination."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    from hedgelab.practice import PRACTICE_BOARDS  # noqa: PLC0415 - the help starts without it

    parser.add_argument("kind", choices=["scorm"], help="the kind of package")
    parser.add_argument(
        "board",
        help=f"a board of the book, of {', '.join(PRACTICE_BOARDS)}; or an assignment (.yml)",
    )
    parser.add_argument("--out", type=Path, required=True, help="the zip to write")


def run(arguments: argparse.Namespace) -> int:
    """Write the package."""
    from hedgelab.desk.handout.scorm import MOST_KEPT, scorm_package  # noqa: PLC0415
    from hedgelab.whole_files import write_changed  # noqa: PLC0415

    if arguments.out.suffix.lower() != ".zip":
        raise UsageError(
            f"{arguments.out}: a package is a zip, and platforms take it by that ending: name it "
            f"{arguments.out.with_suffix('.zip').name}"
        )
    made = scorm_package(_state_of(arguments.board))
    write_changed(arguments.out, made.content)
    if arguments.json:
        told = {"file": str(arguments.out), "title": made.title, "events": made.events}
        print(json.dumps(told | {"characters_kept": made.kept}, ensure_ascii=False))
    elif not arguments.quiet:
        print(f"{arguments.out}: {made.title}, {made.events} acts, as SCORM 1.2.")
        print("It holds the key, and whoever opens it can read that there: use it to practise.")
        print(
            f"A platform keeps at most {made.kept:,} characters of a student's places; SCORM 1.2 "
            f"has room for {MOST_KEPT:,}. Reasons are not asked for."
        )
    return SUCCESS


def _state_of(board: str) -> "Json":
    if Path(board).suffix.lower() in (".yml", ".yaml"):
        from hedgelab.desk.assignments.assignment import read_assignment  # noqa: PLC0415
        from hedgelab.desk.handout import key_of  # noqa: PLC0415
        from hedgelab.desk.handout.scorm import practice_of  # noqa: PLC0415

        return practice_of(key_of(read_assignment(Path(board))))
    from hedgelab.practice import practice_state  # noqa: PLC0415

    return practice_state(board)
