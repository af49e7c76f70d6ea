"""``hedgelab mark pack``: a page for each marker, with the texts that were dealt to them."""

import argparse
import json
from pathlib import Path

from hedgelab.cli import SUCCESS

HELP = (
    "Write one HTML file for each marker to whom 'hedgelab mark allot' dealt texts. It opens by "
    "double-click, needs no network, and names no student. It shows text after text with the "
    "event, the definitions and the rubric, keeps the marks in the marker's browser, and saves "
    "them to a file, which 'hedgelab mark collect' takes in. It holds the key: give it to markers "
    "alone."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the action takes."""
    parser.add_argument("graded", type=Path, help="the folder of the grades")
    parser.add_argument(
        "--to", type=Path, required=True, metavar="DIR", help="the folder to write the pages into"
    )


def run(arguments: argparse.Namespace) -> int:
    """Write the pages."""
    from hedgelab.desk.grading.packing import NAME_LEFT_OUT, write_packs  # noqa: PLC0415
    from hedgelab.desk.ledger.store import NAME, Ledger  # noqa: PLC0415
    from hedgelab.desk.text.pages import counted  # noqa: PLC0415
    from hedgelab.desk.text.visible import visible  # noqa: PLC0415

    with Ledger(arguments.graded / NAME) as ledger:
        packs = write_packs(ledger, arguments.to)
    if arguments.json:
        told = [
            {
                "file": str(it.path),
                "marker": it.marker,
                "texts": it.texts,
                "screens": it.screens,
                "named": it.named,
            }
            for it in packs
        ]
        print(json.dumps(told, ensure_ascii=False))
        return SUCCESS
    if arguments.quiet:
        return SUCCESS
    for it in packs:
        same = it.texts - it.screens
        once = f", {same:,} of them in the same words as another" if same else ""
        print(f"{it.path}: {counted(it.texts, 'text')} for {visible(it.marker)}{once}.")
    named = sum(it.named for it in packs)
    if named:
        print(f"{counted(named, 'text')} named the writer: {NAME_LEFT_OUT} stands there instead.")
    print("Each holds the key: give it to its marker alone, and have “Save my marks” sent back.")
    print(f"Next: hedgelab mark collect {arguments.graded} FILE…")
    return SUCCESS
