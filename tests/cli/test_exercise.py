"""``hedgelab exercise`` lists what there is, and copies one out with all that it needs."""

import json
from pathlib import Path

import pytest

from hedgelab.cli import FAILURE, SUCCESS, main
from hedgelab.desk.assignments.exercises import exercises

Said = pytest.CaptureFixture[str]
CHECKOUT = Path(__file__).parents[2]


def test_it_lists_every_exercise_with_its_title(capsys: Said) -> None:
    assert main(["exercise"]) == SUCCESS
    said = capsys.readouterr().out
    names = {path.stem for path in (CHECKOUT / "exercises").glob("*.yml")} | {"exam-template"}
    assert {line.split()[0] for line in said.splitlines()} == names
    assert "Deeds, 2000–2008" in said


@pytest.mark.parametrize("name", exercises())
def test_a_copy_is_in_order_and_can_be_handed_out(name: str, tmp_path: Path) -> None:
    folder = tmp_path / "course"
    assert main(["exercise", name, str(folder), "--quiet"]) == SUCCESS
    assert main(["check", str(folder), "--quiet"]) == SUCCESS
    (assignment,) = (path for path in folder.glob("*.yml") if path.stem != "rubric")
    out = str(tmp_path / "out")
    roster = tmp_path / "roster.csv"
    roster.write_text("id,name\ns1,Ana\ns2,Ben\n", encoding="utf-8")
    handout = ["handout", str(assignment), "--roster", str(roster), "--out", out, "--quiet"]
    assert main(handout) == SUCCESS
    assert (folder / "README.md").is_file()


def test_what_was_changed_is_not_written_over(tmp_path: Path, capsys: Said) -> None:
    copy = ["exercise", "after-2018", str(tmp_path), "--json"]
    assert main(copy) == SUCCESS
    files = [Path(file) for file in json.loads(capsys.readouterr().out)["files"]]
    assert main(copy) == SUCCESS, "the same files are no hindrance"
    files[0].write_text("mine", encoding="utf-8")
    assert main(copy) == FAILURE
    assert "is there already, and differs" in capsys.readouterr().err
    assert files[0].read_text(encoding="utf-8") == "mine"


def test_a_name_that_nothing_has_brings_those_there_are(tmp_path: Path, capsys: Said) -> None:
    assert main(["exercise", "deeds-1920", str(tmp_path / "new")]) == FAILURE
    assert "there are after-2018, deeds-1993-2000" in capsys.readouterr().err
    assert not (tmp_path / "new").exists()
