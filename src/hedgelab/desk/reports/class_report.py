"""The class report for whoever teaches, and what the seminar page shows: from one pass."""

import math
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import NamedTuple

from hedgelab.desk.model.key import Key
from hedgelab.desk.model.records import GradedSheet
from hedgelab.desk.model.statuses import Status
from hedgelab.desk.reports.agenda import (
    agenda_head,
    agenda_note,
    agenda_of,
    divided,
    places,
    sides,
)
from hedgelab.desk.reports.figures import (
    alpha_figure,
    confusion_figure,
    points_bins,
    points_figure,
)
from hedgelab.desk.reports.item_analysis import (
    FEWEST_APART,
    FEWEST_STRONG,
    SPLIT,
    ClassFigures,
    ItemAnalysis,
    ItemFigures,
    KeyDispute,
)
from hedgelab.desk.reports.markers import MarkersReport, told_agreement, told_leniency
from hedgelab.desk.reports.quotes import Quote, Quotes
from hedgelab.desk.reports.section_figures import BySection
from hedgelab.desk.reports.seminar import MOST_ACTS, seminar_acts, seminar_page
from hedgelab.desk.reports.verdicts import alphas, few, lean
from hedgelab.desk.text.pages import (
    WHOSE,
    counted,
    listed,
    page_environment,
    shown,
    style_sheet,
    told_index,
    told_number,
)
from hedgelab.scoring import Reading, anchors
from hedgelab.spectrum import POSITIONS, Position, position

_INTAKE = {
    Status.GRADED: ("Counts", "The file by which a student is graded."),
    Status.LATE: ("Counts, late", "The late rule took its share."),
    Status.OTHER_VERSION: (
        "Counts, other version",
        "It answers another version of the sheet, and counts where the two share events.",
    ),
    Status.SUPERSEDED: ("Superseded", "Another file of the same student counts."),
    Status.DUPLICATE: ("Duplicate", "The same student handed in the same before."),
    Status.TOO_LATE: ("Too late", "It came after the last day."),
    Status.EMPTY: ("Empty", "It holds no answer."),
    Status.UNREADABLE: ("Unreadable", "It is damaged, or no answer file."),
    Status.WRONG_ASSIGNMENT: ("Wrong assignment", "It answers another one."),
    Status.UNKNOWN_STUDENT: ("Unknown student", "Nobody on the roster fits."),
    Status.TWO_NAMES: ("Two names", "It names two students, and counts for neither."),
    Status.OTHER_STUDENTS_SHEET: ("Another's sheet", "Its sheet was drawn for somebody else."),
    Status.REFUSED: ("Not opened", "It could have done harm, or is too large."),
    Status.IGNORED: ("Passed over", "What platforms put beside the files."),
    Status.MISSING: ("Nothing came", "A student without a file."),
    Status.EXCUSED: ("Excused", "A student who, by decision, is to have no grade."),
    Status.ON_PAPER: ("On paper", "A student whose work on paper counts, by decision."),
    Status.SET: ("Set by hand", "A student without a file that counts, and with points."),
}


class Attention(NamedTuple):
    """A file that a person should look at."""

    path: str
    status: Status
    reason: str


class _Outcome(NamedTuple):
    name: str
    number: int
    means: str


class _People(NamedTuple):
    title: str
    lines: list[str]
    layout: str


class _Item(NamedTuple):
    """One event as the report shows it."""

    title: str
    date: str
    figures: ItemFigures
    keys: tuple[Reading, ...]
    columns: list[tuple[Position, int, float]]
    told: str
    chosen: str
    lean: str
    whose: str


class ClassPages(NamedTuple):
    """The two pages on a class, as HTML that needs nothing else.

    Attributes
    ----------
    report : str
        For whoever teaches: it names students.
    seminar : str
        To project: it names nobody.
    """

    report: str
    seminar: str


def class_pages(
    key: Key,
    sheets: Callable[[], Iterable[GradedSheet]],
    intake_counts: Mapping[Status, int],
    *,
    attention: Iterable[Attention] = (),
    markers: MarkersReport | None = None,
) -> ClassPages:
    """Give the report on a class and the page for its seminar, from one pass over the sheets.

    Parameters
    ----------
    key : Key
        What the sheets were graded with.
    sheets : callable
        Gives every student's sheet, those from whom nothing came included.
    intake_counts : mapping
        How many files, or students without one, ended with each status.
    attention : iterable of Attention
        The files that a person should look at, whoever they are from.
    markers : MarkersReport, optional
        How the reasons were marked, and by whom.
    """
    analysis, quotes, roll = ItemAnalysis(key), Quotes(key), _Roll()
    sections = BySection(key)
    for sheet in sheets():
        analysis.add(sheet)
        quotes.add(sheet)
        roll.add(sheet)
        sections.add(sheet)
    figures = analysis.figures()
    # The acts that divide come first on either page, so that the best texts are for these.
    by_agreement = figures.by_agreement()
    # Those alone that are shown: each text is compared with all that went before.
    opposed = {
        item.event: quotes.opposed(item.event, item.counts) for item in by_agreement[:MOST_ACTS]
    }
    acts = seminar_acts(key, by_agreement, opposed)
    questions = {act.event: act.question for act in acts}
    gathered = _Gathered(figures, opposed, questions, roll, sections)
    return ClassPages(
        _report(key, gathered, intake_counts, attention, markers), seminar_page(key, acts)
    )


class _Gathered(NamedTuple):
    """What one pass over the sheets gives."""

    figures: ClassFigures
    opposed: Mapping[str, tuple[Quote, Quote] | None]
    questions: Mapping[str, str]
    roll: "_Roll"
    sections: BySection


def _report(
    key: Key,
    gathered: _Gathered,
    intake_counts: Mapping[Status, int],
    attention: Iterable[Attention],
    markers: MarkersReport | None,
) -> str:
    figures, opposed, questions, roll, sections = gathered
    items = {item.event: _item(key, item) for item in figures.items}
    has_points = bool(figures.sheets and figures.by_now)
    has_alpha = not all(
        math.isnan(alpha.value) for alpha in (figures.among_itself, figures.against_key)
    )
    agenda = agenda_of(figures)
    return (
        page_environment()
        .get_template("class-report.html.jinja")
        .render(
            key=key,
            css=style_sheet("class-report.css"),
            stops={place.id: place for place in POSITIONS},
            summary=_summary(key, figures, roll),
            notices=list(_notices(figures, roll)),
            intake=[
                _Outcome(_INTAKE[status][0], intake_counts[status], _INTAKE[status][1])
                for status in Status
                if intake_counts.get(status)
            ],
            people=list(roll.people(attention)),
            items=list(items.values()),
            points_figure=points_figure(
                figures, figures.by_now, is_so_far=figures.by_now < key.points
            ).to_html()
            if has_points
            else "",
            bins=points_bins(figures, figures.by_now) if has_points else [],
            markers=markers,
            rubric=key.rubric,
            marking=_marking(markers),
            sureness=[row for row in figures.sureness if any(it.events for it in figures.sureness)],
            sureness_told=_sureness(figures),
            sections=sections.rows(),
            lean=lean(figures),
            confusion_figure=confusion_figure(figures).to_html() if items else "",
            confusion=list(zip(POSITIONS, figures.confusion, strict=True)),
            alpha_figure=alpha_figure(figures).to_html() if has_alpha else "",
            alphas=list(alphas(figures)),
            agenda=[
                (
                    *(items[item.event], questions[item.event], divided(key, item)),
                    *sides(key, item, opposed[item.event]),
                )
                for item in agenda
            ],
            agenda_head=agenda_head(figures, agenda),
            agenda_note=agenda_note(key),
            disputes=[
                (items[item.event], _dispute_in_words(key, item.event, item.dispute))
                for item in figures.items
                if item.dispute
            ],
            fewest_strong=FEWEST_STRONG,
            fewest_apart=FEWEST_APART,
            split=SPLIT,
        )
    )


def _marking(markers: MarkersReport | None) -> list[str]:
    if markers is None:
        return []
    lenient = [
        f"{shown(line.marker or 'Who gave no name')} gave {told_leniency(line)}, in points."
        for line in markers.markers
        if line.shared
    ]
    return [f"{told_agreement(one)}." for one in markers.criteria] + lenient


def _sureness(figures: ClassFigures) -> str:
    """Say how often answers stood where the key has them, by how sure their authors were."""
    whose = WHOSE[figures.reference]
    parts = [
        f"of {counted(row.events, 'answer')} called “{row.label.lower()}”, "
        f"{row.share * 100:.0f} % stand where {whose} has them"
        for row in figures.sureness
        if row.events
    ]
    if not parts:
        return ""
    told = "; ".join(parts)
    return f"{told[0].upper()}{told[1:]}."


class _Roll:
    """Who has a grade, and who is to be named for want of one."""

    def __init__(self) -> None:
        self.students = 0
        self.graded = 0
        self.to_mark = 0
        self.missing: list[str] = []
        self.uncounted: list[str] = []
        self.decided: list[str] = []

    def add(self, sheet: GradedSheet) -> None:
        self.students += 1
        self.graded += sheet.has_grade
        self.to_mark += sheet.to_mark
        who = f"{sheet.name} ({sheet.student})" if sheet.name else sheet.student
        if sheet.decisions:
            said = "; ".join(it.signed for it in sheet.decisions)
            self.decided.append(f"{who}: {said}")
        if sheet.status is Status.EXCUSED:
            return
        if sheet.status is Status.MISSING:
            self.missing.append(who)
        elif not sheet.has_grade:
            self.uncounted.append(f"{who}: {_INTAKE[sheet.status][0].lower()}")

    def people(self, attention: Iterable[Attention]) -> Iterator[_People]:
        files = [
            f"{found.path}: {_INTAKE[found.status][0].lower()}. {found.reason}"
            for found in attention
        ]
        groups = [
            _People("No file came from", self.missing, " in-columns"),
            _People("A file came, and none counts", self.uncounted, " in-columns"),
            _People("What was decided", self.decided, ""),
            _People("Files to look at", files, ""),
        ]
        return (group for group in groups if group.lines)


def _summary(key: Key, figures: ClassFigures, roll: _Roll) -> str:
    if not figures.sheets:
        which = " for a sheet" if roll.graded else ""
        return f"Nobody has a grade{which} yet, so there is nothing to report."
    verb = "has" if roll.graded == 1 else "have"
    first = f"{roll.graded:,} of {counted(roll.students, 'student')} {verb} a grade"
    if roll.graded > figures.sheets:
        first += f", {figures.sheets:,} of them for a sheet: the figures here are of these"
    if not key.points:
        return f"{first}."
    median = f"{told_number(figures.quantile(0.5))} of {told_number(figures.by_now)}"
    so_far = " that can be earned by now" if figures.by_now < key.points else ""
    return f"{first}; the median is {median} points{so_far}."


def _notices(figures: ClassFigures, roll: _Roll) -> Iterator[str]:
    if counts := few(figures):
        yield (
            f"With {listed([counted(count, noun) for noun, count in counts.items()])} these "
            f"figures mean little: one {' or one '.join(counts)} more could turn any of them "
            "round. Read the answers and the texts; leave the decimals."
        )
    if roll.to_mark:
        waiting = counted(roll.to_mark, "reason")
        verb = "waits" if roll.to_mark == 1 else "wait"
        yield f"{waiting} still {verb} to be marked, so points are provisional."


def _item(key: Key, item: ItemFigures) -> _Item:
    event, best = key.events[item.event], anchors(key.readings[item.event])
    most = max([1, *item.counts])
    held = [(place, count) for place, count in zip(POSITIONS, item.counts, strict=True) if count]
    told = ", ".join(f"{place.short} {count}" for place, count in held) or "placed by nobody"
    left_out = f"; left out {item.unplaced}" if item.unplaced else ""
    return _Item(
        title=str(event["title"]),
        date=str(event.get("date_text", "")),
        figures=item,
        keys=best,
        columns=[
            (place, count, round(count / most, 3))
            for place, count in zip(POSITIONS, item.counts, strict=True)
        ],
        told=f"{told}{left_out}. The key: {places(best)}.",
        chosen=listed([position(mode).short for mode in item.modes]) if item.modes else "—",
        lean=_signed(item.mean_steps),
        whose=f"{WHOSE[best[0].reader].capitalize()}'s reason",
    )


def _dispute_in_words(key: Key, event: str, dispute: KeyDispute) -> str:
    best = anchors(key.readings[event])
    credit = told_number(key.score(event, dispute.position).credit)
    kind = "a majority" if dispute.is_majority else "more than at any other place"
    return (
        f"Of the {dispute.strong} strongest who placed it, {dispute.there} put it at "
        f"{position(dispute.position).name} ({kind}) and {dispute.at_key} where the key has it, "
        f"at {places(best, 'name')}. Their place earns {credit} of 1 now."
    )


def _signed(value: float) -> str:
    """Give a number that keeps its plus sign."""
    told = told_index(value)
    return f"+{told}" if value > 0 and told != "0.00" else told
