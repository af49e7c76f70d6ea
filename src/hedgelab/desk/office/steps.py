"""The steps of an instructor's work, in their order."""

from typing import Final

from hedgelab.desk.office.request import Step

STEPS: Final[dict[str, Step]] = {}
"""Each step's module, by the name under which the page knows it."""
