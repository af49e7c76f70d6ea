"""What a board shows and keeps, without a widget: the state that its script reads.

The widget `hedgelab.widgets.SpectrumBoard` has it in its traits, and a sheet that is handed
out carries it in its page.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any

from hedgelab.answer_rules import answer_rules
from hedgelab.answers import AnswerFile, Student
from hedgelab.data import load_rows
from hedgelab.dates import told_date
from hedgelab.palette import SPECTRUM_SHADES, ink_on
from hedgelab.scoring import HAS_CASE, NEARNESS, TOWARDS
from hedgelab.spectrum import POSITIONS

ANSWERS_MIME = "application/vnd.hedgelab.answers+json"
"""The type of the output in which a notebook carries the answers."""

ANSWERS_IN_PAGE = "hedgelab-notebook-answers"
"""The class of the element in which a page that is made of a notebook carries the answers."""

Json = dict[str, Any]


def board_state(mode: str, sheet: Json, **more: Json) -> Json:
    """Give the whole state of a board.

    Parameters
    ----------
    mode : str
        ``practice``, ``sheet`` or ``review``.
    sheet : dict
        As `hedgelab.answers.sheet_of_events` gives it.
    **more : dict
        What is not as on a board without a key, on which nothing was placed and that asks
        for no more: `rules`, ``key``, ``answers``, ``review``.
    """
    return {
        "mode": mode,
        "sheet": sheet,
        "positions": list(positions()),
        "rules": rules(),
        "key": {},
        "answers": no_answers(sheet),
        "progress": {"checked": {}},
        "review": {},
        "notice": "",
        **more,
    }


def sheet_state(
    sheet: Json,
    *,
    student: Student | None = None,
    confidence: bool = True,
    justification: bool = True,
    justification_words: int = 80,
) -> Json:
    """Give the state of a board that collects answers to hand in, and holds nothing of the key.

    Parameters
    ----------
    sheet : dict
        As `hedgelab.answers.sheet_of_events` gives it.
    student : Student, optional
        Whose sheet it is; without one, the sheet asks for name and number.
    confidence, justification : bool
        Whether it asks how sure the student is, and why.
    justification_words : int
        How many words a justification should not exceed; 0 for no such number.
    """
    asked = rules(
        confidence=confidence,
        justification=justification,
        student=student is None,
        justification_words=justification_words,
    )
    return board_state("sheet", sheet, rules=asked, answers=no_answers(sheet, student))


def board_anchor(assignment: str) -> str:
    """Give the id that an assignment's board has in its page.

    Examples
    --------
    >>> board_anchor("deeds-1993-2000")
    'board-deeds-1993-2000'
    """
    return f"board-{assignment}"


def public_event(row: Mapping[Any, Any]) -> Json:
    """Give one event as a sheet holds it: nothing that only the key may say.

    Parameters
    ----------
    row : mapping
        The event by column, as `hedgelab.data.load_rows` gives it.
    """
    end = str(row["date_end"] or "")
    return {
        "event_id": str(row["event_id"]),
        "date": str(row["date"]),
        "date_end": end,
        "date_text": told_date(str(row["date"]), end),
        "domain": str(row["domain"]),
        "title": str(row["title"]),
        "summary": str(row["summary"]),
        "actors": [str(actor) for actor in row["actors"]],
    }


def no_answers(sheet: Json, student: Student | None = None) -> Json:
    """Give the answer document of a sheet on which nothing is placed."""
    file = AnswerFile(assignment=sheet["assignment"], sheet=sheet["digest"], student=student)
    return file.to_dict()


@cache
def positions() -> tuple[Json, ...]:
    """Give the seven positions with what they mean and their two colours."""
    said = {row["position"]: row for row in load_rows("positions")}
    return tuple(
        {
            "id": stop.id,
            "number": stop.number,
            "name": stop.name,
            "short": stop.short,
            "side": stop.side.value,
            "definition": said[stop.id]["definition"],
            "test": said[stop.id]["test"],
            **SPECTRUM_SHADES[stop.id]._asdict(),
            "on_light": ink_on(SPECTRUM_SHADES[stop.id].light),
            "on_dark": ink_on(SPECTRUM_SHADES[stop.id].dark),
        }
        for stop in POSITIONS
    )


def rules(
    *,
    confidence: bool = False,
    justification: bool = False,
    student: bool = False,
    justification_words: int = 0,
) -> Json:
    """Give what Python and the board's script both need to know, and what the board asks for."""
    return {
        **answer_rules(),
        "ask": {"confidence": confidence, "justification": justification, "student": student},
        "justification_words": justification_words,
        "nearness": [{"distance": steps, "label": said} for steps, said in enumerate(NEARNESS)],
        "towards": TOWARDS,
        "has_case": HAS_CASE,
    }
