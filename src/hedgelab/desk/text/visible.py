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


def folded_id(text: str) -> str:
    """Give the form in which ids and e-mail addresses are compared.

    Examples
    --------
    >>> folded_id(" S1234567 ") == folded_id("s1234567")
    True
    """
    if text.isascii():
        return text.strip().lower()
    return unicodedata.normalize("NFC", text).strip().casefold()


def without_zeros(text: str) -> str:
    """Give what is left of an id when a spreadsheet takes it for a number.

    Examples
    --------
    >>> without_zeros("0012345")
    '12345'
    """
    return folded_id(text).lstrip("0")


def spelt_name(text: str) -> str:
    """Give a name letter for letter, without case, spaces and signs, as Canvas writes names.

    Examples
    --------
    >>> spelt_name("Müller-Øst, Zoë")
    'müllerøstzoë'
    """
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).lower())
    return "".join(letter for letter in plain if unicodedata.category(letter)[0] in "LMN")


def folded_name(text: str) -> str:
    r"""Give the form in which names are compared where none is spelt so: without accents, too.

    A dotless i stays one, and so do the vowel signs of Hindi or Thai: they make other names.

    Examples
    --------
    >>> folded_name("Müller-Øst, Zoë"), folded_name("Ilk\u0131n") == folded_name("Ilkin")
    ('mullerostzoe', False)
    """
    plain = unicodedata.normalize("NFKD", text.translate(_BARE_LETTERS)).casefold()
    return "".join(
        letter
        for letter in plain
        if unicodedata.category(letter)[0] in "LMN" and not "\u0300" <= letter <= "\u036f"
    )


_BARE_LETTERS = str.maketrans("øØłŁđĐħŧəƏ", "oOlLdDhteE")
"""Letters with a stroke or a turn, which Unicode does not take apart."""
