"""The source assignment: nbgrader releases it without the key, and grades as the key does."""

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from hedgelab.cli import FAILURE, SUCCESS, main
from hedgelab.desk.model.key import Key, read_key
from hedgelab.spectrum import POSITIONS
from tests.desk.handout.nbgrader_rules import Json, autograded, filled, notebook, released

ASSIGNMENT = """\
title: Two acts
instructions: Place them.
events: [supsa-line-1995, kfor-platoon-1999]
ask:
  confidence: yes
  justification: yes
  words: 60
rubric: rubric.yml
points:
  position: 10
  justification: 6
"""
RUBRIC = """\
id: why
title: A reason
criteria:
  - id: fit
    title: Fits the definition
    levels:
      - {points: 0, says: Names nothing.}
      - {points: 2, says: Names the words that fit.}
"""
NAME = "two-acts"
EVENTS = ("supsa-line-1995", "kfor-platoon-1999")
PEER = Path(__file__).parents[3] / "build" / "benchmark" / "nbgrader" / "venv"
COMMAND = PEER / ("Scripts" if sys.platform == "win32" else "bin") / "nbgrader"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / f"{NAME}.yml").write_text(ASSIGNMENT, encoding="utf-8")
    (tmp_path / "rubric.yml").write_text(RUBRIC, encoding="utf-8")
    return tmp_path


def hand_out(folder: Path, *more: str) -> int:
    typed = ["handout", str(folder / f"{NAME}.yml"), "--out", str(folder / "out")]
    return main([*typed, "--nbgrader", str(folder / "course"), "--quiet", *more])


def source_in(folder: Path) -> Path:
    return folder / "course" / "source" / NAME / f"{NAME}.ipynb"


@pytest.fixture
def source(folder: Path) -> Json:
    assert hand_out(folder) == SUCCESS
    return notebook(source_in(folder).read_text(encoding="utf-8"))


@pytest.fixture
def key(folder: Path, source: Json) -> Key:
    return read_key(folder / "out" / "key.json")


def test_what_is_released_holds_nothing_of_the_key(source: Json, key: Key) -> None:
    shown = json.dumps(released(source), ensure_ascii=False)
    held = json.dumps(source, ensure_ascii=False)
    for event in EVENTS:
        assert key.events[event]["title"] in shown
        for reading in key.readings[event]:
            assert reading.reason[:40] in held
            assert reading.reason[:40] not in shown
    for kept_back in ("HIDDEN", "worth =", "the article", "Names the words that fit"):
        assert kept_back not in shown


def test_every_place_earns_what_the_key_gives_it(source: Json, key: Key) -> None:
    given = released(source)
    for place in POSITIONS:
        handed = filled(given, {it: (repr(place.id), 2, "Because.") for it in EVENTS})
        assert autograded(source, handed) == pytest.approx(
            {f"place-{it}": 5 * key.score(it, place.id).credit for it in EVENTS}
            | {f"why-{it}": None for it in EVENTS}
        )
    # Somewhere there is part of the credit, which nbgrader gives as well.
    assert 0 < key.score("kfor-platoon-1999", "dominance-denial").credit < 1


def test_what_was_not_filled_in_earns_nothing(source: Json) -> None:
    given = released(source)
    assert set(autograded(source, given).values()) == {0.0}
    # The place of the event before counts for none that comes after.
    handed = filled(given, {EVENTS[0]: ("'balancing'", 1, "")})
    assert autograded(source, handed)[f"place-{EVENTS[1]}"] == 0


def test_the_cells_have_the_points_and_the_roles_that_nbgrader_wants(source: Json) -> None:
    roles = [cell["metadata"].get("nbgrader", {}) for cell in source["cells"]]
    names = [role["grade_id"] for role in roles if role]
    assert len(names) == len(set(names))
    points = {role["grade_id"]: role["points"] for role in roles if role.get("grade")}
    assert points == {f"place-{it}": 5 for it in EVENTS} | {f"why-{it}": 3 for it in EVENTS}
    assert len({cell["id"] for cell in source["cells"]}) == len(source["cells"])
    assert "at most 60 words" in json.dumps(source)


def test_a_source_that_somebody_changed_is_not_written_over(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert hand_out(folder) == SUCCESS
    assert hand_out(folder) == SUCCESS  # the same again
    path = source_in(folder)
    path.write_text(path.read_text(encoding="utf-8").replace("Two acts", "Mine"), encoding="utf-8")
    assert hand_out(folder) == FAILURE
    assert "is there already, and says something else" in capsys.readouterr().err
    assert "Mine" in path.read_text(encoding="utf-8")
    assert hand_out(folder, "--replace") == SUCCESS
    assert "Mine" not in path.read_text(encoding="utf-8")


def test_sheets_that_differ_are_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    drawn = ASSIGNMENT.replace(
        "events: [supsa-line-1995, kfor-platoon-1999]",
        "draw:\n  count: 2\n  per_student: yes\n  seed: 1",
    )
    (folder / f"{NAME}.yml").write_text(drawn, encoding="utf-8")
    assert hand_out(folder) == FAILURE
    assert "nbgrader gives every student the same notebook" in capsys.readouterr().err
    assert not (folder / "course").exists()


RUN = """
import sys
from nbgrader.apps import NbGraderAPI
from traitlets.config import Config

settings = Config()
settings.CourseDirectory.course_id = "course"
settings.CourseDirectory.root = sys.argv[1]
settings.Exchange.root = sys.argv[2]
api = NbGraderAPI(config=settings)
name = "two-acts"
for step in sys.argv[3:]:
    results = (
        [api.autograde(name, student, create=True) for student in ("s1", "s2")]
        if step == "autograde"
        else [getattr(api, step)(name)]
    )
    for result in results:
        assert result["success"], result["log"]
if "autograde" in sys.argv:
    with api.gradebook as book:
        for student in ("s1", "s2"):
            taken = book.find_submission(name, student)
            print(student, taken.score, taken.needs_manual_grade, sep=",")
"""


def run(folder: Path, *steps: str) -> str:
    """Have the real nbgrader take some steps."""
    path = os.pathsep.join([str(COMMAND.parent), os.environ["PATH"]])
    (folder / "exchange").mkdir(exist_ok=True)
    os.chmod(folder / "exchange", 0o777)
    done = subprocess.run(
        [COMMAND.with_name("python"), "-c", RUN, folder / "course", folder / "exchange", *steps],
        capture_output=True,
        text=True,
        check=False,
        env={**os.environ, "PATH": path},
        cwd=folder,
    )
    assert not done.returncode, done.stderr[-3000:]
    return done.stdout


@pytest.mark.slow
@pytest.mark.skipif(
    not COMMAND.exists(), reason=f"the real nbgrader is not in {PEER}; make bench installs it"
)
def test_the_real_nbgrader_releases_grades_and_gives_feedback(folder: Path) -> None:
    """It grades as the key does; hedgelab reads the same tree, and its pages go back through it."""
    assert hand_out(folder) == SUCCESS
    course, key = folder / "course", read_key(folder / "out" / "key.json")
    run(folder, "generate_assignment")
    given = notebook((course / "release" / NAME / f"{NAME}.ipynb").read_text(encoding="utf-8"))
    ours = released(notebook(source_in(folder).read_text(encoding="utf-8")))
    shown = [(cell["cell_type"], cell["source"].strip()) for cell in given["cells"]]
    assert shown == [(cell["cell_type"], cell["source"].strip()) for cell in ours["cells"]]
    places = {"s1": "indirect-balancing", "s2": "dominance-denial"}
    for student, place in places.items():
        answers = {it: (repr(place), 3, "Because.") for it in EVENTS}
        handed = course / "submitted" / student / NAME
        handed.mkdir(parents=True)
        text = json.dumps(filled(given, answers))
        (handed / f"{NAME}.ipynb").write_text(text, encoding="utf-8")
        (handed / "timestamp.txt").write_text("2027-03-15 12:00:00.000000 UTC", encoding="utf-8")
        (handed / "submission_secret.txt").write_text(f"secret {student}", encoding="utf-8")
    scores = run(folder, "autograde", "generate_feedback")
    due = {
        student: sum(5 * key.score(event, place).credit for event in EVENTS)
        for student, place in places.items()
    }
    assert scores.split() == [f"{student},{points},True" for student, points in due.items()]
    feedback = course / "feedback" / "s2" / NAME / f"{NAME}.html"
    how = key.score("kfor-platoon-1999", "dominance-denial").how
    assert how.partition(" is ")[0] in feedback.read_text(encoding="utf-8")
    # The same tree, of which hedgelab runs nothing, and the class from nbgrader's own database.
    graded, zipped = folder / "graded", folder / "back.zip"
    typed = ["grade", str(folder / "out" / "key.json"), str(course), "--out", str(graded)]
    assert main([*typed, "--roster", str(course / "gradebook.db"), "--quiet"]) == SUCCESS
    told = (graded / "grades.csv").read_text(encoding="utf-8-sig").splitlines()
    assert [line.split(",")[5] for line in told[1:]] == [f"{it:g}" for it in due.values()]
    submitted = ["--from", str(course / "submitted"), "--out", str(zipped), "--quiet"]
    assert main(["return", str(graded), "--zip", "nbgrader", *submitted]) == SUCCESS
    with zipfile.ZipFile(zipped) as archive:
        archive.extractall(course)
    run(folder, "release_feedback")
    sent = [it.read_text(encoding="utf-8") for it in (folder / "exchange").rglob("*.html")]
    ours_back = [(graded / "feedback" / f"{it}.html").read_text(encoding="utf-8") for it in places]
    assert sorted(sent) == sorted(ours_back)
