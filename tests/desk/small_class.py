"""An assignment of four made-up events, and sheets whose every figure can be worked out by hand."""

from collections.abc import Mapping, Sequence
from typing import Any

from hedgelab.answers import sheet_of_events
from hedgelab.desk.model.key import Criterion, Key, Level, Rubric, Sheet
from hedgelab.desk.model.records import GradedAnswer, GradedSheet, Mark, Receipt
from hedgelab.desk.model.statuses import Status
from hedgelab.scoring import CreditRule, Reading
from hedgelab.spectrum import POSITIONS

DRILL, PIPE, VISIT, FAIR = "drill-2001", "pipe-2002", "visit-2003", "fair-2004"

# The article has them at 2, 3 and 5, and the fourth nowhere: there the module has it at 4.
READINGS = {
    DRILL: (
        Reading("indirect-balancing", "article", 1.0, "Reason for the drill."),
        Reading("dominance-denial", "module", 0.5, "The other case for the drill."),
    ),
    PIPE: (Reading("dominance-denial", "article", 1.0, "Reason for the pipe."),),
    VISIT: (Reading("binding-engagement", "article", 1.0, "Reason for the visit."),),
    FAIR: (
        Reading("binding-engagement", "module", 0.5, "The other case for the fair."),
        Reading("economic-pragmatism", "module", 1.0, "Reason for the fair."),
    ),
}

RUBRIC = Rubric(
    "reasons",
    "Reasons",
    (
        Criterion("fit", "Fit", (Level(0, "No definition."), Level(2, "Quotes the definition."))),
        Criterion("rest", "Neighbours", (Level(0, "None weighed."), Level(3, "Weighs one."))),
    ),
)


TIED = {
    FAIR: (
        Reading("indirect-balancing", "instructor", 0.5, "One case."),
        Reading("binding-engagement", "instructor", 0.5, "The other case."),
        Reading("economic-pragmatism", "instructor", 0.25, "A thin case."),
    )
}
"""An event with two readings that are as good as each other."""


def event(event_id: str) -> dict[str, Any]:
    """Give a made-up event as sheets hold it."""
    name, year = event_id.split("-")
    return {
        "event_id": event_id,
        "date": year,
        "date_end": "",
        "date_text": year,
        "domain": "security",
        "title": f"The {name} of {year}",
        "summary": f"A {name}, told by Heydar of Lumen.",
        "actors": ["Lumen"],
    }


def small_key(
    *events: str,
    rule: CreditRule = CreditRule.DISTANCE,
    readings: Mapping[str, tuple[Reading, ...]] | None = None,
    rubric: Rubric | None = RUBRIC,
    **members: Any,
) -> Key:
    """Give the key of a sheet of these events, or of the three that the article places."""
    chosen = events or (DRILL, PIPE, VISIT)
    told = {event_id: event(event_id) for event_id in chosen}
    sheet = sheet_of_events(
        list(told.values()), assignment="small", title="A small sheet", instructions="Place each."
    )
    return Key(
        **{
            "assignment": "small",
            "title": "A small sheet",
            "instructions": "Place each.",
            "events": told,
            "readings": {event_id: (readings or READINGS)[event_id] for event_id in chosen},
            "sheets": {sheet["digest"]: Sheet(chosen)},
            "rule": rule,
            "position_points": 60.0,
            "justification_points": 40.0 if rubric else 0.0,
            "rubric": rubric,
            **members,
        }
    )


def mark(fit: float, rest: float, comment: str = "", marker: str = "M. Ott") -> Mark:
    """Give what a marker gave by `RUBRIC`."""
    return Mark({"fit": fit, "rest": rest}, comment, marker, "sha256:0")


def graded(
    key: Key,
    numbers: Sequence[int | None],
    *,
    student: str = "s1",
    name: str = "Ada Byron",
    confidence: Sequence[int | None] = (),
    words: Sequence[str] = (),
    marks: Sequence[Mark | None] = (),
    status: Status = Status.GRADED,
    **members: Any,
) -> GradedSheet:
    """Grade a sheet that has its events at these positions (1 to 7), in the key's order."""
    answers = []
    for at, (event_id, number) in enumerate(zip(key.events, numbers, strict=True)):
        place = POSITIONS[number - 1].id if number else None
        score = key.score(event_id, place)
        answers.append(
            GradedAnswer(
                event_id,
                place,
                confidence[at] if confidence else None,
                words[at] if words else "",
                score.steps,
                score.credit,
                score.how,
                marks[at] if marks else None,
            )
        )
    earned = key.position_points * sum(answer.credit for answer in answers) / len(answers)
    receipt = Receipt(
        "zip/of/Somebody Else/s1.json", *(f"sha256:{letter * 64}" for letter in "abcd")
    )
    told: dict[str, Any] = {
        "position_points": earned,
        "points": round(earned, 2),
        "receipt": receipt,
    }
    return GradedSheet(
        student, name, f"{student}@example.edu", status, tuple(answers), **(told | members)
    )


def absent(student: str, name: str, status: Status = Status.MISSING) -> GradedSheet:
    """Give a student without a file that counts."""
    return GradedSheet(student, name, "", status, notes=("The note of a teacher.",))


def class_of_five(key: Key) -> list[GradedSheet]:
    """Give five sheets over drill, pipe and visit: the figures below are worked out from these.

    Credits by the rule of distance: 1 1 1, 1 1 3/4, 1 3/4 3/4, 3/4 1 0, 3/4 1/2 1/2.
    """
    rows = [(2, 3, 5), (2, 3, 6), (2, 4, 4), (3, 3, None), (1, 5, 7)]
    names = ["Ada Byron", "Bo Chen", "Cem Demir", "Dana Ek", "Eli Fox"]
    return [
        graded(key, row, student=f"s{number}", name=name)
        for number, (row, name) in enumerate(zip(rows, names, strict=True), start=1)
    ]
