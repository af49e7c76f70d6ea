"""Zips that are downloaded: the same files make the same bytes each time."""

import zipfile
from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from typing import Final

_EARLIEST: Final = (1980, 1, 1, 0, 0, 0)  # a zip's own times say nothing, and would make it another


def zip_of(members: Mapping[str, bytes]) -> bytes:
    """Pack files, each under its name.

    Examples
    --------
    >>> zip_of({"a.txt": b"a"}) == zip_of({"a.txt": b"a"})
    True
    """
    packed = BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            info = zipfile.ZipInfo(name, _EARLIEST)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, content)
    return packed.getvalue()


def zip_of_folder(folder: Path) -> bytes:
    """Pack all that is in a folder."""
    there = sorted(it for it in folder.rglob("*") if it.is_file())
    return zip_of({it.relative_to(folder).as_posix(): it.read_bytes() for it in there})
