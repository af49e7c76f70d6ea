"""Hostile work: each file is named with a reason, and costs no other student anything."""

import csv
import io
import json
import re
import struct
import zipfile
from pathlib import Path

import pytest

from hedgelab.desk.grading.matching import student_of
from hedgelab.desk.grading.run import grade
from hedgelab.desk.intake.answers import UnreadableError, read_submission
from hedgelab.desk.intake.folders import handed_in
from hedgelab.desk.model.statuses import Status
from tests.desk.classroom import CLASS, KEY, answer_file, points, rows
from tests.desk.handing_in import board, cell, document, notebook

GOOD = answer_file("s1")


def answering(times: int, answer: str) -> bytes:
    """Give a notebook with an answer so many times."""
    many = ", ".join([answer] * times).encode()
    empty = notebook(board({**document("s2"), "answers": []}))
    return empty.replace(b'"answers": []', b'"answers": [' + many + b"]")


def one(**members: object) -> str:
    """Give an answer file of one answer with these members."""
    return json.dumps({**document("s2"), "answers": [{"event": "port-2001", **members}]})


def encrypted(name: str, content: str) -> bytes:
    """Give a zip whose one member says that it is encrypted."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr(name, content)
    whole = held.getvalue()
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = whole.index(magic) + at
        whole = whole[:start] + b"\x01" + whole[start + 1 :]
    return whole


def inflating(size: int) -> bytes:
    """Give a zip of a few kilobytes whose one member says and has this size."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("s2.json", b" " * 20_000_000)
    # What it says is ten times as much again: nobody is to find out by trying.
    return held.getvalue().replace(struct.pack("<L", 20_000_000), struct.pack("<L", size))


def linked() -> bytes:
    """Give a zip with a link in it."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        link = zipfile.ZipInfo("s2.json")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")
    return held.getvalue()


def zipped(files: dict[str, str | bytes]) -> bytes:
    """Give a zip."""
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        for name, content in files.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    return held.getvalue()


MALICIOUS = """
import os, pathlib
pathlib.Path("{marker}").write_text("I ran")
os.environ["GRADE"] = "100"
{{"format": "hedgelab-answers/1", "assignment": "ports", "answers": [
    {{"event": "port-2001", "position": pathlib.Path("{marker}").write_text("I ran too")}}]}}
"""

HOSTILE: dict[str, tuple[str, str | bytes, Status, str]] = {
    "broken": ("x.json", GOOD.replace(":", "=", 3), Status.UNREADABLE, "this is no JSON"),
    "empty": ("x.json", b"", Status.EMPTY, "It is empty"),
    "truncated": ("x.json", GOOD[:200], Status.UNREADABLE, "this is no JSON"),
    "truncated notebook": ("x.ipynb", notebook(board(document()))[:400], Status.UNREADABLE, "JSON"),
    "deeply nested": ("x.json", '{"a":' * 100_000, Status.UNREADABLE, "nested too deeply"),
    "nested lists": ("x.json", '{"a": ' + "[" * 50_000, Status.UNREADABLE, "nested too deeply"),
    "nested in a cell": (
        "x.ipynb",
        notebook(cell('{"format": "hedgelab-answers/1", "x": ' + "[" * 9999, "hedgelab-answers")),
        Status.UNREADABLE,
        "nested too deeply",
    ),
    "1 GB when unzipped": ("x.zip", inflating(1_000_000_000), Status.REFUSED, "has 1,000.0 MB"),
    "a lie about its size": ("x.zip", inflating(100), Status.UNREADABLE, "damaged in the archive"),
    "encrypted": ("x.zip", encrypted("s2.json", GOOD), Status.REFUSED, "is encrypted"),
    "zip in a zip": ("x.zip", zipped({"y.zip": zipped({"z": "z"})}), Status.REFUSED, "unpack"),
    "zip in disguise": ("x.json", zipped({"s2.json": GOOD}), Status.UNREADABLE, "a zip archive"),
    "dots": ("x.zip", zipped({"../../s2.json": GOOD}), Status.REFUSED, "leads out"),
    "absolute": ("x.zip", zipped({"/tmp/s2.json": GOOD}), Status.REFUSED, "leads out"),
    "drive": ("x.zip", zipped({"C:\\s2.json": GOOD}), Status.REFUSED, "leads out"),
    "link": ("x.zip", linked(), Status.REFUSED, "a link"),
    "control characters": ("x\x07\x1b[2J.json", "{}", Status.UNREADABLE, "Format is missing"),
    "right to left": ("x\u202egpj.json", "{}", Status.UNREADABLE, "Format is missing"),
    "a million answers": (
        "x.ipynb",
        answering(10**6, '{"event": "port-2001"}'),
        Status.REFUSED,
        "more than the",
    ),
    "far too many parts": (
        "x.ipynb",
        answering(600_000, "{}"),
        Status.UNREADABLE,
        "parts, more than 1,000,000",
    ),
    "many answers": (
        "x.ipynb",
        answering(10**5, '{"event": "e"}'),
        Status.UNREADABLE,
        "100,000 answers, more than 5,000",
    ),
    "the same event twice": (
        "x.json",
        json.dumps({**document("s2"), "answers": [{"event": "port-2001"}] * 2}),
        Status.UNREADABLE,
        "are for the same event",
    ),
    "no such position": ("x.json", one(position="denial"), Status.UNREADABLE, "is 'denial': "),
    "a position by its number": ("x.json", one(position=2), Status.UNREADABLE, "position is 2"),
    "NaN": ("x.json", one(confidence=float("nan")), Status.UNREADABLE, "NaN is no number"),
    "infinite": ("x.json", one(confidence=float("inf")), Status.UNREADABLE, "too large"),
    "huge": ("x.json", one(confidence=10**400), Status.UNREADABLE, "too large"),
    "endless": (
        "x.json",
        one(confidence=1).replace("1}", "9" * 5000 + "}"),
        Status.UNREADABLE,
        "a number that is too long",
    ),
    "negative": ("x.json", one(confidence=-3), Status.UNREADABLE, "confidence is -3"),
    "a member twice": (
        "x.json",
        one(position="balancing").replace('{"event"', '{"position": "bandwagoning", "event"'),
        Status.UNREADABLE,
        "'position' stands twice",
    ),
    "a formula for an id": (
        "x.json",
        answer_file('=HYPERLINK("http://example.org")\t\n@SUM(1)'),
        Status.UNKNOWN_STUDENT,
        "nobody on the roster fits",
    ),
    "markup for an id": (
        "x.json",
        answer_file("<script>alert(1)</script>"),
        Status.UNKNOWN_STUDENT,
        "<script>alert(1)</script>",
    ),
    "a huge id": ("x.json", answer_file("x" * 10**6), Status.UNKNOWN_STUDENT, "nobody on the"),
    "somebody else’s id": (
        "okoroben_12_34_x.json",
        answer_file("s1", {"port-2001": "bandwagoning"}, saved="2027-03-15T12:30:00Z"),
        Status.TWO_NAMES,
        "The file names s1 (Ana Lee), and Canvas names s2 (Ben Okoro)",
    ),
    "another assignment": (
        "x.json",
        answer_file("s2", assignment="rivers"),
        Status.WRONG_ASSIGNMENT,
        "It answers rivers, and this is ports",
    ),
    "noise": ("x.json", bytes(range(256)) * 40, Status.UNREADABLE, "not an answer file"),
    "a picture": ("x.json", b"\x89PNG\r\n\x1a\n" + bytes(500), Status.UNREADABLE, "a picture"),
}  # fmt: skip


def outcomes(*paths: Path) -> list[tuple[str, Status | None, str]]:
    """Give what becomes of every file, by the functions that the grader calls."""
    found: list[tuple[str, Status | None, str]] = []
    for handed in handed_in(list(paths)):
        try:
            matched = student_of(read_submission(handed, KEY.assignment), handed, CLASS, KEY)
        except UnreadableError as error:
            found.append((handed.path, error.status, error.reason))
        else:
            found.append((handed.path, matched.status, matched.reason))
    return found


@pytest.mark.parametrize("case", HOSTILE)
def test_a_hostile_file_is_named_with_its_reason_beside_a_good_one(
    case: str, tmp_path: Path
) -> None:
    name, content, status, told = HOSTILE[case]
    (tmp_path / "s1.json").write_text(GOOD)
    (tmp_path / name).write_bytes(content if isinstance(content, bytes) else content.encode())
    good, *bad = sorted(outcomes(tmp_path), key=lambda outcome: not outcome[0].endswith("s1.json"))
    assert good[1:] == (None, "")
    ((path, found, reason),) = bad
    assert (found, told in reason) == (status, True), reason
    assert len(reason) < 900
    assert path.isprintable()
    assert reason.isprintable()


def test_a_notebooks_code_is_never_run(tmp_path: Path) -> None:
    marker = tmp_path / "marker"
    code = MALICIOUS.format(marker=marker)
    handed = tmp_path / "in"
    handed.mkdir()
    (handed / "s1.ipynb").write_bytes(notebook(cell(code), cell(code, "tag"), board(document())))
    (handed / "s2.ipynb").write_bytes(notebook(cell(code, "hedgelab-answers")))
    (_, status, _), (_, refused, reason) = outcomes(handed)
    assert status is None
    assert refused is Status.UNREADABLE
    assert "position is 'pathlib.Path" in reason
    assert not marker.exists()


@pytest.fixture
def hostile_class(tmp_path: Path) -> Path:
    """Give a folder with everything at once, and one good file in each of three forms."""
    folder = tmp_path / "in"
    folder.mkdir()
    for case, (name, content, _, _) in HOSTILE.items():
        # Each under a name of its own, with the part that makes it hostile.
        own = name if "okoroben" in name else f"{re.sub(r'[^a-z0-9]', '', case)}{name}"
        (folder / own).write_bytes(content if isinstance(content, bytes) else content.encode())
    (folder / "s1.json").write_text(GOOD)
    (folder / "s3.ipynb").write_bytes(notebook(board(document("s3"))))
    return folder


@pytest.mark.slow
@pytest.mark.usefixtures("without_figures")
def test_together_they_cost_nobody_anything_and_each_is_named(
    hostile_class: Path, tmp_path: Path
) -> None:
    grade(KEY, [hostile_class], tmp_path / "out", roster=CLASS)
    given = points(tmp_path / "out")
    assert (given["s1"], given["s3"]) == ("8", "8")
    intake = rows(tmp_path / "out" / "intake.csv")
    # Each of them, the two good ones, and nobody in silence.
    assert len([row for row in intake if row["path"]]) == len(HOSTILE) + 2
    statuses = {row["status"] for row in intake if row["path"]}
    assert statuses == {str(status) for _, _, status, _ in HOSTILE.values()} | {"graded"}
    assert all(row["reason"] for row in intake if row["status"] != "graded")


@pytest.mark.usefixtures("without_figures")
def test_tables_and_pages_about_them_are_safe_to_open(hostile_class: Path, tmp_path: Path) -> None:
    nasty = "<script>alert(1)</script><img src=x onerror=alert(2)>"
    words = dict.fromkeys(KEY.readings, f"={nasty}\t\n@SUM(1)")
    (hostile_class / "s1.json").write_text(answer_file("s1", words=words))
    grade(KEY, [hostile_class], tmp_path / "out")
    for path in (tmp_path / "out").glob("*.csv"):
        with path.open(encoding="utf-8-sig", newline="") as file:
            cells = [held for row in csv.reader(file) for held in row]
        assert not [held for held in cells if held.lstrip()[:1] in tuple("=+@\t")]
        assert not [held for held in cells if not held.isprintable()]
    pages = [page.read_text() for page in (tmp_path / "out" / "feedback").iterdir()]
    assert any("alert(1)" in page for page in pages)
    for page in pages:
        assert "<script" not in page
        assert not re.search(r"<[^>]*onerror", page)
        assert "Content-Security-Policy" in page
