"""``hedgelab grade``: from what was handed in to grades, feedback and the class report."""

import argparse
import json
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelab.cli import ATTENTION, SUCCESS, UsageError
from hedgelab.cli.progress import progress
from hedgelab.cli.roster import given_roster
from hedgelab.cluster import executor_at, fetched, is_address

if TYPE_CHECKING:
    from collections.abc import Iterator
    from concurrent.futures import Executor

    from hedgelab.desk.grading.run import GradingReport
    from hedgelab.desk.ledger.gradebook import IntakeLine

HELP = (
    "Grade what students handed in: folders, single files and zips, as Canvas, Moodle, "
    "Gradescope and nbgrader lay them, or named by the student's id. Nothing that was handed in is "
    "ever run. The folder of the grades gets gradebook.sqlite (the record), grades.csv, intake.csv "
    "(what became of every file), feedback/, class-report.html and seminar.html. Run it again with "
    "more files whenever they come; a run that was stopped is completed by the next."
)

_LEFT_OVER_TOLD = 5


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("key", type=Path, help="the key.json that 'hedgelab handout' wrote")
    parser.add_argument(
        "files",
        nargs="+",
        help="what was handed in; also the address of a storage elsewhere, such as s3://course/week",
    )
    parser.add_argument(
        "--roster",
        type=Path,
        help="the class: a table with id, name, email; kept for later runs. Moodle’s grading "
        "worksheet tells when who handed in, too",
    )
    parser.add_argument("--out", type=Path, required=True, help="the folder of the grades")
    parser.add_argument(
        "--cluster",
        metavar="ADDRESS",
        help="the scheduler of a dask.distributed cluster, such as tcp://10.0.0.1:8786, whose "
        "workers read the files and make the pages; the extra 'cluster' brings what it needs",
    )


def run(arguments: argparse.Namespace) -> int:
    """Grade, and say how it went."""
    from hedgelab.desk.grading.run import grade  # noqa: PLC0415 - the help starts without it
    from hedgelab.desk.intake.lists import read_list  # noqa: PLC0415
    from hedgelab.desk.model.key import read_key  # noqa: PLC0415

    key = read_key(arguments.key)
    roster = given_roster(arguments)
    listed = dict(read_list(arguments.roster)) if arguments.roster else None
    addresses = [typed for typed in arguments.files if is_address(typed)]
    with (
        _elsewhere(addresses, arguments.cluster) as (copies, executor),
        progress(arguments, "file") as on_progress,
        progress(arguments, "page") as on_pages,
    ):
        here = {address: path for path, address in copies.items()}
        report = grade(
            key,
            [here.get(typed) or Path(typed) for typed in arguments.files],
            arguments.out,
            roster=roster,
            listed=listed,
            called=copies,
            on_progress=on_progress,
            on_pages=on_pages,
            executor=executor,
        )
    if arguments.json:
        print(json.dumps(report_as_dict(report), ensure_ascii=False))
    else:
        tell(report, quiet=arguments.quiet)
    return ATTENTION if report.attention or report.changed or report.decisions else SUCCESS


@contextmanager
def _elsewhere(
    addresses: list[str], cluster: str | None
) -> "Iterator[tuple[dict[Path, str], Executor | None]]":
    """Give copies of what lies at addresses, and the workers of a cluster, where any are named."""
    with ExitStack() as held:
        try:
            copies = held.enter_context(fetched(addresses)) if addresses else {}
            executor = held.enter_context(executor_at(cluster)) if cluster else None
        except ModuleNotFoundError as error:
            raise UsageError(str(error)) from None
        yield copies, executor


def tell(report: "GradingReport", *, quiet: bool) -> None:
    """Say for people how a grading ended; quietly, only what needs them."""
    from hedgelab.desk.grading.telling import told_wrong_key  # noqa: PLC0415

    if not quiet:
        _tell_counts(report)
    if report.attention:
        count = "1 file" if report.attention == 1 else f"{report.attention:,} files"
        print(f"\n{count} to look at:")
        if told := told_wrong_key(report):
            print(f"  {told} Then name theirs, and another folder for the grades.")
        for line in report.attention_first:
            print(f"  {_in_a_line(line)}")
        others = report.attention - len(report.attention_first)
        if others:
            print(f"  … and {others:,} more, in intake.csv")
        if not quiet:
            print(
                f"  What you know and no file tells is a decision: hedgelab decide {report.folder} "
                "--student ID --this-file-counts FILE --reason WHY"
            )
    for told in (*report.decisions, *report.changed):
        print(f"  {told}")
    for name in report.left_over[:_LEFT_OVER_TOLD]:
        print(f"  feedback/{name} belongs to no student now: take it away")
    if (others := len(report.left_over) - _LEFT_OVER_TOLD) > 0:
        print(f"  … and {others:,} more in feedback/; --json names them all")
    if not quiet:
        print(f"\nIn {report.folder}: grades.csv, intake.csv, feedback/, class-report.html,")
        print("seminar.html to project, and the record itself, gradebook.sqlite.")


def report_as_dict(report: "GradingReport") -> dict[str, object]:
    """Give a report as plain dictionaries and lists, ready for JSON."""
    return {
        "folder": str(report.folder),
        "new_files": report.new,
        "mostly": report.mostly,
        "has_roster": report.has_roster,
        "students": report.students,
        "graded": report.graded,
        "provisional": report.to_mark,
        "counts": {status.value: count for status, count in report.counts.items()},
        "needs_attention": report.attention,
        "first_to_look_at": [
            {"path": line.path, "student": line.student, "status": line.status.value}
            | {"reason": line.reason}
            for line in report.attention_first
        ],
        "left_over": list(report.left_over),
        "changed": list(report.changed),
        "decisions": list(report.decisions),
    }


def _tell_counts(report: "GradingReport") -> None:
    from hedgelab.desk.grading.telling import told_grades  # noqa: PLC0415
    from hedgelab.desk.text.pages import counted  # noqa: PLC0415

    for line in told_grades(report):
        print(line)
    if not report.has_roster:
        print("Name it once with --roster; it is kept.")
    if report.to_mark:
        print(f"Next: hedgelab mark {report.folder}")
    print(f"\n{counted(report.new, 'new file')}. By outcome, in all:")
    for status, count in report.counts.items():
        print(f"  {count:>7,}  {status.value}")


def _in_a_line(line: "IntakeLine") -> str:
    return f"{line.path}: {line.status.value}. {line.reason}"
