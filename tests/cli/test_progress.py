"""The bar is there for people at a terminal, and for nobody else."""

import io
from argparse import Namespace
from contextlib import redirect_stderr
from functools import partial

import pytest
import tqdm

import hedgelab.cli.progress
from hedgelab.cli.progress import progress


class Terminal(io.StringIO):
    """Keeps what a terminal would show."""

    def isatty(self) -> bool:
        return True


def typed(*, quiet: bool = False, json: bool = False) -> Namespace:
    return Namespace(quiet=quiet, json=json)


@pytest.fixture
def terminal() -> Terminal:
    return Terminal()


@pytest.mark.parametrize("arguments", [typed(quiet=True), typed(json=True)])
def test_quiet_and_scripts_get_none(arguments: Namespace, terminal: Terminal) -> None:
    with redirect_stderr(terminal), progress(arguments, "file") as move:
        assert move is None
    assert terminal.getvalue() == ""


def test_a_file_that_takes_stderr_gets_none() -> None:
    with redirect_stderr(io.StringIO()), progress(typed(), "file") as move:
        assert move is None


def test_what_is_soon_done_shows_no_bar(terminal: Terminal) -> None:
    with redirect_stderr(terminal), progress(typed(), "file") as move:
        assert move is not None
        move(1, 10)
    assert "10" not in terminal.getvalue()


def test_what_takes_long_shows_how_far_it_is(
    terminal: Terminal, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hedgelab.cli.progress, "_DELAY", 0)
    # Otherwise a bar moves ten times a second at most.
    monkeypatch.setattr(tqdm, "tqdm", partial(tqdm.tqdm, mininterval=0, miniters=1))
    with redirect_stderr(terminal), progress(typed(), "file") as move:
        assert move is not None
        move(3, 0)
        move(7, 10)
    assert "\r3 files" in terminal.getvalue()
    assert "7/10" in terminal.getvalue()
