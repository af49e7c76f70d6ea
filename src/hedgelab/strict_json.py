"""JSON from strangers: read as plain data, or refused with a reason its owner can act on."""

import json
import re
from collections import Counter
from typing import NoReturn

MAX_DEPTH = 20
"""How deep objects and lists may stand in one another."""

_MOST_LEVELS = 200  # of a document that is parsed at all: notebooks have about ten

_MAX_NUMBER = 2**63
_SHOWN = 60  # characters of a name that a message shows
_LONE_SURROGATE = re.compile(r"[\ud800-\udfff]")
_AS_SAVED = "hand in the file as it was saved"


class StrictJSONError(ValueError):
    """Text that is no JSON one may rely on.

    Attributes
    ----------
    where : str
        Line and column, where they are known.
    problem : str
        What is wrong, and what to do.
    """

    def __init__(self, problem: str, where: str = "") -> None:
        super().__init__(f"{where}: {problem}" if where else problem)
        self.where = where
        self.problem = problem


def parse_json(
    text: str | bytes, max_bytes: int, *, trusted_in_part: bool = False, remedy: str = ""
) -> object:
    """Parse JSON in UTF-8, with or without a byte order mark.

    Stricter than `json.loads`: a member that stands twice is refused, for two parsers
    could pick different ones, and so is NaN.

    Parameters
    ----------
    text : str or bytes
        What the file holds.
    max_bytes : int
        The largest text that is parsed.
    trusted_in_part : bool
        Whether a larger document, such as a notebook, may hold a member twice or NaN.  Where
        they stand in the part that is relied on, `plain_json` refuses them.
    remedy : str
        What to do where the text as a whole is no such JSON; left out, what a student can do.

    Raises
    ------
    StrictJSONError
        Whatever is wrong; no other exception comes out of here.

    Examples
    --------
    >>> parse_json('{"a": [1]}', max_bytes=100)
    {'a': [1]}
    """
    as_saved = remedy or _AS_SAVED
    # Half an emoji, cut off by a length limit, must not fail on its way to UTF-8.
    content = text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text
    size = len(content)
    if size > max_bytes:
        raise StrictJSONError(f"has {size:,} bytes, more than {max_bytes:,}: {as_saved}")
    # Checked before parsing: in a browser's Python a stack overflow ends the interpreter.
    if _is_deeper_than(_MOST_LEVELS, content):
        raise StrictJSONError(f"is nested too deeply: {as_saved}")
    try:
        decoded = text.decode() if isinstance(text, bytes) else text
        if not decoded.strip("\ufeff \t\r\n"):
            raise StrictJSONError(f"is empty: {remedy or 'save it again and hand in that file'}")
        decoder = _IN_PART if trusted_in_part else _WHOLE
        return decoder.decode(decoded.removeprefix("\ufeff"))
    except StrictJSONError:
        raise
    except UnicodeDecodeError as error:
        advice = remedy or f"{_AS_SAVED}, not opened elsewhere"
        problem = f"is no UTF-8 text (byte {error.start + 1}): {advice}"
        raise StrictJSONError(problem) from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise StrictJSONError(f"this is no JSON ({error.msg}): {as_saved}", where) from None
    except ValueError:
        # The one ValueError left: Python refuses a number of thousands of digits.
        raise StrictJSONError("holds a number that is too long: take it out") from None


def plain_json(value: object, depth: int = 0) -> object:
    """Copy a value of JSON's own kinds, and mend text that was cut inside an emoji.

    What comes out of here can be compared, shown and written without fear.

    Raises
    ------
    StrictJSONError
        If something in it is no JSON, too large or too deep.

    Examples
    --------
    >>> plain_json({"a": (1, 2)})
    Traceback (most recent call last):
    hedgelab.strict_json.StrictJSONError: holds a tuple, which is no JSON: take it out
    """
    if depth > MAX_DEPTH:
        raise StrictJSONError(f"is nested too deeply: {_AS_SAVED}")
    # The frequent types first: every value of a whole class comes through here.
    if isinstance(value, str):
        return value if value.isascii() else mended(value)
    if isinstance(value, _Ambiguous):
        raise value.refusal
    if isinstance(value, dict):
        return {_name(key): plain_json(item, depth + 1) for key, item in value.items()}
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        if abs(value) < _MAX_NUMBER:
            return value
        if value != value:  # noqa: PLR0124 - only NaN differs from itself
            _no_number("NaN")
        raise StrictJSONError("holds a number that is too large: take it out")
    if isinstance(value, list):
        return [plain_json(item, depth + 1) for item in value]
    raise StrictJSONError(f"holds a {type(value).__name__}, which is no JSON: take it out")


def mended(text: str) -> str:
    r"""Put a sign for what is missing where text was cut inside an emoji.

    Examples
    --------
    >>> mended("cut \ud83d")
    'cut �'
    """
    try:
        text.encode()
    except UnicodeEncodeError:
        return _LONE_SURROGATE.sub("\ufffd", text)
    return text


def _is_deeper_than(most: int, content: bytes) -> bool:
    """Tell whether lists and objects stand deeper in one another; it calls nothing in turn.

    Examples
    --------
    >>> _is_deeper_than(1, b'["[[["]'), _is_deeper_than(1, b'["]", ["]"]]')
    (False, True)
    """
    # One pass that leaves few bytes is sooner done than two that count.
    if len(content.translate(None, _NOT_OPENING)) <= most:
        return False
    # Split at the quotation marks, every second part stands outside of them.
    outside = content.replace(b"\\\\", b"").replace(b'\\"', b"").split(b'"')[::2]
    brackets = b"".join(outside).translate(_ONE_KIND, _NO_BRACKETS)
    for _ in range(most):
        if b"[]" not in brackets:
            break
        brackets = brackets.replace(b"[]", b"")
    return b"[]" in brackets or brackets.count(b"[") > most


_NOT_OPENING = bytes(set(range(256)) - set(b"[{"))
_NO_BRACKETS = bytes(set(range(256)) - set(b"[]{}"))
_ONE_KIND = bytes.maketrans(b"{}", b"[]")


class _Ambiguous(dict[str, object]):
    """An object in which a member stands twice, where it is not known yet whether it matters."""

    refusal: StrictJSONError


def _name(key: object) -> str:
    if isinstance(key, str):
        return key if key.isascii() else mended(key)
    raise StrictJSONError("holds a dict, which is no JSON: take it out")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        raise _refusal_of_twice(pairs)
    return members


def _once_or_ambiguous(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        ambiguous = _Ambiguous(pairs)
        ambiguous.refusal = _refusal_of_twice(pairs)
        return ambiguous
    return members


def _refusal_of_twice(pairs: list[tuple[str, object]]) -> StrictJSONError:
    ((twice, _),) = Counter(key for key, _ in pairs).most_common(1)
    shown = repr(twice if len(twice) <= _SHOWN else twice[:_SHOWN] + "…")
    return StrictJSONError(f"the member {shown} stands twice in one object: keep one of them")


def _no_number(literal: str) -> NoReturn:
    raise StrictJSONError(f"{literal} is no number that JSON knows: take it out")


_WHOLE = json.JSONDecoder(object_pairs_hook=_once, parse_constant=_no_number)
_IN_PART = json.JSONDecoder(object_pairs_hook=_once_or_ambiguous)
