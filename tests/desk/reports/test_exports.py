"""The tables beside the ledger are safe to open, and a receipt explains every grade."""

from dataclasses import replace
from pathlib import Path

import pytest

from hedgelab.desk.grading.regrading import regrade
from hedgelab.desk.grading.run import fill_ledger
from hedgelab.desk.ledger.gradebook import recomputed
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.reports.exports import (
    ExportError,
    receipt,
    told_receipt,
    write_grades,
    write_intake,
)
from hedgelab.scoring import CreditRule
from tests.desk.classroom import KEY, ONE_OFF, answer_file, hand_in


def test_a_grade_is_computed_anew_from_the_ledger_alone(ledger: Ledger, tmp_path: Path) -> None:
    for file in (tmp_path / "in").iterdir():
        file.unlink()
    told = receipt(ledger, "s1")
    assert (told["points"], told["recomputed"]) == (7.5, 7.5)
    assert told["answers"][0]["how"].endswith("0.75 is left.")
    content = answer_file("s1", ONE_OFF).encode()
    (file,) = told["files"]
    assert (file["file"], file["status"]) == (digest_of(content.decode()), "graded")
    words = told_receipt(told)
    assert "points: 7.5 of 8" in words
    assert "computed anew from the ledger: 7.5, the same" in words


def test_a_grade_that_was_tampered_with_is_told(ledger: Ledger) -> None:
    ledger.write("UPDATE grades SET points = 8 WHERE student = 's1'")
    assert recomputed(ledger, "s1") == 7.5
    assert "computed anew from the ledger: 7.5, NOT the same" in told_receipt(receipt(ledger, "s1"))


def test_a_receipt_tells_of_earlier_keys(ledger: Ledger) -> None:
    regrade(ledger, replace(KEY, rule=CreditRule.EXACT), dry_run=False)
    told = receipt(ledger, "s1")
    (move,) = told["regrades"]
    assert (move["before"], move["after"], told["recomputed"]) == (7.5, 6, 6)
    assert "regrades:" in told_receipt(told)
    with pytest.raises(ExportError, match="knows no student 's8'"):
        receipt(ledger, "s8")


def test_cells_of_the_tables_are_safe(tmp_path: Path) -> None:
    hostile = "=HYPERLINK(1)"
    text = answer_file(hostile, name="@SUM(1)\tx")
    with Ledger(tmp_path / NAME, create=True) as ledger:
        fill_ledger(ledger, KEY, [hand_in(tmp_path / "in", s1=text)])
        write_grades(ledger, tmp_path / "grades.csv")
        write_intake(ledger, tmp_path / "intake.csv")
    for name in ("grades.csv", "intake.csv"):
        cells = (tmp_path / name).read_text(encoding="utf-8-sig").replace("\n", ",").split(",")
        assert any(hostile in cell for cell in cells)
        assert not any(cell.lstrip('"')[:1] in ("=", "@", "\t") for cell in cells if cell)
