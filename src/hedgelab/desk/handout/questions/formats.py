"""The formats in which questions are written, for which platforms, and where these take them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

if TYPE_CHECKING:
    from hedgelab.desk.assignments.assignment import Assignment
    from hedgelab.desk.handout.questions.bank import QuestionBank, Quiz


class Format(NamedTuple):
    """A format of questions.

    Attributes
    ----------
    platforms : str
        What reads it.
    suffix : str
        How its files end.
    import_it : str
        Where to import it: a sentence without its full stop.
    """

    platforms: str
    suffix: str
    import_it: str


FORMATS: Final[Mapping[str, Format]] = {
    "moodle-xml": Format(
        "Moodle",
        ".xml",
        "In Moodle, open the course’s question bank, choose Import, then Moodle XML format, and "
        "give it the file",
    ),
    "qti12": Format(
        "Canvas",
        ".zip",
        "In Canvas, open the course’s Settings, choose Import course content, then QTI .zip file, "
        "and give it the zip",
    ),
    "qti21": Format(
        "Blackboard, Brightspace and others",
        ".zip",
        "In Blackboard, Brightspace or another platform, import it as a QTI 2.1 package into the "
        "question library",
    ),
}
"""The formats, by the names that the command knows."""


def written(name: str, bank: "QuestionBank") -> "Quiz":
    """Write questions in one of `FORMATS`."""
    # Loaded when they are wanted: the help of the command starts without them.
    from hedgelab.desk.handout.questions.moodle_xml import moodle_xml  # noqa: PLC0415
    from hedgelab.desk.handout.questions.qti12 import qti12  # noqa: PLC0415
    from hedgelab.desk.handout.questions.qti21 import qti21  # noqa: PLC0415

    return {"moodle-xml": moodle_xml, "qti12": qti12, "qti21": qti21}[name](bank)


def asked_by(assignment: "Assignment") -> "QuestionBank":
    """Give what an assignment asks, and which events stand for one another.

    Raises
    ------
    AssignmentError, TableError
        If the assignment is not in order.
    """
    from hedgelab.desk.handout import prepared  # noqa: PLC0415
    from hedgelab.desk.handout.questions.bank import QuestionBank  # noqa: PLC0415

    made = prepared(assignment)
    drawn = made.plan.groups if made.plan.per_student else ()
    return QuestionBank(made.key, tuple(group.events for group in drawn))
