"""Gradescope's list of submissions is read as data, whatever stands in it."""

import contextlib
import json
import runpy
import shutil
import zipfile
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.desk.giving_back.feedback import give_feedback
from hedgelab.desk.grading.run import grade
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.roster import Roster, read_roster
from hedgelab.desk.platforms.gradescope import read_metadata
from hedgelab.desk.platforms.platform import ListError
from tests.desk.classroom import KEY, ONE_OFF, answer_file, hand_in, points, rows
from tests.desk.handing_in import packed

pytestmark = pytest.mark.usefixtures("without_figures")

# The form of a real export: Ruby's symbols as keys, its times, its tags.
LIST = b"""---
submission_409194023:
  :submitters:
  - :name: Ana Lee
    :sid: '0042'
    :email: ana@example.edu
  :created_at: 2027-03-14 17:34:00.861687000 Z
  :score: 2.0
  :status: processed
  :results: !ruby/hash:ActiveSupport::HashWithIndifferentAccess
    score: 2.0
    output: |-
      =====
      Final Score: 2.0
submission_500000001:
  :submitters:
  - :name: Ben Okoro
    :sid: 0111
  - :name: Cem Ak
    :sid: '222'
    :email: cem@example.edu
  :created_at: 2027-03-14 18:34:00 -0700
submission_7:
  :submitters: []
"""


def test_it_says_who_and_when() -> None:
    hints = dict(read_metadata(LIST))
    alone, together, nobody = hints.values()
    assert alone.ids == ("0042", "ana@example.edu")
    assert alone.name == "Ana Lee"
    assert alone.received == datetime(2027, 3, 14, 17, 34, tzinfo=UTC)
    # A number keeps its zeros; several students give no one name.
    assert together.ids == ("0111", "222", "cem@example.edu")
    assert together.name == ""
    assert together.received == datetime(2027, 3, 15, 1, 34, tzinfo=UTC)
    assert nobody.ids == ()


def billion_laughs() -> bytes:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    lines += [f"m{n}: &m{n} {{<<: [{', '.join([f'*a{n}'] * 9)}]}}" for n in range(1, 40)]
    return "\n".join([*lines, "submission_1:", "  :submitters: *a39"]).encode()


def test_a_billion_laughs_are_not_laughed() -> None:
    hints = dict(read_metadata(billion_laughs()))
    assert hints["submission_1"].ids == ()


def test_a_tag_builds_nothing() -> None:
    text = b'submission_1: !!python/object/apply:os.system ["echo no > /tmp/never"]\n'
    assert dict(read_metadata(text))["submission_1"].ids == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", "is no list of submissions"),
        (b"- a\n", "is no list of submissions"),
        (b"a: b: c\n", "is no YAML"),
        (b"a: [1, 2\n", "is no YAML"),
        (b"\xff\xfe\x00", "is no YAML"),
        (b"a: " + b"{a: " * 100_000, "is nested too deeply"),
    ],
)
def test_what_is_no_such_list_is_refused(text: bytes, told: str) -> None:
    with pytest.raises(ListError, match=told):
        list(read_metadata(text))


def test_what_stands_before_a_fault_is_kept() -> None:
    entries = read_metadata(LIST + b"\tbroken")
    folder, hint = next(entries)
    assert (folder, hint.name) == ("submission_409194023", "Ana Lee")
    with pytest.raises(ListError):
        list(entries)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_list_or_refused(content: bytes) -> None:
    with contextlib.suppress(ListError):
        assert all(hint.platform == "gradescope" for _, hint in read_metadata(content))


ROSTER = (
    "First Name,Last Name,SID,Email,Role,Section\n"
    "Ana,Lee,0042,ana@example.edu,Student,Mon\n"
    "Ben,Okoro,0111,ben@example.edu,Student,Mon\n"
    "Cem,Ak,222,cem@example.edu,Student,Tue\n"
    "Tea,Cher,,tea@example.edu,Instructor,\n"
)


def people(tmp_path: Path, text: str = ROSTER) -> Roster:
    path = tmp_path / "roster.csv"
    path.write_text(text, encoding="utf-8")
    return read_roster(path)


def test_its_roster_is_read_without_those_who_teach(tmp_path: Path) -> None:
    roster = people(tmp_path)
    assert [it.id for it in roster.students] == ["0042", "0111", "222"]
    assert roster.notes == ("Row 5: Tea Cher is Instructor: left out.",)


def export_of(tmp_path: Path, **answers: str) -> Path:
    """Pack an export: the list lies beside the folders, in a folder of its own."""
    files: dict[str, str | bytes] = {
        f"assignment_9_export/{folder}/x.json": text for folder, text in answers.items()
    }
    files["assignment_9_export/submission_metadata.yml"] = LIST
    return packed(tmp_path / "in.zip", files)


@pytest.mark.parametrize(
    ("said", "text", "expected"),
    [
        # The file names one of the two, and Gradescope both: it counts for each.
        ("0111", ROSTER, {"0042": "", "0111": "8", "222": "8"}),
        # The roster has them in one group.
        ("", ROSTER.replace("Tue", "Mon"), {"0042": "", "0111": "8", "222": "8"}),
        # Nothing but what students said of each other: a person is asked.
        ("", ROSTER, {"0042": "", "0111": "", "222": ""}),
        # The file names somebody else.
        ("0042", ROSTER, {"0042": "", "0111": "", "222": ""}),
    ],
)
def test_what_several_submitted_counts_for_each_where_more_than_their_word_says_so(
    tmp_path: Path, said: str, text: str, expected: dict[str, str]
) -> None:
    handed = export_of(tmp_path, submission_500000001=answer_file(said))
    grade(KEY, [handed], tmp_path / "out", roster=people(tmp_path, text))
    assert points(tmp_path / "out") == expected
    if not any(expected.values()) and not said:
        lines = [it for it in rows(tmp_path / "out/intake.csv") if "x.json" in it["path"]]
        assert {it["status"] for it in lines} == {"unknown-student"}
        assert all("0111" in it["reason"] and "222" in it["reason"] for it in lines)


def looked_up(folder: Path, *users: dict[str, str]) -> tuple[int, dict[str, Any]]:
    """Do as Gradescope does with the zip of an autograder; give its end, and what it wrote."""
    source = folder / "autograder" / "source"
    shutil.rmtree(source.parent, ignore_errors=True)
    with zipfile.ZipFile(folder / "back.zip") as archive:
        archive.extractall(source)
        programs = {it.filename for it in archive.infolist() if it.external_attr >> 16 & 0o111}
    assert programs == {"setup.sh", "run_autograder"}
    submitted = {"id": 1, "users": list(users)}
    (source.parent / "submission_metadata.json").write_text(json.dumps(submitted))
    end = runpy.run_path(str(source / "look_up.py"))["main"](source, source.parent)
    written = source.parent / "results" / "results.json"
    return end, json.loads(written.read_bytes()) if written.exists() else {}


def test_its_autograder_finds_each_students_result_and_no_other(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    handed = hand_in(tmp_path / "in", a=answer_file("0042", ONE_OFF), b=answer_file("0111"))
    shared = ROSTER.replace("ben@example.edu", "Cem@example.edu")
    grade(KEY, [handed], tmp_path / "out", roster=people(tmp_path, shared))
    with Ledger(tmp_path / "out" / NAME) as ledger:
        given = give_feedback(ledger, "gradescope", tmp_path / "back.zip")
    assert given.packed.given == ("0042", "0111")
    assert [it.student for it in given.packed.left] == ["222"]
    end, result = looked_up(tmp_path, {"email": "ANA@example.edu", "name": "Ana Lee"})
    assert (end, result["score"], result["visibility"]) == (0, 7.5, "after_published")
    # What each act earned, as Gradescope shows it: 1.5 + 2 + 2 + 2 of 8.
    assert [(it["score"], it["max_score"]) for it in result["tests"]] == [(1.5, 2), *[(2, 2)] * 3]
    assert looked_up(tmp_path, {"sid": "0111", "email": "x@example.edu"})[1]["score"] == 8
    # An address that two share, a stranger, and two who earned different scores get none.
    for users in (
        [{"email": "cem@example.edu"}],
        [{"email": "who@example.edu"}],
        [{"sid": "0042"}, {"sid": "0111"}],
    ):
        assert looked_up(tmp_path, *users) == (1, {})
    assert "enter the grade by hand" in capsys.readouterr().err
