"""``hedgelab check``: what files are, and whether they are in order."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelab.advice import os_advice
from hedgelab.cli import ATTENTION, FAILURE, SUCCESS, fault_told
from hedgelab.desk.office import SUFFIX

if TYPE_CHECKING:
    from hedgelab.desk.checking import Finding

HELP = (
    "Say of each file what it is (an answer file, a notebook or sheet with answers, an "
    "assignment, a rubric, a key, a roster, a table, a bank or a class file), and whether it is in "
    "order; and if it is not, what is wrong where, and what to do."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument(
        "files",
        type=Path,
        nargs="+",
        metavar="FILE",
        help="a file, or the folder of a bank or an exam",
    )


def run(arguments: argparse.Namespace) -> int:
    """Look at each file; one that is not in order stops none of the others."""
    # Imported late, so that the help starts fast.
    from hedgelab.desk.checking import Finding  # noqa: PLC0415

    findings, out_of_reach = [], False
    for path in arguments.files:
        try:
            findings.append(_recognised(path))
        except OSError as error:
            findings.append(Finding(path, "", is_fine=False, told=os_advice(error)))
            out_of_reach = True
        except Exception as error:  # whatever it is, the other files are still to be looked at
            findings.append(Finding(path, "", is_fine=False, told=fault_told(error)))
            out_of_reach = True
    if arguments.json:
        told = [
            {"file": str(found.path), "kind": found.kind, "fine": found.is_fine, "told": found.told}
            for found in findings
        ]
        print(json.dumps(told, ensure_ascii=False))
    else:
        for found in findings:
            if found.is_fine and not arguments.quiet:
                print(f"{found.path}: {found.kind}, in order: {found.told}")
            elif not found.is_fine:
                kind = f"{found.kind}, not in order: " if found.kind else ""
                print(f"{found.path}: {kind}{found.told}")
    if out_of_reach:
        return FAILURE
    return SUCCESS if all(found.is_fine for found in findings) else ATTENTION


def _recognised(path: Path) -> "Finding":
    from hedgelab.desk.checking import Finding, recognised  # noqa: PLC0415

    if path.suffix != SUFFIX or not path.is_file():
        return recognised(path)
    from hedgelab.desk.office.class_file import ClassFileError, told_of_class  # noqa: PLC0415

    try:
        return Finding(path, "a class file", is_fine=True, told=told_of_class(path))
    except ClassFileError as error:
        told = str(error).removeprefix(f"{path}: ")
        return Finding(path, "a class file", is_fine=False, told=told)
