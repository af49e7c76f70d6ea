"""The key: what grading needs to know of an assignment, in one file that is kept back.

``hedgelab handout`` writes it beside the handouts, and never among them.
"""

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from hedgelab.answers import sheet_digest, sheet_of_events
from hedgelab.desk.text.folding import folded_id
from hedgelab.scoring import CreditRule, Reading, Score, score
from hedgelab.spectrum import POSITIONS, position
from hedgelab.strict_json import StrictJSONError, parse_json

FORMAT = "hedgelab-key/1"
"""What the member ``format`` of a key says."""

MAX_BYTES = 64 * 1024 * 1024
"""The largest key that is read: thousands of drawn sheets stay below it."""

_REMEDY = "the key is the key.json that 'hedgelab handout' wrote: name it, or write it again"

Json = dict[str, Any]


class KeyFileError(ValueError):
    """A key that cannot be read; the message says what, where and what to do."""


@dataclass(frozen=True, slots=True)
class Override:
    """A credit that the instructor sets for one position of one event, and why."""

    event: str
    position: str
    credit: float
    reason: str


@dataclass(frozen=True, slots=True)
class Level:
    """One step of a criterion: the points it gives and what it looks like."""

    points: float
    says: str


@dataclass(frozen=True, slots=True)
class Criterion:
    """One thing that a rubric looks for, with its levels from the lowest to the highest."""

    id: str
    title: str
    levels: tuple[Level, ...]

    @property
    def most(self) -> float:
        """The points of its highest level."""
        return max(level.points for level in self.levels)


@dataclass(frozen=True, slots=True)
class Rubric:
    """How a justification is judged."""

    id: str
    title: str
    criteria: tuple[Criterion, ...]

    @property
    def most(self) -> float:
        """The points that one justification can earn by it."""
        return sum(criterion.most for criterion in self.criteria)


@dataclass(frozen=True, slots=True)
class LateRule:
    """What handing in late costs.

    Attributes
    ----------
    grace_minutes : int
        How long after the due time nothing happens yet.
    per_day : float
        The share of the points, 0 to 1, lost for each day begun after the due time.
    last_day : int or None
        The last day begun on which anything is taken; None for no such day, 0 for none at all.
    """

    grace_minutes: int = 0
    per_day: float = 0.0
    last_day: int | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """The events of one sheet, in its order, and whom it was drawn for (nobody: for all)."""

    events: tuple[str, ...]
    students: tuple[str, ...] = ()


@dataclass(frozen=True)
class Key:
    """Everything that grading needs to know of an assignment.

    Attributes
    ----------
    assignment, title, instructions : str
        As on the sheets.
    events : mapping
        The public description of each event, as sheets hold it.
    readings : mapping
        The readings of each event, the article's first.
    disputes : mapping
        What is contested about an event, where something is.
    sheets : mapping
        Each sheet that was handed out, by its digest.
    rule : CreditRule
        How a place becomes credit.
    overrides : tuple of Override
        Credits that the instructor sets.
    position_points, justification_points : float
        What a perfect sheet earns for its positions, and for its justifications.
    rubric : Rubric or None
        None where justifications are not marked.
    justification_words : int
        The words that a justification should not exceed; 0 for no limit.
    due : str
        ISO 8601 with an offset, or empty for no due time.
    late : LateRule
        What handing in late costs.
    counts : str
        ``latest``, ``first`` or ``best``: which of a student's valid files counts.
    book : str
        Where the book lies, with a slash at its end; empty for no links to it.
    """

    assignment: str
    title: str
    instructions: str
    events: Mapping[str, Json]
    readings: Mapping[str, tuple[Reading, ...]]
    sheets: Mapping[str, Sheet]
    rule: CreditRule
    position_points: float
    justification_points: float = 0.0
    disputes: Mapping[str, str] = field(default_factory=dict)
    overrides: tuple[Override, ...] = ()
    rubric: Rubric | None = None
    justification_words: int = 0
    due: str = ""
    late: LateRule = field(default_factory=LateRule)
    counts: str = "latest"
    book: str = ""

    @property
    def points(self) -> float:
        """What a perfect sheet earns."""
        return self.position_points + self.justification_points

    @cached_property
    def key_digest(self) -> str:
        """The digest of the readings and of what the instructor set beside them."""
        whole = self.to_dict()
        return sheet_digest({name: whole[name] for name in ("readings", "overrides")})

    @cached_property
    def rule_digest(self) -> str:
        """The digest of everything else that a grade depends on."""
        whole, names = self.to_dict(), ("rule", "points", "rubric", "due", "late", "counts")
        return sheet_digest({name: whole[name] for name in names})

    def sheet(self, digest: str) -> Json:
        """Give a sheet as it was handed out.

        Raises
        ------
        KeyError
            If no sheet of this assignment has that digest.
        """
        events = [self.events[event] for event in self.sheets[digest].events]
        return sheet_of_events(
            events, assignment=self.assignment, title=self.title, instructions=self.instructions
        )

    def sheet_for(self, student: str) -> str:
        """Give the digest of the sheet that a student was given, or "" where there is none."""
        return self._sheet_by_student.get(folded_id(student)) or self._sheet_for_all

    def spelling_of(self, student: str) -> str:
        """Give an id as the sheets were drawn for it; as it is, where none was."""
        return self._spellings.get(folded_id(student), student)

    def score(self, event: str, given: str | None) -> Score:
        """Score one answer by this key's rule and overrides.

        Raises
        ------
        KeyError
            If the key has no such event.
        """
        return self._scores[event, given]

    def grown_by(self, other: "Key") -> "Key | None":
        """Give this key with the students of another beside its own, as a roster grows.

        It is None where the two differ in anything but whom sheets were drawn for, or have two
        sheets for one student: then grades may move, and a person should look first.
        """
        mine, theirs = self.to_dict(), other.to_dict()
        del mine["sheets"], theirs["sheets"]
        if mine != theirs or self._sheet_for_all or other._sheet_for_all:
            return None
        students = {
            folded_id(student) for sheet in other.sheets.values() for student in sheet.students
        } & self._sheet_by_student.keys()
        if any(self.sheet_for(one) != other.sheet_for(one) for one in students):
            return None
        sheets = dict(self.sheets)
        for digest, sheet in other.sheets.items():
            same = sheets.get(digest, Sheet(sheet.events))
            new = (one for one in sheet.students if folded_id(one) not in students)
            sheets[digest] = replace(same, students=(*same.students, *new))
        return replace(self, sheets=sheets)

    @cached_property
    def _sheet_by_student(self) -> dict[str, str]:
        return {
            folded_id(student): digest
            for digest, sheet in self.sheets.items()
            for student in sheet.students
        }

    @cached_property
    def _spellings(self) -> dict[str, str]:
        return {
            folded_id(student): student
            for sheet in self.sheets.values()
            for student in sheet.students
        }

    @cached_property
    def _sheet_for_all(self) -> str:
        return next((digest for digest, sheet in self.sheets.items() if not sheet.students), "")

    @cached_property
    def _scores(self) -> dict[tuple[str, str | None], Score]:
        """Every score there can be: a class of thousands shares these few."""
        places = (None, *(place.id for place in POSITIONS))
        scores = {
            (event, place): score(place, readings, self.rule)
            for event, readings in self.readings.items()
            for place in places
        }
        for override in self.overrides:
            own = scores[override.event, override.position]
            name = position(override.position).name
            how = f"The instructor gives {name} {override.credit:g}: {override.reason}"
            scores[override.event, override.position] = Score(
                override.credit, own.distance, own.steps, own.rule, how
            )
        return scores

    def to_dict(self) -> Json:
        """Give the key as plain dictionaries and lists, ready for JSON."""
        return {
            "format": FORMAT,
            "assignment": self.assignment,
            "title": self.title,
            "instructions": self.instructions,
            "rule": self.rule.value,
            "overrides": [asdict(override) for override in self.overrides],
            "points": {
                # A whole number typed by hand must not change the digest.
                "position": float(self.position_points),
                "justification": float(self.justification_points),
            },
            "rubric": asdict(self.rubric) if self.rubric else None,
            "justification_words": self.justification_words,
            "due": self.due,
            "late": asdict(self.late),
            "counts": self.counts,
            **({"book": self.book} if self.book else {}),  # so that a key of before stays the same
            "events": dict(self.events),
            "readings": {
                event: [asdict(reading) for reading in readings]
                for event, readings in self.readings.items()
            },
            "disputes": dict(self.disputes),
            "sheets": {
                digest: {"events": list(sheet.events), "students": list(sheet.students)}
                for digest, sheet in self.sheets.items()
            },
        }


def write_key(key: Key) -> str:
    """Give the text of a key."""
    return json.dumps(key.to_dict(), ensure_ascii=False, indent=1, allow_nan=False) + "\n"


def read_key(path: Path) -> Key:
    """Read a key that `write_key` wrote.

    Raises
    ------
    KeyFileError
        If it is no key, or is damaged.
    OSError
        If it cannot be read at all.
    """
    with path.open("rb") as file:
        return key_from_text(file.read(MAX_BYTES + 1), str(path))


def key_from_text(text: str | bytes, name: str) -> Key:
    """Read the text that `write_key` gave, wherever it was kept; messages call it `name`.

    Raises
    ------
    KeyFileError
        If it is no key, or is damaged.
    """
    try:
        document = parse_json(text, MAX_BYTES, remedy=_REMEDY)
    except StrictJSONError as error:
        raise KeyFileError(f"{name}: {error}") from None
    given = document.get("format") if isinstance(document, dict) else None
    if given != FORMAT:
        told = f"says {given!r}" if given else "has no format"
        raise KeyFileError(
            f"{name}: this is not a key; it {told}, and a key says {FORMAT!r}. "
            "'hedgelab handout' writes one beside the handouts, named key.json"
        )
    assert isinstance(document, dict)
    try:
        return _key_from(document)
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise KeyFileError(
            f"{name}: the key is damaged ({type(error).__name__}: {error}); "
            "write it again with 'hedgelab handout', with the same assignment file and roster"
        ) from error


def _key_from(document: Json) -> Key:
    readings = {
        event: tuple(Reading(**reading) for reading in held)
        for event, held in document["readings"].items()
    }
    sheets = {
        digest: Sheet(tuple(sheet["events"]), tuple(sheet["students"]))
        for digest, sheet in document["sheets"].items()
    }
    key = Key(
        assignment=document["assignment"],
        title=document["title"],
        instructions=document["instructions"],
        events=document["events"],
        readings=readings,
        sheets=sheets,
        rule=CreditRule(document["rule"]),
        position_points=float(document["points"]["position"]),
        justification_points=float(document["points"]["justification"]),
        disputes=document["disputes"],
        overrides=tuple(Override(**override) for override in document["overrides"]),
        rubric=_rubric_from(document["rubric"]),
        justification_words=int(document["justification_words"]),
        due=document["due"],
        late=LateRule(**document["late"]),
        counts=document["counts"],
        book=str(document.get("book", "")),
    )
    if key.book and not key.book.startswith(("https://", "http://")):
        raise ValueError(f"{key.book!r} is no address of a book")
    for digest in key.sheets:
        if key.sheet(digest)["digest"] != digest:
            raise ValueError(f"the sheet {digest} was changed after it was handed out")
    for event in key.readings:
        for place in POSITIONS:
            key.score(event, place.id)
    return key


def _rubric_from(document: Json | None) -> Rubric | None:
    if document is None:
        return None
    criteria = tuple(
        Criterion(
            criterion["id"],
            criterion["title"],
            tuple(Level(**level) for level in criterion["levels"]),
        )
        for criterion in document["criteria"]
    )
    return Rubric(document["id"], document["title"], criteria)
