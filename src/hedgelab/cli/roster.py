"""The roster that a command was given."""

import argparse
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hedgelab.desk.model.roster import Roster


def given_roster(arguments: argparse.Namespace) -> "Roster | None":
    """Read the roster that ``--roster`` names, and say what was odd about it; None without one."""
    from hedgelab.desk.model.roster import read_roster  # noqa: PLC0415 - the help starts without it

    if arguments.roster is None:
        return None
    roster = read_roster(arguments.roster)
    if not arguments.json and not arguments.quiet:
        for note in roster.notes:
            print(f"{arguments.roster}: {note}")
    return roster
