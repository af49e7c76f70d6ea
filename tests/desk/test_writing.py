"""A file is there whole or not at all, under the name that was asked for."""

import os
from pathlib import Path

import pytest

from hedgelab.desk.writing import write_changed, written_whole

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
