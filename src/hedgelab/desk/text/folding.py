"""Ids and names as people mean them: the forms in which two spellings are compared."""

import unicodedata


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
