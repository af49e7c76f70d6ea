"""``hedgelab quiz`` writes the question bank, and says that it holds the key."""

import json
import xml.etree.ElementTree as ET
from pathlib import Path

import pytest

from hedgelab.cli import FAILURE, SUCCESS, main
from tests.desk.handout.questions.asked import check, parsed, unpacked

EXERCISES = Path(__file__).parents[2] / "exercises"
OUT = {"moodle-xml": "quiz.xml", "qti12": "canvas.zip", "qti21": "blackboard.zip"}
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


@pytest.mark.slow
@pytest.mark.parametrize(
    "path",
    [*sorted(EXERCISES.glob("*.yml")), EXERCISES / "exam-template" / "exam.yml"],
    ids=lambda path: path.stem,
)
def test_every_assignment_that_comes_with_the_project_can_be_written(
    path: Path, tmp_path: Path
) -> None:
    out = {it: tmp_path / name for it, name in OUT.items()}
    for platform, file in out.items():
        assert main(["quiz", platform, str(path), "--out", str(file), "--quiet"]) == SUCCESS
    check(out["moodle-xml"].read_bytes(), "moodle")
    events = {
        str(it.findtext("idnumber"))
        for it in ET.parse(out["moodle-xml"]).findall("question[@type='multichoice']")
    }
    assert len(events) >= 10
    for name, content in unpacked(out["qti12"].read_bytes()).items():
        if name.endswith(("assessment_meta.xml", "imsmanifest.xml")):
            continue
        check(content, "qti12")
        asked = {it.get("ident", "") for it in parsed(content).iter("item")}
        assert {f"q-{event}" for event in events} <= asked
    held = unpacked(out["qti21"].read_bytes())
    for name, content in held.items():
        check(content, "package" if name == "imsmanifest.xml" else "qti21")
    assert {f"items/q-{event}.xml" for event in events} <= set(held)


@pytest.mark.parametrize("platform", ["qti12", "qti21"])
def test_a_zip_is_called_one(
    platform: str, assignment: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "quiz.xml"
    assert main(["quiz", platform, str(assignment), "--out", str(out)]) == FAILURE
    assert "name it quiz.zip" in capsys.readouterr().err
    assert not out.exists()


def test_what_canvas_makes_of_each_act_is_told(
    assignment: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = tmp_path / "quiz.zip"
    assert main(["quiz", "qti12", str(assignment), "--out", str(out)]) == SUCCESS
    told = capsys.readouterr().out
    assert f"{out}: 2 questions for Canvas." in told
    assert "counts as wrong in Canvas" in told


def test_an_assignment_with_a_mistake_is_answered_with_its_line(
    assignment: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assignment.write_text(ASSIGNMENT.replace("kfor-platoon-1999", "kfor-plato"), encoding="utf-8")
    out = tmp_path / "quiz.xml"
    assert main(["quiz", "moodle-xml", str(assignment), "--out", str(out)]) == FAILURE
    assert f"hedgelab: {assignment}: line 2" in capsys.readouterr().err
    assert not out.exists()
