"""``hedgelab mark allot``: deal the texts out to several markers."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelab.cli import SUCCESS, UsageError
from hedgelab.cli.section import add_section

if TYPE_CHECKING:
    from hedgelab.desk.grading.allotting import Allotted

HELP = (
    "Deal the texts that wait for a mark out to several markers, at random, evenly over events and "
    "sections, and without names. A share of them goes to two markers, and a few to all, so that "
    "you see how far they agree. Texts that were dealt before stay where they are: after new "
    "submissions the same command deals the new ones. Then 'hedgelab mark pack' writes each marker "
    "a page."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the action takes."""
    parser.add_argument("graded", type=Path, help="the folder of the grades")
    parser.add_argument(
        "--to", required=True, metavar="A,B", help="the markers' names, with commas between them"
    )
    parser.add_argument(
        "--second",
        default="0",
        metavar="SHARE",
        help="the share of texts that two markers get, such as 10%%",
    )
    parser.add_argument(
        "--calibrate",
        type=int,
        default=0,
        metavar="N",
        help="how many texts all markers begin with",
    )
    add_section(parser, "deal out the texts")
    parser.add_argument(
        "--seed", type=int, help="a number with which chance deals the same each time"
    )


def run(arguments: argparse.Namespace) -> int:
    """Deal out."""
    from hedgelab.desk.grading.allotting import allot, read_markers, read_share  # noqa: PLC0415
    from hedgelab.desk.grading.telling import told_allotted  # noqa: PLC0415
    from hedgelab.desk.ledger.store import NAME, Ledger  # noqa: PLC0415

    if arguments.calibrate < 0:
        raise UsageError(f"--calibrate {arguments.calibrate}: write how many texts, 0 or more")
    markers, share = read_markers(arguments.to), read_share(arguments.second)
    with Ledger(arguments.graded / NAME) as ledger:
        allotted = allot(
            ledger,
            markers,
            share=share,
            calibrate=arguments.calibrate,
            sections=arguments.section,
            seed=arguments.seed,
        )
    if arguments.json:
        print(json.dumps(_as_dict(allotted), ensure_ascii=False))
    elif not arguments.quiet:
        for line in told_allotted(allotted):
            print(line)
        print(f"Next: hedgelab mark pack {arguments.graded} --to FOLDER")
    return SUCCESS


def _as_dict(allotted: "Allotted") -> dict[str, object]:
    return {
        "new": allotted.new,
        "before": allotted.before,
        "marked": allotted.marked,
        "calibration": allotted.calibration,
        "twice": allotted.twice,
        "of": allotted.of,
        "share": float(allotted.share),
        "hands": dict(allotted.hands),
    }
