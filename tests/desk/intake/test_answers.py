"""A file is read as what it is, whatever it is called; what it is not is told."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.answers import MAX_BYTES
from hedgelab.desk.intake.answers import MAX_NOTEBOOK_BYTES, UnreadableError, read_submission
from hedgelab.desk.model.records import HandedIn
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.platforms.names import hint_of
from tests.desk.classroom import answer_file
from tests.desk.handing_in import board, document, notebook, page, placed, read, refusal, table

ONE_ROW = table("port-2001,balancing,2,")
GOOD = {
    "json": answer_file("s1").encode(),
    "ipynb": notebook(board(document())),
    "csv": ONE_ROW,
    "html": page(answer_file("s1")),
}


@pytest.mark.parametrize("kind", GOOD)
def test_each_kind_is_read(kind: str) -> None:
    handed = read(GOOD[kind], f"s1.{kind}")
    assert placed(handed)["port-2001"] == "balancing"
    assert handed.answers.student is not None
    assert handed.answers.student.id == "s1"
    assert (handed.kind, handed.notes) == (kind, ())


@pytest.mark.parametrize("kind", GOOD)
@pytest.mark.parametrize("name", ["s1.txt", "s1.pdf", "s1", "s1.json.docx"])
def test_a_renamed_file_is_read_and_noted(kind: str, name: str) -> None:
    handed = read(GOOD[kind], name)
    assert handed.kind == kind
    assert "though its name ends otherwise" in handed.notes[0]


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
@pytest.mark.parametrize("kind", GOOD)
def test_an_editors_marks_are_passed_over(kind: str, encoding: str) -> None:
    assert placed(read(GOOD[kind].decode().encode(encoding), f"s1.{kind}"))["port-2001"]


def test_a_page_that_a_browser_saved_is_read() -> None:
    # Browsers write attributes anew, and put their own scripts before and after.
    text = page(answer_file("s1", words={"port-2001": "</script><b>guns</b>"})).decode()
    saved = text.replace('type="application/json" id="hedgelab-answers"', "id='hedgelab-answers' x")
    saved = saved.replace("<body>", '<body><a href="#hedgelab-answers">hedgelab-answers</a>')
    assert read(saved, "s1.html").answers.answers[0].justification == "</script><b>guns</b>"


@pytest.mark.parametrize(
    ("content", "name", "told"),
    [
        (b"", "s1.json", "It is empty"),
        (b" \r\n ", "s1.csv", "It is empty"),
        (b"%PDF-1.7\n%\xe2\xe3", "s1.pdf", "It is a PDF, not an answer file"),
        (b"%PDF-1.7\n", "s1.json", "It is a PDF, not an answer file"),
        (b"PK\x03\x04\x14\x00", "s1.docx", "It is a Word document, not an answer file"),
        (b"PK\x03\x04\x14\x00", "s1.json", "It is a zip archive or an Office document"),
        (b"\x89PNG\r\n\x1a\n\x00", "s1.png", "It is a picture (PNG)"),
        (b"\xff\xd8\xff\xe0", "s1.jpg", "It is a picture (JPEG)"),
        (b"{\\rtf1\\ansi hello}", "s1.rtf", "It is a text document (RTF)"),
        (b"Dear professor, I think", "s1.txt", "It is not an answer file"),
        (b"<html><p>hello</p></html>", "s1.html", "It is a page without answers"),
        (b"<script id=hedgelab-answers>{", "s1.html", "The page is cut off within its answers"),
        (page("{}"), "s1.html", "The answers in the page: format is missing"),
        (b"{}", "s1.json", "Format is missing"),
        (b"[]", "s1.json", "It is JSON of another kind"),
        (answer_file("s1")[:-20], "s1.json", "Line 1, column"),
        (answer_file("s1", saved="never"), "s1.json", "Saved is 'never': write it like"),
        (b"\xff" + GOOD["json"], "s1.json", "It is not an answer file"),
        (b"[" * 9999, "s1.json", "It is nested too deeply"),
        (b"{" + b" " * (MAX_BYTES + 1), "s1.json", "this is no JSON"),
        (b'{"a":"' + b"x" * (MAX_BYTES + 1) + b'"}', "s1.json", "bytes, more than"),
        (b'{"a":"' + b"x" * (MAX_NOTEBOOK_BYTES + 1) + b'"}', "s1.ipynb", "bytes, more than"),
        (b'{"a":[' + b"[]," * 800_000 + b"1]}", "s1.ipynb", "parts, more than 1,000,000"),
    ],
    ids=range(23),
)
def test_what_is_no_answer_file_is_told(content: bytes | str, name: str, told: str) -> None:
    error = refusal(content, name)
    assert error.status is (Status.EMPTY if "empty" in told else Status.UNREADABLE)
    assert told in error.reason


def test_a_refusal_of_the_intake_is_passed_on() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_submission(HandedIn("a.zip", status=Status.REFUSED, reason="It is encrypted."))
    assert (caught.value.status, caught.value.reason) == (Status.REFUSED, "It is encrypted.")


def test_a_page_made_to_be_slow_is_read_at_once() -> None:
    # Each would be tried from its beginning to the end of the page.
    tags = b"<script id=hedgelab-answer " * 40_000 + b"<script x id=hedgelab-answers " * 40_000
    assert "without answers" in refusal(b"<p>" + tags, "s1.html").reason


def test_a_large_picture_in_a_notebook_is_no_reason_to_refuse_it() -> None:
    picture = {"cell_type": "markdown", "source": [], "attachments": {"a.png": "x" * 4_000_000}}
    assert placed(read(notebook(picture, board(document())), "s1.ipynb"))["port-2001"]


# ------------------------------------------------------------ any input at all

ENDINGS = st.sampled_from(["json", "ipynb", "csv", "html", "txt"])


def outcome(content: bytes, ending: str) -> None:
    """Read, and let no exception pass but the one that is promised."""
    try:
        handed = read_submission(HandedIn(f"s1.{ending}", content), "ports")
    except UnreadableError as error:
        told = error.reason
    else:
        told = f"{handed.kind}. {' '.join(handed.notes)}"
    assert told.strip()
    assert told.encode()


@given(st.binary(max_size=300) | st.text(st.characters(codec="utf-8")).map(str.encode), ENDINGS)
def test_any_bytes_are_read_or_refused(content: bytes, ending: str) -> None:
    outcome(content, ending)


@given(
    st.sampled_from(sorted(GOOD)),
    st.lists(
        st.tuples(st.integers(0, 5000), st.integers(0, 30), st.binary(max_size=6)), max_size=4
    ),
    ENDINGS,
)
def test_a_good_file_that_was_spoilt_is_read_or_refused(
    kind: str, spoils: list[tuple[int, int, bytes]], ending: str
) -> None:
    content = GOOD[kind]
    for at, length, other in spoils:
        content = content[:at] + other + content[at + length :]
    outcome(content, ending)


JSONS = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(
        ["cells", "outputs", "data", "source", "metadata", "tags", "format", "answers",
         "application/vnd.hedgelab.answers+json", "event", "student", "nbformat"]
    ), inner, max_size=4),
    max_leaves=12,
)  # fmt: skip


@given(JSONS, st.lists(JSONS, max_size=3))
def test_any_notebook_is_read_or_refused(whole: object, cells: list[object]) -> None:
    outcome(json.dumps(whole).encode(), "ipynb")
    outcome(json.dumps({"cells": cells}).encode(), "ipynb")


@pytest.mark.parametrize(
    "path",
    ["in.zip/Ana Lee_5_assignsubmission_onlinetext/onlinetext.html", "leeana_1001_text.html"],
)
def test_a_text_that_was_typed_into_a_platform_is_named_as_what_it_is(path: str) -> None:
    handed = HandedIn(path, b"<p>See the file</p>", hint_of(tuple(path.split("/"))))
    with pytest.raises(UnreadableError, match=r"a text that was typed into (Moodle|Canvas) itself"):
        read_submission(handed)
