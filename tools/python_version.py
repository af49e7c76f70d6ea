"""Say in a plain sentence that a Python is too old; every Python since 2.7 can read this file."""

import sys

NEEDED = (3, 11)

if __name__ == "__main__" and sys.version_info[:2] < NEEDED:
    sys.stderr.write(
        "Hedging Lab needs Python {}.{} or newer, and {} is {}.{}. Install a newer one "  # noqa: UP032
        "beside it, and name it: make book PYTHON=python3.12\n".format(
            NEEDED[0], NEEDED[1], sys.argv[1], sys.version_info[0], sys.version_info[1]
        )
    )
    sys.exit(3)  # which no shell gives for a program that is not there
