"""Keeps a board's answers in a file, for notebooks: a cell that is run anew loses nothing."""

import json
from itertools import count
from pathlib import Path

from hedgelab.answers import AnswerFile, AnswerFileError, answers_from_dict, read_answers
from hedgelab.boards import Json
from hedgelab.whole_files import write_changed
from hedgelab.widgets.board import SpectrumBoard
from hedgelab.widgets.work import events_answered, fitting, kept_over, last_moment


def keep_in_file(board: SpectrumBoard, path: Path | str) -> None:
    """Take up the answers that a file holds, and write each change to it.

    Where the notebook carries later ones, those count.  A file with something else in it is
    set aside under another name, and the board says so; so is what the later ones lack.

    Parameters
    ----------
    board : SpectrumBoard
        A board that collects answers.
    path : Path or str
        The file; it is made with the first answer.
    """
    path = Path(path)
    held = _held(board, path)
    if held is not None:
        _begin(board, held, path)

    def write(_change: object = None) -> None:
        # Another board may have written to the file since this one looked.
        before = _held(board, path)
        work = board.work if before is None else kept_over(before.to_dict(), board.work)
        try:
            write_changed(path, _text(work))
        except OSError as error:
            board.notice = (
                f"{path.name} could not be written ({error.strerror}). Your answers are in this "
                "notebook all the same: save it, and hand it in."
            )

    if held is not None and events_answered(board.work):
        write()
    board.observe(write, "work")


def _begin(board: SpectrumBoard, held: AnswerFile, path: Path) -> None:
    """Go on with the file's answers or with those that the board has, whichever are later."""
    filed, had = held.to_dict(), board.work
    is_filed = not events_answered(had) or last_moment(filed) >= last_moment(had)
    later, earlier = (filed, had) if is_filed else (had, filed)
    if events_answered(earlier) - events_answered(later):
        aside = _free_name(path)
        write_changed(aside, _text(earlier))
        board.notice = (
            f"Earlier answers, some of them not on this board, were set aside as {aside.name}."
        )
    if is_filed:
        board.take_up(held)


def _held(board: SpectrumBoard, path: Path) -> AnswerFile | None:
    """Give what the file holds of this board's; what it holds else is set aside."""
    try:
        content = path.read_bytes()
    except FileNotFoundError:
        return None
    except OSError as error:
        board.notice = f"{path.name} could not be read ({error.strerror})."
        return None
    try:
        return fitting(read_answers(content, path.name), answers_from_dict(board.given), path.name)
    except AnswerFileError as error:
        aside = _free_name(path)
        path.rename(aside)
        board.notice = (
            f"{path.name} could not be used ({error.problem}). "
            f"It was set aside as {aside.name}, not deleted."
        )
        return None


def _text(document: Json) -> str:
    return json.dumps(document, ensure_ascii=False, indent=2) + "\n"


def _free_name(path: Path) -> Path:
    names = (path.with_name(f"{path.name}.aside-{number}") for number in count(1))
    return next(name for name in names if not name.exists())
