"""A bar on stderr for what takes longer than two seconds."""

import sys
from argparse import Namespace
from collections.abc import Iterator
from contextlib import contextmanager

from hedgelab.desk.progress import OnProgress

_DELAY = 2  # seconds; what is done sooner needs no bar


@contextmanager
def progress(arguments: Namespace, unit: str) -> Iterator[OnProgress | None]:
    """Give a function that moves a bar, or None where nobody would see one.

    Parameters
    ----------
    arguments : Namespace
        What was typed: ``--quiet`` and ``--json`` want no bar.
    unit : str
        What is counted, such as ``file``.
    """
    if arguments.quiet or arguments.json or not sys.stderr.isatty():
        yield None
        return
    from tqdm import tqdm  # noqa: PLC0415 - the commands that count nothing start without it

    with tqdm(unit=f" {unit}s", delay=_DELAY, file=sys.stderr, leave=False) as bar:

        def move(done: int, total: int) -> None:
            bar.total = total or None
            bar.update(done - bar.n)

        yield move
