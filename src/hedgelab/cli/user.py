"""Who sits at the machine, where a command was not told."""

import getpass


def user() -> str:
    """Give the user's name; empty where the system has none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return ""
