"""What a search finds in the lists of the desk's page."""

from collections.abc import Iterable

from hedgelab.desk.text.folding import folded_id, folded_name


def fits(search: str, name: str, others: Iterable[str] = ()) -> bool:
    """Whether every word of a search is in a name, or all of it in an id, an address or a path.

    Parameters
    ----------
    search : str
        What is looked for; nothing fits everything.
    name : str
        A person's name, in whose words neither case nor accents nor the order count.
    others : iterable of str
        What else the person or the file is known by.

    Examples
    --------
    >>> fits("ak çigdem", "Çiğdem Ak"), fits("S3", "Ana", ["s31"]), fits("ana lee", "Ana Bo")
    (True, True, False)
    """
    if not search.strip():
        return True
    words, folded = list(filter(None, map(folded_name, search.split()))), folded_name(name)
    is_named = bool(words) and all(word in folded for word in words)
    return is_named or any(folded_id(search) in folded_id(it) for it in others)
