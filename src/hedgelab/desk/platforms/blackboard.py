"""Blackboard: the files of "Download assignment files", and the receipts beside them.

Each file is called *Assignment*, user name, ``attempt``, the moment and the file's own name, parted
by lines; the moment is by the clock on the server's wall.  A text file without a name of its own is
the receipt of that attempt.
"""

import re
from contextlib import suppress
from datetime import datetime

from hedgelab.desk.model.records import Hint
from hedgelab.desk.platforms.platform import Platform

_SIGN = "_attempt_"
_NAME = re.compile(
    r".+?_(?P<user>[^_]+)_attempt_(?P<moment>[0-9]{4}(?:-[0-9]{2}){5})(?:_.*|\.txt)", re.DOTALL
)

_RECEIPT = re.compile(r".+_attempt_[0-9]{4}(?:-[0-9]{2}){5}\.txt", re.DOTALL)


def _read_name(name: str, is_file: bool) -> Hint | None:
    found = _NAME.fullmatch(name) if is_file else None
    if found is None:
        return None
    moment = None
    with suppress(ValueError):
        moment = datetime.strptime(found["moment"], "%Y-%m-%d-%H-%M-%S")
    order = int(found["moment"].replace("-", ""))
    return Hint("blackboard", (found["user"],), order=order, received=moment)


def is_receipt(name: str) -> bool:
    """Whether Blackboard wrote a file itself, beside what was handed in.

    Examples
    --------
    >>> is_receipt("Acts_ana_attempt_2026-10-12-11-02-33.txt"), is_receipt("answers.txt")
    (True, False)
    """
    return (
        bool(_NAME.fullmatch(name))
        and name.endswith(".txt")
        and name.count("_attempt_") == 1
        and (name[name.index(_SIGN) + len(_SIGN) :].count("_") == 0)
    )


BLACKBOARD = Platform(
    id="blackboard",
    name="Blackboard",
    sign=_SIGN,
    read_name=_read_name,
    is_receipt=is_receipt,
    tells_time=True,
)
