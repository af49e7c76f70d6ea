"""The pages that go to students, as they lie in the folder of the grades."""

from pathlib import Path

from hedgelab.desk.grading.pages_beside import sealed


def page_to_send(graded: Path, student: str) -> bytes:
    """Give a student's page without what the folder notes of how it was made."""
    text = (graded / "feedback" / f"{student}.html").read_text(encoding="utf-8")
    return sealed(text.rpartition("<!-- Made of: ")[0])
