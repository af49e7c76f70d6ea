"""What the feedback pages of students are called: no two of them share one."""

import re
from hashlib import sha256

_PLAIN = frozenset("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-_.@")
_LONGEST = 80
_DIGITS = 24  # of a digest: without a roster ids are what students write, who may try many
_MADE = re.compile(rf"student-.*-[0-9a-f]{{{_DIGITS}}}", re.IGNORECASE)
_RESERVED = frozenset(
    {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
)


def feedback_name(student: str) -> str:
    """Give the name of a student's page: the id, and where no file can be called that, a like one.

    No two students share one: a like one ends in a digest of the id, and an id that is itself
    spelt like such a name gets one too.

    Examples
    --------
    >>> feedback_name("s1234567"), feedback_name("../key")
    ('s1234567.html', 'student-_key-7f6dbcdfde3553b372f00c58.html')
    """
    plain = "".join(letter if letter in _PLAIN else "_" for letter in student)[:_LONGEST]
    stem = plain.split(".", 1)[0].lower()
    is_free = stem and stem not in _RESERVED and not _MADE.fullmatch(plain)
    if plain == student and is_free:
        return f"{plain}.html"
    digest = sha256(student.encode()).hexdigest()[:_DIGITS]
    return f"student-{plain.lstrip('.')}-{digest}.html"
