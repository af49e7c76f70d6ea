"""Hostile work meets the same fate in the desk's page as in the command, and stops nothing."""

from pathlib import Path

import pytest

from hedgelab.cli import ATTENTION, main
from hedgelab.desk.handout import KEY_NAME
from hedgelab.desk.model.key import write_key
from hedgelab.desk.office.office import Office
from hedgelab.desk.office.request import Given
from tests.desk.classroom import CLASS, KEY, rows
from tests.desk.test_hostile import HOSTILE, hostile_class

pytestmark = [pytest.mark.slow, pytest.mark.usefixtures("without_figures")]

__all__ = ["hostile_class"]  # a fixture


def intake(graded: Path) -> list[dict[str, str]]:
    """Give what became of each file, by its own name."""
    return sorted(
        (
            {"file": row["path"].rpartition("in/")[2], **dict.fromkeys(["status", "reason"], "")}
            | {name: row[name] for name in ("status", "reason", "student")}
            for row in rows(graded / "intake.csv")
        ),
        key=lambda row: (row["file"], row["student"]),
    )


def test_every_hostile_file_ends_as_by_the_command(hostile_class: Path, tmp_path: Path) -> None:
    (tmp_path / KEY_NAME).write_text(write_key(KEY), encoding="utf-8")
    lines = [f"{it.id},{it.name},{it.email}" for it in CLASS.students]
    roster = "\n".join(["id,name,email", *lines]) + "\n"
    (tmp_path / "roster.csv").write_text(roster, encoding="utf-8")
    typed = ["grade", str(tmp_path / KEY_NAME), str(hostile_class), "--quiet"]
    typed += ["--roster", str(tmp_path / "roster.csv"), "--out", str(tmp_path / "graded")]
    assert main(typed) == ATTENTION
    folder = tmp_path / "class"
    (folder / "handout").mkdir(parents=True)
    (folder / "handout" / KEY_NAME).write_text(write_key(KEY), encoding="utf-8")
    with Office(folder) as office:
        office.answer({"do": "class.roster"}, [Given("roster.csv", roster.encode())])
        files = [
            Given(f"in/{path.name}", path.read_bytes()) for path in sorted(hostile_class.iterdir())
        ]
        answer = office.answer({"do": "grade.files"}, files)
        assert "error" not in answer, answer["error"]
        assert len(intake(folder / "graded")) >= len(HOSTILE)
        assert intake(folder / "graded") == intake(tmp_path / "graded")
        assert office.answer({"do": "undo"})["state"]["grade"]["graded"] is False
