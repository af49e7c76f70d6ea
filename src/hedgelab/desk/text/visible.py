"""Text from strangers, made fit to be shown: nothing in it gives orders or hides."""

import unicodedata
from typing import Final

MOST: Final = 200
"""The characters of a name or a value that a message shows."""

_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Zl", "Zp"})  # controls, formats, half letters, lines
_JOINERS = "\u200c\u200d"  # Persian needs the one, families of emoji the other


def visible(text: str, most: int | None = MOST) -> str:
    r"""Write out the characters that cannot be seen, and shorten what is too long.

    Control characters, line breaks, reversed writing directions and bytes that were no text
    are written as Python writes them.

    Parameters
    ----------
    text : str
        A file's name, a student's id, a cell.
    most : int or None
        How many characters are shown; None for all.

    Examples
    --------
    >>> visible("gpj.\u202efdp")
    'gpj.\\u202efdp'
    """
    if most is not None and len(text) > most:
        text = text[: most - 1] + "…"
    if text.isprintable():
        return text
    return "".join(
        letter.encode("unicode_escape").decode() if _is_hidden(letter) else letter
        for letter in text
    )


def is_blank(text: str) -> bool:
    r"""Whether a reader sees nothing in a text, whatever characters it has.

    Examples
    --------
    >>> is_blank(" \u200b\u3164\n"), is_blank("x")
    (True, False)
    """
    if not text or text.isspace():
        return True
    if text[0].isalnum() and text[0] not in _FILLERS:
        return False
    return all(
        letter.isspace() or letter in _FILLERS or unicodedata.category(letter)[0] in "CM"
        for letter in text
    )


_FILLERS = "\u115f\u1160\u2800\u3164\uffa0"
"""Letters and signs that are drawn as nothing."""


def _is_hidden(letter: str) -> bool:
    return letter not in _JOINERS and unicodedata.category(letter) in _HIDDEN
