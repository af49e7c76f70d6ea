"""The agenda of a seminar: which events divide a class, and who stands where."""

from collections.abc import Iterable, Sequence

from hedgelab.desk.model.key import Key
from hedgelab.desk.reports.item_analysis import SPLIT, ClassFigures, ItemFigures
from hedgelab.desk.reports.quotes import Quote
from hedgelab.desk.text.pages import WHOSE, counted, listed, told_index, told_number
from hedgelab.scoring import Reading, anchors
from hedgelab.spectrum import POSITIONS, position

FEW_SHEETS = 5
"""With fewer sheets, or with fewer than `FEW_EVENTS`, the figures of a class say little."""

MOST_DIVIDED = 5
"""As many events stand on the agenda of a seminar."""


def agenda_of(figures: ClassFigures) -> list[ItemFigures]:
    """Give the acts to talk about: those that divide, or where too few answered the lowest."""
    if divided := figures.divided(MOST_DIVIDED):
        return divided
    if figures.sheets >= FEW_SHEETS:
        return []
    return [item for item in figures.by_agreement() if item.agreement < SPLIT][:MOST_DIVIDED]


def agenda_head(figures: ClassFigures, agenda: Sequence[ItemFigures]) -> str:
    """Say what divides the class, or that nothing surely does."""
    if agenda and agenda[0].divides:
        return (
            f"{counted(len(agenda), 'event divides', 'events divide')} the class: agreement is "
            f"lower than {told_index(SPLIT)}, which is what it would be if everybody stood evenly "
            "at three places side by side, and chance in who sat here does not explain it."
        )
    if agenda:
        return (
            f"With fewer than {FEW_SHEETS} students no event can be said to divide a class. Here "
            "is where their answers lie furthest apart."
        )
    lowest = next(iter(figures.by_agreement()), None)
    if lowest is None:
        return ""
    return (
        "No event divides the class: of none is agreement surely lower than "
        f"{told_index(SPLIT)}, which is what it would be if everybody stood evenly at three places "
        f"side by side. The lowest is {told_index(lowest.agreement)}; the seminar page begins "
        "there."
    )


def agenda_note(key: Key) -> str:
    """Say how the texts beside the events were chosen."""
    stand_in = (
        f"the longest that keeps to {key.justification_words} words"
        if key.justification_words
        else "the longest"
    )
    chosen = f"the highest mark where there are marks, else {stand_in}" if key.rubric else stand_in
    return (
        "The lowest agreement comes first. Of each event you see two texts, for the two places, "
        "each with more than one student, that have the most disagreement between them; of the "
        f"texts for a place, {chosen}, and never the same text twice. Names and "
        "ids of the class are taken out; read a text through before you show it, for it can "
        "still give its author away."
    )


def divided(key: Key, item: ItemFigures) -> str:
    """Say who stands where, the fullest position first; somebody placed it."""
    best = anchors(key.readings[item.event])
    held = sorted(
        ((count, place) for place, count in zip(POSITIONS, item.counts, strict=True) if count),
        key=lambda pair: (-pair[0], pair[1].number),
    )
    (count, first), *others = held
    students = "1 student puts" if count == 1 else f"{count} students put"
    parts = [f"{students} it at {first.name}"]
    parts += [f"{count} at {place.name}" for count, place in others]
    return f"{listed(parts)}; {WHOSE[best[0].reader]} at {places(best, 'name')}."


def sides(
    key: Key, item: ItemFigures, opposed: tuple[Quote, Quote] | None
) -> tuple[tuple[Quote, str] | None, tuple[Quote, str] | None]:
    """Give two opposed texts, each with who holds its place; None where there are none."""
    if opposed is None:
        return None, None
    low, high = opposed
    return (low, _holders(key, item, low)), (high, _holders(key, item, high))


def _holders(key: Key, item: ItemFigures, quote: Quote) -> str:
    count = counted(item.counts[position(quote.position).number - 1], "student")
    if quote.mark is None or key.rubric is None:
        return count
    return (
        f"{count}; this text was marked {told_number(quote.mark)} of {told_number(key.rubric.most)}"
    )


def places(best: Iterable[Reading], form: str = "short") -> str:
    """Name the places of a key: more than one where its best readings tie."""
    return listed([getattr(position(reading.position), form) for reading in best])
