"""``hedgelab forget``: take every trace of one student out of a gradebook."""

import argparse
import json
from pathlib import Path

from hedgelab.cli import ATTENTION, SUCCESS

HELP = (
    "Take every trace of one student out of a gradebook and what lies beside it: their files, "
    "answers, marks and grade, their name in the key, their feedback page and their rows in every "
    "table. The rest of the class stays as it was. Says what it took, and what lies elsewhere."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("graded", type=Path, help="the folder of the grades")
    parser.add_argument("--student", required=True, help="the student's id")
    parser.add_argument("--key", type=Path, help="the key.json, to take them out of it too")


def run(arguments: argparse.Namespace) -> int:
    """Forget a student, and say what went."""
    if hasattr(arguments, "class_folder"):
        return _forget_in_class(arguments)
    from hedgelab.desk.grading.forgetting import forget, without_student  # noqa: PLC0415
    from hedgelab.desk.grading.run import write_outputs  # noqa: PLC0415 - the help starts without it
    from hedgelab.desk.ledger.store import NAME, Ledger  # noqa: PLC0415
    from hedgelab.desk.model.key import read_key, write_key  # noqa: PLC0415
    from hedgelab.desk.text.visible import visible  # noqa: PLC0415
    from hedgelab.whole_files import write_changed  # noqa: PLC0415

    key = read_key(arguments.key) if arguments.key else None
    with Ledger(arguments.graded / NAME) as ledger:
        forgotten = forget(ledger, arguments.student)
        changed = write_outputs(ledger, arguments.graded).changed
    outputs = list(forgotten.outputs)
    if key and write_changed(arguments.key, write_key(without_student(key, arguments.student))):
        outputs.append(str(arguments.key))
    if arguments.json:
        told = {"took": forgotten.rows, "outputs": outputs, "elsewhere": forgotten.elsewhere}
        print(json.dumps(told | {"changed": changed}, ensure_ascii=False))
        return ATTENTION if changed else SUCCESS
    if not arguments.quiet:
        print(f"Taken out of {arguments.graded / NAME}: {', '.join(forgotten.rows)}.")
        if outputs:
            print(f"Taken out beside it: {', '.join(visible(it, most=None) for it in outputs)}.")
        print("The rest of the class stays as it was. What lies elsewhere is yours to take away:")
        for path in forgotten.elsewhere:
            print(f"  {visible(path, most=None)}: would be found again by the next grading")
        print(
            "  the roster, key.json (--key takes them out of it), the handout, exported tables of\n"
            "  marks, markers' pages and files, downloads from your platform, archives, and\n"
            "  backups of all these."
        )
    for told_change in changed:
        print(told_change)
    return ATTENTION if changed else SUCCESS


def _forget_in_class(arguments: argparse.Namespace) -> int:
    """Forget a student in all of a class that the desk has, with its roster and its sheets."""
    from hedgelab.desk.office.forgetting import forget_in_class  # noqa: PLC0415

    done = forget_in_class(arguments.class_folder, arguments.student)
    if arguments.json:
        print(json.dumps({"said": list(done.said)}, ensure_ascii=False))
    elif not arguments.quiet:
        print(*done.said, sep="\n")
    return SUCCESS
