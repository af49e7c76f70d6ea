"""Reading what was handed in: parsed as data, and never run.

An answer file comes as it was saved (JSON), inside a notebook, as rows of a spreadsheet, or
inside a saved sheet page.  What a file holds decides how it is read; what its name ends in
only helps to say what it is.
"""

from dataclasses import replace

from hedgelab.answers import MAX_BYTES, AnswerFileError
from hedgelab.desk.intake.notebooks import answers_in_notebook, answers_of
from hedgelab.desk.intake.saved_pages import answers_in_page
from hedgelab.desk.intake.tables import answers_in_rows
from hedgelab.desk.intake.unreadable import ASK_AGAIN, UnreadableError, unreadable
from hedgelab.desk.model.records import HandedIn, Submission
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.platforms.registry import platform_of
from hedgelab.desk.text.spreadsheets import decoded
from hedgelab.desk.text.visible import visible
from hedgelab.desk.text.workbooks import is_workbook
from hedgelab.strict_json import StrictJSONError, parse_json

__all__ = ["MAX_NOTEBOOK_BYTES", "UnreadableError", "read_submission"]

MAX_NOTEBOOK_BYTES = 16 * 1024 * 1024
"""The largest file that is read at all: students paste pictures into notebooks."""

_LONG_JUSTIFICATION = 20_000  # characters; a sheet asks for some sixty words
_MOST_PARTS = 1_000_000  # objects, lists and members of a large file, before they fill the memory

_UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")

_OTHER_KINDS: tuple[tuple[bytes, str], ...] = (
    (b"%PDF", "a PDF"),
    (b"\x89PNG", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"{\\rtf", "a text document (RTF)"),
    (b"\xd0\xcf\x11\xe0", "an old Office document"),
    (b"PK", "a zip archive or an Office document"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7-Zip archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"bplist", "a Safari web archive"),
)
_OTHER_ENDINGS = {
    "docx": "a Word document", "xlsx": "an Excel workbook", "pptx": "a PowerPoint file",
    "odt": "a text document", "ods": "a spreadsheet of another format",
    "pages": "a Pages document", "numbers": "a Numbers spreadsheet", "heic": "a picture",
}  # fmt: skip
_ENDINGS = {
    "json": "json", "ipynb": "ipynb", "csv": "csv", "xlsx": "csv", "html": "html", "htm": "html",
}  # fmt: skip
_KINDS = {
    "json": "an answer file", "ipynb": "a notebook", "csv": "a table", "html": "a sheet page",
}  # fmt: skip


def read_submission(handed: HandedIn, assignment: str = "") -> Submission:
    """Read the answers that a file holds.

    Parameters
    ----------
    handed : HandedIn
        The file, as `hedgelab.desk.intake.folders.handed_in` gives it.
    assignment : str
        Which answers to prefer where a notebook has those of several assignments.

    Raises
    ------
    UnreadableError
        If it gives no answers: what becomes of it, and why.  No other exception comes out
        of here, whatever the file holds.

    Examples
    --------
    >>> text = b'{"format": "hedgelab-answers/1", "assignment": "deeds", "answers": []}'
    >>> read_submission(HandedIn("ana.json", text)).kind
    'json'
    >>> read_submission(HandedIn("ana.pdf", b"%PDF-1.7"))
    Traceback (most recent call last):
    hedgelab.desk.intake.unreadable.UnreadableError: It is a PDF, not an answer file: ask for the \
file that “Save my answers” wrote.
    """
    if handed.status is not None:
        raise UnreadableError(handed.status, handed.reason)
    content = handed.content
    if content.startswith(_UTF16_MARKS):
        content = decoded(content)[0].encode()
    try:
        found = _found_in(content, handed.content, assignment)
        if found is None:
            raise _nothing_in(handed)
    except UnreadableError:
        task = handed.hint.task
        if not task or task == assignment:
            raise
        reason = f"It lies in the folder of another assignment, {visible(task)}."
        raise UnreadableError(Status.IGNORED, reason) from None
    if doubts := _doubts_about_length(found):
        found = replace(found, doubts=(*found.doubts, *doubts))
    if _ENDINGS.get(_ending(handed.path)) != found.kind:
        note = f"It was read as what it is, {_KINDS[found.kind]}, though its name ends otherwise."
        return replace(found, notes=(*found.notes, note))
    return found


def _doubts_about_length(found: Submission) -> tuple[str, ...]:
    return tuple(
        f"The justification of {answer.event} has {len(answer.justification):,} characters: look "
        "whether it is one."
        for answer in found.answers.answers
        if len(answer.justification) > _LONG_JUSTIFICATION
    )


def _found_in(content: bytes, as_handed_in: bytes, assignment: str) -> Submission | None:
    begin = content[:1]
    if begin != b"{":
        begin = content.removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if begin in (b"{", b"["):
        return _in_json(content, assignment)
    if begin == b"<" and (found := answers_in_page(content, assignment)):
        return found
    return _in_rows(as_handed_in) if len(content) <= MAX_BYTES else None


def _in_json(content: bytes, assignment: str) -> Submission:
    if len(content) > MAX_BYTES:
        _refuse_many_parts(content)
    try:
        document = parse_json(content, MAX_NOTEBOOK_BYTES, trusted_in_part=True)
    except StrictJSONError as error:
        if content.startswith(b"{\\rtf"):
            raise _other_kind("a text document (RTF)") from None
        raise unreadable(str(error)) from None
    if isinstance(document, dict) and ("cells" in document or "nbformat" in document):
        return answers_in_notebook(document, assignment)
    if len(content) > MAX_BYTES:
        raise unreadable(f"has {len(content):,} bytes, more than {MAX_BYTES:,}: {ASK_AGAIN}")
    if not isinstance(document, dict):
        raise _other_kind("JSON of another kind")
    try:
        return Submission(answers_of(document, ""), "json")
    except AnswerFileError as error:
        raise unreadable(str(error)) from None


def _refuse_many_parts(content: bytes) -> None:
    parts = sum(content.count(sign) for sign in (b"{", b"[", b","))
    if parts > _MOST_PARTS:
        raise unreadable(f"has {parts:,} parts, more than {_MOST_PARTS:,}: {ASK_AGAIN}")


def _in_rows(content: bytes) -> Submission | None:
    if not is_workbook(content) and any(content.startswith(magic) for magic, _ in _OTHER_KINDS):
        return None
    return answers_in_rows(content)


def _nothing_in(handed: HandedIn) -> UnreadableError:
    """Say what a file is that holds no answers."""
    if not handed.content.strip():
        return UnreadableError(Status.EMPTY, f"It is empty: {ASK_AGAIN}.")
    if kind := _OTHER_ENDINGS.get(_ending(handed.path)):
        return _other_kind(kind)
    for magic, kind in _OTHER_KINDS:
        if handed.content.startswith(magic):
            return _other_kind(kind)
    platform = platform_of(handed.hint.platform)
    if platform.typed_sign and platform.typed_sign in handed.path:
        return unreadable(
            f"it is a text that was typed into {platform.name} itself, and no file: read it there, "
            f"for it may tell why, and {ASK_AGAIN}"
        )
    if handed.content.lstrip()[:1] == b"<":
        return unreadable(f"it is a page without answers in it: {ASK_AGAIN}")
    return unreadable(f"it is not an answer file: {ASK_AGAIN}")


def _other_kind(kind: str) -> UnreadableError:
    return UnreadableError(Status.UNREADABLE, f"It is {kind}, not an answer file: {ASK_AGAIN}.")


def _ending(path: str) -> str:
    # Behind the name may stand for whom it is, or which one it is of this name.
    return path.rpartition(".")[2].partition(" (")[0].lower()
