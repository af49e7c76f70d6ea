"""Change single members of a YAML file, and leave everything else as somebody wrote it.

Comments, order and the way a value is written stay wherever the value stays.  What comes out is
read again: where a file is written so that a cut would change something else (an anchor, a group
in braces), it is written anew as a whole, and its comments are lost.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Final, NamedTuple

import yaml

Value = str | bool | int | float | list[Any] | dict[str, Any] | None
"""What a member may hold; None for a member that is to go."""

_WIDTH: Final = 100


class _Dumper(yaml.SafeDumper):
    """Writes as people do: yes and no, several lines as several lines, lists indented."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:
        del indentless
        super().increase_indent(flow, False)

    def ignore_aliases(self, data: object) -> bool:
        del data
        return True


def _text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style)


def _yes_or_no(dumper: yaml.SafeDumper, value: bool) -> yaml.ScalarNode:
    return dumper.represent_scalar("tag:yaml.org,2002:bool", "yes" if value else "no")


_Dumper.add_representer(str, _text)
_Dumper.add_representer(bool, _yes_or_no)


def dumped(members: Mapping[str, Value]) -> str:
    """Give members as YAML.

    Examples
    --------
    >>> print(dumped({"title": "Deeds", "draw": {"count": 10, "balanced": True}}), end="")
    title: Deeds
    draw:
      count: 10
      balanced: yes
    """
    return yaml.dump(
        dict(members), Dumper=_Dumper, sort_keys=False, allow_unicode=True, width=_WIDTH
    )


def edited(text: str, path: Sequence[str], value: Value, order: Sequence[str] = ()) -> str:
    r"""Give a file with another value for one member.

    Parameters
    ----------
    text : str
        The file: YAML with members, or nothing yet.
    path : sequence of str
        The member, behind those that it stands in: ``("draw", "count")``.
    value : str, number, bool, list, dict or None
        What it is to hold; None takes it out, and a group that is empty then.
    order : sequence of str
        The members as they usually follow one another, where a new one is to find its place.

    Examples
    --------
    >>> text = "title: Deeds\npoints:\n  # of a hundred\n  position: 60 # for places\n"
    >>> print(edited(text, ("points", "position"), 70), end="")
    title: Deeds
    points:
      # of a hundred
      position: 70 # for places
    """
    before = yaml.compose(text, Loader=yaml.SafeLoader)
    held = _held(before) if before is not None else {}
    wanted = _with(held, path, None if value is None else _read({"x": value})["x"])
    if held == wanted:
        return text
    if isinstance(before, yaml.MappingNode) and before.value and not before.flow_style:
        for result in _cuts(text, before, path, value, order):
            if _reads_as(result, wanted):
                return result
    return dumped(_with(yaml.safe_load(text) or {}, path, value))


def _read(members: Mapping[str, Value]) -> dict[str, Any]:
    read = _held(yaml.compose(dumped(members), Loader=yaml.SafeLoader))
    assert isinstance(read, dict)
    return read


def _reads_as(text: str, wanted: object) -> bool:
    try:
        return bool(_held(yaml.compose(text, Loader=yaml.SafeLoader)) == wanted)
    except yaml.YAMLError:
        return False


def _held(node: yaml.Node | None) -> object:
    """Give what is written in a node, to compare it: each value with what it counts as."""
    if isinstance(node, yaml.MappingNode):
        return {str(key.value): _held(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_held(value) for value in node.value]
    return (node.tag, node.value) if node is not None else {}


def _with(held: object, path: Sequence[str], value: object) -> dict[str, Any]:
    """Give what is held with another value in one place; a group that is empty then is gone."""
    name, *rest = path
    members = dict(held) if isinstance(held, dict) else {}
    inner = _with(members.get(name), rest, value) if rest else value
    if inner is None or (rest and not inner):
        members.pop(name, None)
    else:
        members[name] = inner
    return members


class _Entry(NamedTuple):
    """A member of a group, and where it stands in the text."""

    name: str
    value: yaml.Node
    start: int
    end: int


def _entries(text: str, group: yaml.MappingNode) -> list[_Entry]:
    starts = [key.start_mark.index for key, _ in group.value]
    return [
        _Entry(str(key.value), value, start, start + _length(text[start:stop], key))
        for (key, value), start, stop in zip(
            group.value, starts, [*starts[1:], len(text)], strict=True
        )
    ]


def _length(piece: str, key: yaml.Node) -> int:
    """Give how much of the text up to the next member is this one's: comments are the next's."""
    lines = piece.splitlines(keepends=True)
    while len(lines) > 1 and _is_between(lines[-1], key.start_mark.column):
        lines.pop()
    return sum(map(len, lines))


def _is_between(line: str, column: int) -> bool:
    bare = line.lstrip(" ")
    return not bare.strip() or (bare.startswith("#") and len(line) - len(bare) <= column)


def _cuts(
    text: str, group: yaml.MappingNode, path: Sequence[str], value: Value, order: Sequence[str]
) -> Iterator[str]:
    """Give the ways to cut a value in, the one that changes least first."""
    entries = _entries(text, group)
    name, *rest = path
    column = group.value[0][0].start_mark.column
    found = next((it for it in entries if it.name == name), None)
    if found is None:
        whole = _with({}, path, value)[name]
        yield _with_new(text, entries, column, (name, whole), order)
        return
    inner = found.value
    if rest and isinstance(inner, yaml.MappingNode) and inner.value and not inner.flow_style:
        # Cut off behind this group, what follows cannot be taken for a part of it.
        for result in _cuts(text[: found.end], inner, rest, value, order):
            yield result + text[found.end :]
    if rest:
        held = yaml.safe_load(text[found.start : found.end].replace("\n" + " " * column, "\n"))
        value = _with(held, path, value).get(name)
    if value is None:
        yield text[: found.start].removesuffix(" " * column) + text[found.end :]
        return
    if isinstance(inner, yaml.ScalarNode) and not isinstance(value, dict | list):
        yield _with_scalar(text, inner, value)
    yield text[: found.start] + _block(name, value, column) + text[found.end :]


def _with_scalar(text: str, node: yaml.ScalarNode, value: Value) -> str:
    """Put a value in the place of another, and keep the comment behind it."""
    written = dumped({"x": value}).removeprefix("x:").removesuffix("\n")
    start, end = node.start_mark.index, node.end_mark.index
    head = text[:start]
    return head + written.removeprefix(" " if head.endswith(" ") else "") + text[end:]


def _with_new(
    text: str,
    entries: Sequence[_Entry],
    column: int,
    member: tuple[str, Value],
    order: Sequence[str],
) -> str:
    """Put a new member behind the last of those that usually stand before it."""
    before = order[: order.index(member[0])] if member[0] in order else ()
    earlier = [it for it in entries if it.name in before]
    after = (earlier or list(entries))[-1].end
    head = text[:after] if text[:after].endswith("\n") else text[:after] + "\n"
    return head + " " * column + _block(*member, column) + text[after:]


def _block(name: str, value: Value, column: int) -> str:
    lines = dumped({name: value}).splitlines(keepends=True)
    return "".join(
        (" " * column if number and line.strip() else "") + line
        for number, line in enumerate(lines)
    )
