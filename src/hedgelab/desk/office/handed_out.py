"""What stays in a class of the sheets that were handed out: their key."""

from pathlib import Path
from typing import Final

from hedgelab.desk.handout import KEY_NAME

HANDOUT: Final = "handout"
"""The folder in which it lies, and under this the page remembers the handout."""


def key_path(folder: Path) -> Path:
    """Give where the key of a class's sheets lies, or will lie."""
    return folder / HANDOUT / KEY_NAME
