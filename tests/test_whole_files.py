"""A file is there whole or not at all, under the name that was asked for."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from hedgelab import whole_files as writing
from hedgelab.desk.intake.folders import handed_in
from hedgelab.desk.model.statuses import Status
from hedgelab.whole_files import unfinished, write_changed, written_whole
from tests.desk.classroom import answer_file

LARGE = 4 * 1024 * 1024


def test_what_is_there_already_is_not_written(tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    assert write_changed(path, "één\r\n")
    assert path.read_bytes() == "één\r\n".encode()
    written = path.stat().st_mtime_ns, path.stat().st_ino
    assert not write_changed(path, "één\r\n")
    assert (path.stat().st_mtime_ns, path.stat().st_ino) == written
    assert write_changed(path, b"other")
    assert path.read_bytes() == b"other"


def test_who_reads_meanwhile_reads_a_whole_file(tmp_path: Path) -> None:
    """A file that was opened stays as it was; one that is opened later is the new one."""
    path = tmp_path / "grades.csv"
    write_changed(path, b"a" * LARGE)
    with path.open("rb") as reader:
        beginning = reader.read(10)
        write_changed(path, b"b" * LARGE)
        assert beginning + reader.read() == b"a" * LARGE
    assert path.read_bytes() == b"b" * LARGE


@pytest.mark.parametrize("failure", [OSError(28, "No space left on device"), KeyboardInterrupt()])
def test_what_goes_wrong_leaves_the_former_file_and_nothing_else(
    tmp_path: Path, failure: BaseException
) -> None:
    path = tmp_path / "grades.csv"
    write_changed(path, b"former")

    def write_half() -> None:
        with written_whole(path) as beside:
            beside.write_bytes(b"half")
            raise failure

    with pytest.raises(type(failure)):
        write_half()
    assert path.read_bytes() == b"former"
    assert list(tmp_path.iterdir()) == [path]
    if isinstance(failure, OSError):
        assert failure.filename == str(path)


def test_a_refusal_names_the_file_that_was_asked_for(tmp_path: Path) -> None:
    nowhere = tmp_path / "nodir" / "up.csv"
    with pytest.raises(FileNotFoundError) as caught:
        write_changed(nowhere, "x")
    assert caught.value.filename == str(nowhere)

    (tmp_path / "file").write_bytes(b"")
    inside = tmp_path / "file" / "up.csv"
    with pytest.raises(NotADirectoryError) as blamed:
        write_changed(inside, "x")
    assert blamed.value.filename == str(inside)
    (tmp_path / "file").unlink()

    folder = tmp_path / "folder"
    (folder / "there").mkdir(parents=True)

    def write_over_a_folder() -> None:
        with written_whole(folder) as beside:
            beside.write_bytes(b"x")

    with pytest.raises(OSError, match="folder") as refused:
        write_over_a_folder()
    assert (refused.value.filename, refused.value.filename2) == (str(folder), None)
    assert list(tmp_path.iterdir()) == [folder]


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_that_may_not_be_written_to_is_told_by_the_file(tmp_path: Path) -> None:
    tmp_path.chmod(0o500)
    try:
        with pytest.raises(PermissionError) as caught:
            write_changed(tmp_path / "up.csv", "x")
    finally:
        tmp_path.chmod(0o700)
    assert caught.value.filename == str(tmp_path / "up.csv")


def test_a_file_is_as_public_as_others_beside_it(tmp_path: Path) -> None:
    write_changed(tmp_path / "a", "x")
    (tmp_path / "b").write_text("x", encoding="utf-8")
    assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode


KILLED = """
import os, signal, sys
from pathlib import Path
from hedgelab.whole_files import written_whole
with written_whole(Path(sys.argv[1])) as beside:
    beside.write_text(sys.argv[2])
    os.kill(os.getpid(), signal.SIGKILL)
"""


def killed_while_writing(path: Path, text: str) -> Path:
    """Have a program killed when it wrote this text; give what it left."""
    run = subprocess.run([sys.executable, "-c", KILLED, str(path), text], check=False)
    assert run.returncode == -signal.SIGKILL
    (left,) = path.parent.glob(".*.part")
    return left


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="Windows has no such signal")
def test_what_a_killed_program_left_troubles_nobody_and_goes_an_hour_later(tmp_path: Path) -> None:
    path = tmp_path / "s1.json"
    left = killed_while_writing(path, answer_file("s1"))
    assert (unfinished(left.name), path.exists()) == ("s1.json", False)
    # While it may be another program's that still writes, it stays.
    write_changed(path, answer_file("s1"))
    assert left.exists()
    ignored, counts = handed_in([tmp_path])
    assert (ignored.status, ignored.content) == (Status.IGNORED, b"")
    assert (counts.path, counts.status) == (str(path), None)

    before = time.time() - 61 * 60
    os.utime(left, (before, before))
    other = tmp_path / ".other.json.7.part"
    other.write_text("{", encoding="utf-8")
    os.utime(other, (before, before))
    writing._left_behind.cache_clear()  # as in a new program
    assert not write_changed(path, answer_file("s1"))
    # What is not in the way of this file is left to who writes that one.
    assert sorted(tmp_path.iterdir()) == [other, path]
