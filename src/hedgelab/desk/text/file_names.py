"""Ids as names of files, in a form that any file system takes."""

import re
from collections import Counter
from collections.abc import Sequence
from hashlib import sha256
from unicodedata import normalize

_NO_FILE_NAME = re.compile(r"[^\w.-]+")
_LONGEST_IN_NAME = 60


def in_file_names(ids: Sequence[str]) -> list[str]:
    """Give each id in such a form, no two of them alike.

    Examples
    --------
    >>> in_file_names(["A/7", "s 1"])
    ['A_7', 's_1']
    """
    plain = [_NO_FILE_NAME.sub("_", normalize("NFC", one)).strip("._ ") for one in ids]
    alike = Counter(one.casefold() for one in plain)
    return [
        one
        if one and alike[one.casefold()] == 1 and len(one) <= _LONGEST_IN_NAME
        else "-".join(
            filter(None, (one[:_LONGEST_IN_NAME], sha256(whole.encode()).hexdigest()[:8]))
        )
        for one, whole in zip(plain, ids, strict=True)
    ]
