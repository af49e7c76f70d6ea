"""A cell of answers with slips in it, read where it can only mean one thing.

Students fill the cell in by hand: quotation marks go missing or come curly from a text program,
a comma is lost, a line breaks in the middle of a reason.  The names of the members are known, and
so is where each may stand; what lies between two of them is the value of the first.  Nothing is
run, and where a text can be read in two ways it is refused.
"""

import re
from collections.abc import Sequence
from typing import Final, NamedTuple, NoReturn

from hedgelab.desk.intake.literals import MAX_CHARACTERS, LiteralError
from hedgelab.desk.text.visible import visible

# Straight, curly, angular, wide: the marks that people and their text programs write.
_SINGLE: Final = "'`\u00b4\u2018\u2019\u201a\u201b\u2039\u203a\uff07"
_DOUBLE: Final = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\uff02'
_QUOTES = _SINGLE + _DOUBLE
_Q = f"[{_QUOTES}]"
_TOP = ("format", "assignment", "sheet", "student", "answers", "saved")
_OF_STUDENT = ("id", "name")
_OF_ANSWER = ("event", "position", "confidence", "justification", "changed")
_NAMES = "|".join((*_TOP, *_OF_STUDENT, *_OF_ANSWER))

# A name begins its line, or stands in quotation marks after a sign or a space.
_MEMBER = re.compile(
    rf"(?:^[ \t]*{_Q}?|(?<=[{{\[,\s]){_Q}(?=\w+{_Q}))(?P<name>{_NAMES}){_Q}?[ \t]*:",
    re.MULTILINE,
)
_NOTHING = frozenset({"", "None", "null"})
_FREE_TEXT = frozenset({"justification", "name", "id"})
_WITH_COLON = frozenset({"sheet", "saved", "changed"})
_SLUG = re.compile(r"[\w.-]+")
_BETWEEN = re.compile(r"[\s,{}\[\]]*")
_ENDS_AS_TEXT = re.compile(rf"{_Q}[ \t]*,[ \t\r]*$", re.MULTILINE)
_AFTER_TEXT = re.compile(r"[\s,}\]]*(?:#.*)?")
_TWO_TEXTS = re.compile(rf"{_Q}\s*[,:]\s*{_Q}|{_Q}\s*:\s|{_Q}\s*\n\s*{_Q}|{_Q}\s*,?\s*#")
_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|(.))", re.DOTALL)
_ESCAPED = {"n": "\n", "t": "\t", "r": "\r"}


class _Member(NamedTuple):
    """A member's name, the text up to the next one, and the line in which it begins."""

    name: str
    raw: str
    line: int


def answers_with_slips(text: str) -> dict[str, object] | None:
    """Give the answers that a cell means, though it is not written as data should be.

    Parameters
    ----------
    text : str
        A cell that `hedgelab.desk.intake.literals.dictionary_in` refuses.

    Returns
    -------
    dict or None
        None where it is no cell of answers.

    Raises
    ------
    LiteralError
        If a part of it can be read in two ways.

    Examples
    --------
    >>> cell = '{"format": hedgelab-answers/1, "answers": [{“event”: a-1999 "position": 3. Denial}]'
    >>> answers_with_slips(cell)["answers"]
    [{'event': 'a-1999', 'position': '3. Denial'}]
    """
    if len(text) > MAX_CHARACTERS:
        return None
    members = _members(text)
    names = [member.name for member in members]
    if names.count("format") != 1 or names.count("answers") != 1:
        return None
    begin = names.index("answers")
    top = members[:begin] + [member for member in members[begin:] if member.name == "saved"]
    answers = [member for member in members[begin + 1 :] if member.name != "saved"]
    document = _object([member for member in top if member.name not in ("student", *_OF_STUDENT)])
    if "student" in names[:begin]:
        document["student"] = _object([it for it in top if it.name in _OF_STUDENT])
    document["answers"] = [_answer(answer) for answer in _by_event(answers)]
    return document


def _members(text: str) -> list[_Member]:
    """Cut a text at the names of members; those that cannot stand where they do are text."""
    found: list[re.Match[str]] = []
    allowed: tuple[str, ...] = _TOP
    for match in _MEMBER.finditer(text):
        if match["name"] not in allowed or _is_value(text, match.start()):
            continue
        found.append(match)
        if match["name"] == "student":
            allowed = (*_OF_STUDENT, *_TOP)
        elif match["name"] == "answers":
            allowed = (*_OF_ANSWER, "saved")
    members, line, at = list[_Member](), 1, 0
    ends = [*(match.start() for match in found), len(text)][1:]
    for match, end in zip(found, ends, strict=True):
        line += text.count("\n", at, match.start("name"))
        at = match.start("name")
        members.append(_Member(match["name"], text[match.end() : end], line))
    return members


def _is_value(text: str, at: int) -> bool:
    while at and text[at - 1].isspace():
        at -= 1
    return text[at - 1 : at] == ":"


def _by_event(members: Sequence[_Member]) -> list[list[_Member]]:
    answers: list[list[_Member]] = []
    for member in members:
        if member.name == "event":
            answers.append([])
        elif not answers:
            _refuse(member, "stands before the event it is about: put it below")
        answers[-1].append(member)
    return answers


def _answer(members: Sequence[_Member]) -> dict[str, object]:
    answer = _object(members)
    if not _SLUG.fullmatch(str(answer["event"])) or "position" not in answer:
        _refuse(members[0], "and position belong together: write both, each on a line of its own")
    return answer


def _object(members: Sequence[_Member]) -> dict[str, object]:
    values: dict[str, object] = {}
    for member in members:
        if member.name in values:
            _refuse(member, "stands twice in one answer: keep one of them")
        values[member.name] = _value(member)
    return values


def _value(member: _Member) -> object:
    body, doubtful = _without_tail(member.raw)
    if member.name in _FREE_TEXT:
        return _free_text(member, body, doubtful)
    # A word or number that may have been cut by the end of a line.
    word = " ".join(body.partition("#")[0].split()).rstrip(",{}[]() ").strip(_QUOTES + " ")
    if ":" in word and member.name not in _WITH_COLON:
        _refuse(member, "is not written clearly: write one value, in quotation marks")
    if word in _NOTHING:
        return None
    return int(word) if word.isascii() and word.isdigit() and len(word) < _LONG_NUMBER else word


_LONG_NUMBER = 10


def _without_tail(raw: str) -> tuple[str, str]:
    """Take off what stands between a value and the next member: signs, and lines of comment.

    The comments that may be a part of the value are given as well: they stand right below it, or
    end as a text does.
    """
    lines = raw.strip().split("\n")
    doubtful = ""
    while lines:
        signs, is_comment, comment = lines[-1].partition("#")
        if not _BETWEEN.fullmatch(signs):
            break
        if "}" in signs and not is_comment and not _ENDS_AS_TEXT.search(doubtful):
            doubtful = ""
        doubtful = is_comment + comment + ("\n" if is_comment else "") + doubtful
        lines.pop()
    return "\n".join(lines).rstrip(" \t\r\n,"), doubtful


def _free_text(member: _Member, body: str, doubtful: str) -> str:
    """Give a text from its first quotation mark to its last, either of which may be missing."""
    if body in _NOTHING and not doubtful:
        return ""
    mark = body[0] if body and body[0] in _QUOTES else ""
    kind = _SINGLE if mark and mark in _SINGLE else _DOUBLE
    inside = body[1:] if mark else body
    last = max(inside.rfind(quote) for quote in kind)
    is_closed = last >= 0 and bool(_AFTER_TEXT.fullmatch(inside, last + 1))
    if is_closed:
        inside, after = inside[:last], inside[last:]
        # What looks like a comment is one only after a mark like the first, and the only such.
        is_comment = after[0] == mark and mark not in inside and not _has(doubtful, _QUOTES)
        is_clear = is_comment or not (doubtful or "#" in after)
        if mark and inside.startswith(mark * 2):
            inside = inside[2:].removesuffix(mark * 2)
    else:
        is_clear = not doubtful and "#" not in inside
        inside = inside.rstrip(" \t,{}[]")
    if not is_clear or _TWO_TEXTS.search(inside) or (member.name in _OF_STUDENT and "\n" in inside):
        _refuse(
            member,
            "can be read in two ways: put its text between two straight quotation marks, and "
            "write others within it as '",
        )
    lines = (line.strip() for line in inside.split("\n"))
    return _ESCAPE.sub(_unescaped, "\n".join(lines))


def _has(text: str, signs: str) -> bool:
    return any(sign in text for sign in signs)


def _unescaped(match: re.Match[str]) -> str:
    if match[1]:
        return chr(int(match[1], 16))
    return _ESCAPED.get(match[2], match[2])


def _refuse(member: _Member, problem: str) -> NoReturn:
    raise LiteralError(f"line {member.line}: {visible(member.name)} {problem}")
