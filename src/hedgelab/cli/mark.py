"""``hedgelab mark``: the justifications, one after another, by the rubric."""

import argparse
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from textwrap import fill
from typing import TYPE_CHECKING

from hedgelab.cli import ATTENTION, SUCCESS, UsageError
from hedgelab.cli.section import add_section
from hedgelab.cli.user import user

if TYPE_CHECKING:
    from hedgelab.desk.grading.collecting import Apart
    from hedgelab.desk.grading.justifications import Justification
    from hedgelab.desk.grading.marking import Imported
    from hedgelab.desk.ledger.marks import KeptMark
    from hedgelab.desk.ledger.store import Ledger
    from hedgelab.desk.model.key import Criterion, Rubric
    from hedgelab.desk.model.records import Mark

HELP = (
    "Mark the justifications by the assignment's rubric, event by event and without names. "
    "Every mark is kept at once: stop whenever you like, and go on later with the same "
    "command. --export writes a table to mark in a spreadsheet instead, --import takes it back, "
    "and leaves every mark that is newer than the table. --history shows all marks that were ever "
    "given, by whom and when. Where several people mark, 'hedgelab mark allot', 'mark pack' and "
    "'mark collect' deal the texts out, write a page for each marker, and take their marks in: "
    "'hedgelab mark allot --help' tells more. --third shows what those differ on."
)

ACTIONS = ("allot", "pack", "collect")
"""What several markers need; each is a module of its own."""

_WIDTH = 78
_BACK, _SKIP, _QUIT = "b", "s", "q"


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("graded", type=Path, help="the folder of the grades")
    parser.add_argument("--marker", default="", help="who marks; without it, your user name")
    add_section(parser, "show, or export, the texts")
    parser.add_argument(
        "--all", action="store_true", help="show those that have a mark already, too"
    )
    parser.add_argument(
        "--third",
        action="store_true",
        help="show only texts on which the markers of 'mark collect' differ, and what each gave",
    )
    table = parser.add_mutually_exclusive_group()
    table.add_argument("--export", type=Path, metavar="CSV", help="write a table to mark in")
    table.add_argument("--import", type=Path, metavar="CSV", dest="marks", help="take its marks")
    table.add_argument(
        "--history",
        nargs="?",
        const="",
        metavar="CODE",
        help="show every mark that was given, of one student's texts or of all",
    )
    parser.add_argument(
        "--replace", action="store_true", help="let --export write over a table that is there"
    )
    parser.add_argument(
        "--overrule",
        action="store_true",
        help="let the table of --import count where a mark on record is newer",
    )


def run(arguments: argparse.Namespace) -> int:
    """Mark in the terminal, or pass marks through a table."""
    from hedgelab.desk.ledger.store import NAME, Ledger  # noqa: PLC0415 - the help starts without it

    if arguments.replace and not arguments.export:
        raise UsageError(
            "--replace lets --export write over a table, and there is no --export here: name the "
            "table with it, or leave --replace out"
        )
    if arguments.overrule and not arguments.marks:
        raise UsageError(
            "--overrule lets the table of --import count, and there is no --import here: name the "
            "table with it, or leave --overrule out"
        )
    if arguments.third and (arguments.export or arguments.marks or arguments.history is not None):
        raise UsageError("--third is for marking in the terminal: leave it or the other out")
    with Ledger(arguments.graded / NAME) as ledger:
        if arguments.history is not None:
            return _history(ledger, arguments)
        if arguments.export:
            return _export(ledger, arguments)
        if arguments.marks:
            return _import(ledger, arguments)
        if not sys.stdin.isatty():
            told = f"hedgelab mark {arguments.graded}"
            raise UsageError(
                "marking asks questions, and nobody is at the keyboard here: write a table with "
                f"'{told} --export marks.csv', fill it in, and take it back with '{told} --import "
                "marks.csv'"
            )
        return _in_terminal(ledger, arguments)


def _export(ledger: "Ledger", arguments: argparse.Namespace) -> int:
    from hedgelab.desk.grading.marking import export_marks  # noqa: PLC0415
    from hedgelab.desk.text.pages import counted  # noqa: PLC0415

    count = export_marks(
        ledger, arguments.export, replace=arguments.replace, sections=arguments.section
    )
    if arguments.json:
        print(json.dumps({"file": str(arguments.export), "justifications": count}))
    elif not arguments.quiet:
        print(f"{arguments.export}: {counted(count, 'justification')}, without names.")
        print("Write points in the rubric's columns, and leave the last two, 'text' and")
        print("'mark number', as they are: they tell what the row came with.")
    return SUCCESS


def _history(ledger: "Ledger", arguments: argparse.Namespace) -> int:
    from hedgelab.desk.grading.justifications import marks_given, told_mark  # noqa: PLC0415

    given = marks_given(ledger, arguments.history)
    if arguments.json:
        print(json.dumps([_kept_as_dict(code, it) for code, marks in given for it in marks]))
        return SUCCESS
    for code, marks in given:
        print(f"{marks[0].event} of {code}")
        judged = list(dict.fromkeys(kept.mark.text_digest for kept in marks))
        for kept in marks:
            of_which = f", of text {judged.index(kept.mark.text_digest) + 1}"
            print(f"  {told_mark(kept)}{of_which if len(judged) > 1 else ''}")
    if not given and not arguments.quiet:
        print("Nothing was marked yet.")
    return SUCCESS


def _kept_as_dict(code: str, kept: "KeptMark") -> dict[str, object]:
    return {
        "code": code,
        "event": kept.event,
        "number": kept.number,
        "points": dict(kept.mark.points),
        "comment": kept.mark.comment,
        "marker": kept.mark.marker,
        "text": kept.mark.text_digest,
        "made": kept.made,
    }


def _import(ledger: "Ledger", arguments: argparse.Namespace) -> int:
    from hedgelab.desk.grading.marking import import_marks  # noqa: PLC0415
    from hedgelab.desk.grading.run import write_outputs  # noqa: PLC0415
    from hedgelab.desk.grading.telling import told_imported  # noqa: PLC0415

    imported = import_marks(
        ledger, arguments.marks, arguments.marker or user(), overrule=arguments.overrule
    )
    changed = write_outputs(ledger, arguments.graded).changed
    code = ATTENTION if imported.refused or imported.conflicts or changed else SUCCESS
    if arguments.json:
        print(json.dumps(_as_dict(imported) | {"changed": list(changed)}, ensure_ascii=False))
        return code
    if not arguments.quiet:
        print(told_imported(imported))
    for line in (*imported.refused, *imported.conflicts, *changed):
        print(line)
    if imported.conflicts and not arguments.overrule:
        print(
            "Marks on record that are newer than a table stay. Look at each in the terminal, with "
            "--all, or take the same table again with --overrule; --history shows what was given."
        )
    return code


def _as_dict(imported: "Imported") -> dict[str, object]:
    return {
        "given": imported.given,
        "unchanged": imported.unchanged,
        "empty": imported.empty,
        "refused": list(imported.refused),
        "conflicts": list(imported.conflicts),
    }


def _in_terminal(ledger: "Ledger", arguments: argparse.Namespace) -> int:
    from hedgelab.desk.grading.run import write_outputs  # noqa: PLC0415

    session = Session(ledger, arguments.marker or user(), input, print)
    try:
        session.go(again=arguments.all, third=arguments.third, sections=arguments.section)
    finally:
        # After Ctrl-C too: the marks given so far are kept, so the tables must show them.
        changed = write_outputs(ledger, arguments.graded).changed if session.given else ()
    for told in changed:
        print(told)
    return ATTENTION if changed else SUCCESS


class _Leave(Exception):  # noqa: N818 - no error: the marker's wish
    """The marker goes somewhere else."""

    def __init__(self, where: str) -> None:
        super().__init__(where)
        self.where = where


class Session:
    """One sitting of a marker.

    Parameters
    ----------
    ledger : Ledger
        Where the marks go, each at once.
    marker : str
        Who marks.
    ask : callable
        Shows a prompt and gives what was typed.
    say : callable
        Shows a line.
    """

    def __init__(
        self,
        ledger: "Ledger",
        marker: str,
        ask: Callable[[str], str],
        say: Callable[[str], object],
    ) -> None:
        from hedgelab.desk.grading.justifications import rubric_of  # noqa: PLC0415

        self._ledger, self._marker, self._ask, self._say = ledger, marker, ask, say
        self._rubric: Rubric = rubric_of(ledger)
        self.given = 0
        self._own: set[int] = set()
        self._apart: Mapping[tuple[str, str], Apart] = {}

    def go(self, *, again: bool = False, third: bool = False, sections: Sequence[str] = ()) -> None:
        """Go through what waits for a mark, or through everything.

        Parameters
        ----------
        again : bool
            Whether to show those that have a mark, too.
        third : bool
            Whether to show only those on which several markers differ.
        sections : sequence of str
            The sections of the class whose texts to go through; without any, all.
        """
        from hedgelab.desk.grading.collecting import apart_of  # noqa: PLC0415
        from hedgelab.desk.grading.justifications import justifications  # noqa: PLC0415

        self._apart = apart_of(self._ledger)
        queue = [
            it
            for it in justifications(self._ledger, sections)
            if ((it.student, it.event) in self._apart if third else again or it.waits)
        ]
        if not queue:
            nothing = "No two markers differ" if third else "Nothing waits for a mark"
            self._say(f"{nothing}. --all shows what was marked.")
            return
        self._say(f"{len(queue):,} to mark. Type a number; b goes back, s skips, q stops.")
        at, was_back = 0, False
        while at < len(queue):
            self._say(f"\n{'─' * _WIDTH}\n{at + 1} of {len(queue)}")
            try:
                self._mark(queue[at], is_wanted=again or was_back)
            except _Leave as wish:
                if wish.where == _QUIT:
                    break
                was_back = wish.where == _BACK
                at = max(0, at - 1) if was_back else at + 1
            except EOFError:
                break
            else:
                at, was_back = at + 1, False
        self._say(f"\n{self.given:,} marked now. The same command goes on.")

    def _mark(self, listed: "Justification", *, is_wanted: bool) -> None:
        """Ask for a mark; where another marker was first, only if it is wanted all the same."""
        from hedgelab.desk.grading.justifications import current, give_mark  # noqa: PLC0415
        from hedgelab.desk.ledger.marks import last_mark  # noqa: PLC0415
        from hedgelab.desk.model.found import digest_of  # noqa: PLC0415
        from hedgelab.desk.model.records import Mark  # noqa: PLC0415

        # Asked of the ledger: the marker may have gone back and marked it already.
        justification = current(self._ledger, listed.student, listed.event) or listed
        last = last_mark(self._ledger, listed.student, listed.event)
        if last and not (is_wanted or justification.waits or last.number in self._own):
            self._say_taken(last, "It was passed over")
            return
        self._show(justification)
        points: dict[str, float] = {}
        criteria = self._rubric.criteria
        while len(points) < len(criteria):
            criterion = criteria[len(points)]
            try:
                points[criterion.id] = self._points(criterion)
            except _Leave as wish:
                if wish.where != _BACK or not points:
                    raise
                points.popitem()
        comment = self._ask("Comment (Enter for none): ").strip()
        mark = Mark(points, comment, self._marker, digest_of(justification.text))
        if first := give_mark(self._ledger, justification, mark):
            self._say_taken(first, "Yours was not kept")
            return
        kept = last_mark(self._ledger, justification.student, justification.event)
        self._own |= {kept.number} if kept else set()
        self.given += 1

    def _say_taken(self, first: "KeptMark", what: str) -> None:
        from hedgelab.desk.grading.justifications import told_mark  # noqa: PLC0415

        self._say(
            f"\nThis text was marked meanwhile: {told_mark(first)}. {what}; b goes back to it, "
            "if you want to give another mark."
        )

    def _show(self, justification: "Justification") -> None:
        from hedgelab.desk.text.visible import visible  # noqa: PLC0415
        from hedgelab.spectrum import position  # noqa: PLC0415

        event = self._ledger.key.events[justification.event]
        self._say(f"{event.get('title', justification.event)}")
        place = justification.position
        self._say(f"Placed at: {position(place).name if place else 'nowhere'}\n")
        for line in justification.text.splitlines() or [""]:
            self._say(fill(visible(line, most=None), _WIDTH))
        if not justification.text.strip():
            self._say("(No justification was written.)")
        most = self._ledger.key.justification_words
        limit = f" of {most:,}" if most else ""
        self._say(f"\n{len(justification.text.split()):,}{limit} words")
        if justification.mark is not None:
            self._say(_mark_in_words(justification.mark))
        if apart := self._apart.get((justification.student, justification.event)):
            self._say(f"Its markers differ, and yours will count: {apart.gave}.")

    def _points(self, criterion: "Criterion") -> float:
        self._say(f"\n{criterion.title}")
        for number, level in enumerate(criterion.levels, start=1):
            says = f"  {number}  {level.says} ({level.points:g})"
            self._say(fill(says, _WIDTH, subsequent_indent=" " * 5))
        while True:
            typed = self._ask("> ").strip().lower()
            if typed in (_BACK, _SKIP, _QUIT):
                raise _Leave(typed)
            if typed.isdecimal() and 1 <= int(typed) <= len(criterion.levels):
                return criterion.levels[int(typed) - 1].points
            self._say(f"Type a number from 1 to {len(criterion.levels)}, or b, s or q.")


def _mark_in_words(mark: "Mark") -> str:
    from hedgelab.desk.text.visible import visible  # noqa: PLC0415

    given = ", ".join(f"{name} {points:g}" for name, points in mark.points.items())
    stale = " It judged another text." if mark.is_stale else ""
    comment = visible(mark.comment, most=None)
    return f"Marked before: {given}. {comment}{stale}".rstrip()
