"""YAML that an instructor wrote, read member by member so that a message can name the line."""

from collections.abc import Sequence
from difflib import get_close_matches
from pathlib import Path
from typing import NoReturn

import yaml

from hedgelab.answers import SLUG

MAX_BYTES = 1024 * 1024
"""The largest file that is read."""

_NOTHING = "tag:yaml.org,2002:null"
_NUMBERS = ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float")
_YES_OR_NO = {"true": True, "yes": True, "on": True, "false": False, "no": False, "off": False}
_SHOWN = 60  # characters of a value that a message shows


class YAMLFileError(ValueError):
    """A file that cannot be used; the message says what is wrong, on which line, and what to do.

    Attributes
    ----------
    path : Path
        The file.
    line, column : int or None
        Where, counted from 1.
    problem : str
        What is wrong, and what to write instead.
    """

    def __init__(self, path: Path, line: int | None, column: int | None, problem: str) -> None:
        where = f"line {line}, column {column}: " if line else ""
        super().__init__(f"{path}: {where}{problem}")
        self.path = path
        self.line = line
        self.column = column
        self.problem = problem


class Members:
    """The members of one mapping, taken one after another.

    What nobody has taken when `finish` is called is refused, with the name that it may
    have been meant for.
    """

    def __init__(
        self, path: Path, node: yaml.Node, name: str, error: type[YAMLFileError] = YAMLFileError
    ) -> None:
        self.path, self.node, self.name, self._error = path, node, name, error
        if not isinstance(node, yaml.MappingNode):
            self.fail(node, f"{name} is {_found(node)}: write its members below it, indented")
        self._values: dict[str, yaml.Node] = {}
        self._keys: dict[str, yaml.Node] = {}
        self._known: list[str] = []
        for key, value in node.value:
            word = key.value if isinstance(key, yaml.ScalarNode) else ""
            if word in self._values:
                first = self._keys[word].start_mark.line + 1
                self.fail(key, f"{word!r} stands on line {first} already: take one of them out")
            self._keys[word], self._values[word] = key, value

    def fail(self, node: yaml.Node, problem: str) -> NoReturn:
        """Raise the error that blames a node."""
        mark = node.start_mark
        raise self._error(self.path, mark.line + 1, mark.column + 1, problem)

    def at(self, member: str) -> yaml.Node:
        """Give the node that a problem with a member is to be blamed on."""
        return self._values.get(member, self.node)

    def given(self, member: str) -> yaml.Node | None:
        """Take a member, whatever it is; None where it is absent or left empty."""
        self._known.append(member)
        node = self._values.get(member)
        return None if node is None or node.tag == _NOTHING else node

    def need(self, member: str, like: str) -> yaml.Node:
        """Take a member that must be there."""
        node = self.given(member)
        if node is None:
            for near in get_close_matches(member, self._values, n=1, cutoff=0.75):
                if near != member:
                    self._refuse_member(near, [member])
            missing = "is empty" if member in self._values else "is missing"
            self.fail(self.at(member), f"{self._full(member)} {missing}: write {like}")
        return node

    def text(self, member: str, default: str | None = None, *, like: str = "") -> str:
        """Take a line or a paragraph of text; one without a default must be there."""
        node = self.need(member, like) if default is None else self.given(member)
        if node is None:
            return default or ""
        if not isinstance(node, yaml.ScalarNode):
            self.fail(node, f"{self._full(member)} is {_found(node)}: write text, {like}")
        return str(node.value).strip()

    def choice(self, member: str, allowed: Sequence[str], default: str | None = None) -> str:
        """Take one of a few words."""
        value = self.text(member, default, like=f"one of {', '.join(allowed)}")
        if value not in allowed:
            self.refuse(member, value, allowed)
        return value

    def refuse(self, member: str, value: str, allowed: Sequence[str]) -> NoReturn:
        """Raise the error for a word that is none of those allowed."""
        self.fail(
            self.at(member), f"{self._full(member)} is {_short(value)}{instead(value, allowed)}"
        )

    def slug(self, member: str, default: str | None = None, *, like: str) -> str:
        """Take an id: lower-case letters, digits and single hyphens."""
        value = self.text(member, default, like=f"an id, like {like!r}")
        if not SLUG.fullmatch(value):
            shape = "use lower-case letters, digits and single hyphens"
            self.fail(
                self.at(member), f"{self._full(member)} is {_short(value)}: {shape}, like {like!r}"
            )
        return value

    def yes(self, member: str, default: bool) -> bool:
        """Take a yes or a no."""
        node = self.given(member)
        if node is None:
            return default
        value = _YES_OR_NO.get(str(node.value).lower()) if _is_scalar(node) else None
        if value is None:
            self.fail(node, f"{self._full(member)} is {_found(node)}: write yes or no")
        return value

    def number(self, member: str, default: float | None, *, low: float = 0, high: float) -> float:
        """Take a number within bounds; one without a default must be there."""
        like = f"a number from {low:g} to {high:g}"
        node = self.need(member, like) if default is None else self.given(member)
        if node is None:
            return default or 0
        if node.tag not in _NUMBERS or not low <= (value := _number(node.value)) <= high:
            self.fail(node, f"{self._full(member)} is {_found(node)}: write {like}")
        return value

    def whole(self, member: str, default: int | None, *, low: int = 0, high: int) -> int:
        """Take a whole number within bounds; one without a default must be there."""
        value = self.number(member, default, low=low, high=high)
        if value != int(value):
            self.fail(self.at(member), f"{self._full(member)} is {value:g}: write a whole number")
        return int(value)

    def words(self, member: str) -> tuple[tuple[str, yaml.Node], ...]:
        """Take a list of words, each with its node; a single word is a list of one."""
        node = self.given(member)
        if node is None:
            return ()
        found = []
        for entry in node.value if isinstance(node, yaml.SequenceNode) else [node]:
            if not isinstance(entry, yaml.ScalarNode) or not entry.value.strip():
                told = _found(entry)
                self.fail(entry, f"an entry of {self._full(member)} is {told}: write one word")
            found.append((entry.value.strip(), entry))
        return tuple(found)

    def mapping(self, member: str) -> "Members | None":
        """Take a member that has members of its own."""
        node = self.given(member)
        return None if node is None else self._inner(node, self._full(member))

    def mappings(self, member: str) -> list["Members"]:
        """Take a list of such."""
        node = self.given(member)
        if node is None:
            return []
        if not isinstance(node, yaml.SequenceNode):
            told = _found(node)
            self.fail(node, f"{self._full(member)} is {told}: write a list, each entry after a '-'")
        return [
            self._inner(entry, f"entry {number} of {self._full(member)}")
            for number, entry in enumerate(node.value, start=1)
        ]

    def finish(self) -> None:
        """Refuse what nobody has taken."""
        for word in self._keys:
            if word not in self._known:
                self._refuse_member(word, self._known)

    def _refuse_member(self, word: str, known: Sequence[str]) -> NoReturn:
        inside = f" in {self.name}" if self.name != _WHOLE else ""
        hint = instead(word, known)
        self.fail(self._keys[word], f"there is no member {_short(word)}{inside}{hint}")

    def _inner(self, node: yaml.Node, name: str) -> "Members":
        return Members(self.path, node, name, self._error)

    def _full(self, member: str) -> str:
        return member if self.name == _WHOLE else f"{member} in {self.name}"


_WHOLE = "the file"


def read_members(path: Path, error: type[YAMLFileError]) -> Members:
    """Read a file and give its members.

    Raises
    ------
    YAMLFileError
        Of the class given, if it is no YAML, or holds no members.
    OSError
        If it cannot be read at all.
    """
    with path.open("rb") as file:
        content = file.read(MAX_BYTES + 1)
    if len(content) > MAX_BYTES:
        raise error(path, None, None, f"has more than {MAX_BYTES:,} bytes: is this the right file?")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as damage:
        line = content[: damage.start].count(b"\n") + 1
        what = "holds letters that are not UTF-8: save the file as UTF-8"
        raise error(path, line, 1, what) from None
    try:
        # The depth is checked first, because building recurses as deep as the file nests.
        if _levels(text) > _MOST_LEVELS:
            raise error(path, None, None, f"is no YAML (it is nested too deeply): {_ADVICE}")
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.MarkedYAMLError as damage:
        problem = f"is no YAML ({damage.problem or damage.context}): {_ADVICE}"
        if (mark := damage.problem_mark or damage.context_mark) is None:
            raise error(path, None, None, problem) from None
        raise error(path, mark.line + 1, mark.column + 1, problem) from None
    except yaml.YAMLError as damage:
        raise error(path, None, None, f"is no YAML ({_first_line(damage)}): {_ADVICE}") from None
    if node is None:
        raise error(path, None, None, "is empty: copy one with 'hedgelab exercise', and change it")
    return Members(path, node, _WHOLE, error)


_MOST_LEVELS = 50  # of lists and groups in one another; an assignment has five


def _levels(text: str) -> int:
    """Give how deep lists and groups of members stand in one another."""
    levels = deepest = 0
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        levels += isinstance(event, yaml.CollectionStartEvent)
        levels -= isinstance(event, yaml.CollectionEndEvent)
        deepest = max(deepest, levels)
        if deepest > _MOST_LEVELS:
            break
    return deepest


_ADVICE = (
    "look at this line and the one above; indent with spaces, and put quotation marks round "
    "text that has ': ' or ' #' in it"
)


def instead(value: str, allowed: Sequence[str]) -> str:
    """Say what to write instead: what is near, or everything that is allowed."""
    close = get_close_matches(value[:_SHOWN].lower(), allowed, n=1)
    if close:
        return f": did you mean {close[0]!r}?"
    return f": write one of {', '.join(allowed)}" if len(allowed) <= 12 else ": check its spelling"  # noqa: PLR2004


def _number(text: str) -> float:
    try:
        return float(text.replace("_", ""))
    except ValueError:
        return float("nan")


def _is_scalar(node: yaml.Node) -> bool:
    return isinstance(node, yaml.ScalarNode)


def _found(node: yaml.Node) -> str:
    if isinstance(node, yaml.MappingNode):
        return "a group of members"
    if isinstance(node, yaml.SequenceNode):
        return "a list"
    return _short(str(node.value)) if node.value else "empty"


def _short(text: str) -> str:
    return repr(text if len(text) <= _SHOWN else text[: _SHOWN - 1] + "…")


def _first_line(error: BaseException) -> str:
    return str(error).splitlines()[0] if str(error) else type(error).__name__
