"""The door: ``hedgelab COMMAND …``.

A command is a module of this package with ``HELP`` (what it does, in a few
sentences), ``add_arguments(parser)`` and ``run(arguments)``, which gives `SUCCESS`,
`ATTENTION` or `FAILURE`.  Only the module of the command that was typed is imported,
so that ``hedgelab --help`` answers at once.  A module may name further modules in ``ACTIONS``,
by the word that follows the command: ``hedgelab mark pack …`` is ``mark_pack``.
"""

import argparse
import os
import re
import sys
import traceback
from collections.abc import Sequence
from difflib import get_close_matches
from importlib import import_module
from keyword import iskeyword
from types import ModuleType

from hedgelab import __version__
from hedgelab.advice import user_error
from hedgelab.cli.class_file import unpacked

SUCCESS = 0
"""Everything was done, and nothing needs a person."""

ATTENTION = 1
"""Everything was done, and some files need a person to look at them."""

FAILURE = 2
"""It could not be done; a line on stderr says why."""

INTERRUPTED = 130
"""Ctrl-C, as shells count it: 128 and the number of the signal."""

NOBODY_READS = 141
"""The program that was to read the output has gone, as after ``| head``."""

COMMANDS = {
    "desk": "do the whole work of a term in one page, in your browser",
    "handout": "write the sheets of an assignment, and the key beside them",
    "grade": "grade what was handed in; write grades, feedback and the class report",
    "mark": "mark the justifications by the rubric",
    "decide": "extend, excuse, adjust, or say whose a file is, with a reason; or undo it",
    "regrade": "show who moves under another key or rule, and apply it",
    "return": "give each student their feedback, in the shape that a platform takes back",
    "export": "fill a platform's gradebook, or write out how a grade came about",
    "archive": "keep all of a gradebook in one file for a year, or without names for research",
    "forget": "take every trace of one student out of a gradebook",
    "quiz": "write an assignment as questions for Moodle, Canvas and other platforms",
    "package": "put a practice board into a learning platform",
    "agree": "say how far coders agree",
    "check": "say what files are, and whether they are in order",
    "exercise": "list the exercises that come along, and copy one out",
    "bank": "begin a private bank of events",
    "demo-course": "make up a course of eighty: sections, assistants, exceptions",
    "demo-class": "make up a class of thirty to try all this with",
}
"""Every command, in the order of an instructor's term, with what it is for."""

_TRACEBACK = "--traceback"
_OPTION = re.compile(r"--[a-z][a-z-]*")


class UsageError(ValueError):
    """What was typed cannot be meant; the message says what to type."""


_EPILOG = (
    "'hedgelab COMMAND --help' says what a command takes. It ends with 0 when everything is "
    "done, 1 when some files need a person to look at them, 2 when it could not be done."
)


def main(argv: Sequence[str] | None = None) -> int:
    """Run one command, and give its exit code.

    Whatever goes wrong becomes one line on stderr that says what, where and what to do.
    A traceback is shown only on request.

    Parameters
    ----------
    argv : sequence of str, optional
        What was typed after ``hedgelab``; without it, what this program was started with.
    """
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            # A letter that the terminal cannot show is printed as its number.
            stream.reconfigure(errors="backslashreplace")
    typed = list(sys.argv[1:] if argv is None else argv)
    try:
        code = _run(typed)
        sys.stdout.flush()
    except KeyboardInterrupt:
        _say("stopped. Run the same command again to complete it")
        return INTERRUPTED
    except BrokenPipeError:
        # Python flushes once more as it ends, and would complain again.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return NOBODY_READS
    except Exception as error:  # the last word is said here
        is_shown = _TRACEBACK in typed
        if is_shown:
            traceback.print_exc()
        _say(user_error(error) or fault_told(error, is_shown=is_shown))
        return FAILURE
    return code


def _run(typed: list[str]) -> int:
    try:
        arguments = _parse(typed)
    except SystemExit as parsed:  # argparse has said why
        return int(parsed.code or SUCCESS)
    with unpacked(arguments, arguments.command):
        code: int = arguments.run(arguments)
    return code


def _parse(argv: list[str]) -> argparse.Namespace:
    everywhere = _options_everywhere()
    # These options are taken out first, so that they may stand anywhere in the command.
    given, rest = everywhere.parse_known_args(argv)
    parser = argparse.ArgumentParser(
        prog="hedgelab",
        description="Hand out sheets, grade what comes back, and report on the class.",
        epilog=_EPILOG,
        parents=[everywhere],
        allow_abbrev=False,
    )
    parser.add_argument("--version", action="version", version=f"hedgelab {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", title="commands", dest="command")
    typed = next((word for word in rest if not word.startswith("-")), None)
    if typed is not None and typed not in COMMANDS:
        parser.error(_no_such_command(typed))
    for name, purpose in COMMANDS.items():
        if name != typed:
            commands.add_parser(name, help=purpose)
            continue
        # A word of the language's own cannot name a module.
        ending = "_" if iskeyword(name) else ""
        module = import_module(f"{__name__}.{name.replace('-', '_')}{ending}")
        action = _action(module, rest, name)
        if action:
            module = import_module(f"{module.__name__}_{action}")
            rest.remove(action)
        command = commands.add_parser(
            name,
            prog=" ".join(filter(None, (parser.prog, name, action))),
            help=purpose,
            description=module.HELP,
            parents=[everywhere],
            allow_abbrev=False,
        )
        module.add_arguments(command)
        command.set_defaults(run=module.run)
    arguments, unknown = parser.parse_known_args(rest)
    if unknown:
        # By the command's own parser, which shows what that command takes.
        command = commands.choices[typed] if typed else parser
        command.error(_not_known(unknown, command.format_usage()))
    if arguments.command is None:
        parser.print_help()
        raise SystemExit(FAILURE)
    for name, value in vars(given).items():
        setattr(arguments, name, value)
    return arguments


def _action(module: ModuleType, typed: list[str], name: str) -> str:
    """Give the word after a command that names another module; a folder may be called so, too."""
    word = "".join(typed[typed.index(name) + 1 :][:1])
    is_folder = len(typed) == typed.index(name) + len((name, word)) and os.path.isdir(word)
    return word if word in getattr(module, "ACTIONS", ()) and not is_folder else ""


def _options_everywhere() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(add_help=False, allow_abbrev=False)
    options = parser.add_argument_group("for every command")
    options.add_argument("--quiet", action="store_true", help="say nothing but what is wrong")
    options.add_argument("--json", action="store_true", help="write the outcome as JSON")
    options.add_argument(
        _TRACEBACK, action="store_true", help="where a command fails, show where in the code"
    )
    return parser


def _no_such_command(typed: str) -> str:
    close = get_close_matches(typed.lower(), COMMANDS, n=1)
    hint = f"did you mean {close[0]!r}?" if close else f"there are {', '.join(COMMANDS)}"
    return f"there is no command {typed!r}: {hint}"


def _not_known(words: list[str], usage: str) -> str:
    options = _OPTION.findall(usage)
    first = next((word.partition("=")[0] for word in words if word.startswith("-")), "")
    close = get_close_matches(first, options, n=1)
    hint = f": did you mean {close[0]!r}?" if close else ""
    return f"there is no place for {' '.join(words)!r}{hint}"


def fault_told(error: Exception, *, is_shown: bool = False) -> str:
    """Say what to do about a fault that is the program's own."""
    what = f"this is a fault of the program, not of your files ({type(error).__name__}: {error})"
    if is_shown:
        return f"{what}. Send the lines above to its makers"
    return f"{what}. Run the command again with {_TRACEBACK}, and send what it prints to its makers"


def _say(text: str) -> None:
    print(f"hedgelab: {_shown(text)}", file=sys.stderr)


def _shown(text: str) -> str:
    """Show control characters: a file's name must not give orders to a terminal."""
    return "".join(
        letter
        if letter.isprintable() or letter == "\n"
        else letter.encode("unicode_escape").decode()
        for letter in text
    )
