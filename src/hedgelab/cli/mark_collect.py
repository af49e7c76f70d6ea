"""``hedgelab mark collect``: take in what several markers have saved."""

import argparse
import json
import math
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelab.cli import ATTENTION, SUCCESS

if TYPE_CHECKING:
    from hedgelab.desk.grading.collecting import Collected
    from hedgelab.desk.reports.markers import MarkersReport

HELP = (
    "Take in the files that markers saved in their pages, in any order and any number of times. "
    "A text counts when all its markers have judged it and agree; where they differ, it waits for "
    "a third look: 'hedgelab mark GRADED --third --marker YOU'. No file replaces a mark that "
    "somebody gave in the terminal or a table. Then it says how far the markers agree, and how "
    "lenient each is. Without files it says where the marking stands."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the action takes."""
    parser.add_argument("graded", type=Path, help="the folder of the grades")
    parser.add_argument(
        "files", type=Path, nargs="*", metavar="FILE", help="what “Save my marks” wrote"
    )


def run(arguments: argparse.Namespace) -> int:
    """Take the marks in."""
    from hedgelab.desk.grading.collecting import collect  # noqa: PLC0415
    from hedgelab.desk.grading.justifications import rubric_of  # noqa: PLC0415
    from hedgelab.desk.grading.run import write_outputs  # noqa: PLC0415
    from hedgelab.desk.ledger.judgements import judgements  # noqa: PLC0415
    from hedgelab.desk.ledger.store import NAME, Ledger  # noqa: PLC0415
    from hedgelab.desk.reports.markers import markers_report  # noqa: PLC0415

    with Ledger(arguments.graded / NAME) as ledger:
        collected = collect(ledger, arguments.files)
        changed = write_outputs(ledger, arguments.graded).changed if arguments.files else ()
        report = markers_report(rubric_of(ledger), judgements(ledger))
    needs_a_person = collected.refused or collected.conflicts or collected.apart or changed
    if arguments.json:
        told = _as_dict(collected, report) | {"changed": list(changed)}
        print(json.dumps(told, ensure_ascii=False))
    else:
        _tell(collected, arguments)
        for line in changed:
            print(line)
        if not arguments.quiet:
            _tell_agreement(report)
    return ATTENTION if needs_a_person else SUCCESS


def _tell(collected: "Collected", arguments: argparse.Namespace) -> None:
    from hedgelab.desk.grading.telling import told_apart, told_taken, told_waiting  # noqa: PLC0415

    if arguments.files and not arguments.quiet:
        for line in told_taken(collected, len(arguments.files)):
            print(line)
    for line in (*collected.refused, *collected.conflicts):
        print(line)
    if collected.apart:
        print(f"{told_apart(len(collected.apart))}:")
        for apart in collected.apart:
            print(f"  {apart.event} of {apart.code}: {apart.gave}")
        print(f"Settle them with: hedgelab mark {arguments.graded} --third --marker YOUR-NAME")
    _tell_list("A second look is asked for:", collected.flagged)
    _tell_list("The same words at the same place have other points:", collected.unlike)
    if not arguments.quiet:
        print(told_waiting(collected))


def _tell_agreement(report: "MarkersReport") -> None:
    from hedgelab.desk.grading.telling import agreement_told  # noqa: PLC0415

    for title, lines in agreement_told(report):
        _tell_list(title, lines)


def _tell_list(title: str, lines: Sequence[str]) -> None:
    if lines:
        print("\n  ".join([title, *lines]))


def _as_dict(collected: "Collected", report: "MarkersReport") -> dict[str, object]:
    apart = [
        {
            "code": it.code,
            "event": it.event,
            "marks": [
                {"marker": mark.marker, "points": dict(mark.points), "comment": mark.comment}
                for mark in it.marks
            ],
        }
        for it in collected.apart
    ]
    told = {
        name: getattr(collected, name)
        for name in (
            *("new", "unchanged", "older", "unfinished", "rewritten", "counted"),
            *("refused", "conflicts", "flagged", "unlike"),
        )
    }
    more = {"apart": apart, "waiting": dict(collected.waiting)}
    return told | more | {"agreement": _plain(asdict(report))}


def _plain(value: object) -> object:
    """Give a value with null for what is no number, which JSON does not know."""
    if isinstance(value, dict):
        return {name: _plain(inner) for name, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return None if isinstance(value, float) and math.isnan(value) else value
