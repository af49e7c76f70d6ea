"""``hedgelab quiz``: an assignment as questions that a learning platform asks by itself."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelab.cli import SUCCESS, UsageError

if TYPE_CHECKING:
    from hedgelab.desk.handout.questions.bank import QuestionBank, Quiz

HELP = (
    "Write the events of an assignment as questions that a learning platform imports: one with "
    "seven answers for each event, with credits and feedback, and an essay where justifications "
    "are marked. moodle-xml is for Moodle, qti12 for Canvas, qti21 for Blackboard, Brightspace and "
    "others. The file holds the key, so keep it from students."
)

_FOR = {
    "moodle-xml": "Moodle",
    "qti12": "Canvas",
    "qti21": "Blackboard, Brightspace and others",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("platform", choices=list(_FOR), help="the format to write")
    parser.add_argument(
        "assignment", type=Path, help="an assignment (.yml), or the key.json of its handout"
    )
    parser.add_argument(
        "--out", type=Path, required=True, help="the file to write: .xml for Moodle, .zip for QTI"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the questions."""
    from hedgelab.whole_files import write_changed  # noqa: PLC0415 - the help starts without it

    if arguments.platform != "moodle-xml" and arguments.out.suffix.lower() != ".zip":
        raise UsageError(
            f"{arguments.out}: {arguments.platform} is a zip, which platforms take by its ending: "
            f"name it {arguments.out.with_suffix('.zip').name}"
        )
    quiz = _written(arguments.platform, _bank_of(arguments.assignment))
    write_changed(arguments.out, quiz.content)
    if arguments.json:
        outcome = {
            "file": str(arguments.out),
            "questions": quiz.questions,
            "notes": list(quiz.notes),
        }
        print(json.dumps(outcome, ensure_ascii=False))
    elif not arguments.quiet:
        print(f"{arguments.out}: {quiz.questions} questions for {_FOR[arguments.platform]}.")
        print("It holds the key: import it into the question bank, and keep it from students.")
        for note in quiz.notes:
            print(f"  {note}")
    return SUCCESS


def _written(platform: str, bank: "QuestionBank") -> "Quiz":
    from hedgelab.desk.handout.questions.moodle_xml import moodle_xml  # noqa: PLC0415
    from hedgelab.desk.handout.questions.qti12 import qti12  # noqa: PLC0415
    from hedgelab.desk.handout.questions.qti21 import qti21  # noqa: PLC0415

    return {"moodle-xml": moodle_xml, "qti12": qti12, "qti21": qti21}[platform](bank)


def _bank_of(path: Path) -> "QuestionBank":
    """Give what is asked; only an assignment says which events stand for one another."""
    from hedgelab.desk.handout.questions.bank import QuestionBank  # noqa: PLC0415

    if path.suffix.lower() == ".json":
        from hedgelab.desk.model.key import read_key  # noqa: PLC0415

        return QuestionBank(read_key(path))
    from hedgelab.desk.assignments.assignment import read_assignment  # noqa: PLC0415
    from hedgelab.desk.handout import prepared  # noqa: PLC0415

    made = prepared(read_assignment(path))
    drawn = made.plan.groups if made.plan.per_student else ()
    return QuestionBank(made.key, tuple(group.events for group in drawn))
