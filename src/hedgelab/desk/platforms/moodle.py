"""Moodle: the folders of "Download all submissions".

Their names are those of ``mod/assign/locallib.php``, `download_submissions`.
"""

import re

from hedgelab.desk.model.records import Hint
from hedgelab.desk.platforms.platform import Platform

_SIGN = "_assignsubmission_"
_NAME = re.compile(
    rf"(?P<name>.+?)_(?P<participant>[0-9]+){_SIGN}[a-z]+(?:_.*)?",
    re.DOTALL,
)


def _read_name(name: str, is_file: bool) -> Hint | None:
    found = _NAME.fullmatch(name)
    if found is None:
        return None
    # As the worksheet for the grades writes that number, in its column "Identifier".
    return Hint("moodle", (f"Participant {found['participant']}",), found["name"])


MOODLE = Platform(
    id="moodle",
    name="Moodle",
    sign=_SIGN,
    read_name=_read_name,
    group_before_name=True,
    numbers_begin=("Participant ",),
)
