"""What to install where a package is missing that only a part of the library needs."""

from collections.abc import Iterator
from contextlib import contextmanager


@contextmanager
def brought_by(extra: str) -> Iterator[None]:
    """Say of a package that cannot be imported which extra brings it.

    Raises
    ------
    ModuleNotFoundError
        With the command that installs it.

    Examples
    --------
    >>> with brought_by("widgets"):
    ...     import no_such_package
    Traceback (most recent call last):
    ModuleNotFoundError: no_such_package is not installed. The extra 'widgets' brings it: type \
pip install "FOLDER[widgets]", with Hedging Lab's folder for FOLDER
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            f"{error.name} is not installed. The extra {extra!r} brings it: type "
            f'pip install "FOLDER[{extra}]", with Hedging Lab\'s folder for FOLDER',
            name=error.name,
        ) from error
