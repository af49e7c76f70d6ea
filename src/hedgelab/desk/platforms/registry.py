"""The learning platforms that the desk knows: another one is a file here, and a word below."""

from hedgelab.desk.platforms.blackboard import BLACKBOARD
from hedgelab.desk.platforms.brightspace import BRIGHTSPACE
from hedgelab.desk.platforms.canvas import CANVAS
from hedgelab.desk.platforms.gradescope import GRADESCOPE
from hedgelab.desk.platforms.moodle import MOODLE
from hedgelab.desk.platforms.nbgrader import NBGRADER
from hedgelab.desk.platforms.plain import PLAIN
from hedgelab.desk.platforms.platform import Platform

PLATFORMS: dict[str, Platform] = {
    it.id: it for it in (MOODLE, GRADESCOPE, BLACKBOARD, BRIGHTSPACE, CANVAS, NBGRADER, PLAIN)
}
"""By id; where a name could be that of several, the first of them gave it."""


def platform_of(given: str) -> Platform:
    """Give a platform by its id; one that only a gradebook remembers has no ways of its own.

    Examples
    --------
    >>> platform_of("moodle").name, platform_of("abacus").name
    ('Moodle', 'Abacus')
    """
    return PLATFORMS.get(given) or Platform(id=given, name=given.capitalize())
