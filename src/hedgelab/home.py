"""Where the book and the project live, as the installed package knows it from ``_config.yml``."""

from functools import cache
from importlib.metadata import PackageNotFoundError, metadata


@cache
def address_of(place: str) -> str:
    """Give the address of the book or the repository; "" where none was set when it was built.

    Parameters
    ----------
    place : str
        ``"Book"`` or ``"Repository"``.
    """
    try:
        urls = metadata("hedgelab").get_all("Project-URL") or []
    except PackageNotFoundError:  # as where a browser's Python has the files and no more
        return ""
    named = dict(url.split(", ", 1) for url in urls)
    return str(named.get(place, ""))
