"""``hedgelab handout`` says what may be given away, and what to mend."""

import json
import re
import shutil
from pathlib import Path

import pytest

from hedgelab.cli import FAILURE, SUCCESS, main

EXERCISES = Path(__file__).parents[2] / "exercises"
EXAM = str(EXERCISES / "exam-template" / "exam.yml")

Said = pytest.CaptureFixture[str]


@pytest.fixture
def roster(tmp_path: Path) -> str:
    path = tmp_path / "roster.csv"
    path.write_text("id,name,email\ns1,Ana,\ns2,Bea,\ns3,Cem,\n", encoding="utf-8")
    return str(path)


def test_it_writes_copies_and_tells_the_key_from_what_is_given_away(
    roster: str, tmp_path: Path, capsys: Said
) -> None:
    out = tmp_path / "handout"
    assert main(["handout", EXAM, "--roster", roster, "--out", str(out)]) == SUCCESS
    told = capsys.readouterr().out
    assert f"{out}/student: 12 files that bear a name: give each student their own" in told
    assert f"{out}/key.json: the key. Keep it" in told
    assert "3 different sheets, each with equally many events at each position." in told
    assert "differ by 0 at most." in told
    assert len(list((out / "student").iterdir())) == 12


def test_the_exam_works_where_its_readme_says_to_copy_it(
    roster: str, tmp_path: Path, capsys: Said, monkeypatch: pytest.MonkeyPatch
) -> None:
    exam = shutil.copytree(EXERCISES / "exam-template", tmp_path / "exam")
    shutil.copy(roster, exam / "roster.csv")
    monkeypatch.chdir(exam)
    readme = Path("README.md").read_text(encoding="utf-8")
    commands = re.findall(r"^    hedgelab (.+)$", readme, re.MULTILINE)
    assert [command.split()[0] for command in commands] == ["bank", "handout"]
    for command in ["check exam.yml rubric.yml bank", *commands]:
        assert main(command.split()) == SUCCESS, capsys.readouterr().err
    assert len(list(Path("handout", "student").iterdir())) == 12


def test_a_roster_whose_letters_may_be_others_is_told(
    roster: str, tmp_path: Path, capsys: Said
) -> None:
    arguments = ["handout", EXAM, "--roster", roster, "--out", str(tmp_path / "out")]
    main(arguments)
    assert "Windows-1252" not in capsys.readouterr().out
    Path(roster).write_text("id,name\ns1,Şana\n", encoding="cp1254")
    main([*arguments, "--replace"])
    note = f"{roster}: It is no UTF-8 and was read as Windows-1252: check letters with accents.\n"
    assert capsys.readouterr().out.startswith(note)
    main([*arguments, "--json"])
    assert json.loads(capsys.readouterr().out)["sheets"] == 1


def test_as_json_for_scripts(roster: str, tmp_path: Path, capsys: Said) -> None:
    arguments = ["handout", EXAM, "--roster", roster, "--out", str(tmp_path), "--json"]
    assert main([*arguments, "--forms", "csv", "html"]) == SUCCESS
    outcome = json.loads(capsys.readouterr().out)
    assert outcome["key"] == str(tmp_path / "key.json")
    assert (outcome["assignment"], outcome["sheets"], outcome["notes"]) == ("exam", 3, [])
    assert [Path(file).name for file in outcome["files"]][:2] == ["exam-s1.html", "exam-s1.csv"]


def test_quiet_says_nothing(tmp_path: Path, capsys: Said) -> None:
    exercise = str(EXERCISES / "after-2018.yml")
    assert main(["handout", exercise, "--out", str(tmp_path), "--quiet"]) == SUCCESS
    assert capsys.readouterr() == ("", "")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("title: Two\nevents: [tap-2019]\n", "line 2, column 10: there is no event 'tap-2019'"),
        ("title: Two\ndraw: {count: 5, per_student: yes}\n", "a roster is needed"),
        ("title: Two\nbank: .\nevents: [a]\n", "events.csv: there is no such file: add it"),
    ],
)
def test_a_mistake_is_one_line_on_stderr(
    tmp_path: Path, capsys: Said, text: str, says: str
) -> None:
    path = tmp_path / "two.yml"
    path.write_text(text, encoding="utf-8")
    assert main(["handout", str(path), "--out", str(tmp_path / "out")]) == FAILURE
    said = capsys.readouterr()
    assert says in said.err
    assert (said.out, said.err.count("\n")) == ("", 1)
    assert not (tmp_path / "out").exists()
