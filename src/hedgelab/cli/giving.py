"""What the commands share that give each student something of their own."""

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hedgelab.desk.giving_back.packing import Packed


def add_way(parser: argparse.ArgumentParser, *, sheets: bool = False) -> None:
    """Say which way things go to students, and what tells a platform's names for them."""
    from hedgelab.desk.giving_back.ways import ways  # noqa: PLC0415

    named = ways(sheets=sheets)
    parser.add_argument(
        "--zip",
        dest="way",
        choices=named,
        help=f"which way: {', '.join(named)}",
        metavar="WAY",
    )
    parser.add_argument(
        "--from",
        dest="told_by",
        type=Path,
        metavar="FILE",
        help="what tells the platform's numbers: Moodle's grading worksheet of this assignment, or "
        "the download of what was handed in"
        + ("" if sheets else "; of nbgrader, the course's folder of what was submitted"),
    )


def tell_left(packed: "Packed") -> None:
    """Say for whom there was no place, and where what is theirs lies."""
    from hedgelab.desk.giving_back.telling import told_of_left  # noqa: PLC0415

    if packed.beside is None:
        return
    print(f"For {len(packed.left):,} there is no place in it; theirs lie in {packed.beside}:")
    for line in told_of_left(packed):
        print(f"  {line}")
