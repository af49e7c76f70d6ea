"""Files that are written whole or not at all, and only when they change."""

import os
from pathlib import Path


def write_changed(path: Path, content: str | bytes) -> bool:
    """Write a file, text in UTF-8, unless it holds just that already; say whether it was written.

    It is written beside its place and then moved there, so nobody ever reads half a file.

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
    beside = path.with_name(f".{path.name}.part")
    beside.write_bytes(data)
    os.replace(beside, path)
    return True
