"""Copies of what a person changed beside the ledger, kept when the file is written anew."""

import re
import shutil
from itertools import count
from pathlib import Path

from hedgelab.whole_files import written_whole


def keep_copy(path: Path, folder: Path) -> Path:
    """Copy a file as it is into a folder, under the first name that is free; give the copy."""
    names = (folder / f"{path.stem}.changed-{number}{path.suffix}" for number in count(1))
    copy = next(name for name in names if not name.exists())
    with written_whole(copy) as unfinished:
        shutil.copyfile(path, unfinished)
    return copy


def copies_of(path: Path, folder: Path) -> list[Path]:
    """Give the copies that `keep_copy` made of a file, also where some were taken away since."""
    name = re.compile(rf"{re.escape(path.stem)}\.changed-[0-9]+{re.escape(path.suffix)}")
    return sorted(copy for copy in folder.glob("*") if name.fullmatch(copy.name))
