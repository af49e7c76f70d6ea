"""The answers that a notebook carries: in an output of the board, or in a cell filled by hand."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Final

from hedgelab.answers import FORMAT, AnswerFile, AnswerFileError, answers_from_dict
from hedgelab.desk.intake.by_hand import confidence_written, position_written
from hedgelab.desk.intake.literals import LiteralError, dictionary_in
from hedgelab.desk.intake.nbgrader_cells import answers_in_cells
from hedgelab.desk.intake.slips import answers_with_slips
from hedgelab.desk.intake.unreadable import ASK_AGAIN, UnreadableError, sentence, unreadable
from hedgelab.desk.model.records import Submission
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.text.folding import folded_id
from hedgelab.desk.text.visible import is_blank, visible
from hedgelab.spectrum import POSITIONS

MIME: Final = "application/vnd.hedgelab.answers+json"
"""The type of the output in which a board keeps the answers."""

TAG: Final = "hedgelab-answers"
"""The tag of the cell that is filled by hand where boards are off."""

MOST_ANSWERS: Final = 5000
"""The answers in one file; a sheet has far fewer."""

_FORMAT_NAME = FORMAT.partition("/")[0]

# A place or a reason that is more than nothing; only then is a cell read in full.
_FILLED = re.compile(
    r"""(?:position|justification)\W?\s*:[ \t]*(?!None\b|null\b|(["'])\1(?!\1)|[\s,}])"""
)

_MEANT: dict[str, Callable[[str], str | int | None]] = {
    "position": position_written,
    "confidence": confidence_written,
}
_NUMBERS = range(1, len(POSITIONS) + 1)


@dataclass(frozen=True, slots=True)
class Found:
    """Answers in one place of a notebook, or why they could not be read.

    Attributes
    ----------
    where : str
        What to call the place.
    is_output : bool
        Whether a board wrote them, and nobody by hand.
    answers : AnswerFile or None
        None where they could not be read.
    problem : str
        Why they could not.
    slip : str
        What is written wrongly in a cell that can be read all the same.
    """

    where: str
    is_output: bool
    answers: AnswerFile | None
    problem: str = ""
    slip: str = ""


def answers_in_notebook(notebook: dict[str, object], assignment: str = "") -> Submission:
    """Find the answers in a notebook that has been parsed.

    An output counts before a cell that was filled by hand.  Where answers stand several
    times and differ, the latest count.

    Parameters
    ----------
    notebook : dict
        The document, as `hedgelab.strict_json.parse_json` gives it.
    assignment : str
        Which answers to prefer where the notebook has those of several assignments.

    Returns
    -------
    Submission
        The answers, with notes for the teacher on how they were found.

    Raises
    ------
    UnreadableError
        If there are none, they are damaged, or they name different students.
    """
    found = list(_found_in(notebook))
    if not found and (in_cells := answers_in_cells(notebook, assignment)):
        try:
            answers = answers_of(in_cells.document, "")
        except AnswerFileError as error:
            raise unreadable(str(error)) from None
        return Submission(answers, "ipynb", doubts=tuple(in_cells.doubts))
    if len(found) == 1 and found[0].answers is not None and not found[0].slip:
        return Submission(found[0].answers, "ipynb")
    return chosen(found, assignment)


def answers_of(document: object, where: str) -> AnswerFile:
    """Read a document that is no larger than any sheet.

    Raises
    ------
    AnswerFileError
        Whatever is wrong with it.
    """
    answers = document.get("answers") if isinstance(document, dict) else None
    if isinstance(answers, list) and len(answers) > MOST_ANSWERS:
        problem = f"has {len(answers):,} answers, more than {MOST_ANSWERS:,}: {ASK_AGAIN}"
        raise AnswerFileError(where, "", problem)
    return answers_from_dict(document, where)


def has_work(answers: AnswerFile) -> bool:
    """Tell whether anything was placed or written.

    Examples
    --------
    >>> has_work(AnswerFile("deeds-1993-2000"))
    False
    """
    return any(answer.position or not is_blank(answer.justification) for answer in answers.answers)


def _found_in(notebook: dict[str, object]) -> Iterator[Found]:
    cells = notebook.get("cells")
    if not isinstance(cells, list):
        raise UnreadableError(Status.UNREADABLE, f"The notebook has no cells: {ASK_AGAIN}.")
    has_outputs = False
    for number, cell in enumerate(cells, start=1):
        for found in _in_outputs(cell, number):
            has_outputs = has_outputs or (found.answers is not None and has_work(found.answers))
            yield found
    for number, cell in enumerate(cells, start=1):
        by_hand = _in_source(cell, number, only_filled=has_outputs)
        if by_hand is not None:
            yield by_hand


def _in_outputs(cell: object, number: int) -> Iterator[Found]:
    outputs = cell.get("outputs") if isinstance(cell, dict) else None
    for output in outputs if isinstance(outputs, list) else ():
        data = output.get("data") if isinstance(output, dict) else None
        if isinstance(data, dict) and MIME in data:
            yield read_place(data[MIME], f"the output of cell {number}", is_output=True)


def _in_source(cell: object, number: int, *, only_filled: bool) -> Found | None:
    """Find answers that were written into a cell by hand."""
    source = _source(cell)
    # The name of the format stands in the cell even where its tag was stripped.
    if _FORMAT_NAME not in source or (only_filled and not _FILLED.search(source)):
        return None
    where, is_tagged = f"cell {number}", _is_tagged(cell)
    try:
        document, slip = _written(source)
    except LiteralError as error:
        return Found(where, False, None, f"{where}, {error}") if is_tagged else None
    if document is None or "format" not in document:
        return None
    found = read_place(_in_ids(document), where, is_output=False)
    return replace(found, slip=f"{where}, {slip}" if slip and found.answers else "")


def _written(source: str) -> tuple[dict[str, object] | None, str]:
    """Give what is written in a cell, and the slip in spite of which it can be read."""
    try:
        document, slip = dictionary_in(source), ""
    except LiteralError as error:
        document, slip = None, str(error)
        meant = answers_with_slips(source)
        if meant is None:
            raise
    else:
        if document is None or "format" in document:
            return document, ""
        # Without its first brace, the first dictionary is one within.
        meant, slip = answers_with_slips(source), "a bracket or a brace is missing"
    return (document, "") if meant is None else (meant, slip)


def _in_ids(document: dict[str, object]) -> dict[str, object]:
    """Give what was filled in by hand with the ids that are meant, where they are clear."""
    answers = document.get("answers")
    if not isinstance(answers, list):
        return document
    return {**document, "answers": [_answer_in_ids(answer) for answer in answers]}


def _answer_in_ids(answer: object) -> object:
    if not isinstance(answer, dict):
        return answer
    mended = dict(answer)
    for member, meant in _MEANT.items():
        value = answer.get(member)
        if value == "":
            mended[member] = None
        elif (isinstance(value, str) or value in _NUMBERS) and (known := meant(str(value))):
            mended[member] = known
    return mended


def _source(cell: object) -> str:
    source = cell.get("source") if isinstance(cell, dict) else ""
    if isinstance(source, list):
        try:
            return "".join(source)
        except TypeError:
            return ""
    return source if isinstance(source, str) else ""


def _is_tagged(cell: object) -> bool:
    metadata = cell.get("metadata") if isinstance(cell, dict) else None
    tags = metadata.get("tags") if isinstance(metadata, dict) else None
    return isinstance(tags, list) and TAG in tags


def read_place(document: object, where: str, *, is_output: bool) -> Found:
    """Read the document that stands in one place of a notebook."""
    try:
        return Found(where, is_output, answers_of(document, where))
    except AnswerFileError as error:
        return Found(where, is_output, None, str(error))


def chosen(found: Sequence[Found], assignment: str) -> Submission:
    """Decide between several places of a notebook, and say how.

    Raises
    ------
    UnreadableError
        As for `answers_in_notebook`.
    """
    readable = [one for one in found if one.answers is not None]
    damaged = [one for one in found if one.answers is None]
    worked = [one for one in readable if one.answers and has_work(one.answers)]
    if not found:
        raise UnreadableError(
            Status.UNREADABLE,
            "The notebook holds no answers: its outputs were cleared, or its board was never "
            f"used. If they are lost there, {ASK_AGAIN}.",
        )
    if damaged and not worked:
        raise unreadable(damaged[0].problem)
    notes = [f"{sentence(one.problem)} It was left out." for one in damaged]
    meant = _of_assignment(worked or readable, assignment)
    _refuse_two_names(meant)
    best = max(enumerate(meant), key=lambda one: (_moment(one[1]), one[1].is_output, one[0]))[1]
    assert best.answers is not None
    notes += _how_chosen(best, meant)
    if best.slip:
        notes.append(f"{sentence(best.slip)} It was read all the same, for it can only mean that.")
    return Submission(best.answers, "ipynb", tuple(notes))


def _of_assignment(found: list[Found], assignment: str) -> list[Found]:
    meant = [one for one in found if one.answers and one.answers.assignment == assignment]
    return meant or found


def _refuse_two_names(found: Sequence[Found]) -> None:
    names: dict[str, Found] = {}
    for one in found:
        if one.answers and one.answers.student and one.answers.student.id:
            names.setdefault(folded_id(one.answers.student.id), one)
    if len(names) > 1:
        told = " and ".join(f"{visible(name)} in {one.where}" for name, one in names.items())
        raise UnreadableError(
            Status.TWO_NAMES,
            f"Two parts of the notebook name different students: {told}. "
            "Ask whose work it is; it counts for neither.",
        )


def _how_chosen(best: Found, meant: Sequence[Found]) -> list[str]:
    others = [one for one in meant if one is not best]
    same = [one.where for one in others if _content(one) == _content(best)]
    differing = [one.where for one in others if _content(one) != _content(best)]
    notes = []
    if same:
        notes.append(f"The same answers stand in {_listed([best.where, *same])}: read once.")
    if differing:
        kind = "latest" if _moment(best) else "board’s" if best.is_output else "last"
        notes.append(
            f"Other answers stand in {_listed(differing)}: "
            f"those in {best.where} count, for they are the {kind}."
        )
    return notes


def _content(found: Found) -> object:
    answers = found.answers.answers if found.answers else ()
    return {
        one.event: (one.position, one.confidence, one.justification)
        for one in answers
        if one.position or one.justification
    }


def _moment(found: Found) -> float:
    """Give the last time known of these answers, in seconds, and 0 where none is known."""
    if found.answers is None:
        return 0.0
    times = [found.answers.saved, *(answer.changed for answer in found.answers.answers)]
    return max((datetime.fromisoformat(time).timestamp() for time in times if time), default=0.0)


def _listed(places: Sequence[str]) -> str:
    return " and ".join(places) if len(places) < 3 else ", ".join(places)  # noqa: PLR2004
