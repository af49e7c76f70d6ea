"""``hedgelab demo-class`` says what it made, and writes over nothing."""

import json
from pathlib import Path

import pytest

from hedgelab.cli import FAILURE, SUCCESS, main

pytestmark = pytest.mark.slow


def test_the_class_is_made_and_counted(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "class"
    assert main(["demo-class", str(folder)]) == SUCCESS
    assert f"{folder}: a made-up class of 30." in capsys.readouterr().out
    assert len((folder / "roster.csv").read_text(encoding="utf-8").splitlines()) == 31

    assert main(["demo-class", str(folder)]) == FAILURE
    assert "name a folder that is new or empty" in capsys.readouterr().err


def test_scripts_are_told_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["demo-class", str(tmp_path), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told == {"folder": str(tmp_path), "students": 30, "files": 23}
