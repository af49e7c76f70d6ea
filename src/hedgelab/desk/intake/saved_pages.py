"""The answers in a page that was saved: what a browser would take for them, and no more.

It is a sheet, or a notebook that was exported as a page.

The page is cut into tags, comments and texts as browsers cut it (HTML Living Standard, 13.2.5),
in one pass over its bytes.  No tree is built: parsers have been made to take hours over a
hostile page.
"""

import html
import re
from collections.abc import Iterator
from typing import NamedTuple

from hedgelab.answers import MAX_BYTES, AnswerFile, AnswerFileError
from hedgelab.desk.intake.notebooks import Found, answers_of, chosen, has_work, read_place
from hedgelab.desk.intake.unreadable import ASK_AGAIN, unreadable
from hedgelab.desk.model.records import Submission
from hedgelab.strict_json import StrictJSONError, parse_json

PLACE = "hedgelab-answers"
"""The id of the element in which a sheet keeps the answers."""

NOTEBOOK_PLACE = "hedgelab-notebook-answers"
"""The class of the elements in which a page made of a notebook carries its boards' answers."""

_NOTEBOOK_SIGNS = (b"jp-Notebook", b"jp-OutputArea", b"notebook-container")
_MOST_PLACES = 20  # elements of such an id or class; one is the rule

_TAG = re.compile(rb"<(?:(?P<end>/)?(?P<name>[a-zA-Z][^\s/>]*)|(?P<comment>!--)|[!?/])")
_COMMENT_END = re.compile(rb"--!?>|(?<=<!--)-?>")
_ATTRIBUTE = re.compile(rb"[\s/]*(?P<name>[^\s/>][^\s/>=]*)?\s*(?P<has_value>(?<=[^\s/>])\s*=\s*)?")
_BARE_VALUE = re.compile(rb"[^\s>]*")
_IN_SCRIPT = re.compile(rb"<!--(?!-*>)|-->|</?script(?=[\s/>])", re.IGNORECASE)

_TEXT_ONLY = frozenset(
    {b"iframe", b"noembed", b"noframes", b"noscript", b"style", b"textarea", b"title", b"xmp"}
)
_ENDS = {name: re.compile(rb"</" + name + rb"(?=[\s/>])", re.IGNORECASE) for name in _TEXT_ONLY}


class _Element(NamedTuple):
    """An element that may hold answers, by its id or its class, and the text of a script."""

    place: str
    name: bytes
    text: bytes
    is_closed: bool


def answers_in_page(content: bytes, assignment: str = "") -> Submission | None:
    """Read the answers that a saved page shows when it is opened.

    Parameters
    ----------
    content : bytes
        The whole page.
    assignment : str
        Which answers to prefer where a page made of a notebook has those of several.

    Returns
    -------
    Submission or None
        None where it is no such page.

    Raises
    ------
    UnreadableError
        If it is one, and its answers cannot be read.
    """
    is_notebook = any(sign in content for sign in _NOTEBOOK_SIGNS)
    may_hold = any(sign in content for sign in (PLACE.encode(), NOTEBOOK_PLACE.encode(), b"&"))
    places = list(_places(content)) if may_hold else []
    of_sheet = [place for place in places if place.place == PLACE]
    if not of_sheet:
        return _in_exported(places, assignment) if places or is_notebook else None
    first, *others = of_sheet
    if first.name != b"script":
        raise unreadable(f"something else stands in the place of the answers: {ASK_AGAIN}")
    if not first.is_closed:
        raise unreadable(f"the page is cut off within its answers: {ASK_AGAIN}")
    try:
        answers = _read(first)
    except (StrictJSONError, AnswerFileError) as error:
        raise unreadable(f"the answers in the page: {error}") from None
    doubts = () if all(_is_same(other, answers) for other in others) else (_TWICE,)
    return Submission(answers, "html", doubts=doubts)


def _in_exported(places: list[_Element], assignment: str) -> Submission:
    """Read what a notebook's boards left in a page that was made of it."""
    found = [_found(place, f"output {number}") for number, place in enumerate(places, start=1)]
    submission = chosen(found, assignment) if found else None
    if submission is None or not has_work(submission.answers):
        # A cell that was filled in by hand is coloured text in such a page, and nothing to rely on.
        raise unreadable(
            "it is a notebook that was exported as a page, and holds no answers of a board: ask "
            "for the notebook itself, the file that ends in .ipynb"
        )
    return Submission(submission.answers, "html", submission.notes, doubts=submission.doubts)


def _found(place: _Element, where: str) -> Found:
    if not place.is_closed:
        return Found(where, True, None, f"{where}: the page is cut off within its answers")
    try:
        return read_place(parse_json(place.text, MAX_BYTES), where, is_output=True)
    except StrictJSONError as error:
        return Found(where, True, None, f"{where}: {error}")


_TWICE = (
    "The page holds answers twice, and they differ. Those count that it shows when it is opened: "
    "look whether they are the student’s."
)


def _read(place: _Element) -> AnswerFile:
    return answers_of(parse_json(place.text, MAX_BYTES), "")


def _is_same(place: _Element, answers: AnswerFile) -> bool:
    try:
        return place.name == b"script" and place.is_closed and _read(place) == answers
    except (StrictJSONError, AnswerFileError):
        return False


def _places(content: bytes) -> Iterator[_Element]:
    """Give the elements of the page that may hold answers; none in comments and templates."""
    at, templates, found = 0, 0, 0
    while found < _MOST_PLACES and (tag := _TAG.search(content, at)):
        at = tag.end()
        if tag["comment"]:
            end = _COMMENT_END.search(content, at)
            at = end.end() if end else len(content)
            continue
        if not tag["name"]:
            at = content.find(b">", at) + 1 or len(content)
            continue
        name = tag["name"].lower()
        at, identity, classes = _after_attributes(content, at)
        if tag["end"]:
            templates -= name == b"template" and templates > 0
            continue
        place = PLACE if identity == PLACE else ""
        if name == b"script" and NOTEBOOK_PLACE in classes.split():
            place = place or NOTEBOOK_PLACE
        is_meant = place and not templates
        begin, is_closed = at, True
        if name == b"script":
            at, is_closed = _end_of_script(content, at)
        elif name in _TEXT_ONLY:
            end = _ENDS[name].search(content, at)
            at = end.start() if end else len(content)
        elif name == b"plaintext":
            at = len(content)
        templates += name == b"template"
        if is_meant:
            found += 1
            yield _Element(place, name, content[begin:at] if name == b"script" else b"", is_closed)


def _after_attributes(content: bytes, at: int) -> tuple[int, str, str]:
    """Give where a tag ends, its id and its classes."""
    told: dict[bytes, str] = {}
    while at < len(content):
        attribute = _ATTRIBUTE.match(content, at)
        assert attribute is not None
        at = attribute.end()
        if attribute["name"] is None:
            # The sign that ends the tag, or the end of the page.
            at += 1
            break
        value = b""
        if attribute["has_value"]:
            mark = content[at : at + 1]
            if mark in (b'"', b"'"):
                end = content.find(mark, at + 1)
                end = len(content) if end < 0 else end
                value, at = content[at + 1 : end], end + 1
            elif bare := _BARE_VALUE.match(content, at):
                value, at = bare[0], bare.end()
        name = attribute["name"].lower()
        # The first of two counts.
        if name in (b"id", b"class") and name not in told:
            told[name] = html.unescape(value[:1000].decode("utf-8", "replace"))
    return at, told.get(b"id", ""), told.get(b"class", "")


def _end_of_script(content: bytes, at: int) -> tuple[int, bool]:
    """Give where the text of a script ends, and whether it does.

    Within ``<!--``, a script that is opened has to be closed first.
    """
    in_comment = in_inner = False
    for sign in _IN_SCRIPT.finditer(content, at):
        told = sign[0].lower()
        if told == b"<!--":
            in_comment = True
        elif told == b"-->":
            in_comment = in_inner = False
        elif told == b"<script":
            in_inner = in_comment
        elif in_inner:
            in_inner = False
        else:
            return sign.start(), True
    return len(content), False
