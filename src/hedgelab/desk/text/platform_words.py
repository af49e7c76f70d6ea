"""What learning platforms call things, in the languages in which they are read.

``platform_words.json`` has their own strings, by what is meant and by language: Moodle's are those
of its language packs.  What can be told by what a column holds needs none of them.
"""

import json
import re
from functools import cache
from importlib.resources import files

_SIGNS = re.compile(r"[\W_]+")


def plain_title(title: str) -> str:
    """Give a column's title as titles are compared.

    Examples
    --------
    >>> plain_title("E-Mail Address")
    'emailaddress'
    """
    return _SIGNS.sub("", title).casefold()


@cache
def words_for(what: str) -> tuple[str, ...]:
    """Give the strings for something, in every language, as platforms write them.

    Examples
    --------
    >>> words_for("moodle maximum grade")[:3]
    ('Maximum grade', 'Bestwertung', 'Maximale Bewertung')
    """
    return tuple(dict.fromkeys(it for words in _table()[what].values() for it in words))


@cache
def titles_for(what: str) -> tuple[str, ...]:
    """Give the strings for something as `plain_title` gives titles."""
    return tuple(dict.fromkeys(map(plain_title, words_for(what))))


@cache
def _table() -> dict[str, dict[str, list[str]]]:
    held = files("hedgelab.desk.text").joinpath("platform_words.json").read_text("utf-8")
    table: dict[str, dict[str, list[str]]] = json.loads(held)
    return table
