"""Lay copies of the labs beside the checkout's own, for their reader to work in.

``python -m tools.lab_copies`` fills ``labs/``.  A copy that is there is never written over: it may
hold somebody's work.
"""

from pathlib import Path

from hedgelab.home import address_of
from hedgelab.lab_copies import copy_of

_CHECKOUT = Path(__file__).parents[1]


def copied(notebooks: Path) -> dict[str, bytes]:
    """Give the copy of each lab by its name."""
    addresses = {"book": address_of("Book"), "repository": address_of("Repository")}
    return {
        path.name: copy_of(path.read_text(encoding="utf-8"), **addresses).encode()
        for path in sorted(notebooks.glob("*.ipynb"))
    }


def lay_out(notebooks: Path, labs: Path) -> list[str]:
    """Write the copies that are not there yet, and name them."""
    labs.mkdir(exist_ok=True)
    new = {name: text for name, text in copied(notebooks).items() if not (labs / name).exists()}
    for name, text in new.items():
        (labs / name).write_bytes(text)
    return list(new)


def main() -> None:
    """Fill this checkout's ``labs/``, and say what becomes of what is there."""
    lay_out(_CHECKOUT / "notebooks", _CHECKOUT / "labs")
    print("labs/ holds your copies. They are never written over: take one away to get it anew.")


if __name__ == "__main__":
    main()
