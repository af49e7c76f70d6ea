"""``hedgelab quiz``: an assignment as questions that a learning platform asks by itself."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelab.cli import SUCCESS, UsageError

if TYPE_CHECKING:
    from hedgelab.desk.handout.questions.bank import QuestionBank

HELP = (
    "Write the events of an assignment as questions that a learning platform imports: one with "
    "seven answers for each event, with credits and feedback, and an essay where justifications "
    "are marked. moodle-xml is for Moodle, qti12 for Canvas, qti21 for Blackboard, Brightspace and "
    "others. The file holds the key, so keep it from students."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    from hedgelab.desk.handout.questions.formats import FORMATS  # noqa: PLC0415

    parser.add_argument("platform", choices=list(FORMATS), help="the format to write")
    parser.add_argument(
        "assignment", type=Path, help="an assignment (.yml), or the key.json of its handout"
    )
    parser.add_argument(
        "--out", type=Path, required=True, help="the file to write: .xml for Moodle, .zip for QTI"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the questions."""
    from hedgelab.desk.handout.questions.formats import FORMATS, written  # noqa: PLC0415
    from hedgelab.whole_files import write_changed  # noqa: PLC0415 - the help starts without it

    wanted = FORMATS[arguments.platform]
    if wanted.suffix == ".zip" and arguments.out.suffix.lower() != ".zip":
        raise UsageError(
            f"{arguments.out}: {arguments.platform} is a zip, which platforms take by its ending: "
            f"name it {arguments.out.with_suffix('.zip').name}"
        )
    quiz = written(arguments.platform, _bank_of(arguments.assignment))
    write_changed(arguments.out, quiz.content)
    if arguments.json:
        outcome = {
            "file": str(arguments.out),
            "questions": quiz.questions,
            "notes": list(quiz.notes),
        }
        print(json.dumps(outcome, ensure_ascii=False))
    elif not arguments.quiet:
        print(f"{arguments.out}: {quiz.questions} questions for {wanted.platforms}.")
        print("It holds the key: import it into the question bank, and keep it from students.")
        for note in quiz.notes:
            print(f"  {note}")
    return SUCCESS


def _bank_of(path: Path) -> "QuestionBank":
    """Give what is asked; only an assignment says which events stand for one another."""
    if path.suffix.lower() == ".json":
        from hedgelab.desk.handout.questions.bank import QuestionBank  # noqa: PLC0415
        from hedgelab.desk.model.key import read_key  # noqa: PLC0415

        return QuestionBank(read_key(path))
    from hedgelab.desk.assignments.assignment import read_assignment  # noqa: PLC0415
    from hedgelab.desk.handout.questions.formats import asked_by  # noqa: PLC0415

    return asked_by(read_assignment(path))
