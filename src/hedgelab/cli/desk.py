"""``hedgelab desk``: the whole work of an instructor in one page, on this machine."""

import argparse
import shutil
import socket
import webbrowser
from pathlib import Path

from hedgelab.cli import SUCCESS, UsageError
from hedgelab.cli.class_file import working_folder
from hedgelab.desk.office import SUFFIX
from hedgelab.extras import brought_by

HELP = (
    "Open the desk in your browser: the class, the assignment, handing out, grading, marking, the "
    "report and what goes back. It answers on this machine only, and only the page that it opens. "
    "What it is given is a folder, in which the files of the class lie as the other commands have "
    f"them, or one file, NAME{SUFFIX}; where there is none yet, a new class begins."
)

_NO_PORT = 0  # any that is free


def add_arguments(parser: argparse.ArgumentParser) -> None:
    """Say what the command takes."""
    parser.add_argument("of", type=Path, metavar="CLASS", help=f"a folder, or NAME{SUFFIX}")
    parser.add_argument(
        "--no-browser", action="store_true", help="only say the address, and open nothing"
    )
    parser.add_argument(
        "--port", type=int, default=_NO_PORT, help="the port to answer on; without it, a free one"
    )


def run(arguments: argparse.Namespace) -> int:
    """Serve until somebody ends it."""
    from hedgelab.desk.office.office import Office  # noqa: PLC0415 - the help starts without it

    try:
        with brought_by("desk"):
            from hedgelab.desk_server import LOOPBACK, Door, serve  # noqa: PLC0415
    except ModuleNotFoundError as error:
        raise UsageError(str(error)) from None
    folder, file = _class_at(arguments.of)
    try:
        with Office(folder, file) as office, socket.socket() as listening:
            listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                listening.bind((LOOPBACK, arguments.port))
            except (OSError, OverflowError):
                raise UsageError(
                    f"port {arguments.port} cannot be had: leave --port out, or name another"
                ) from None
            listening.listen()
            door = Door()
            address = f"http://{LOOPBACK}:{listening.getsockname()[1]}/#token={door.token}"
            if not arguments.quiet:
                print(f"The desk is open, for one browser: {address}", flush=True)
                print("Ctrl-C closes it. Every step is kept as soon as it is done.", flush=True)
            if not arguments.no_browser:
                webbrowser.open(address)
            serve(office, _place(folder, file), listening, door)
    finally:
        if file is not None:
            shutil.rmtree(folder, ignore_errors=True)
    if not arguments.quiet:
        print("The desk is closed.")
    return SUCCESS


def _class_at(path: Path) -> tuple[Path, Path | None]:
    """Give the folder of a class, and its file where it is in one."""
    from hedgelab.desk.ledger.store import NAME  # noqa: PLC0415 - the help starts without it

    if path.suffix == SUFFIX and not path.is_dir():
        return working_folder(path), path
    if path.is_file():
        raise UsageError(f"{path}: is no class: name a folder, or a file that ends in {SUFFIX}")
    if (path / NAME).exists():
        raise UsageError(
            f"{path}: is the folder of the grades alone. Name the folder above it, and call this "
            "one graded there: then the rest of the class has its place beside it"
        )
    return path, None


def _place(folder: Path, file: Path | None) -> str:
    if file is not None:
        return (
            f"The class is in {file.resolve()} on this computer and nowhere else; to delete it, "
            "delete this file."
        )
    return (
        f"The class is in {folder.resolve()} on this computer and nowhere else; to delete it, "
        "delete this folder."
    )
