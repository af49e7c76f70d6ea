"""The steps of an instructor's work, in their order."""

from typing import Final

from hedgelab.desk.office import (
    assignment_step,
    grade_step,
    hand_out_step,
    mark_step,
    play_step,
    return_step,
    roster_step,
    talk_step,
)
from hedgelab.desk.office.request import Step

STEPS: Final[dict[str, Step]] = {
    "class": roster_step,
    "assignment": assignment_step,
    "handout": hand_out_step,
    "grade": grade_step,
    "mark": mark_step,
    "talk": talk_step,
    "return": return_step,
    "play": play_step,
}
"""Each step's module, by the name under which the page knows it."""
