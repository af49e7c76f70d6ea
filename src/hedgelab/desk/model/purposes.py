"""What each kind of decision does, in a few words, for a command's help and for a form."""

from typing import Final

PURPOSES: Final = {
    "extension until": "more time, to the end of a day or to a moment",
    "late waived": "being late costs nothing",
    "excused": "no grade; Canvas gets EX",
    "on paper": "work on paper, which earned so many points",
    "adjust by": "points more, or less",
    "set to": "these points and no others",
    "this file counts": "it is theirs and counts, whatever speaks against it",
    "this file is theirs": "it is theirs; the assignment says which of theirs counts",
    "this file is left out": "it was looked at, and counts for nobody",
}
"""By the words of `hedgelab.desk.model.decisions.What`."""
