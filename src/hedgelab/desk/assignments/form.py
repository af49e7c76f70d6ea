"""An assignment as a form: its fields, as the schema tells them, and what a file says in each.

The file is the assignment and the form is a view of it: what no field shows stays as it is.
"""

import json
from collections.abc import Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, Final

import yaml

from hedgelab.desk.assignments.yaml_edit import Value, edited
from hedgelab.spectrum import POSITIONS

Json = dict[str, Any]

GROUPS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "sheet": (
        "What students see",
        ("title", "instructions", "ask.confidence", "ask.justification", "ask.words"),
    ),
    "events": (
        "Events",
        ("bank", "events", "draw.count", "draw.per_student", "draw.balanced", "draw.periods",
         "draw.domains", "draw.positions", "draw.keyed_by", "draw.among", "draw.leave_out",
         "draw.seed"),
    ),
    "points": ("Points", ("points.position", "points.justification", "rubric")),
    "rules": ("How a place earns credit", ("credit", "overrides")),
    "time": (
        "When it is due",
        ("due", "late.grace_minutes", "late.lost_per_day", "late.last_day", "counts"),
    ),
    "names": ("Names and addresses", ("id", "book")),
}  # fmt: skip
"""The fields by what they are about, each behind the title of its part of the form."""

_KINDS: Final = {
    "instructions": "paragraph",
    "bank": "bank",
    "events": "events",
    "draw.among": "events",
    "draw.leave_out": "events",
    "overrides": "overrides",
    "rubric": "rubric",
    "due": "moment",
}
"""What a field is where its type in the schema does not tell."""

_TYPES: Final = {"boolean": "yes", "integer": "whole", "number": "number", "string": "text"}
_LABELS: Final = "hedgelab:labels"
_YES_OR_NO: Final = {"true": True, "yes": True, "on": True, "false": False, "no": False,
                     "off": False}  # fmt: skip


@cache
def assignment_schema() -> Json:
    """Give the JSON Schema of assignments."""
    text = (files("hedgelab.desk.assignments") / "assignment.schema.json").read_text("utf-8")
    schema: Json = json.loads(text)
    return schema


def fields() -> list[Json]:
    """Give the fields of the form, in their groups' order, ready for JSON.

    Each has its ``path`` (``draw.count``), ``kind``, ``label`` and ``help``, what holds where it
    is left out (``default``), and, by its kind, ``least``, ``most``, ``choices`` and ``example``.
    """
    return [
        {"group": group, **_field(path)} for group, (_, paths) in GROUPS.items() for path in paths
    ]


def _field(path: str) -> Json:
    node = _node_of(path)
    about: Json = {
        "path": path,
        "kind": _kind(path, node),
        "label": node["title"],
        "help": node.get("description", ""),
        "default": node.get("default"),
        "example": next(iter(node.get("examples", ())), ""),
    }
    for name, member in (("least", "minimum"), ("most", "maximum")):
        if member in node:
            about[name] = node[member]
    if "enum" in node:
        labels = node.get(_LABELS, {})
        about["choices"] = [{"value": it, "label": labels.get(it, it)} for it in node["enum"]]
    if path == "draw.positions":
        about["choices"] = [{"value": place.id, "label": place.name} for place in POSITIONS]
    return about


def _node_of(path: str) -> Json:
    node = assignment_schema()
    for name in path.split("."):
        node = node["properties"][name]
    return node


def _kind(path: str, node: Json) -> str:
    if path in _KINDS:
        return _KINDS[path]
    if "enum" in node:
        return "choice"
    if "type" in node:
        return _TYPES[node["type"]]
    return "text" if str(node.get("$ref", "")).endswith("slug") else "words"


def order_of(path: str) -> list[str]:
    """Give the members among which one stands, in their usual order."""
    *groups, _ = path.split(".")
    return list(_node_of(".".join(groups))["properties"] if groups else _members())


def _members() -> Json:
    members: Json = assignment_schema()["properties"]
    return members


def said(text: str) -> Json:
    r"""Give what a file says in each field, by the field's path; what it does not say is missing.

    What is not of the field's type is given as it is written, so that it can be mended.

    Examples
    --------
    >>> said("title: 2027\npoints: {position: 60}\ndraw:\n  periods: 1993-2000\n  balanced: no")
    {'title': '2027', 'draw.balanced': False, 'draw.periods': ['1993-2000'], 'points.position': 60}
    """
    root = yaml.compose(text, Loader=yaml.SafeLoader)
    found = {}
    for _, paths in GROUPS.values():
        for path in paths:
            node = _found(root, path.split("."))
            if node is not None and node.tag != "tag:yaml.org,2002:null":
                found[path] = _value(node, _kind(path, _node_of(path)))
    return found


def _found(node: yaml.Node | None, path: Sequence[str]) -> yaml.Node | None:
    for name in path:
        if not isinstance(node, yaml.MappingNode):
            return None
        node = next((value for key, value in node.value if key.value == name), None)
    return node


def _value(node: yaml.Node, kind: str) -> Value:
    if kind in ("words", "events"):
        entries = node.value if isinstance(node, yaml.SequenceNode) else [node]
        return [_written(entry) for entry in entries]
    if kind == "overrides":
        entries = node.value if isinstance(node, yaml.SequenceNode) else []
        return [
            {str(key.value): _number_or_text(value) for key, value in entry.value}
            for entry in entries
            if isinstance(entry, yaml.MappingNode)
        ]
    written = _written(node)
    if kind == "yes":
        return _YES_OR_NO.get(written.lower(), written)
    return _number_or_text(node) if kind in ("whole", "number") else written


def _number_or_text(node: yaml.Node) -> str | float:
    written = _written(node)
    if node.tag not in ("tag:yaml.org,2002:int", "tag:yaml.org,2002:float"):
        return written
    try:
        number = float(written.replace("_", ""))
    except ValueError:
        return written
    return int(number) if number.is_integer() else number


def _written(node: yaml.Node) -> str:
    return str(node.value).strip() if isinstance(node, yaml.ScalarNode) else "…"


def with_value(text: str, path: str, value: Value) -> str:
    """Give a file with another value in one field; None, "" and an empty list take it out.

    Raises
    ------
    KeyError
        If there is no such field.
    """
    if path not in {it for _, paths in GROUPS.values() for it in paths}:
        raise KeyError(path)
    if value in ("", []):
        value = None
    return edited(text, path.split("."), value, order_of(path))


def field_at(text: str, line: int | None, column: int | None) -> str:
    r"""Give the path of the member that stands at a place of a file; "" for none.

    Examples
    --------
    >>> field_at("title: x\ndraw:\n  count: many\n", 3, 10), field_at("title: x", None, None)
    ('draw.count', '')
    """
    if line is None or column is None:
        return ""
    return ".".join(_path_at(yaml.compose(text, Loader=yaml.SafeLoader), (line - 1, column - 1)))


def _path_at(node: yaml.Node | None, place: tuple[int, int]) -> list[str]:
    if not isinstance(node, yaml.MappingNode):
        return []
    for key, value in node.value:
        start = key.start_mark.line, key.start_mark.column
        end = max((it.end_mark.line, it.end_mark.column) for it in (key, value))
        if start <= place < end or place == (value.start_mark.line, value.start_mark.column):
            return [str(key.value), *_path_at(value, place)]
    return []
