"""What an error says to the person who can mend it, at the command line as in the desk's page."""

import errno
import os

_OS_ADVICE_BY_NUMBER = {
    errno.ENOSPC: "the disk is full: make room, and run the same command again; nothing is lost",
    errno.EDQUOT: "your share of the disk is used up: make room, and run the same command again",
    errno.EROFS: "lies where nothing may be written: choose another folder",
    errno.ENAMETOOLONG: "has a name that is too long for this disk: give it a shorter one",
}
_OS_ADVICE: dict[type[OSError], str] = {
    FileNotFoundError: "there is no such file or folder: check the spelling, and where you are",
    PermissionError: "may not be opened: close it where it is open, or check its permissions",
    IsADirectoryError: "is a folder, and a file is wanted here",
    NotADirectoryError: "is a file, and a folder is wanted here",
    FileExistsError: "is there already: name another, or move it away",
}


def user_error(error: BaseException) -> str:
    """Say what went wrong and what to do; "" where the fault is the program's own.

    Examples
    --------
    >>> user_error(FileNotFoundError(2, "No such file", "roster.csv"))
    'roster.csv: there is no such file or folder: check the spelling, and where you are'
    >>> user_error(ZeroDivisionError())
    ''
    """
    if isinstance(error, OSError) and error.filename is not None:
        return f"{os.fsdecode(error.filename)}: {os_advice(error)}"
    if isinstance(error, OSError):
        return os_advice(error)
    return str(error) if type(error).__module__.startswith("hedgelab.") else ""


def os_advice(error: OSError) -> str:
    """Say what to do where the system refuses a file."""
    by_number = _OS_ADVICE_BY_NUMBER.get(error.errno or 0)
    return by_number or _OS_ADVICE.get(type(error)) or error.strerror or str(error)
