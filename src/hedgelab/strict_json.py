"""JSON from strangers: read as plain data, or refused with a reason its owner can act on."""

import json
import re
from collections import Counter
from typing import NoReturn

MAX_DEPTH = 20
"""How deep objects and lists may stand in one another."""

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


def parse_json(text: str | bytes, max_bytes: int) -> object:
    """Parse JSON in UTF-8, with or without a byte order mark.

    Stricter than `json.loads`: a member that stands twice is refused, for two parsers
    could pick different ones, and so is NaN.

    Raises
    ------
    StrictJSONError
        Whatever is wrong; no other exception comes out of here.

    Examples
    --------
    >>> parse_json('{"a": [1]}', max_bytes=100)
    {'a': [1]}
    """
    # Half an emoji, cut off by a length limit, must not fail on its way to UTF-8.
    size = len(text.encode("utf-8", "surrogatepass") if isinstance(text, str) else text)
    if size > max_bytes:
        raise StrictJSONError(f"has {size:,} bytes, more than {max_bytes:,}: {_AS_SAVED}")
    try:
        decoded = text.decode() if isinstance(text, bytes) else text
        if not decoded.strip("\ufeff \t\r\n"):
            raise StrictJSONError("is empty: save it again and hand in that file")
        return json.loads(
            decoded.removeprefix("\ufeff"), object_pairs_hook=_once, parse_constant=_no_number
        )
    except StrictJSONError:
        raise
    except UnicodeDecodeError as error:
        problem = f"is no UTF-8 text (byte {error.start + 1}): {_AS_SAVED}, not opened elsewhere"
        raise StrictJSONError(problem) from None
    except json.JSONDecodeError as error:
        where = f"line {error.lineno}, column {error.colno}"
        raise StrictJSONError(f"this is no JSON ({error.msg}): {_AS_SAVED}", where) from None
    except RecursionError:
        raise StrictJSONError(f"is nested too deeply: {_AS_SAVED}") from None
    except ValueError:
        # The one that is left: a number of thousands of digits.
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
    match value:
        case None | bool():
            return value
        case str():
            return _LONE_SURROGATE.sub("\ufffd", value)
        case int() | float():
            if abs(value) < _MAX_NUMBER:
                return value
            raise StrictJSONError("holds a number that is too large: take it out")
        case list():
            return [plain_json(item, depth + 1) for item in value]
        case dict() if all(isinstance(key, str) for key in value):
            return {
                plain_json(key, depth): plain_json(item, depth + 1) for key, item in value.items()
            }
    raise StrictJSONError(f"holds a {type(value).__name__}, which is no JSON: take it out")


def _once(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) < len(pairs):
        ((twice, _),) = Counter(key for key, _ in pairs).most_common(1)
        shown = repr(twice if len(twice) <= _SHOWN else twice[:_SHOWN] + "…")
        raise StrictJSONError(f"the member {shown} stands twice in one object: keep one of them")
    return members


def _no_number(literal: str) -> NoReturn:
    raise StrictJSONError(f"{literal} is no number that JSON knows: take it out")
