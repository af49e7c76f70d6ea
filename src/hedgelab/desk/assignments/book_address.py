"""Where the book lies: what an assignment says, or what the book's own settings do."""

import re
from pathlib import Path

import yaml

from hedgelab.data.checking import default_folder
from hedgelab.home import address_of

_ADDRESS = re.compile(r"https?://[^\s\"'<>]+")

_SETTINGS = "_config.yml"


def book_address(given: str) -> str:
    """Give an address with the sign at its end to which the name of a page is put.

    Parameters
    ----------
    given : str
        What an assignment says; empty for whatever `html.baseurl` in the book's settings says.

    Returns
    -------
    str
        Empty where neither says anything: then nothing is linked.
    """
    address = given or _of_settings(default_folder().parent / _SETTINGS)
    return f"{address.rstrip('/')}/" if address else ""


def is_address(given: str) -> bool:
    """Whether a page may be found there.

    Examples
    --------
    >>> is_address("https://example.edu/hedging"), is_address("javascript:x")
    (True, False)
    """
    return _ADDRESS.fullmatch(given) is not None


def _of_settings(path: Path) -> str:
    """Read the address that Jupyter Book and Sphinx are told; an install was told it when built."""
    if not path.is_file():
        return address_of("Book")
    try:
        settings = yaml.safe_load(path.read_text(encoding="utf-8"))
        address = settings["html"]["baseurl"]
    except (OSError, UnicodeDecodeError, yaml.YAMLError, KeyError, TypeError):
        return ""
    return address if isinstance(address, str) and is_address(address) else ""
