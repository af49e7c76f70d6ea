"""An archive is whole, tells when it was changed, and without names it names nobody."""

import csv
import hashlib
import io
import json
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from hedgelab.cli import ATTENTION, FAILURE, SUCCESS, main
from hedgelab.desk.grading.justifications import current, give_mark
from hedgelab.desk.grading.run import grade
from hedgelab.desk.ledger.store import NAME, Ledger
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.model.key import read_key
from hedgelab.desk.model.records import Mark
from hedgelab.desk.reports.archive import ArchiveError, archive, check_archive
from hedgelab.desk.reports.exports import receipt, told_receipt
from tests.desk.classroom import CLASS, MARKED, answer_file, hand_in

Change = Callable[[dict[str, bytes]], dict[str, bytes]]

pytestmark = pytest.mark.usefixtures("without_figures")

WORDS = {"port-2001": "Ana Lee told me, s1, that it was denial.", "visit-2003": "Because."}


@pytest.fixture
def graded(tmp_path: Path) -> Path:
    files = hand_in(tmp_path / "in", s1=answer_file("s1", words=WORDS), s2=answer_file("s2"))
    grade(MARKED, [files], tmp_path / "graded", roster=CLASS)
    with Ledger(tmp_path / "graded" / NAME) as ledger:
        for marker, claim in (("A. First", 0), ("B. Second", 2)):
            justification = current(ledger, "s1", "port-2001")
            assert justification is not None
            text = digest_of(justification.text)
            mark = Mark({"claim": claim, "evidence": 2}, f"Seen by {marker}", marker, text)
            assert give_mark(ledger, justification, mark) is None
    return tmp_path / "graded"


def members(path: Path) -> dict[str, bytes]:
    with zipfile.ZipFile(path) as zipped:
        return {name: zipped.read(name) for name in zipped.namelist()}


def table(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def test_a_receipt_names_every_marker_and_every_earlier_mark(graded: Path) -> None:
    with Ledger(graded / NAME) as ledger:
        words = told_receipt(receipt(ledger, "s1"))
    assert "justification: claim 2, evidence 2, by B. Second. Seen by B. Second" in words
    history = words.partition("every mark that was given")[2]
    assert history.index("claim 0, evidence 2 by A. First") < history.index("by B. Second")


def test_an_archive_holds_all_and_explains_every_grade_by_itself(graded: Path) -> None:
    out = graded.parent / "2027.zip"
    with Ledger(graded / NAME) as ledger:
        count = archive(ledger, out, handed_in=[graded.parent / "in"])
        told = receipt(ledger, "s1")
    held = members(out)
    for path in graded.rglob("*"):
        if path.is_file() and path.name != NAME:
            assert held[f"graded/{path.relative_to(graded).as_posix()}"] == path.read_bytes()
    assert held["handed-in/in/s1.json"] == (graded.parent / "in" / "s1.json").read_bytes()
    receipts = [json.loads(line) for line in held["receipts.jsonl"].splitlines()]
    assert receipts[0] == told
    assert len(receipts) == len(CLASS.students)
    copy = graded.parent / "copy"
    with zipfile.ZipFile(out) as zipped:
        zipped.extractall(copy)
    with Ledger(copy / "graded" / NAME) as ledger:
        assert receipt(ledger, "s1") == told
    assert read_key(copy / "key.json") == MARKED
    assert count == len(held) - 2  # the manifest, and the digests once more
    # As the program sha256sum reads them: a digest, two spaces, a path.
    sums = dict(line.split("  ")[::-1] for line in held["SHA256SUMS"].decode().splitlines())
    assert sums == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in held.items()
        if name not in ("manifest.json", "SHA256SUMS")
    }
    with Ledger(graded / NAME) as ledger, pytest.raises(ArchiveError, match="never written over"):
        archive(ledger, out)


@pytest.mark.parametrize(
    ("change", "told"),
    [
        (lambda it: it | {"key.json": it["key.json"][:-2] + b" }"}, "key.json: is not what it was"),
        (lambda it: it | {"key.json": b"{}"}, "key.json: has another size"),
        (lambda it: {n: c for n, c in it.items() if n != "key.json"}, "key.json: is missing"),
        (lambda it: it | {"graded/more.csv": b""}, "graded/more.csv: was added since"),
    ],
)
def test_whatever_changed_in_an_archive_is_told(
    graded: Path, change: Change, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    out = graded.parent / "2027.zip"
    assert main(["archive", str(graded), "--out", str(out)]) == SUCCESS
    assert main(["archive", "--check", str(out)]) == SUCCESS
    changed = change(members(out))
    with zipfile.ZipFile(out, "w") as zipped:
        for name, content in changed.items():
            zipped.writestr(name, content)
    capsys.readouterr()
    assert main(["archive", "--check", str(out)]) == ATTENTION
    assert told in capsys.readouterr().out


def test_what_is_no_archive_is_told(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"no zip")
    with pytest.raises(ArchiveError, match="cannot be read as an archive"):
        check_archive(tmp_path / "a.zip")
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as other:
        other.writestr("x", "y")
    with pytest.raises(ArchiveError, match=r"holds no manifest\.json"):
        check_archive(tmp_path / "b.zip")
    with zipfile.ZipFile(tmp_path / "c.zip", "w") as other:
        other.writestr("manifest.json", '{"format": "hedgelab-archive/1", "files": [1]}')
    with pytest.raises(ArchiveError, match=r"manifest\.json cannot be read"):
        check_archive(tmp_path / "c.zip")


@pytest.mark.parametrize("texts", [False, True])
def test_without_names_nothing_tells_who_it_was(graded: Path, *, texts: bool) -> None:
    out = graded.parent / "research.zip"
    argv = ["archive", str(graded), "--without-names", "--out", str(out)]
    assert main([*argv, "--texts"] if texts else argv) == SUCCESS
    held = members(out)
    assert set(held) == {
        *("README.txt", "students.csv", "answers.csv", "key.json", "manifest.json", "SHA256SUMS")
    }
    for content in held.values():
        for enrolled in CLASS.students:
            for told in (enrolled.name, f'"{enrolled.id}"', f",{enrolled.id},", enrolled.email):
                assert told.encode() not in content
        for told in ("A. First", "B. Second", "Seen by", "2027-03-15T12"):
            assert told.encode() not in content
    answers = table(held["answers.csv"])
    assert len(answers) == 8
    assert len({row["code"] for row in answers}) == 2
    (marked,) = [row for row in answers if row["claim"] == "2"]
    assert marked["event"] == "port-2001"
    if texts:
        assert marked["text"] == "[…] told me, […], that it was denial."
        assert b"read the texts all the same" in held["README.txt"]
    else:
        assert "text" not in marked
        assert b"What students wrote is left out" in held["README.txt"]
    assert [row["position points"] for row in table(held["students.csv"])] == ["8", "8"]
    assert check_archive(out).faults == ()


def test_codes_are_keyed_by_the_gradebook_and_are_not_those_of_markers(
    graded: Path, tmp_path: Path
) -> None:
    outs = [tmp_path / name for name in ("one.zip", "two.zip")]
    for out in outs:
        main(["archive", str(graded), "--without-names", "--out", str(out), "--quiet"])
    one, two = (table(members(out)["students.csv"]) for out in outs)
    assert one == two
    with Ledger(graded / NAME) as ledger:
        justification = current(ledger, "s1", "port-2001")
        assert justification is not None
        assert justification.code not in {row["code"] for row in one}
        ledger.keep_setting("secret", "another")
    main(["archive", str(graded), "--without-names", "--out", str(tmp_path / "3.zip"), "--quiet"])
    three = table(members(tmp_path / "3.zip")["students.csv"])
    assert not {row["code"] for row in one} & {row["code"] for row in three}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ([], "name the folder of the grades, or an archive with --check"),
        (["graded", "--texts"], "--texts goes with --without-names"),
        (["graded", "--without-names", "--with", "in"], "leave one of the two out"),
        (["graded", "--with", "nowhere"], "nowhere: there is no such file or folder"),
    ],
)
def test_what_cannot_be_meant_is_told(
    graded: Path,
    words: list[str],
    told: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(graded.parent)
    assert main(["archive", *words]) == FAILURE
    assert told in capsys.readouterr().err
    assert not list(graded.parent.glob("*.zip"))
