"""The columns of a table of marks: those of the rubric's criteria stand among these."""

from typing import Final

BEFORE: Final = ("code", "event", "title", "position", "justification")
"""What tells a justification, left of the points."""

AFTER: Final = ("comment", "marker", "text")
"""What is said beside the points, and the digest of the text that was judged."""

NUMBER: Final = "mark number"
"""The last column: the number on record of the mark that a row came with; 0 for none.

No criterion can be called so, for its id has no space.
"""

WHO: Final = ("code", "student")
"""The columns that can say whose justification it is; the second in a table of one's own."""

RESERVED: Final = frozenset((*BEFORE, *AFTER, *WHO))
"""What no criterion may be called: its column would be taken for another."""
