"""The sheet as a table, for those who work in a spreadsheet."""

from hedgelab.desk.handout.copies import Copy

HEADER = (
    *("assignment", "sheet", "student_id", "student_name", "event", "date", "title", "summary"),
    *("position", "confidence", "justification"),
)
"""The columns; a student fills in the last three."""


def sheet_rows(copy: Copy) -> list[tuple[str, ...]]:
    """Give one row for each event, with its last three cells empty."""
    student = copy.student
    who = (student.id, student.name) if student else ("", "")
    return [
        (
            *(copy.sheet["assignment"], copy.sheet["digest"], *who, event["event_id"]),
            *(event["date_text"], event["title"], event["summary"], "", "", ""),
        )
        for event in copy.sheet["events"]
    ]
