"""The workers among whom is spread what is done file by file and page by page.

What they do is pure: it takes plain values and gives plain values, in the order in which they
were taken.  So whether it was done here, in other processes of this machine or on others makes
no difference to what comes out, and what a worker that was killed leaves undone is done here.
"""

import gc
import os
import sys
import threading
import time
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self, TypeVar

if TYPE_CHECKING:
    # Nothing of it is imported before it pays, for a browser's Python has no processes.
    from concurrent.futures import Executor, Future

Taken = TypeVar("Taken")
Made = TypeVar("Made")

Work = Callable[[Sequence[Taken]], Sequence[Made]]
"""What is done with several files or pages; as good as done anywhere, so it can be pickled."""

_PAYS_AFTER = {"fork": 0.1, "spawn": 0.5}
"""Seconds of work, about as many as it takes to start processes, by how they are started."""
_AT_ONCE = 32  # files or pages that a worker takes at once
_MOST_BYTES = 2_000_000  # of them, unless a single one has more
_UNDER_WAY = 12  # portions for each worker, enough to do while the gradebook is written
_FOR_OTHERS = 16  # workers that an executor may have which does not tell how many


class Workers:
    """Who does the work: here, and in other processes once these pay; or an executor.

    Parameters
    ----------
    executor : Executor, optional
        Does all the work.  Left out, processes of this machine join in.
    pays_after : float, optional
        Seconds of work after which they do; left out, it depends on how processes start here.
    """

    def __init__(
        self, executor: "Executor | None" = None, *, pays_after: float | None = None
    ) -> None:
        self._executor = executor
        self._own: Executor | None = None
        self._most = _UNDER_WAY * int(getattr(executor, "_max_workers", 0) or _FOR_OTHERS)
        self._until_it_pays = _PAYS_AFTER[_way_to_start()] if pays_after is None else pays_after

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_error: object) -> None:
        if self._own is not None:
            # Whoever stops a grading does not wait for what was begun.
            self._own.shutdown(wait=False, cancel_futures=True)

    @property
    def are_here(self) -> bool:
        """Whether all of them are on this machine, and see its files."""
        return self._executor is self._own

    def each(
        self,
        work: Work[Taken, Made],
        taken: Iterable[Taken],
        size: Callable[[Taken], int] = lambda _taken: 0,
    ) -> Iterator[Made]:
        """Give what is made of each, in their order; few of them are in memory at once.

        Parameters
        ----------
        work : callable
            Makes as many as it is given.
        taken : iterable
            What to work on.
        size : callable, optional
            Gives the bytes that one of them has.
        """
        waiting = iter(taken)
        if self._executor is None:
            yield from self._made_here(work, waiting)
        under_way: deque[tuple[list[Taken], Future[Sequence[Made]] | None]] = deque()
        try:
            for portion in _portions(waiting, size):
                under_way.append((portion, self._sent(work, portion)))
                if len(under_way) >= self._most:
                    yield from _received(work, *under_way.popleft())
            while under_way:
                yield from _received(work, *under_way.popleft())
        finally:
            for _, future in under_way:
                if future is not None:
                    future.cancel()

    def _made_here(self, work: Work[Taken, Made], waiting: Iterator[Taken]) -> Iterator[Made]:
        """Work here, up to the end or until it pays to start processes."""
        for one in waiting:
            started = time.perf_counter()
            yield from work([one])
            self._until_it_pays -= time.perf_counter() - started
            if self._until_it_pays < 0 and self._start():
                return

    def _start(self) -> bool:
        """Start processes; give whether there are any."""
        self._own = self._executor = _processes()
        self._most = _UNDER_WAY * _cores()
        if self._own is None:
            self._until_it_pays = float("inf")
        return self._own is not None

    def _sent(
        self, work: Work[Taken, Made], portion: list[Taken]
    ) -> "Future[Sequence[Made]] | None":
        assert self._executor is not None
        try:
            return self._executor.submit(work, portion)
        except RuntimeError:  # so say executors that have lost their workers
            return None


def _received(
    work: Work[Taken, Made], portion: list[Taken], future: "Future[Sequence[Made]] | None"
) -> Sequence[Made]:
    if future is not None:
        try:
            return future.result()
        except Exception:
            pass
    return work(portion)


def _portions(waiting: Iterator[Taken], size: Callable[[Taken], int]) -> Iterator[list[Taken]]:
    portion: list[Taken] = []
    held = 0
    for one in waiting:
        more = size(one)
        if portion and (len(portion) == _AT_ONCE or held + more > _MOST_BYTES):
            yield portion
            portion, held = [], 0
        portion.append(one)
        held += more
    if portion:
        yield portion


def _cores() -> int:
    """Give how many processes can run at the same moment."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def _processes() -> "Executor | None":
    """Start a process for each core; None where there is one core, or no process may be started."""
    if sys.platform == "emscripten" or _cores() == 1:
        return None
    import multiprocessing  # noqa: PLC0415
    from concurrent.futures import ProcessPoolExecutor  # noqa: PLC0415

    if multiprocessing.current_process().daemon:
        return None
    context = multiprocessing.get_context(_way_to_start())
    return ProcessPoolExecutor(_cores(), context, initializer=_prepare)


def _way_to_start() -> str:
    """Say how processes are started: as copies of this one, where no other thread runs in it."""
    is_alone = sys.platform == "linux" and threading.active_count() == 1
    return "fork" if is_alone else "spawn"


def _prepare() -> None:
    """Leave it to the process that started this one to stop it."""
    import signal  # noqa: PLC0415

    signal.signal(signal.SIGINT, signal.SIG_IGN)
    gc.enable()
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End where the process that started this one was killed, and could end nothing itself."""
    from multiprocessing import connection, parent_process  # noqa: PLC0415

    parent = parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


@contextmanager
def without_collector() -> Iterator[None]:
    """Leave out the garbage collector: it would walk all that was parsed, which has no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
