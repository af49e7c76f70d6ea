"""``hedgelab bank new`` begins a bank that can be handed out at once."""

import json
from pathlib import Path

import pytest

from hedgelab.cli import FAILURE, SUCCESS, main

Said = pytest.CaptureFixture[str]


def test_a_new_bank_can_be_checked_and_handed_out(tmp_path: Path, capsys: Said) -> None:
    folder = tmp_path / "mine"
    assert main(["bank", "new", str(folder)]) == SUCCESS
    assert "Keep the folder to yourself: it holds the key." in capsys.readouterr().out
    files = [str(folder / name) for name in ("assignment.yml", "rubric.yml")]
    assert main(["check", *files]) == SUCCESS
    out = str(tmp_path / "out")
    assert main(["handout", files[0], "--out", out, "--quiet"]) == SUCCESS
    assert (tmp_path / "out" / "student" / "my-exam.html").is_file()


def test_it_names_its_files_as_json(tmp_path: Path, capsys: Said) -> None:
    assert main(["bank", "new", str(tmp_path / "mine"), "--json"]) == SUCCESS
    files = json.loads(capsys.readouterr().out)["files"]
    assert sorted(Path(file).name for file in files) == [
        *(".gitignore", "README.md", "assignment.yml", "events.csv", "readings.csv", "rubric.yml"),
    ]


def test_it_writes_over_nothing(tmp_path: Path, capsys: Said) -> None:
    (tmp_path / "thesis.txt").write_text("mine", encoding="utf-8")
    assert main(["bank", "new", str(tmp_path)]) == FAILURE
    assert "there is something there already" in capsys.readouterr().err
