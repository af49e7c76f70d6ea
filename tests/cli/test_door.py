"""The door: every command is there, and what goes wrong is said to whoever can mend it."""

import argparse
import errno
import subprocess
import sys
from collections.abc import Callable
from types import SimpleNamespace

import pytest

import hedgelab
from hedgelab import cli
from hedgelab.cli import ATTENTION, COMMANDS, FAILURE, INTERRUPTED, NOBODY_READS, SUCCESS, main

Hang = Callable[..., None]


@pytest.fixture
def hang(monkeypatch: pytest.MonkeyPatch) -> Hang:
    """Give a function that hangs another command into the door, under the name "check"."""

    def hang_in(run: Callable[[argparse.Namespace], int]) -> None:
        def add_arguments(parser: argparse.ArgumentParser) -> None:
            parser.add_argument("files", nargs="*")

        module = SimpleNamespace(HELP="What it does.", add_arguments=add_arguments, run=run)
        monkeypatch.setattr(cli, "import_module", lambda _: module)

    return hang_in


def failing_with(error: BaseException) -> Callable[[argparse.Namespace], int]:
    def run(_: argparse.Namespace) -> int:
        raise error

    return run


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_of_the_table_is_there_and_says_what_it_takes(
    command: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main([command, "--help"]) == SUCCESS
    told = capsys.readouterr().out
    assert f"hedgelab {command}" in told
    assert "--json" in told


@pytest.mark.slow
def test_help_names_every_command_and_imports_none(capsys: pytest.CaptureFixture[str]) -> None:
    code = "import sys; from hedgelab.cli import main; main(['--help']); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    told, modules = run.stdout.rsplit("\n", 2)[0], run.stdout.splitlines()[-1].split()
    for command in COMMANDS:
        assert f"  {command}" in told
        assert f"hedgelab.cli.{command.replace('-', '_')}" not in modules
    assert not {"yaml", "jinja2", "sqlite3", "pandas", "tqdm"} & set(modules)


def test_the_version_is_the_packages(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--version"]) == SUCCESS
    assert capsys.readouterr().out == f"hedgelab {hedgelab.__version__}\n"


def test_a_misspelt_command_is_answered_with_the_one_meant(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main(["grad", "key.json"]) == FAILURE
    assert "did you mean 'grade'?" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("typed", "usage", "told"),
    [
        (["mark", "out", "--exprot", "m.csv"], "hedgelab mark ", "did you mean '--export'?"),
        (["mark", "out", "more"], "hedgelab mark ", "no place for 'more'\n"),
        (["--jsn", "mark", "out"], "hedgelab mark ", "did you mean '--json'?"),
        (["--verison"], "hedgelab ", "did you mean '--version'?"),
    ],
)
def test_what_a_command_does_not_take_is_told_beside_what_it_takes(
    typed: list[str], usage: str, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(typed) == FAILURE
    said = capsys.readouterr().err
    assert said.startswith(f"usage: {usage}")
    assert told in said


def test_no_command_at_all_shows_the_help_and_is_no_success(
    capsys: pytest.CaptureFixture[str],
) -> None:
    assert main([]) == FAILURE
    assert "demo-class" in capsys.readouterr().out


@pytest.mark.slow
def test_python_m_hedgelab_is_the_same_door() -> None:
    run = subprocess.run(
        [sys.executable, "-m", "hedgelab", "nonsense"], capture_output=True, text=True, check=False
    )
    assert run.returncode == FAILURE
    assert "there is no command 'nonsense'" in run.stderr


def noting(seen: list[argparse.Namespace]) -> Callable[[argparse.Namespace], int]:
    """Give a command that notes what it was called with."""

    def run(arguments: argparse.Namespace) -> int:
        seen.append(arguments)
        return SUCCESS

    return run


@pytest.mark.parametrize("code", [SUCCESS, ATTENTION, FAILURE])
def test_the_commands_own_code_is_given(hang: Hang, code: int) -> None:
    hang(lambda _: code)
    assert main(["check"]) == code


@pytest.mark.parametrize(
    "argv",
    [
        ["--quiet", "--json", "check", "a"],
        ["check", "--quiet", "a", "--json"],
        ["check", "a", "--json", "--quiet"],
    ],
)
def test_options_for_every_command_may_stand_anywhere(hang: Hang, argv: list[str]) -> None:
    seen: list[argparse.Namespace] = []
    hang(noting(seen))
    assert main(argv) == SUCCESS
    assert (seen[0].quiet, seen[0].json, seen[0].traceback) == (True, True, False)
    assert seen[0].files == ["a"]


def test_a_file_may_be_named_like_an_option(hang: Hang) -> None:
    seen: list[argparse.Namespace] = []
    hang(noting(seen))
    main(["check", "--", "--json"])
    assert seen[0].files == ["--json"]
    assert not seen[0].json


class OwnError(ValueError):
    """Stands for the errors of the library, which speak for themselves."""

    __module__ = "hedgelab.desk.somewhere"


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (OwnError("a.csv: row 3: no id: write one"), "hedgelab: a.csv: row 3: no id: write one\n"),
        (
            FileNotFoundError(2, "No such file or directory", "key.json"),
            "hedgelab: key.json: there is no such file or folder: check the spelling, and where "
            "you are\n",
        ),
        (
            OSError(28, "No space left on device", "out.csv"),
            "room, and run the same command again; nothing is lost\n",
        ),
    ],
)
def test_what_the_user_can_mend_is_one_line_and_no_traceback(
    hang: Hang, capsys: pytest.CaptureFixture[str], error: Exception, told: str
) -> None:
    hang(failing_with(error))
    assert main(["check"]) == FAILURE
    said = capsys.readouterr().err
    assert said.endswith(told)
    assert said.count("\n") == 1


def test_a_fault_of_ours_is_owned_up_to(hang: Hang, capsys: pytest.CaptureFixture[str]) -> None:
    hang(failing_with(KeyError("events")))
    assert main(["check"]) == FAILURE
    said = capsys.readouterr().err
    assert "a fault of the program, not of your files (KeyError: 'events')" in said
    assert "Traceback" not in said

    assert main(["check", "--traceback"]) == FAILURE
    said = capsys.readouterr().err
    assert "Traceback (most recent call last)" in said
    assert "Send the lines above" in said


def test_what_a_file_is_called_gives_no_orders_to_the_terminal(
    hang: Hang, capsys: pytest.CaptureFixture[str]
) -> None:
    hang(failing_with(OwnError("\x1b[2Jgone.json\u202e: is empty")))
    main(["check"])
    assert capsys.readouterr().err == "hedgelab: \\x1b[2Jgone.json\\u202e: is empty\n"


def test_stopping_says_how_to_go_on(hang: Hang, capsys: pytest.CaptureFixture[str]) -> None:
    hang(failing_with(KeyboardInterrupt()))
    assert main(["check"]) == INTERRUPTED
    assert "Run the same command again" in capsys.readouterr().err


@pytest.mark.slow
def test_output_that_nobody_reads_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "hedgelab", "check", __file__],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    ) as run:
        assert run.stdout is not None
        run.stdout.close()
        _, said = run.communicate()
    assert said == b""
    assert run.returncode == NOBODY_READS


def test_a_full_disk_is_told_as_one(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def full(_: object) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("hedgelab.cli.demo_class.run", full)
    assert main(["demo-class", "x"]) == FAILURE
    told = capsys.readouterr().err
    assert "the disk is full: make room" in told
    assert "fault of the program" not in told
