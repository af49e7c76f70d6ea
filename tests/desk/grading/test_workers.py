"""The workers: whoever does the work, and whatever becomes of them, the same comes out."""

import os
import signal
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

import pytest

from hedgelab.desk.grading import workers
from hedgelab.desk.grading.run import grade
from hedgelab.desk.grading.workers import Workers
from tests.desk.classroom import CLASS, KEY, answer_file, everything, hand_in, record

NUMBERS = range(200)
SQUARES = [number**2 for number in NUMBERS]


def squares(numbers: Sequence[int]) -> list[int]:
    return [number**2 for number in numbers]


def whereabouts(numbers: Sequence[int]) -> list[int]:
    return [os.getpid() for _ in numbers]


def killed_at(home: int, at: int, numbers: Sequence[int]) -> list[int]:
    """Square numbers, in a process that is killed over one of them unless it is at home."""
    if at in numbers and os.getpid() != home:
        os.kill(os.getpid(), signal.SIGTERM)
    return squares(numbers)


def test_processes_join_in_once_they_pay(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(workers, "_cores", lambda: 2)
    with Workers(pays_after=0) as them:
        assert list(them.each(squares, NUMBERS)) == SQUARES
        first, *others = them.each(whereabouts, NUMBERS)
    assert {first, *others} - {os.getpid()}
    with Workers(pays_after=60) as them:
        assert {*them.each(whereabouts, NUMBERS)} == {os.getpid()}


@pytest.mark.parametrize(("owner", "name", "value"), [
    (sys, "platform", "emscripten"), (workers, "_cores", lambda: 1),
])  # fmt: skip
def test_none_are_started_where_there_can_be_none(
    owner: object, name: str, value: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(owner, name, value)
    with Workers(pays_after=0) as them:
        assert {*them.each(whereabouts, NUMBERS)} == {os.getpid()}


def test_what_a_killed_worker_leaves_undone_is_done_here() -> None:
    with ProcessPoolExecutor(2) as executor:
        work = partial(killed_at, os.getpid(), 77)
        assert list(Workers(executor).each(work, NUMBERS)) == SQUARES


class _Spent(Executor):
    """One that takes nothing any more."""

    def submit(self, *_work: Any, **_more: Any) -> "Future[Any]":
        raise RuntimeError("cannot schedule new futures after shutdown")


def test_what_an_executor_does_not_take_is_done_here() -> None:
    assert list(Workers(_Spent()).each(squares, NUMBERS)) == SQUARES


def test_a_fault_of_the_work_itself_is_told() -> None:
    def fail(_numbers: Sequence[int]) -> list[int]:
        raise ZeroDivisionError

    with ThreadPoolExecutor(1) as executor, pytest.raises(ZeroDivisionError):
        list(Workers(executor).each(fail, NUMBERS))


def test_few_are_held_at_once_and_a_given_executor_is_left_running() -> None:
    taken = 0

    def counted() -> Iterator[int]:
        nonlocal taken
        while True:
            taken += 1
            yield taken

    with ThreadPoolExecutor(1) as executor:
        with Workers(executor) as them:
            made = them.each(squares, counted())
            assert next(made) == 1
            assert taken < 500
            made.close()  # type: ignore[attr-defined]
        assert executor.submit(int, "7").result() == 7


def test_large_ones_go_one_by_one() -> None:
    sizes: list[int] = []

    def noted(numbers: Sequence[int]) -> list[int]:
        sizes.append(len(numbers))
        return squares(numbers)

    with ThreadPoolExecutor(1) as executor:
        each = Workers(executor).each(noted, range(4), lambda number: 1_500_000 * (number > 1))
        assert list(each) == [0, 1, 4, 9]
    assert sizes == [3, 1]


@pytest.mark.parametrize("executor", [
    partial(ThreadPoolExecutor, 3), partial(ProcessPoolExecutor, 2), _Spent,
])  # fmt: skip
def test_the_same_ledger_comes_out_byte_for_byte(
    executor: Callable[[], Executor], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workers, "_AT_ONCE", 2)
    monkeypatch.setattr("hedgelab.desk.grading.taking_in.now", lambda: "2027-03-15T12:00:00Z")
    handed = hand_in(
        tmp_path / "in",
        **{f"s{number}": answer_file(f"s{number}") for number in range(1, 9)},
        again=answer_file("s1", saved="2027-03-15T13:00:00Z"),
        broken="{",
    )
    grade(KEY, [handed], tmp_path / "here", roster=CLASS)
    with executor() as others:
        grade(KEY, [handed], tmp_path / "there", roster=CLASS, executor=others)
    assert record(tmp_path / "there") == record(tmp_path / "here")
    assert everything(tmp_path / "there") == everything(tmp_path / "here")
