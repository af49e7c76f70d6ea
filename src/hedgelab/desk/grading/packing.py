"""Packs: for each marker one page with all that they are to judge, and nobody's name."""

import hmac
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from hedgelab.boards import positions
from hedgelab.desk.grading.justifications import (
    Justification,
    MarkingError,
    justifications,
    rubric_of,
    text_code_of,
)
from hedgelab.desk.handout.marking_page import marking_page
from hedgelab.desk.ledger.markings import Allotment, Marking, Part, allotments, last_markings
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.found import digest_of
from hedgelab.desk.model.key import Criterion, Key, Rubric
from hedgelab.desk.model.marks_file import FORMAT, LONGEST_COMMENT, rubric_digest
from hedgelab.desk.model.points import fits
from hedgelab.desk.model.roster import Enrolled
from hedgelab.desk.text.alike import alike_together, same_words
from hedgelab.desk.text.folding import folded_id
from hedgelab.desk.text.visible import is_blank
from hedgelab.whole_files import write_changed

Json = dict[str, Any]

NAME_LEFT_OUT = "[name]"
"""What stands in a text where its writer named themselves."""

_SHORTEST_NAME = 4  # letters of a name that is looked for in its owner's text
_ID = re.compile(r"(?=.*[0-9])(?=.*[^\W\d_]).{2,}")  # shorter ones are numbers, which texts have
_NO_FILE_NAME = re.compile(r"[^\w.-]+")


@dataclass(frozen=True, slots=True)
class Pack:
    """What was written for one marker.

    Attributes
    ----------
    texts, screens : int
        The texts in it, and how many are shown, for those of the same words are shown once.
    named : int
        Texts whose writers named themselves, so that something was left out.
    """

    path: Path
    marker: str
    texts: int
    screens: int
    named: int


def write_packs(ledger: Ledger, folder: Path) -> list[Pack]:
    """Write a page for each marker who has texts; give what was written.

    Raises
    ------
    MarkingError
        If nothing was dealt yet, or the assignment has no rubric.
    """
    rubric = rubric_of(ledger)
    dealt = allotments(ledger)
    if not dealt:
        out = ledger.path.parent
        raise MarkingError(
            f"{out}: no text was dealt to a marker yet: begin with 'hedgelab mark allot {out} --to "
            "A,B', with the markers' names in place of A and B"
        )
    packer = _Packer(ledger, rubric)
    folder.mkdir(parents=True, exist_ok=True)
    packs = []
    taken: set[str] = set()
    for marker in sorted({one.marker for one in dealt}):
        state = packer.state(marker, [one for one in dealt if one.marker == marker])
        name = _file_name(marker, taken)
        write_changed(folder / name, marking_page(state))
        screens = state["texts"]
        copies = [copy["id"] for screen in screens for copy in screen["copies"]]
        named = sum(packer.is_named(screen["words"]) for screen in screens)
        packs.append(Pack(folder / name, marker, len(copies), len(screens), named))
    return packs


def pack_of(ledger: Ledger, marker: str) -> Json:
    """Give all that the page of one marker knows, who may have no text.

    Raises
    ------
    MarkingError
        If the assignment has no rubric.
    """
    packer = _Packer(ledger, rubric_of(ledger))
    return packer.state(marker, [one for one in allotments(ledger) if one.marker == marker])


class _Packer:
    """Makes the packs of one ledger."""

    def __init__(self, ledger: Ledger, rubric: Rubric) -> None:
        self._ledger, self._rubric, self._key = ledger, rubric, ledger.key
        self._texts = {
            (it.student, it.event): it for it in justifications(ledger) if not is_blank(it.text)
        }
        self._markings = last_markings(ledger)
        self._enrolled = {it.id: it for it in ledger.students()}

    def state(self, marker: str, dealt: Sequence[Allotment]) -> Json:
        """Give all that the page of a marker knows."""
        wanted = [one for one in dealt if self._is_wanted(one)]
        shared = [one for one in wanted if one.part is Part.CALIBRATION]
        rest = [one for one in wanted if one.part is not Part.CALIBRATION]
        screens = [
            *self._screens(shared, marker, is_shared=True),
            *self._screens(rest, marker, is_shared=False),
        ]
        events = dict.fromkeys(screen["event"] for screen in screens)
        course = hmac.new(self._ledger.secret.encode(), b"course", sha256).hexdigest()[:12]
        return {
            "format": FORMAT,
            "course": course,
            "assignment": self._key.assignment,
            "title": self._key.title,
            "marker": marker,
            "rubric": {
                "title": self._rubric.title,
                "digest": rubric_digest(self._rubric),
                "criteria": [_criterion(it) for it in self._rubric.criteria],
            },
            "words": self._key.justification_words,
            "longest": LONGEST_COMMENT,
            "positions": list(positions()),
            "events": [_event(self._key, event) for event in events],
            "texts": screens,
        }

    def is_named(self, words: str) -> bool:
        """Whether something was left out of a text."""
        return NAME_LEFT_OUT in words

    def _is_wanted(self, one: Allotment) -> bool:
        text = self._texts.get(one.text)
        if text is None:
            return False
        # What somebody else has settled meanwhile needs no one more, but to calibrate by.
        return text.waits or one.part is Part.CALIBRATION or bool(self._given(text, one.marker))

    def _given(self, text: Justification, marker: str) -> Marking | None:
        marking = self._markings.get((text.student, text.event), {}).get(marker)
        if marking is None or not fits(marking.mark, self._rubric):
            return None
        return marking if marking.mark.text_digest == digest_of(text.text) else None

    def _screens(
        self, dealt: Sequence[Allotment], marker: str, *, is_shared: bool
    ) -> Iterator[Json]:
        """Give what is shown one after another: event by event, and alike texts together."""
        for event in self._key.readings:
            same: dict[tuple[str, str | None], list[Justification]] = {}
            for text in self._in_order(one for one in dealt if one.event == event):
                same.setdefault((same_words(text.text), text.position), []).append(text)
            by_words: dict[str, list[list[Justification]]] = {}
            for copies in same.values():
                by_words.setdefault(same_words(copies[0].text), []).append(copies)
            words = list(by_words)
            for number, places in enumerate(alike_together(words)):
                group = [copies for place in places for copies in by_words[words[place]]]
                for copies in group:
                    alike = f"{event} {number}" if len(group) > 1 else ""
                    yield self._screen(copies, marker, alike, is_shared=is_shared)

    def _in_order(self, dealt: Iterator[Allotment]) -> list[Justification]:
        # By their codes, which is an order by chance that stays.
        return sorted((self._texts[one.text] for one in dealt), key=self._code)

    def _code(self, text: Justification) -> str:
        return text_code_of(self._ledger, text.student, text.event)

    def _screen(
        self, copies: Sequence[Justification], marker: str, alike: str, *, is_shared: bool
    ) -> Json:
        first = copies[0]
        return {
            "event": first.event,
            "position": first.position,
            "words": self._without_names(first),
            "alike": alike,
            "calibration": is_shared,
            "copies": [
                {
                    "id": self._code(it),
                    "judged": digest_of(it.text),
                    "given": _given(self._given(it, marker)),
                }
                for it in copies
            ],
        }

    def _without_names(self, text: Justification) -> str:
        """Give a text without its writer's name, id and address."""
        enrolled = self._enrolled.get(text.student) or Enrolled(text.student)
        told = (enrolled.id, enrolled.name, enrolled.email, *enrolled.ids, *enrolled.names)
        stripped = {it.strip() for it in told}
        names = sorted(
            (it for it in stripped if len(it) >= _SHORTEST_NAME or _ID.fullmatch(it)), key=len
        )
        if not names:
            return text.text
        # The longest first, for one may be part of another.
        any_of = "|".join(re.escape(name).replace(r"\ ", r"\s+") for name in reversed(names))
        return re.sub(rf"(?<!\w)(?:{any_of})(?!\w)", NAME_LEFT_OUT, text.text, flags=re.IGNORECASE)


def _given(marking: Marking | None) -> Json | None:
    if marking is None:
        return None
    return {
        "points": dict(marking.mark.points),
        "comment": marking.mark.comment,
        "flag": marking.is_flagged,
        "at": marking.written,
    }


def _criterion(criterion: Criterion) -> Json:
    levels = [{"points": level.points, "says": level.says} for level in criterion.levels]
    return {"id": criterion.id, "title": criterion.title, "levels": levels}


def _event(key: Key, event: str) -> Json:
    told: Mapping[str, Any] = key.events[event]
    return {
        "id": event,
        "title": str(told.get("title", event)),
        "date": str(told.get("date_text", "")),
        "summary": str(told.get("summary", "")),
        "readings": [
            {"position": it.position, "reader": it.reader, "credit": it.credit, "reason": it.reason}
            for it in key.readings[event]
        ],
        "overrides": [
            {"position": it.position, "credit": it.credit, "reason": it.reason}
            for it in key.overrides
            if it.event == event
        ],
    }


def _file_name(marker: str, taken: set[str]) -> str:
    """Give the name of a marker's file, which no other marker's file has."""
    stem = f"marking-{_NO_FILE_NAME.sub('-', marker).strip('-.') or 'marker'}"
    name, number = f"{stem}.html", 2
    while folded_id(name) in taken:
        name, number = f"{stem}-{number}.html", number + 1
    taken.add(folded_id(name))
    return name
