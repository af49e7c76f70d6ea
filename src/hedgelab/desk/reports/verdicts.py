"""What the figures of a class bear: how far it agrees, and where they are too few to tell."""

import math
from collections.abc import Iterator

from hedgelab.desk.reports.agenda import FEW_SHEETS
from hedgelab.desk.reports.item_analysis import RELIABLE, TENTATIVE, Alpha, ClassFigures
from hedgelab.desk.reports.reflections import FEW_EVENTS
from hedgelab.desk.text.pages import WHOSE, counted, told_number

_WIDE_INTERVAL = 0.4  # an interval of alpha that leaves nearly everything open


def few(figures: ClassFigures) -> dict[str, int]:
    """Give how many sheets and events there are, where either are too few for a verdict."""
    if not figures.sheets:
        return {}
    enough = {
        "sheet": (figures.sheets, FEW_SHEETS),
        "event": (len(figures.items), FEW_EVENTS),
    }
    return {noun: count for noun, (count, least) in enough.items() if count < least}


def lean(figures: ClassFigures) -> str:
    """Say which way the class stands from the key."""
    mean = figures.mean_steps
    if math.isnan(mean):
        return "Nobody placed an event, so there is nothing to compare."
    far = told_number(abs(mean))
    if far == "0":
        return "Over all answers the class leans neither way from the key."
    side = "acceptance" if mean > 0 else "rejection"
    unit = "step" if far == "1" else "steps" if abs(mean) > 1 else "of a step"
    return (
        f"Over all answers the class stands {far} {unit} further towards {side} than the key. "
        "A frame marks where the key has the events of a row; a darker field holds more of them."
    )


def alphas(figures: ClassFigures) -> Iterator[str]:
    """Say how far the class agrees with the key and with itself, and what that bears."""
    whose = WHOSE[figures.reference]
    alphas = [
        (f"With {whose}", figures.against_key, "no answer has a reading beside it"),
        ("With itself", figures.among_itself, "no event has two answers"),
    ]
    for label, alpha, no_pairs in alphas:
        told = f"— ({no_pairs}, or all answers are the same)"
        yield f"{label}: {told if math.isnan(alpha.value) else alpha.told}."
    known = {label: alpha for label, alpha, _ in alphas if not math.isnan(alpha.value)}
    if few(figures):
        yield (
            f"With fewer than {FEW_SHEETS} sheets or {FEW_EVENTS} events no figure is held against "
            "a threshold: full agreement among so few can be luck."
        )
    elif known:
        says = [f"{label.lower()}, {_bears(alpha)}" for label, alpha in known.items()]
        yield (
            "By Krippendorff's thresholds (2004, p. 241), held against the whole interval and not "
            f"against the figure alone: {'; '.join(says)}."
        )
    if any(alpha.high - alpha.low > _WIDE_INTERVAL for alpha in known.values()):
        yield (
            f"An interval is as wide as that because {counted(len(figures.items), 'event')} are "
            "few: other events of the same kind could give quite another figure."
        )
    yield (
        "1 is full agreement, 0 what chance would give. An interval says how far a figure would "
        "move with other events of the same kind; of other students it says nothing. In a seminar "
        "a low figure is no failing: the definitions leave room, and the events above show where "
        "the class fills it in different ways."
    )


def _bears(alpha: Alpha) -> str:
    """Say what an alpha bears: its lower end decides what it is enough for."""
    if math.isnan(alpha.low):
        return "no verdict, for want of an interval"
    if alpha.low >= RELIABLE:
        return "high enough to rely on"
    if alpha.low >= TENTATIVE:
        return "enough for tentative conclusions"
    if alpha.high < TENTATIVE:
        return "too low to take the class's places for measurements"
    return "not settled: it may be enough for tentative conclusions, or too low even for these"
