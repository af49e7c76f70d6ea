"""``hedgelab archive``: all of a gradebook in one file, or without names for research."""

import argparse
import json
from datetime import datetime
from pathlib import Path

from hedgelab.cli import ATTENTION, SUCCESS, UsageError
from hedgelab.cli.class_file import beside, name_of

HELP = (
    "Write everything about the grades into one zip for a year's keeping: the record, how each "
    "grade came about, the key, tables and pages, with a manifest and the SHA-256 of every file. "
    "--without-names writes what the class answered for research, with codes instead of names. "
    "--check says whether an archive is still as it was written."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("graded", type=Path, nargs="?", help="the folder of the grades")
    parser.add_argument(
        "--out",
        type=Path,
        help="the zip to write; without it, one with the day in its name",
    )
    parser.add_argument(
        "--with", dest="handed_in", type=Path, action="append", default=[], metavar="PATH",
        help="put in what was handed in, too: a file or a folder; may be given more than once",
    )  # fmt: skip
    parser.add_argument(
        "--without-names", action="store_true", help="for research: codes instead of names"
    )
    parser.add_argument(
        "--texts", action="store_true", help="with --without-names, put in what students wrote"
    )
    parser.add_argument("--check", type=Path, metavar="ZIP", help="check an archive")


def run(arguments: argparse.Namespace) -> int:
    """Archive, or check an archive."""
    if arguments.check is not None:
        return _check(arguments)
    if arguments.graded is None:
        raise UsageError("name the folder of the grades, or an archive with --check")
    if arguments.texts and not arguments.without_names:
        raise UsageError("--texts goes with --without-names: the whole archive has all texts")
    if arguments.handed_in and arguments.without_names:
        raise UsageError("--with puts in files that name their students: leave one of the two out")
    return _write(arguments)


def _write(arguments: argparse.Namespace) -> int:
    from hedgelab.desk.ledger.store import NAME, Ledger  # noqa: PLC0415 - the help starts without it
    from hedgelab.desk.reports.archive import archive, told_of_archive  # noqa: PLC0415
    from hedgelab.desk.reports.without_names import (  # noqa: PLC0415
        archive_without_names,
        told_without_names,
    )

    with Ledger(arguments.graded / NAME) as ledger:
        out = arguments.out or _beside(arguments)
        told: dict[str, object] = {"file": str(out)}
        if arguments.without_names:
            count = archive_without_names(ledger, out, texts=arguments.texts)
            told |= {"students": count, "texts": arguments.texts}
            lines = told_without_names(out, count, texts=arguments.texts)
        else:
            count = archive(ledger, out, handed_in=arguments.handed_in)
            told |= {"files": count}
            lines = told_of_archive(out, count)
    if arguments.json:
        print(json.dumps(told, ensure_ascii=False))
    elif not arguments.quiet:
        print("\n".join(lines))
    return SUCCESS


def _beside(arguments: argparse.Namespace) -> Path:
    kind = "-without-names" if arguments.without_names else ""
    name = f"{name_of(arguments)}{kind}-{datetime.now():%Y-%m-%d}.zip"
    return beside(arguments, Path(arguments.graded).parent) / name


def _check(arguments: argparse.Namespace) -> int:
    from hedgelab.desk.reports.archive import check_archive, told_of_check  # noqa: PLC0415

    checked = check_archive(arguments.check)
    if arguments.json:
        told = {"made": checked.made, "files": checked.files, "faults": checked.faults}
        print(json.dumps(told, ensure_ascii=False))
    elif checked.faults or not arguments.quiet:
        print(*told_of_check(checked, arguments.check), sep="\n")
    return ATTENTION if checked.faults else SUCCESS
