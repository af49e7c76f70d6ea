"""What each marker made of each text as it is now, by whatever way their mark came in."""

from collections.abc import Mapping, Sequence
from typing import NamedTuple

from hedgelab.desk.ledger.gradebook import graded_sheets
from hedgelab.desk.ledger.markings import Part, Text, allotments, last_markings
from hedgelab.desk.ledger.marks import every_mark
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.model.points import fits
from hedgelab.desk.model.records import Mark
from hedgelab.desk.text.visible import is_blank


class Judgement(NamedTuple):
    """What one marker gave one text.

    Attributes
    ----------
    points : mapping
        By criterion.
    part : Part or None
        Why the text was dealt to them; None for a mark in the terminal or a table, which may have
        been given in the knowledge of others.
    """

    student: str
    event: str
    marker: str
    points: Mapping[str, float]
    part: Part | None


def judgements(ledger: Ledger, sections: Sequence[str] = ()) -> list[Judgement]:
    """Give every marker's last judgement of every text as it is now, by the rubric in force.

    Parameters
    ----------
    ledger : Ledger
        Whose marks.
    sections : sequence of str
        The sections of the class whose texts to tell of; without any, all.
    """
    rubric = ledger.key.rubric
    if rubric is None:
        return []
    parts = {(*one.text, one.marker): one.part for one in allotments(ledger)}
    given: dict[Text, dict[str, tuple[Mark, Part | None]]] = {}
    for kept in every_mark(ledger):
        if not kept.is_collected:
            text = (kept.student, kept.event)
            given.setdefault(text, {})[kept.mark.marker] = kept.mark, None
    for text, markings in last_markings(ledger).items():
        for name, marking in markings.items():
            given.setdefault(text, {})[name] = marking.mark, parts.get((*text, name))
    found: list[Judgement] = []
    # To read all answers takes a while: only where there is something to tell.
    for sheet in graded_sheets(ledger, sections=sections) if given else ():
        for answer in sheet.answers:
            if is_blank(answer.justification):
                continue
            digest = digest_of(answer.justification)
            for name, (mark, part) in given.get((sheet.student, answer.event), {}).items():
                if mark.text_digest == digest and fits(mark, rubric):
                    found.append(Judgement(sheet.student, answer.event, name, mark.points, part))
    return found
