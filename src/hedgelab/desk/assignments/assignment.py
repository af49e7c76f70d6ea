"""An assignment, as an instructor writes it in YAML.

``exercises/README.md`` explains each member; ``assignment.schema.json`` beside this module
says the same as a JSON Schema.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from zoneinfo import ZoneInfo, available_timezones

from hedgelab.desk.assignments.book_address import is_address
from hedgelab.desk.assignments.rubrics import RubricError, read_rubric
from hedgelab.desk.assignments.yaml_members import Members, YAMLFileError, instead, read_members
from hedgelab.desk.model.key import LateRule, Override, Rubric
from hedgelab.scoring import CreditRule
from hedgelab.spectrum import POSITIONS

TABLES = "tables"
"""What ``bank`` says for the project's own tables."""

KEYED_BY = ("article", "module", "anyone")
"""Whose reading may be the key of a drawn event."""

COUNTS = ("latest", "first", "best")
"""Which of a student's valid files may count."""

_POSITION_IDS = tuple(place.id for place in POSITIONS)
_RULES = tuple(rule.value for rule in CreditRule)
_MOST_EVENTS = 200
_MOST_POINTS = 10_000
_LEAST_POINTS = 1
_FIRST_YEAR, _LAST_YEAR = 1970, 3000
_DUE = re.compile(r"(\d{4}-\d{2}-\d{2})[ T](\d{2}:\d{2}) +(\S+)")
_DUE_LIKE = "2027-03-15 23:59 Europe/Berlin"
_BOOK_LIKE = "https://example.edu/hedging-lab/"
_PERCENT = re.compile(r"(\d{1,3}(?:\.\d+)?) ?%")


class AssignmentError(YAMLFileError):
    """An assignment that cannot be used; the message says what, on which line, what to write."""


@dataclass(frozen=True, slots=True)
class Draw:
    """Which events are drawn from a bank.

    Attributes
    ----------
    count : int
        How many events a sheet holds.
    periods, domains, positions : tuple of str
        Those of the bank that an event may have; empty for any.
    keyed_by : str
        One of `KEYED_BY`; it matters for the project's tables only.
    leave_out : tuple of str
        Events that are never drawn.
    among : tuple of str
        The only events that are drawn; empty for any that fit.
    balanced : bool
        Whether each position has as equal a part of a sheet as the bank allows.
    per_student : bool
        Whether each student gets a sheet of their own.
    seed : int
        Another seed gives other sheets; the same seed always gives the same.
    """

    count: int
    periods: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    positions: tuple[str, ...] = ()
    keyed_by: str = "anyone"
    leave_out: tuple[str, ...] = ()
    among: tuple[str, ...] = ()
    balanced: bool = True
    per_student: bool = False
    seed: int = 1


@dataclass(frozen=True, slots=True)
class Assignment:
    """What a class is asked to do, and how it is judged.

    Attributes
    ----------
    path : Path
        The file it was read from.
    id, title, instructions : str
        As on the sheets.
    bank : Path or None
        The folder of the events; None for the project's own tables.
    events : tuple of str
        The events of every sheet; empty where they are drawn.
    draw : Draw or None
        How they are drawn.
    confidence, justification : bool
        Whether a sheet asks how sure the student is, and why.
    justification_words : int
        The words that a justification should not exceed; 0 for no limit.
    rule, overrides, rubric, position_points, justification_points, due, late, counts
        As in `hedgelab.desk.model.key.Key`.
    book : str
        Where the book lies that students are sent to; empty for where its settings say.
    lines : mapping
        Line and column of the members that are checked against the bank.
    """

    path: Path
    id: str
    title: str
    instructions: str
    bank: Path | None
    events: tuple[str, ...]
    draw: Draw | None
    confidence: bool
    justification: bool
    justification_words: int
    rule: CreditRule
    overrides: tuple[Override, ...]
    rubric: Rubric | None
    position_points: float
    justification_points: float
    due: str
    late: LateRule
    counts: str
    book: str = ""
    lines: Mapping[str, tuple[int, int]] = field(default_factory=dict, repr=False, compare=False)

    @property
    def per_student(self) -> bool:
        """Whether students get different events."""
        return self.draw is not None and self.draw.per_student

    def error(self, member: str, problem: str) -> AssignmentError:
        """Give the error that blames a member, for what only the bank can tell."""
        line, column = self.lines.get(member, (None, None))
        return AssignmentError(self.path, line, column, problem)


def read_assignment(path: Path) -> Assignment:
    """Read an assignment, and the rubric that it names.

    Parameters
    ----------
    path : Path
        A YAML file; the folders and files that it names are found from where it lies.

    Raises
    ------
    AssignmentError
        Whatever is wrong with it, with line and column.
    RubricError
        What is wrong with its rubric.
    OSError
        If the file cannot be read at all.
    """
    members = read_members(path, AssignmentError)
    lines: dict[str, tuple[int, int]] = {}
    position_points, justification_points = _points(members.mapping("points"))
    confidence, justification, words = _asked(members.mapping("ask"))
    due = _due(members)
    events, draw = _events(members, lines)
    assignment = Assignment(
        path=path,
        id=members.slug("id", path.stem, like="deeds-1993-2000"),
        title=members.text("title", like="what stands above the sheet"),
        instructions=members.text("instructions", "", like="a paragraph"),
        bank=_bank(members),
        events=events,
        draw=draw,
        confidence=confidence,
        justification=justification,
        justification_words=words,
        rule=CreditRule(members.choice("credit", _RULES, CreditRule.READINGS.value)),
        overrides=_overrides(members, lines),
        rubric=_rubric(members),
        position_points=position_points,
        justification_points=justification_points,
        due=due,
        late=_late(members),
        counts=members.choice("counts", COUNTS, COUNTS[0]),
        book=_book(members),
        lines=lines,
    )
    members.finish()
    _check_together(assignment, members)
    return assignment


def _book(members: Members) -> str:
    given = members.text("book", "", like=f"an address, like {_BOOK_LIKE}")
    if given and not is_address(given):
        members.fail(
            members.at("book"),
            f"'book' is no address: write where the book lies on the web, like {_BOOK_LIKE}, or "
            "leave it out",
        )
    return given


def _bank(members: Members) -> Path | None:
    named = members.text("bank", TABLES, like=f"{TABLES}, or the folder of your own events")
    if named == TABLES:
        return None
    try:
        folder = members.path.parent / Path(named).expanduser()
        is_there = folder.is_dir()
    except (RuntimeError, ValueError, OSError):  # nobody's home, a name that no disk takes
        is_there = False
    if not is_there:
        problem = (
            f"there is no folder {named!r} beside this file: write {TABLES}, or where your bank "
            "lies; 'hedgelab bank new' begins one"
        )
        members.fail(members.at("bank"), problem)
    return folder


def _events(
    members: Members, lines: dict[str, tuple[int, int]]
) -> tuple[tuple[str, ...], Draw | None]:
    listed = _noted(members, "events", lines)
    drawn = members.mapping("draw")
    if listed and drawn:
        members.fail(drawn.node, "events and draw are both here: name the events, or draw them")
    if drawn:
        return (), _draw(drawn, lines)
    if not listed:
        members.fail(
            members.node,
            "no events: write 'events:' with a list of ids, or 'draw:' with a count",
        )
    return listed, None


def _draw(members: Members, lines: dict[str, tuple[int, int]]) -> Draw:
    for member in ("count", "keyed_by"):
        _note(lines, member, members.at(member))
    positions = _noted(members, "positions", lines)
    for place in positions:
        if place not in _POSITION_IDS:
            members.refuse("positions", place, _POSITION_IDS)
    draw = Draw(
        count=members.whole("count", None, low=1, high=_MOST_EVENTS),
        periods=_noted(members, "periods", lines),
        domains=_noted(members, "domains", lines),
        positions=positions,
        keyed_by=members.choice("keyed_by", KEYED_BY, "anyone"),
        leave_out=_noted(members, "leave_out", lines),
        among=_noted(members, "among", lines),
        balanced=members.yes("balanced", default=True),
        per_student=members.yes("per_student", default=False),
        seed=members.whole("seed", 1, high=2**31),
    )
    members.finish()
    return draw


def _noted(members: Members, member: str, lines: dict[str, tuple[int, int]]) -> tuple[str, ...]:
    """Take a list of words, none of them twice, and note where each stands."""
    found: list[str] = []
    for word, node in members.words(member):
        if word in found:
            members.fail(node, f"{word!r} stands in {member} twice: take one out")
        found.append(word)
        _note(lines, f"{member}:{word}", node)
    return tuple(found)


def _note(lines: dict[str, tuple[int, int]], member: str, node: object) -> None:
    mark = getattr(node, "start_mark")  # noqa: B009 - yaml's nodes have no typed attributes
    lines[member] = (mark.line + 1, mark.column + 1)


def _asked(members: Members | None) -> tuple[bool, bool, int]:
    if members is None:
        return True, True, 80
    confidence = members.yes("confidence", default=True)
    justification = members.yes("justification", default=True)
    words = members.whole("words", 80, high=1000)
    members.finish()
    return confidence, justification, words if justification else 0


def _points(members: Members | None) -> tuple[float, float]:
    if members is None:
        return 100, 0
    positions = members.number("position", None, high=_MOST_POINTS)
    justification = members.number("justification", 0, high=_MOST_POINTS)
    for name, points in (("position", positions), ("justification", justification)):
        if 0 < points < _LEAST_POINTS:
            problem = f"{name} is {points:g}, which rounding to hundredths takes away"
            members.fail(members.at(name), f"{problem}: write 0, or {_LEAST_POINTS:g} and more")
    members.finish()
    return positions, justification


def _overrides(members: Members, lines: dict[str, tuple[int, int]]) -> tuple[Override, ...]:
    found: dict[tuple[str, str], Override] = {}
    for entry in members.mappings("overrides"):
        override = Override(
            event=entry.slug("event", like="kfor-platoon-1999"),
            position=entry.choice("position", _POSITION_IDS),
            credit=entry.number("credit", None, high=1),
            reason=entry.text("reason", like="why, for the student to read"),
        )
        entry.finish()
        if (override.event, override.position) in found:
            entry.fail(entry.node, "an override for this event and position stands above already")
        found[override.event, override.position] = override
        _note(lines, f"overrides:{override.event}", entry.at("event"))
    return tuple(found.values())


def _rubric(members: Members) -> Rubric | None:
    named = members.text("rubric", "", like="a file, such as rubrics/justification.yml")
    if not named:
        return None
    try:
        return read_rubric(members.path.parent / named)
    except RubricError:
        raise
    except OSError as error:
        problem = f"the rubric {named!r} cannot be read ({error.strerror}): write where it lies"
        members.fail(members.at("rubric"), problem)


def _due(members: Members) -> str:
    text = members.text("due", "", like=_DUE_LIKE)
    if not text:
        return ""
    node = members.at("due")
    if not (found := _DUE.fullmatch(text)):
        members.fail(node, f"due is {text!r}: write day, time and time zone, like {_DUE_LIKE}")
    day, time, zone = found.groups()
    if zone not in (zones := available_timezones()):
        near = instead(zone, sorted(zones))
        stop = "" if near.endswith("?") else "."
        like = "A zone is like Europe/Berlin"
        members.fail(node, f"due has the time zone {zone!r}{near}{stop} {like}")
    try:
        naive = datetime.fromisoformat(f"{day}T{time}")
    except ValueError:
        members.fail(node, f"due is {text!r}, which no calendar has: write it like {_DUE_LIKE}")
    if not _FIRST_YEAR <= naive.year < _LAST_YEAR:
        members.fail(node, f"due is {text!r}, the year {naive.year}: write it like {_DUE_LIKE}")
    # When the clocks go back an hour occurs twice: the later one is meant, for the student's sake.
    moment = naive.replace(tzinfo=ZoneInfo(zone), fold=1)
    if moment.astimezone(UTC).astimezone(ZoneInfo(zone)).replace(tzinfo=None) != naive:
        members.fail(node, f"due is {text!r}, an hour that the clocks skip: write another time")
    return moment.isoformat()


def _late(members: Members) -> LateRule:
    late = members.mapping("late")
    if late is None:
        return LateRule()
    if not members.text("due", ""):
        members.fail(late.node, "a late rule needs a due time: say under 'due' when it is")
    share = late.text("lost_per_day", "0 %", like="10 %")
    found = _PERCENT.fullmatch(share)
    if not found or float(found[1]) > 100:  # noqa: PLR2004 - of a hundred
        late.fail(late.at("lost_per_day"), f"lost_per_day is {share!r}: write it like 10 %")
    has_last = late.given("last_day") is not None
    rule = LateRule(
        grace_minutes=late.whole("grace_minutes", 0, high=7 * 24 * 60),
        per_day=float(found[1]) / 100,
        last_day=late.whole("last_day", 0, high=365) if has_last else None,
    )
    late.finish()
    return rule


def _check_together(assignment: Assignment, members: Members) -> None:
    if assignment.position_points + assignment.justification_points <= 0:
        members.fail(members.at("points"), "nothing earns a point: give the positions some")
    if assignment.justification_points and not assignment.justification:
        problem = "justifications earn points and are not asked: write 'justification: yes' in ask"
        members.fail(members.at("points"), problem)
    if assignment.justification_points and assignment.rubric is None:
        problem = "justifications earn points, and no rubric judges them: name one with 'rubric:'"
        members.fail(members.at("points"), problem)
    if assignment.rubric and not assignment.justification:
        problem = "a rubric judges justifications, and none are asked: take it out, or ask for them"
        members.fail(members.at("rubric"), problem)
