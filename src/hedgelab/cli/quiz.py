"""``hedgelab quiz moodle-xml``: an assignment as a question bank for a learning platform."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelab.cli import SUCCESS

if TYPE_CHECKING:
    from hedgelab.desk.model.key import Key

HELP = (
    "Write the events of an assignment as a question bank that a learning platform imports: "
    "one question with seven answers for each event, with credits and feedback, and an essay "
    "where justifications are marked. The file holds the key, so keep it from students."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("platform", choices=["moodle-xml"], help="the format to write")
    parser.add_argument(
        "assignment", type=Path, help="an assignment (.yml), or the key.json of its handout"
    )
    parser.add_argument("--out", type=Path, required=True, help="the file to write")


def run(arguments: argparse.Namespace) -> int:
    """Write the question bank."""
    from hedgelab.desk.handout.quiz import moodle_quiz  # noqa: PLC0415 - the help starts without it
    from hedgelab.whole_files import write_changed  # noqa: PLC0415

    quiz = moodle_quiz(*_key_of(arguments.assignment))
    write_changed(arguments.out, quiz.text)
    if arguments.json:
        outcome = {
            "file": str(arguments.out),
            "questions": quiz.questions,
            "notes": list(quiz.notes),
        }
        print(json.dumps(outcome, ensure_ascii=False))
    elif not arguments.quiet:
        print(f"{arguments.out}: {quiz.questions} questions for Moodle.")
        print("It holds the key: import it into the question bank, and keep it from students.")
        for note in quiz.notes:
            print(f"  {note}")
    return SUCCESS


def _key_of(path: Path) -> "tuple[Key, list[tuple[str, ...]]]":
    """Give the key, and where sheets are drawn for each student, the events of which each has one.

    Only an assignment says these.
    """
    if path.suffix.lower() == ".json":
        from hedgelab.desk.model.key import read_key  # noqa: PLC0415

        return read_key(path), []
    from hedgelab.desk.assignments.assignment import read_assignment  # noqa: PLC0415
    from hedgelab.desk.handout import prepared  # noqa: PLC0415 - the help starts without it

    made = prepared(read_assignment(path))
    drawn = made.plan.groups if made.plan.per_student else ()
    return made.key, [group.events for group in drawn]
