"""Forgetting one student: no trace stays, nobody inherits, and the others keep what they have."""

from dataclasses import replace
from pathlib import Path

import pytest

from hedgelab.answers import sheet_of_events
from hedgelab.cli import FAILURE, SUCCESS, main
from hedgelab.desk.grading.forgetting import forget
from hedgelab.desk.grading.marking import export_marks, import_marks
from hedgelab.desk.grading.run import grade, write_outputs
from hedgelab.desk.ledger.gradebook import graded_sheets, recomputed
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.key import Sheet, read_key, write_key
from hedgelab.desk.model.roster import Enrolled, Roster
from tests.desk.classroom import (
    ABOVE,
    EVENTS,
    MARKED,
    SHEET,
    answer_file,
    everything,
    hand_in,
    rows,
)

pytestmark = pytest.mark.usefixtures("without_figures")

WHO, NAME_OF_WHO = "zq77Gone", "Gonzo Vanish"
CLASS = Roster(
    (
        Enrolled("s1", "Ana Lee", "s1@example.edu"),
        Enrolled(WHO, NAME_OF_WHO, "vanish@example.edu", ("990077",)),
        Enrolled("s3", "Ana Vanish", "s3@example.edu"),
    )
)
OWN = str(sheet_of_events(list(EVENTS.values())[:3], **ABOVE)["digest"])
KEY = replace(
    MARKED,
    sheets={SHEET: Sheet(tuple(EVENTS), ("s1", "s3")), OWN: Sheet(tuple(EVENTS)[:3], (WHO,))},
)
TRACES = (WHO, NAME_OF_WHO, "vanish@example.edu", "990077", "It is gone.")


@pytest.fixture
def out(tmp_path: Path) -> Path:
    """Give a folder with marks, a table that was changed, and files that name one student."""
    handed = hand_in(
        tmp_path / "in",
        s1=answer_file("s1", words={"port-2001": "It stays."}),
        first=answer_file(WHO, sheet=OWN, name=NAME_OF_WHO, words={"port-2001": "It is gone."}),
        s3=answer_file("s3"),
        nobodys=answer_file("990077", assignment="other"),
    )
    (handed / f"{WHO}.json").write_text("broken", encoding="utf-8")
    out = tmp_path / "out"
    grade(KEY, [handed], out, roster=CLASS)
    with Ledger(out / NAME) as ledger:
        export_marks(ledger, tmp_path / "marks.csv")
        text = (tmp_path / "marks.csv").read_text(encoding="utf-8-sig")
        filled = text.replace(",,,,,", ",2,2,,Jo,")
        assert filled != text
        (tmp_path / "marks.csv").write_text(filled, encoding="utf-8")
        assert import_marks(ledger, tmp_path / "marks.csv").given == 2
        write_outputs(ledger, out)
    table = (out / "grades.csv").read_text(encoding="utf-8-sig")
    (out / "grades.csv").write_text(table.replace("Ana Lee", "Ana Li"), encoding="utf-8")
    grade(KEY, [handed], out)
    (tmp_path / "key.json").write_text(write_key(KEY), encoding="utf-8")
    assert any(WHO.encode() in content for content in everything(out).values())
    return out


def of_others(out: Path) -> list[object]:
    with Ledger(out / NAME) as ledger:
        return [
            (sheet, recomputed(ledger, sheet.student), ledger.marks_of(sheet.student))
            for sheet in graded_sheets(ledger)
            if sheet.student != WHO
        ]


def test_no_trace_stays_and_the_others_keep_what_they_have(
    out: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = of_others(out)
    page = everything(out)["feedback/s1.html"]
    command = ["forget", str(out), "--student", WHO.upper(), "--key", str(tmp_path / "key.json")]
    assert main(command) == SUCCESS
    told = capsys.readouterr().out
    assert "1 × place on the list, 3 × file, 1 × mark, 1 × grade, 1 × key that named them." in told
    assert f"feedback/{WHO}.html" in told
    assert "grades.changed-1.csv" in told
    assert f"{tmp_path / 'in' / 'first.json'}: would be found again" in told
    held = everything(out) | {"key.json": (tmp_path / "key.json").read_bytes()}
    for name, content in held.items():
        for trace in TRACES:
            assert trace.lower().encode() not in content.lower(), (name, trace)
        assert WHO not in name
    assert of_others(out) == before
    assert everything(out)["feedback/s1.html"] == page
    assert [row["name"] for row in rows(out / "grades.changed-1.csv")] == ["Ana Li", "Ana Vanish"]
    assert set(read_key(tmp_path / "key.json").sheets) == {SHEET}


def test_a_copy_of_a_table_is_cleared_though_earlier_ones_are_gone(
    out: Path, tmp_path: Path
) -> None:
    (out / "grades.changed-1.csv").rename(out / "grades.changed-3.csv")
    command = ["forget", str(out), "--student", WHO, "--key", str(tmp_path / "key.json")]
    assert main(command) == SUCCESS
    assert [row["name"] for row in rows(out / "grades.changed-3.csv")] == ["Ana Li", "Ana Vanish"]


@pytest.mark.parametrize("roster", [None, Roster((CLASS.students[0], CLASS.students[2]))])
def test_nobody_inherits_and_the_former_key_still_grades(
    roster: Roster | None, out: Path, tmp_path: Path
) -> None:
    before = of_others(out)
    assert main(["forget", str(out), "--student", WHO, "--quiet"]) == SUCCESS
    # All files still lie there, also the one that was named by the former id.
    report = grade(KEY, [tmp_path / "in"], out, roster=roster)
    assert of_others(out) == before
    assert (report.students, report.graded) == (2, 2)
    assert {row["id"] for row in rows(out / "grades.csv")} == {"s1", "s3"}
    first = next(it for it in rows(out / "intake.csv") if it["path"].endswith("first.json"))
    assert (first["student"], first["status"], first["needs attention"]) == (
        "",
        "unknown-student",
        "yes",
    )


def test_who_is_not_known_is_told(out: Path, capsys: pytest.CaptureFixture[str]) -> None:
    before = everything(out)
    assert main(["forget", str(out), "--student", "zq77"]) == FAILURE
    assert "knows no student 'zq77'" in capsys.readouterr().err
    assert everything(out) == before


def test_free_pages_of_the_gradebook_keep_nothing_either(out: Path) -> None:
    """Some builds of SQLite blank what is deleted, and others do not."""
    with Ledger(out / NAME) as ledger:
        ledger.row("PRAGMA secure_delete = OFF")
        forget(ledger, WHO)
    assert WHO.encode() not in (out / NAME).read_bytes()
