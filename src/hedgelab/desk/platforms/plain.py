"""No platform: files that people named, sent by mail or taken from a shared folder."""

import re

from hedgelab.desk.model.records import Hint
from hedgelab.desk.platforms.platform import Platform

_ZIP = re.compile(r"\.zip$", re.IGNORECASE)
_COPY = re.compile(r"( ?\([0-9]{1,3}\)| - [Cc]opy| copy( [0-9]+)?)$")


def named_by_people(parts: tuple[str, ...]) -> Hint:
    """Tell whom a file's name may mean, and after it the folder or the zip that it lies in.

    Examples
    --------
    >>> named_by_people(("seminar", "s1234567.zip", "answers (2).json")).ids
    ('answers', 's1234567')
    """
    stem = parts[-1].rpartition(".")[0] or parts[-1]
    whole = _COPY.sub("", stem) if stem[-1:] in ")y0123456789" else stem
    return Hint(PLAIN.id, (whole, *(_ZIP.sub("", part) for part in parts[-2:-1])))


PLAIN = Platform(id="plain", name="the file’s name", people_name_files=True)
