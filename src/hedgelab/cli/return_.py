"""``hedgelab return``: every student's feedback back to its owner."""

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING

from hedgelab.cli import ATTENTION, SUCCESS, UsageError
from hedgelab.cli.class_file import beside
from hedgelab.cli.giving import add_way, tell_left
from hedgelab.cli.section import add_section

if TYPE_CHECKING:
    from hedgelab.desk.giving_back.feedback import GivenBack, Sent

HELP = (
    "Give each student their own page of feedback, and nobody else's: in the zip that their "
    "platform takes back, in a folder for each student, or as a draft of a mail to each. "
    "With --release it keeps who was sent what, and when; a later release then sends only the "
    "pages that say something else. Without --zip it tells what was sent so far."
)


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("graded", type=Path, help="the folder of the grades")
    add_way(parser)
    add_section(parser, "pack the pages")
    parser.add_argument(
        "--out", type=Path, help="what to write; if not given, a file beside the gradebook"
    )
    parser.add_argument(
        "--release", action="store_true", help="keep who was sent what, and send only what changed"
    )
    parser.add_argument(
        "--all", action="store_true", help="with --release, send the unchanged pages, too"
    )


def run(arguments: argparse.Namespace) -> int:
    """Pack, or tell what was sent."""
    from hedgelab.desk.giving_back.feedback import give_feedback, sent  # noqa: PLC0415
    from hedgelab.desk.giving_back.packing import MAIL  # noqa: PLC0415
    from hedgelab.desk.grading.decisions_file import check_decisions  # noqa: PLC0415
    from hedgelab.desk.ledger.store import NAME, Ledger  # noqa: PLC0415

    with Ledger(arguments.graded / NAME) as ledger:
        if arguments.way is None:
            for option in ("told_by", "out", "release", "all"):
                if getattr(arguments, option):
                    raise UsageError("say with --zip which way the pages are to go")
            return _tell_sent(arguments, list(sent(ledger)))
        check_decisions(ledger)
        ending = "" if arguments.way == MAIL else ".zip"
        out = (
            arguments.out or beside(arguments, arguments.graded) / f"return-{arguments.way}{ending}"
        )
        given = give_feedback(
            ledger,
            arguments.way,
            out,
            told_by=arguments.told_by,
            release=arguments.release,
            everybody=arguments.all,
            sections=arguments.section,
        )
    if arguments.json:
        print(json.dumps(_as_dict(given), ensure_ascii=False))
    else:
        _tell(given, arguments)
    return ATTENTION if given.packed.left else SUCCESS


def _tell(given: "GivenBack", arguments: argparse.Namespace) -> None:
    from hedgelab.desk.giving_back.telling import told_of_given  # noqa: PLC0415

    packed = given.packed
    if not arguments.quiet:
        print(*told_of_given(given, "--all sends it once more"), sep="\n")
    tell_left(packed)
    if arguments.quiet or not packed.given:
        return
    if given.upload:
        print(f"{given.upload}.")
    if given.released:
        print(f"Kept as sent on {given.released}.")
    else:
        print(
            "Not kept as sent: the same command with --release keeps who was sent what, and when."
        )


def _tell_sent(arguments: argparse.Namespace, everybody: "list[Sent]") -> int:
    from hedgelab.desk.giving_back.telling import named  # noqa: PLC0415
    from hedgelab.desk.text.pages import counted  # noqa: PLC0415

    if arguments.json:
        print(json.dumps([_sent_as_dict(one) for one in everybody], ensure_ascii=False))
        return SUCCESS
    if arguments.quiet:
        return SUCCESS
    were = [one for one in everybody if one.last is not None]
    print(f"{len(were):,} of {counted(len(everybody), 'student')} were sent their page.")
    for one in were:
        assert one.last is not None
        points = "no grade" if one.last.points is None else f"{one.last.points:g} points"
        now = "; it says something else now" if one.is_changed else ""
        print(f"  {one.student}: {one.last.made}, by {one.last.way}, {points}{now}")
    if waiting := [one.student for one in everybody if one.last is None]:
        print(named("Not sent yet", waiting))
    return SUCCESS


def _as_dict(given: "GivenBack") -> dict[str, object]:
    packed = given.packed
    return {
        "path": str(packed.path),
        "given": list(packed.given),
        "left": [left._asdict() for left in packed.left],
        "beside": str(packed.beside) if packed.beside else None,
        "unchanged": list(given.unchanged),
        "provisional": list(given.provisional),
        "released": given.released,
    }


def _sent_as_dict(one: "Sent") -> dict[str, object]:
    last = one.last._asdict() if one.last else None
    return {"student": one.student, "last": last, "changed": one.is_changed}
