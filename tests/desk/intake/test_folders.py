"""Folders, files and zips, mixed: every file is given once, with its status and its hint."""

import errno
import os
import zipfile
from pathlib import Path

import pytest

from hedgelab.desk.intake.answers import MAX_NOTEBOOK_BYTES
from hedgelab.desk.intake.folders import handed_in
from hedgelab.desk.model import records
from hedgelab.desk.model.records import HandedIn, Hint
from hedgelab.desk.model.statuses import Status
from tests.desk.handing_in import packed
from tests.desk.moodle_downloads import folder_of, worksheet
from tests.desk.platforms.test_gradescope import LIST


def found(*paths: Path) -> dict[str, HandedIn]:
    """Give everything, by the path without the folder it was looked for in."""
    every = list(handed_in(list(paths)))
    whole = {handed.path.removeprefix(f"{paths[0].parent}/"): handed for handed in every}
    assert len(whole) == len(every)
    return whole


def test_folders_files_and_zips_may_be_mixed(tmp_path: Path) -> None:
    (tmp_path / "in" / "deep").mkdir(parents=True)
    (tmp_path / "in" / "deep" / "s1.json").write_bytes(b"one")
    (tmp_path / "in" / "s2.csv").write_bytes(b"two")
    packed(tmp_path / "in" / "more.zip", {"s3.json": "three"})
    packed(tmp_path / "z.zip", {"x/s4.json": "four", "x/y/": ""})
    (tmp_path / "s5.json").write_bytes(b"five")
    every = found(tmp_path / "in", tmp_path / "z.zip", tmp_path / "s5.json")
    assert {path: handed.content for path, handed in every.items()} == {
        "in/more.zip/s3.json": b"three",
        "in/s2.csv": b"two",
        "in/deep/s1.json": b"one",
        "z.zip/x/s4.json": b"four",
        "s5.json": b"five",
    }
    # By name within a folder, and in the order in which the places were given.
    assert list(every) == [
        "in/more.zip/s3.json", "in/s2.csv", "in/deep/s1.json", "z.zip/x/s4.json", "s5.json",
    ]  # fmt: skip


CANVAS = {"leeana_1001_7_a-1.json": "x", "okoroben_LATE_1002_8_a.json": "y"}


def test_canvas_is_known_in_a_zip_and_unpacked(tmp_path: Path) -> None:
    packed(tmp_path / "submissions.zip", CANVAS)
    (tmp_path / "submissions").mkdir()
    for name, text in CANVAS.items():
        (tmp_path / "submissions" / name).write_text(text)
    for where in ("submissions.zip", "submissions"):
        ana, ben = found(tmp_path / where).values()
        assert ana.hint == Hint("canvas", ("1001",), "leeana", order=7)
        assert ben.hint == Hint("canvas", ("1002",), "okoroben", late=True, order=8)


def test_the_zip_that_a_student_handed_in_is_known_by_its_own_name(tmp_path: Path) -> None:
    packed(tmp_path / "leeana_1001_7_work.zip", {"work/answers.json": "x"})
    (handed,) = found(tmp_path / "leeana_1001_7_work.zip").values()
    assert handed.hint == Hint("canvas", ("1001",), "leeana", order=7)


def test_moodle_is_known_by_its_folder_even_if_only_that_is_given(tmp_path: Path) -> None:
    folder = tmp_path / "Ana Lee_77_assignsubmission_file_"
    (folder / "mine").mkdir(parents=True)
    (folder / "mine" / "a.json").write_text("x")
    told = Hint("moodle", ("Participant 77",), "Ana Lee")
    for path in (tmp_path, folder, folder / "mine"):
        expected = told if path != folder / "mine" else Hint("plain", ("a", "mine"))
        assert [handed.hint for handed in handed_in([path])] == [expected]


@pytest.mark.parametrize("is_packed", [True, False])
def test_gradescopes_list_says_who_and_when(tmp_path: Path, is_packed: bool) -> None:
    files = {
        "assignment_9_export/submission_metadata.yml": LIST,
        "assignment_9_export/submission_409194023/a.json": b"x",
        "assignment_9_export/submission_1/b.json": b"y",
    }
    if is_packed:
        top = packed(tmp_path / "export.zip", files)
    else:
        top = tmp_path / "assignment_9_export"
        for name, content in files.items():
            (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
            (tmp_path / name).write_bytes(content)
    by_name = {Path(path).name: handed for path, handed in found(top).items()}
    assert by_name["submission_metadata.yml"].status is Status.IGNORED
    assert by_name["a.json"].hint.ids == ("0042", "ana@example.edu")
    assert by_name["a.json"].hint.received is not None
    assert by_name["b.json"].hint == Hint("gradescope")


def test_a_damaged_list_is_told_and_costs_no_file(tmp_path: Path) -> None:
    files = {"submission_metadata.yml": "a: [", "submission_1/a.json": "x"}
    listed, handed = found(packed(tmp_path / "export.zip", files)).values()
    assert listed.status is Status.UNREADABLE
    assert "is no YAML" in listed.reason
    assert handed.content == b"x"


def test_what_systems_add_is_named_and_left(tmp_path: Path) -> None:
    added = ["__MACOSX/._a.json", "__MACOSX/x/._b.json", ".DS_Store", "Thumbs.db", ".git/config"]
    top = packed(tmp_path / "z.zip", {"a.json": "x", **dict.fromkeys(added, "no")})
    (tmp_path / "in").mkdir()
    for name in ["a.json", *added]:
        (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "in" / name).write_text("x" if name == "a.json" else "no")
    for path in (top, tmp_path / "in"):
        every = found(path)
        ignored = {
            name.removeprefix(path.name)
            for name, handed in every.items()
            if handed.status is Status.IGNORED
        }
        assert ignored == {"/__MACOSX", "/.DS_Store", "/Thumbs.db", "/.git"}
        assert every[f"{path.name}/a.json"].content == b"x"


def test_links_are_not_followed_inside_and_are_at_the_top(tmp_path: Path) -> None:
    (tmp_path / "secret.json").write_text("secret")
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "s1.json").symlink_to(tmp_path / "secret.json")
    (tmp_path / "in" / "round").symlink_to(tmp_path / "in")
    os.mkfifo(tmp_path / "in" / "pipe.json")
    (tmp_path / "link").symlink_to(tmp_path / "in")
    for top in ("in", "link"):
        every = found(tmp_path / top)
        assert {handed.status for handed in every.values()} == {Status.REFUSED}
        assert not any(handed.content for handed in every.values())
        assert "It is a link" in every[f"{top}/s1.json"].reason
        assert "It is a link" in every[f"{top}/round"].reason
        assert "no ordinary file" in every[f"{top}/pipe.json"].reason


def test_a_large_file_is_not_even_opened(tmp_path: Path) -> None:
    with (tmp_path / "s1.ipynb").open("wb") as file:
        file.truncate(MAX_NOTEBOOK_BYTES + 1)
    (handed,) = found(tmp_path / "s1.ipynb").values()
    assert (handed.status, handed.content) == (Status.REFUSED, b"")
    assert "It has 16.8 MB, more than the 16.8 MB that are read" in handed.reason


def test_a_file_that_may_not_be_opened_is_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "s1.json").write_text("x")
    (tmp_path / "s2.json").write_text("y")

    def opened(path: str, *rest: object, **more: object) -> object:
        if path.endswith("s1.json"):
            raise PermissionError(errno.EACCES, "Permission denied", path)
        return open(path, *rest, **more)  # type: ignore[call-overload]

    monkeypatch.setattr(records, "open", opened, raising=False)
    shut, fine = handed_in([tmp_path])
    assert shut.status is Status.UNREADABLE
    assert "Permission denied" in shut.reason
    assert fine.content == b"y"


def test_names_cannot_give_orders_to_a_terminal(tmp_path: Path) -> None:
    names = ["bell\x07.json", "gpj.\u202enosj.json", "two\nlines.json"]
    (tmp_path / "in").mkdir()
    for name in names:
        (tmp_path / "in" / name).write_text("x")
    (tmp_path / "in" / os.fsdecode(b"caf\xe9.json")).write_text("x")
    packed(tmp_path / "z.zip", dict.fromkeys(names, "x"))
    shown = {"bell\\x07.json", "gpj.\\u202enosj.json", "two\\nlines.json"}
    assert {Path(path).name for path in found(tmp_path / "in")} == {*shown, "caf\\udce9.json"}
    assert {path.removeprefix("z.zip/") for path in found(tmp_path / "z.zip")} == shown


def test_utf8_that_does_not_say_so_is_read_as_macos_writes_it(tmp_path: Path) -> None:
    packed(tmp_path / "z.zip", {"Çiğdem Ak_7_assignsubmission_file_/a.json": "x"})
    content = (tmp_path / "z.zip").read_bytes()
    # The bit that says so, in the file's own header and in the archive's list.
    for magic, at in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = content.index(magic) + at
        content = content[:start] + b"\x00\x00" + content[start + 2 :]
    (tmp_path / "z.zip").write_bytes(content)
    (handed,) = found(tmp_path / "z.zip").values()
    assert handed.hint.name == "Çiğdem Ak"


def test_a_place_that_is_not_there_is_told_before_anything_is_read(tmp_path: Path) -> None:
    (tmp_path / "s1.json").write_text("x")
    with pytest.raises(FileNotFoundError):
        next(handed_in([tmp_path / "s1.json", tmp_path / "s2.json"]))


def test_progress_counts_to_the_end(tmp_path: Path) -> None:
    for name in ("a", "b", "c"):
        (tmp_path / f"{name}.json").write_text("x")
    steps: list[tuple[int, int]] = []
    list(handed_in([tmp_path], on_progress=lambda done, whole: steps.append((done, whole))))
    assert steps == [(1, 3), (2, 3), (3, 3)]
    steps.clear()
    archive = packed(tmp_path / "z.zip", {"a.json": "x", "b.json": "y"})
    list(handed_in([archive], on_progress=lambda done, whole: steps.append((done, whole))))
    assert [done for done, _ in steps][-1] == steps[-1][1]


def test_nothing_is_written_anywhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = packed(tmp_path / "z.zip", {"../../out.json": "x", "a.json": "y"})
    here = tmp_path / "here"
    here.mkdir()
    monkeypatch.chdir(here)
    monkeypatch.setattr(zipfile.ZipFile, "extract", None)
    monkeypatch.setattr(zipfile.ZipFile, "extractall", None)
    before = sorted(tmp_path.rglob("*"))
    assert len(list(handed_in([archive]))) == 2
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize("in_a_zip", [True, False])
@pytest.mark.parametrize(
    "where", ["submission_1/submission_metadata.yml", "submission_1/x/submission_metadata.yml"]
)
def test_a_list_in_a_students_own_folder_is_not_believed(
    tmp_path: Path, where: str, in_a_zip: bool
) -> None:
    own = where.rpartition("/")[0]
    files: dict[str, str | bytes] = {
        where: LIST,
        f"{own}/a.json": "x",
        f"{own}/submission_1/b.json": "x",
    }
    if in_a_zip:
        found = list(handed_in([packed(tmp_path / "all.zip", files)]))
    else:
        for name, content in files.items():
            (tmp_path / "in" / name).parent.mkdir(parents=True, exist_ok=True)
            held = content if isinstance(content, bytes) else content.encode()
            (tmp_path / "in" / name).write_bytes(held)
        found = list(handed_in([tmp_path / "in"]))
    (listed,) = [it for it in found if it.path.endswith(".yml")]
    assert listed.status is Status.REFUSED
    assert "it was not believed" in listed.reason
    assert all(it.hint.ids == () and it.hint.received is None for it in found)


def test_a_name_made_to_be_slow_beside_a_worksheet_is_none_of_a_platforms(tmp_path: Path) -> None:
    sheet = worksheet([("ana", "Submitted for grading -  - ", "-")]).decode()
    names = ("a_" + "1" * 60_000, "_1" * 30_000, f"{folder_of('ana')}/a.json")
    packed(tmp_path / "in.zip", {"Grades.csv": sheet, **dict.fromkeys(names, "x")})
    assert found(tmp_path / "in.zip")["in.zip/Grades.csv"].status is Status.IGNORED


@pytest.mark.parametrize("order", [("onlinetext", "file"), ("file", "onlinetext")])
@pytest.mark.parametrize("form", ["folders", "flat", "zip"])
def test_what_was_typed_into_moodle_beside_a_file_is_passed_over(
    tmp_path: Path, form: str, order: tuple[str, str]
) -> None:
    part = "_" if form == "flat" else "/"
    names = [f"{folder_of('ana', kind)}{part}x.html" for kind in order]
    names.append(f"{folder_of('ben', 'onlinetext')}{part}x.html")
    place = tmp_path / ("in.zip" if form == "zip" else "in")
    if form == "zip":
        packed(place, dict.fromkeys(names, "<p>See the file</p>"))
    for name in names if form != "zip" else ():
        (place / name).parent.mkdir(parents=True, exist_ok=True)
        (place / name).write_text("<p>See the file</p>")
    told = {it.hint.name or "Ana Lee": it.status for it in handed_in([place]) if it.status}
    # That of Ben, who handed in no file, is read, for it may be all there is.
    assert told == {"Ana Lee": Status.IGNORED}


def test_a_file_may_be_left_to_whoever_reads_it(tmp_path: Path) -> None:
    (tmp_path / "s1.json").write_bytes(b"{}")
    packed(tmp_path / "more.zip", {"s2.json": b"[]"})
    in_archive, unread = handed_in([tmp_path], leaves_unread=True)
    assert (in_archive.content, unread.content) == (b"[]", b"")
    assert unread.opened().content == b"{}"
    (tmp_path / "s1.json").unlink()
    gone = unread.opened()
    assert gone.status is Status.UNREADABLE
    assert "cannot be opened" in gone.reason
