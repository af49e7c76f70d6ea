"""``hedgelab regrade``: who moves under another key or rule."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelab.cli import ATTENTION, SUCCESS
from hedgelab.cli.progress import progress

if TYPE_CHECKING:
    from hedgelab.desk.grading.regrading import Move, Regrading

HELP = (
    "Grade everything in a gradebook by another key: after an item was discussed, an override "
    "was added, or the rule changed. First run it with --dry-run: it shows who would move, by "
    "how much and why, and changes nothing. Marks given by hand stay as they are."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("graded", type=Path, help="the folder of the grades")
    parser.add_argument("--key", type=Path, required=True, help="the new key.json")
    parser.add_argument("--dry-run", action="store_true", help="show it, and change nothing")


def run(arguments: argparse.Namespace) -> int:
    """Regrade, and show who moves."""
    from hedgelab.desk.grading.regrading import regrade  # noqa: PLC0415
    from hedgelab.desk.grading.run import write_outputs  # noqa: PLC0415 - the help starts without it
    from hedgelab.desk.ledger.store import NAME, Ledger  # noqa: PLC0415
    from hedgelab.desk.model.key import read_key  # noqa: PLC0415

    key = read_key(arguments.key)
    with Ledger(arguments.graded / NAME) as ledger:
        regrading = regrade(ledger, key, dry_run=arguments.dry_run)
        changed: tuple[str, ...] = ()
        if regrading.is_applied:
            with progress(arguments, "page") as on_pages:
                changed = write_outputs(ledger, arguments.graded, on_pages=on_pages).changed
    if arguments.json:
        print(json.dumps(_as_dict(regrading) | {"changed": list(changed)}, ensure_ascii=False))
    else:
        if not arguments.quiet:
            _tell(regrading)
        print("".join(f"\n{told}\n" for told in changed), end="")
    return ATTENTION if changed else SUCCESS


def _tell(regrading: "Regrading") -> None:
    from hedgelab.desk.grading.regrading import told_of_regrading, told_points  # noqa: PLC0415
    from hedgelab.desk.text.visible import visible  # noqa: PLC0415

    print(*told_of_regrading(regrading), sep="\n")
    for move in regrading.moves:
        print(f"\n{visible(f'{move.student}  {move.name}'.rstrip(), most=None)}")
        print(f"  {told_points(move.before)} → {told_points(move.after)}{_by(move)}")
        for change in move.changes:
            print(f"  {visible(change.told, most=None)}")
    if not regrading.is_applied:
        print("\nNothing was changed. The same command without --dry-run applies it.")


def _by(move: "Move") -> str:
    if move.before is None or move.after is None:
        return ""
    return f"  ({move.after - move.before:+.2f})"


def _as_dict(regrading: "Regrading") -> dict[str, object]:
    return {
        "applied": regrading.is_applied,
        "students": regrading.students,
        "mean_before": regrading.mean_before,
        "mean_after": regrading.mean_after,
        "marks_to_repeat": regrading.marks_to_repeat,
        "moves": [
            {
                "student": move.student,
                "before": move.before,
                "after": move.after,
                "changes": [
                    {"event": change.event, "cause": change.cause, "how": change.how}
                    for change in move.changes
                ],
            }
            for move in regrading.moves
        ],
    }
