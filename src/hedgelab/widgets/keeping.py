"""Keeps a board's answers in a file, for notebooks: a cell that is run anew loses nothing."""

import json
from dataclasses import replace
from itertools import count
from pathlib import Path

from hedgelab.answers import AnswerFile, AnswerFileError, Student, answers_from_dict, read_answers
from hedgelab.whole_files import write_changed
from hedgelab.widgets.board import SpectrumBoard


def keep_in_file(board: SpectrumBoard, path: Path | str) -> None:
    """Take up the answers that a file holds, and write each change to it.

    A file with something else in it is set aside under another name, and the board says so.

    Parameters
    ----------
    board : SpectrumBoard
        A board that collects answers.
    path : Path or str
        The file; it is made with the first answer.
    """
    path = Path(path)
    if path.exists():
        try:
            board.answers = _fitting(board, path).to_dict()
        except AnswerFileError as error:
            aside = _free_name(path)
            path.rename(aside)
            board.notice = (
                f"{path.name} could not be used ({error.problem}). "
                f"It was set aside as {aside.name}, not deleted."
            )

    def write(_change: object) -> None:
        text = json.dumps(board.answers, ensure_ascii=False, indent=2) + "\n"
        write_changed(path, text)

    board.observe(write, "answers")


def _fitting(board: SpectrumBoard, path: Path) -> AnswerFile:
    """Read a file that answers this board's sheet, and is this student's."""
    held = read_answers(path.read_bytes(), path.name)
    here = answers_from_dict(board.answers)
    if held.assignment != here.assignment:
        problem = f"it answers another assignment, {held.assignment}"
        raise AnswerFileError(path.name, "", problem)
    if not (here.student and here.student.id):
        return held
    named = held.student or Student()
    if named.id not in ("", here.student.id):
        raise AnswerFileError(path.name, "", "it belongs to another student")
    # A file without a name (the book's has none) must not erase the name on the sheet.
    return replace(held, student=replace(here.student, extra={**named.extra, **here.student.extra}))


def _free_name(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.aside-{number}") for number in count(1))
    return next(name for name in names if not name.exists())
