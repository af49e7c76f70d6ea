"""Files as students hand them in, and archives as platforms pack them."""

import json
import zipfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest

from hedgelab.desk.intake.answers import UnreadableError, read_submission
from hedgelab.desk.model.records import HandedIn, Hint, Submission
from tests.desk.classroom import answer_file

MIME = "application/vnd.hedgelab.answers+json"


def document(student: str = "s1", **other: Any) -> dict[str, Any]:
    """Give the document of an answer file of the small class."""
    answers: dict[str, Any] = json.loads(answer_file(student, **other))
    return answers


def board(answers: object) -> dict[str, Any]:
    """Give a cell whose board keeps these answers."""
    output = {
        "output_type": "display_data",
        "metadata": {},
        "data": {"text/plain": ["A board"], MIME: answers},
    }
    return {
        "cell_type": "code",
        "execution_count": 1,
        "metadata": {},
        "source": ["board\n"],
        "outputs": [output],
    }


def cell(source: str, *tags: str) -> dict[str, Any]:
    """Give a cell of code without outputs."""
    return {
        "cell_type": "code",
        "execution_count": None,
        "metadata": {"tags": list(tags)} if tags else {},
        "source": source.splitlines(keepends=True),
        "outputs": [],
    }


def notebook(*cells: dict[str, Any]) -> bytes:
    """Give the bytes of a notebook."""
    whole = {"cells": list(cells), "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    return json.dumps(whole).encode()


def page(answers: str) -> bytes:
    """Give the bytes of a saved sheet page."""
    held = answers.replace("<", "\\u003c")
    return (
        '<!DOCTYPE html><html lang="en"><head><title>Ports</title><script>let x = "<b>";</script>'
        f'</head><body><script type="application/json" id="hedgelab-answers">{held}</script>'
        "</body></html>"
    ).encode()


def table(*rows: str, student: str = "s1") -> bytes:
    """Give the bytes of a CSV of answers; a row is ``event,position,confidence,justification``."""
    head = "assignment,sheet,student_id,student_name,event,position,confidence,justification"
    return "\n".join([head, *(f"ports,,{student},,{row}" for row in rows)]).encode()


def packed(path: Path, files: Mapping[str, str | bytes]) -> Path:
    """Pack a zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return path


def read(content: str | bytes, path: str = "s1.json", assignment: str = "ports") -> Submission:
    """Read one file."""
    held = content.encode() if isinstance(content, str) else content
    return read_submission(HandedIn(path, held), assignment)


def refusal(content: str | bytes, path: str = "s1.json") -> UnreadableError:
    """Give why a file is not read."""
    with pytest.raises(UnreadableError) as caught:
        read(content, path)
    reason = caught.value.reason
    assert len(reason) < 900
    assert reason[0].isupper()
    assert reason.endswith(".")
    return caught.value


def placed(submission: Submission) -> dict[str, str | None]:
    """Give where each event was placed."""
    return {answer.event: answer.position for answer in submission.answers.answers}


def hint(platform: str, *ids: str, name: str = "") -> Hint:
    """Give what a platform says."""
    return Hint(platform, ids, name)
