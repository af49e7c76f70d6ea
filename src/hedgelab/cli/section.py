"""The sections that a command was asked for."""

import argparse


def add_section(parser: argparse.ArgumentParser, what: str) -> None:
    """Let a command take ``--section``, once or more often; `what` says what for."""
    parser.add_argument(
        "--section",
        action="append",
        default=[],
        metavar="NAME",
        help=f"{what} of this section of the class alone; may be given more than once",
    )
