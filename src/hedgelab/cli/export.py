"""``hedgelab export``: into a platform's gradebook, tables, or how each grade came about."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelab.cli import ATTENTION, SUCCESS
from hedgelab.cli.section import add_section

if TYPE_CHECKING:
    from hedgelab.desk.platforms.platform import Filled, Kept, Platform

HELP = (
    "'export canvas', 'export blackboard' and 'export brightspace' take the gradebook that the "
    "platform exported, 'export moodle' the grading worksheet that Moodle wrote, and 'export "
    "nbgrader' what 'nbgrader export' did; they put in the points and leave everything else as it "
    "is. "
    "'export receipts' writes out how grades came about: files, digests, credits, marks, and the "
    "points computed anew. 'export grades', 'export intake', 'export report' and 'export seminar' "
    "write what lies in the folder of the grades once more, for one section of the class, say, "
    "with --section."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    from hedgelab.desk.platforms.registry import PLATFORMS  # noqa: PLC0415

    kinds = parser.add_subparsers(dest="kind", metavar="WHAT", required=True)
    for platform in PLATFORMS.values():
        if platform.fill_gradebook is not None:
            _add_platform(kinds.add_parser(platform.id, help=_FILL.format(platform.name)), platform)
    receipts = kinds.add_parser(
        "receipts", help="write out how grades came about; with --json, one object a line"
    )
    receipts.add_argument("graded", type=Path, help="the folder of the grades")
    receipts.add_argument("--student", help="one student's id; without it, the whole class")
    add_section(receipts, "write the receipts")
    for kind, what in _WRITTEN.items():
        parser = kinds.add_parser(kind, help=f"write {what} once more, of a section perhaps")
        parser.add_argument("graded", type=Path, help="the folder of the grades")
        parser.add_argument("--out", type=Path, required=True, help="the file to write")
        add_section(parser, f"write {what}")


_FILL = "fill a column of a {} gradebook"
_WRITTEN = {
    "grades": "grades.csv",
    "intake": "intake.csv",
    "report": "the class report",
    "seminar": "the seminar page",
}


def _add_platform(parser: argparse.ArgumentParser, platform: "Platform") -> None:
    parser.add_argument("graded", type=Path, help="the folder of the grades")
    parser.add_argument(
        "--into", type=Path, required=True, help=f"the gradebook as {platform.name} exported it"
    )
    parser.add_argument("--out", type=Path, required=True, help="the file to write, for upload")
    parser.add_argument("--column", default="", help="the column's name, where it is not clear")
    parser.add_argument(
        "--dry-run", action="store_true", help="say what would change, and write nothing"
    )
    parser.add_argument(
        "--replace", action="store_true", help="overwrite other grades that stand there"
    )
    add_section(parser, "put in the grades")


def run(arguments: argparse.Namespace) -> int:
    """Export."""
    if arguments.kind in _WRITTEN:
        return _write(arguments)
    return _receipts(arguments) if arguments.kind == "receipts" else _fill(arguments)


def _write(arguments: argparse.Namespace) -> int:
    from hedgelab.desk.grading.pages_beside import PagesBeside  # noqa: PLC0415
    from hedgelab.desk.grading.run import pages_of_sections  # noqa: PLC0415
    from hedgelab.desk.ledger.store import NAME, Ledger  # noqa: PLC0415
    from hedgelab.desk.reports.exports import write_grades, write_intake  # noqa: PLC0415

    kind, out, sections = arguments.kind, arguments.out, arguments.section
    changed: tuple[str, ...] = ()
    with Ledger(arguments.graded / NAME) as ledger:
        if kind in ("report", "seminar"):
            beside = PagesBeside(ledger)
            page = getattr(pages_of_sections(ledger, sections), kind)
            beside.write(out, page, out.parent)
            changed = beside.told()
        else:
            {"grades": write_grades, "intake": write_intake}[kind](ledger, out, sections)
    if arguments.json:
        told = {"file": str(out), "sections": sections, "changed": list(changed)}
        print(json.dumps(told, ensure_ascii=False))
    elif not arguments.quiet:
        whose = f"of {', '.join(sections)}" if sections else "of the whole class"
        print(f"{out}: {_WRITTEN[kind]}, {whose}.")
        print(*changed, sep="\n", end="\n" * bool(changed))
    return ATTENTION if changed else SUCCESS


def _fill(arguments: argparse.Namespace) -> int:
    from hedgelab.desk.giving_back.gradebooks import fill_gradebook  # noqa: PLC0415
    from hedgelab.desk.ledger.store import NAME, Ledger  # noqa: PLC0415
    from hedgelab.desk.platforms.registry import platform_of  # noqa: PLC0415

    platform = platform_of(arguments.kind)
    with Ledger(arguments.graded / NAME) as ledger:
        filled = fill_gradebook(
            ledger,
            platform,
            arguments.into,
            None if arguments.dry_run else arguments.out,
            column=arguments.column,
            replace=arguments.replace,
            sections=arguments.section,
        )
    if arguments.json:
        print(json.dumps(_as_dict(filled), ensure_ascii=False))
    else:
        _tell(filled, platform, arguments)
    needed = (filled.kept, filled.not_found, filled.provisional, filled.points_there)
    return ATTENTION if any((*needed, filled.passed_over)) else SUCCESS


def _tell(filled: "Filled", platform: "Platform", arguments: argparse.Namespace) -> None:
    from hedgelab.desk.giving_back.gradebooks import told_of_filled  # noqa: PLC0415
    from hedgelab.desk.text.pages import counted  # noqa: PLC0415

    if arguments.dry_run:
        for change in filled.changes:
            print(f"  {change.student}: {change.there or 'nothing'} → {change.ours}")
    if not arguments.quiet:
        where = "nothing was written" if arguments.dry_run else arguments.out
        print(f"{where}: {counted(filled.filled, 'grade')} put into {filled.column!r}.")
        if filled.same:
            print(f"{filled.same:,} stood there already.")
    for line in told_of_filled(filled, platform, "--replace overwrites them"):
        print(line)


def _as_dict(filled: "Filled") -> dict[str, object]:
    def pairs(which: "tuple[Kept, ...]") -> list[dict[str, str]]:
        return [{"student": it.student, "there": it.there, "ours": it.ours} for it in which]

    return {
        "column": filled.column,
        "filled": filled.filled,
        "same": filled.same,
        "replaced": pairs(filled.replaced),
        "kept": pairs(filled.kept),
        "not_found": list(filled.not_found),
        "provisional": filled.provisional,
        "points_possible_there": filled.points_there,
        "changes": pairs(filled.changes),
        "passed_over": list(filled.passed_over),
        "notes": list(filled.notes),
    }


def _receipts(arguments: argparse.Namespace) -> int:
    from hedgelab.desk.ledger.store import NAME, Ledger  # noqa: PLC0415
    from hedgelab.desk.reports.exports import receipts, told_receipt  # noqa: PLC0415

    with Ledger(arguments.graded / NAME) as ledger:
        for told in receipts(ledger, arguments.section, arguments.student):
            # One object a line, so that a script can take a class of thousands one by one.
            print(json.dumps(told, ensure_ascii=False) if arguments.json else told_receipt(told))
    return SUCCESS
