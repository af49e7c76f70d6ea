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
pip install "FILE[widgets]", with Hedging Lab's .whl file or its folder for FILE
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise ModuleNotFoundError(
            f"{error.name} is not installed. The extra {extra!r} brings it: type "
            f'pip install "FILE[{extra}]", with Hedging Lab\'s .whl file or its folder for FILE',
            name=error.name,
        ) from error
