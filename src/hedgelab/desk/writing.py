"""Files that are written whole or not at all, and only when they change."""

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path


def write_changed(path: Path, content: str | bytes) -> bool:
    """Write a file, text in UTF-8, unless it holds just that already; say whether it was written.

    Parameters
    ----------
    path : Path
        Where; its folder is there.
    content : str or bytes
        What; line ends are kept as they are.
    """
    data = content.encode() if isinstance(content, str) else content
    try:
        if path.read_bytes() == data:
            return False
    except FileNotFoundError:
        pass
    with written_whole(path) as beside:
        beside.write_bytes(data)
    return True


@contextmanager
def written_whole(path: Path) -> Iterator[Path]:
    """Give a file beside the wanted one to write to, and move it to its place at the end.

    So nobody ever reads half a file, and where anything goes wrong the former one stays.

    Parameters
    ----------
    path : Path
        The wanted file; its folder is there.

    Raises
    ------
    OSError
        If the system refuses; it names the wanted file.
    """
    # With the number of this program, for another one may be writing the same file.
    beside = path.parent / f".{path.name}.{os.getpid()}.part"
    try:
        yield beside
        os.replace(beside, path)
    except OSError as error:
        # A full disk names no file at all.
        if error.filename in (None, str(beside), beside):
            error.filename, error.filename2 = str(path), None
        raise
    finally:
        with suppress(OSError):
            beside.unlink()
