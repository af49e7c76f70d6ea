"""``hedgelab decide``: what a person decides of a student or a file, with a reason."""

import argparse
import json
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelab.cli import ATTENTION, SUCCESS, UsageError
from hedgelab.cli.user import user
from hedgelab.desk.model.purposes import PURPOSES

if TYPE_CHECKING:
    from hedgelab.desk.ledger.decisions import Changed
    from hedgelab.desk.ledger.store import Ledger
    from hedgelab.desk.model.decisions import Decision

HELP = (
    "Decide something of a student, a section or all, or of a file, with a reason: it becomes a "
    "row of decisions.csv in the folder of the grades, is applied at once and at every run, and "
    "shows in receipts, feedback and exports. What was computed stays beside it. Without a "
    "decision, apply the table as it is, and list it. --undo takes a row out again."
)

_VALUES = {
    "extension until": "DATE",
    "on paper": "POINTS",
    "adjust by": "POINTS",
    "set to": "POINTS",
    "this file counts": "FILE",
    "this file is theirs": "FILE",
    "this file is left out": "FILE",
}


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("graded", type=Path, help="the folder of the grades")
    whom = parser.add_mutually_exclusive_group()
    whom.add_argument("--student", default="", metavar="ID", help="on whom: an id, or a name")
    whom.add_argument("--section", default="", metavar="NAME", help="or on a section of the class")
    whom.add_argument("--all", action="store_true", help="or on all")
    what = parser.add_mutually_exclusive_group()
    for words, purpose in PURPOSES.items():
        option = f"--{words.replace(' ', '-')}"
        if words in _VALUES:
            what.add_argument(option, metavar=_VALUES[words], help=purpose)
        else:
            what.add_argument(option, action="store_const", const="", help=purpose)
    parser.add_argument("--reason", default="", help="why; the student reads it, too")
    parser.add_argument("--who", default="", help="who decides; without it, your user name")
    parser.add_argument("--when", default="", help="when; without it, today")
    parser.add_argument(
        "--undo",
        nargs="*",
        type=int,
        metavar="ROW",
        help="take out these rows, or with a student and a decision the row that says so",
    )


def run(arguments: argparse.Namespace) -> int:
    """Decide, or undo, and say what it did."""
    from hedgelab.desk.grading.applying import apply_decisions  # noqa: PLC0415
    from hedgelab.desk.ledger.store import NAME, Ledger  # noqa: PLC0415

    decision = _decision(arguments)
    folder = arguments.graded
    with Ledger(folder / NAME) as ledger:
        is_undo = arguments.undo is not None
        undo = _rows(arguments, decision) if is_undo else ()
        add = () if is_undo or decision is None else (decision,)
        undone, changes, told = apply_decisions(ledger, folder, add=add, undo=undo)
        if arguments.json:
            print(
                json.dumps(
                    {
                        "decisions": _listed(ledger),
                        "undone": [list(it.cells) for it in undone],
                        "changes": [{"student": it, **change._asdict()} for it, change in changes],
                        "told": list(told),
                    },
                    ensure_ascii=False,
                )
            )
        else:
            _tell(ledger, changes, quiet=arguments.quiet, is_list=decision is None and not undone)
            for line in told:
                print(line)
    return ATTENTION if told else SUCCESS


def _decision(arguments: argparse.Namespace) -> "Decision | None":
    from hedgelab.desk.model.decisions import SECTION, decided  # noqa: PLC0415

    given = {
        words: value
        for words in PURPOSES
        if (value := getattr(arguments, words.replace(" ", "_"))) is not None
    }
    whom = arguments.student or (f"{SECTION}{arguments.section}" if arguments.section else "")
    whom = "all" if arguments.all else whom
    if not given:
        if whom and arguments.undo is None:
            raise UsageError(f"say what is decided of {whom!r}, with one of {_options()}")
        return None
    ((words, value),) = given.items()
    if not whom and words != "this file is left out":
        raise UsageError("say on whom, with --student ID, --section NAME or --all")
    if not arguments.reason and arguments.undo is None:
        raise UsageError("give a --reason: whoever asks in a year, and the student, will want it")
    about = {
        "reason": arguments.reason,
        "who": arguments.who or user(),
        "when": arguments.when or f"{datetime.now():%Y-%m-%d}",
    }
    return decided(whom, words, value, **about)


def _rows(arguments: argparse.Namespace, decision: "Decision | None") -> list[int]:
    from hedgelab.desk.grading.decisions_file import rows_saying  # noqa: PLC0415

    if arguments.undo:
        return list(arguments.undo)
    if decision is None:
        raise UsageError(
            "--undo takes the number of a row, as 'hedgelab decide' lists them, or a student and "
            "a decision"
        )
    rows = rows_saying(arguments.graded, decision)
    if not rows:
        raise UsageError(f"no row of decisions.csv says {decision.says!r} of {decision.student!r}")
    return rows


def _options() -> str:
    return ", ".join(f"--{words.replace(' ', '-')}" for words in PURPOSES)


def _listed(ledger: "Ledger") -> list[dict[str, object]]:
    from hedgelab.desk.ledger.decisions import decisions_in_force  # noqa: PLC0415
    from hedgelab.desk.model.decisions import COLUMNS  # noqa: PLC0415

    return [
        {"row": it.row, **dict(zip(COLUMNS, it.cells, strict=True))}
        for it in decisions_in_force(ledger)
    ]


def _tell(
    ledger: "Ledger",
    changes: "Sequence[tuple[str, Changed]]",
    *,
    quiet: bool,
    is_list: bool,
) -> None:
    from hedgelab.desk.grading.applying import told_change  # noqa: PLC0415
    from hedgelab.desk.ledger.decisions import decisions_in_force  # noqa: PLC0415
    from hedgelab.desk.text.pages import counted  # noqa: PLC0415
    from hedgelab.desk.text.visible import visible  # noqa: PLC0415

    if quiet:
        return
    decisions = decisions_in_force(ledger)
    for it in decisions if is_list else ():
        whom = visible(it.student) or "a file"
        print(f"row {it.row}: {whom}: {it.signed}")
    for student, change in changes:
        print(told_change(student, change))
    print(f"{counted(len(decisions), 'decision')} in force.")
