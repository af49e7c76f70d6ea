"""Brightspace: the folders of its download, and the index beside them.

A folder is called two numbers, the student's name and the moment by the clock on the server's
wall: *397063-2557369 - Mary-Ann Smith - Sep 24, 2024 926 PM*.
"""

import re

from hedgelab.desk.model.records import Hint
from hedgelab.desk.platforms.moodle_dates import moment_written
from hedgelab.desk.platforms.platform import Beside, Platform

_NAME = re.compile(
    r"(?P<user>[0-9]+)-[0-9]+ - (?P<name>.+) - "
    r"(?P<day>\w+\.? [0-9]{1,2}, [0-9]{4}) "
    r"(?P<hour>[0-9]{1,2}?):?(?P<minute>[0-9]{2}) ?(?P<half>[AP]M)?",
    re.IGNORECASE | re.DOTALL,
)


def _read_name(name: str, is_file: bool) -> Hint | None:
    found = None if is_file else _NAME.fullmatch(name)
    if found is None:
        return None
    written = f"{found['day']}, {found['hour']}:{found['minute']} {found['half'] or ''}"
    return Hint("brightspace", (found["user"],), found["name"], received=moment_written(written))


def _passed_over(name: str, beside: Beside) -> str:
    if name.lower() != "index.html" or not any(_NAME.fullmatch(it) for it in beside.names):
        return ""
    return "Brightspace wrote it: a list of what it packed."


BRIGHTSPACE = Platform(
    id="brightspace",
    name="Brightspace",
    sign=" - ",
    read_name=_read_name,
    ids_are_its_own=True,
    numbers_begin=("",),
    tells_time=True,
    passed_over=_passed_over,
)
