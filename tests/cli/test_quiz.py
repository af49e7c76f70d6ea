"""``hedgelab quiz`` writes the question bank, and says that it holds the key."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from hedgelab.cli import FAILURE, SUCCESS, main

EXERCISES = Path(__file__).parents[2] / "exercises"
ASSIGNMENT = """\
title: Two acts
events: [supsa-line-1995, kfor-platoon-1999]
ask:
  justification: no
points:
  position: 10
"""


@pytest.fixture
def assignment(tmp_path: Path) -> Path:
    path = tmp_path / "two-acts.yml"
    path.write_text(ASSIGNMENT, encoding="utf-8")
    return path


def test_an_assignment_becomes_a_bank_and_the_warning_is_given(
    assignment: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "quiz.xml"
    assert main(["quiz", "moodle-xml", str(assignment), "--out", str(out)]) == SUCCESS
    told = capsys.readouterr().out
    assert f"{out}: 2 questions for Moodle." in told
    assert "It holds the key" in told
    ids = [question.findtext("idnumber") for question in ET.parse(out).findall("question")]
    assert ids == [None, "supsa-line-1995", "kfor-platoon-1999"]


def test_the_key_of_a_handout_gives_the_same_bank(assignment: Path, tmp_path: Path) -> None:
    out = tmp_path / "handout"
    main(["handout", str(assignment), "--out", str(out), "--forms", "csv", "--quiet"])
    for source, name in ((assignment, "a.xml"), (out / "key.json", "b.xml")):
        main(["quiz", "moodle-xml", str(source), "--out", str(tmp_path / name), "--quiet"])
    assert (tmp_path / "a.xml").read_bytes() == (tmp_path / "b.xml").read_bytes()


def test_a_second_run_writes_nothing(assignment: Path, tmp_path: Path) -> None:
    """What is written like everything else of the desk's is whole, or as it was."""
    out = tmp_path / "quiz.xml"
    written = []
    for _ in range(2):
        main(["quiz", "moodle-xml", str(assignment), "--out", str(out), "--quiet"])
        written.append(out.stat().st_mtime_ns)
    assert written[0] == written[1]


def test_json_tells_scripts_what_was_written(
    assignment: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "quiz.xml"
    main(["quiz", "moodle-xml", str(assignment), "--out", str(out), "--json"])
    told = json.loads(capsys.readouterr().out)
    assert told == {"file": str(out), "questions": 2, "notes": []}


@pytest.mark.parametrize("path", sorted(EXERCISES.glob("*.yml")), ids=lambda path: path.stem)
def test_every_assignment_that_comes_with_the_project_can_be_written(
    path: Path, tmp_path: Path
) -> None:
    out = tmp_path / "quiz.xml"
    assert main(["quiz", "moodle-xml", str(path), "--out", str(out)]) == SUCCESS
    assert len(ET.parse(out).findall("question[@type='multichoice']")) >= 10


def test_an_assignment_with_a_mistake_is_answered_with_its_line(
    assignment: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assignment.write_text(ASSIGNMENT.replace("kfor-platoon-1999", "kfor-plato"), encoding="utf-8")
    out = tmp_path / "quiz.xml"
    assert main(["quiz", "moodle-xml", str(assignment), "--out", str(out)]) == FAILURE
    assert f"hedgelab: {assignment}: line 2" in capsys.readouterr().err
    assert not out.exists()
