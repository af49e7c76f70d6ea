"""Two assistants, played: what their pages would save, and a third look where they differ."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from hedgelab.desk.demo_class import as_csv
from hedgelab.desk.demo_class.course import course
from hedgelab.desk.demo_class.people import marks_of
from hedgelab.desk.grading.collecting import apart_of
from hedgelab.desk.grading.justifications import justifications, rubric_of, text_code_of
from hedgelab.desk.ledger.markings import Allotment, Part, allotments
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.model.marks_file import FORMAT, rubric_digest
from hedgelab.desk.text.visible import is_blank

THIRD = "third-look.csv"
"""What somebody else gave the texts on which the two differ."""

_CRITERIA = ("definition", "fact", "neighbour")
_SHORT = (2, 1, 0)  # what a short reason is due, and the lenient one of the two gives a point more
_LENIENT = (2, 2, 0)
_AT = "2026-10-28T10:00:00Z"

_Marks = Mapping[tuple[str, str], tuple[tuple[int, ...], str]]


def write_marks(ledger: Ledger, folder: Path) -> list[Path]:
    """Write the file of each marker to whom texts of the course were dealt, and the third look.

    The markers give what is due, but for short reasons that two of them have: there the second is
    lenient.  Once their files are collected, these are the texts of the third look.

    Parameters
    ----------
    ledger : Ledger
        Of the made-up course, with texts dealt out.
    folder : Path
        Where to write.
    """
    folder.mkdir(parents=True, exist_ok=True)
    due: _Marks = {
        (person.id, event): (points, comment)
        for person in course()
        for event, points, comment in marks_of(replace(person, minutes=-1))
    }
    dealt = allotments(ledger)
    written = []
    for marker in sorted({it.marker for it in dealt}):
        path = folder / f"{ledger.key.assignment}-{marker}.marks.json"
        theirs = [it for it in dealt if it.marker == marker]
        path.write_text(json.dumps(_file(ledger, marker, theirs, due), indent=1), encoding="utf-8")
        written.append(path)
    if apart := apart_of(ledger):
        rows = ((*text, *due[text][0], due[text][1], "A. Marker") for text in sorted(apart))
        header = ("student", "event", *_CRITERIA, "comment", "marker")
        (folder / THIRD).write_bytes(as_csv(header, rows))
        written.append(folder / THIRD)
    return written


def _file(ledger: Ledger, marker: str, dealt: list[Allotment], due: _Marks) -> dict[str, object]:
    def marks() -> Iterator[dict[str, object]]:
        for one in dealt:
            if one.text not in texts or one.text not in due:
                continue
            points, comment = due[one.text]
            if one.part is Part.SECOND and points == _SHORT:
                points = _LENIENT
            yield {
                "text": text_code_of(ledger, *one.text),
                "judged": digest_of(texts[one.text]),
                "points": dict(zip(_CRITERIA, points, strict=True)),
                "comment": comment,
                "flag": False,
                "at": _AT,
            }

    texts = {
        (it.student, it.event): it.text for it in justifications(ledger) if not is_blank(it.text)
    }
    return {
        "format": FORMAT,
        "assignment": ledger.key.assignment,
        "marker": marker,
        "rubric": rubric_digest(rubric_of(ledger)),
        "marks": list(marks()),
    }
