"""Dictionaries that students fill in by hand in a cell: read as data, never as code.

The text is cut into Python's tokens, and only those of a literal are understood: no name is
looked up, nothing is called, nothing is compiled.
"""

import ast
import io
import tokenize
import warnings
from typing import NoReturn

from hedgelab.desk.text.visible import visible
from hedgelab.strict_json import MAX_DEPTH, StrictJSONError, parse_json

MAX_CHARACTERS = 256 * 1024
"""The longest text that is read; a hundred essays stay below it."""

_CONSTANTS = {
    "None": None, "True": True, "False": False, "null": None, "true": True, "false": False,
}  # fmt: skip
_PASSED_OVER = frozenset(
    {tokenize.NL, tokenize.NEWLINE, tokenize.COMMENT, tokenize.INDENT, tokenize.DEDENT}
)
_CLOSING = {"{": "}", "[": "]", "(": ")"}
_CURLY = frozenset("“”„‟’«»\u2018\u201a\u201b\u2039\u203a\uff02\uff07")


class LiteralError(ValueError):
    """A text that is no literal; the message says in which line, what is wrong, what to do."""


def dictionary_in(text: str) -> dict[str, object] | None:
    """Give the first dictionary that stands in a text as a value of its own.

    Parameters
    ----------
    text : str
        A cell: JSON, or Python such as ``answers = {"format": …}``.

    Returns
    -------
    dict or None
        None where there is no such dictionary.

    Raises
    ------
    LiteralError
        If there is one, and it is no plain data.

    Examples
    --------
    >>> dictionary_in("mine = {'confidence': 2, 'position': None}  # by hand")
    {'confidence': 2, 'position': None}
    >>> dictionary_in("{'position': balancing}")
    Traceback (most recent call last):
    hedgelab.desk.intake.literals.LiteralError: line 1: put balancing into quotation marks
    """
    if len(text) > MAX_CHARACTERS:
        raise LiteralError(f"has {len(text):,} characters, more than {MAX_CHARACTERS:,}")
    try:
        document = parse_json(text, 4 * MAX_CHARACTERS)
    except StrictJSONError:
        return _Tokens(text).dictionary()
    return document if isinstance(document, dict) else None


class _Tokens:
    """The tokens of a text, and what has been read of them."""

    def __init__(self, text: str) -> None:
        lines = io.StringIO(text).readline
        self._all = (
            token
            for token in tokenize.generate_tokens(lines)
            # Before a sign that it does not know, Python 3.11 makes a token of the space, too.
            if token.type not in _PASSED_OVER and not token.string.isspace()
        )
        self._next = tokenize.TokenInfo(tokenize.ENDMARKER, "", (1, 0), (1, 0), "")
        self._advance()

    def dictionary(self) -> dict[str, object] | None:
        open_brackets = 0
        while self._next.type != tokenize.ENDMARKER:
            sign = self._next.string if self._next.type == tokenize.OP else ""
            if sign == "{" and not open_brackets:
                return self._members(1)
            open_brackets += (sign in _CLOSING) - (sign in _CLOSING.values())
            self._advance()
        return None

    def _advance(self) -> tokenize.TokenInfo:
        token = self._next
        try:
            self._next = next(self._all, token)
        except (tokenize.TokenError, SyntaxError) as error:
            raise LiteralError(
                f"after line {token.start[0]}: a bracket or a quotation mark is not closed"
            ) from error
        return token

    def _value(self, depth: int) -> object:
        if depth > MAX_DEPTH:
            self._refuse("is nested too deeply")
        kind, text = self._next.type, self._next.string
        if kind == tokenize.STRING:
            return self._text()
        if text == "{":
            return self._members(depth)
        if text in ("[", "("):
            return self._items(depth)
        if kind == tokenize.NUMBER or text == "-":
            return self._number()
        if text in _CONSTANTS:
            self._advance()
            return _CONSTANTS[text]
        self._refuse_curly()
        return self._refuse(
            f"put {visible(text)} into quotation marks"
            if kind == tokenize.NAME
            else f"{visible(text) or 'the end'} stands where a value is expected"
        )

    def _members(self, depth: int) -> dict[str, object]:
        members: dict[str, object] = {}
        self._advance()
        while self._next.string != "}":
            name = self._value(depth + 1)
            if not isinstance(name, str):
                self._refuse("write the name of a member as text, in quotation marks")
            if name in members:
                self._refuse(f"the member {visible(name)!r} stands twice: keep one of them")
            self._expect(":")
            members[name] = self._value(depth + 1)
            self._comma_before("}")
        self._advance()
        return members

    def _items(self, depth: int) -> list[object]:
        closing = _CLOSING[self._advance().string]
        items = []
        while self._next.string != closing:
            items.append(self._value(depth + 1))
            self._comma_before(closing)
        self._advance()
        return items

    def _comma_before(self, closing: str) -> None:
        if self._next.string != closing:
            self._expect(",")

    def _expect(self, sign: str) -> None:
        if self._next.string != sign:
            self._refuse_curly()
            found = visible(self._next.string) or "the end"
            self._refuse(f"{found} stands where a {sign} is expected")
        self._advance()

    def _text(self) -> str:
        parts = []
        while self._next.type == tokenize.STRING:
            parts.append(self._constant())
        if not all(isinstance(part, str) for part in parts):
            self._refuse("write plain text, without a letter before the quotation mark")
        return "".join(str(part) for part in parts)

    def _number(self) -> object:
        is_negative = self._next.string == "-"
        if is_negative:
            self._advance()
        if self._next.type != tokenize.NUMBER:
            self._refuse("a minus stands alone")
        value = self._constant()
        if not isinstance(value, int | float):
            self._refuse("write a plain number")
        return -value if is_negative else value

    def _constant(self) -> object:
        token = self._advance()
        try:
            with warnings.catch_warnings():
                # A backslash before an ordinary letter is a harmless slip of the student's.
                warnings.simplefilter("ignore")
                return ast.literal_eval(token.string)
        except (ValueError, SyntaxError):
            problem = "write plain text or a plain number"
            raise LiteralError(f"line {token.start[0]}: {problem}") from None

    def _refuse_curly(self) -> None:
        """Name the quotation marks that text programs make of straight ones."""
        mark = self._next.string[:1]
        if mark in _CURLY:
            self._refuse(f"write \" or ' instead of {mark}, a quotation mark for prose")

    def _refuse(self, problem: str) -> NoReturn:
        raise LiteralError(f"line {self._next.start[0]}: {problem}")
