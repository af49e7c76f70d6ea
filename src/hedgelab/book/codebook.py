"""The directives ``codebook`` and ``series-list``.

The first shows every table of the module, as ``datapackage.json`` describes it; the
second what each annual series measures, from whom, and under which terms.
"""

import json
from typing import Any

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from hedgelab.book.tables import Record, Row, cited, records, three_columns
from hedgelab.data import default_folder, load_series, load_sources, load_table

_TYPES = {"string": "text", "number": "number", "integer": "whole number", "list": "list"}


def told_form(field: dict[str, Any]) -> str:
    """Say in words how a column's cells are written, from its Table Schema field.

    Examples
    --------
    >>> told_form({"type": "string", "constraints": {"enum": ["article", "module"]}})
    'one of: article, module; may be empty'
    >>> told_form({"type": "number", "constraints": {"minimum": 0, "maximum": 1, "required": True}})
    'number, 0 to 1'
    """
    limits = field.get("constraints", {})
    if "enum" in limits:
        form = f"one of: {', '.join(map(str, limits['enum']))}"
    else:
        form = _TYPES.get(field["type"], field["type"])
        if field["type"] == "list":
            form += f" with “{field.get('delimiter', ',').strip()}” between"
        if "minimum" in limits and "maximum" in limits:
            form += f", {limits['minimum']} to {limits['maximum']}"
    return form if limits.get("required") else f"{form}; may be empty"


class Codebook(SphinxDirective):
    """Describe each table and offer it for download."""

    def run(self) -> list[nodes.Node]:
        """Give a section for each table."""
        path = default_folder() / "datapackage.json"
        self.env.note_dependency(str(path))
        package = json.loads(path.read_text(encoding="utf-8"))
        return [self._table_section(resource) for resource in package["resources"]]

    def _table_section(self, resource: dict[str, Any]) -> nodes.section:
        section = nodes.section(ids=[f"table-{resource['name']}"])
        section += nodes.title("", resource["title"])
        name = resource["path"]
        download, _ = self.parse_inline(f"{{download}}`{name} <../data/{name}>`")
        section += nodes.paragraph("", "", nodes.Text(f"{resource['description']} "), *download)
        section += nodes.paragraph("", "", *_licences(resource["licenses"]))

        fields = resource["schema"]["fields"]
        heads = ("Column", "What it holds", "Written as")
        section += three_columns(
            f"{len(fields)} columns of {resource['path']}.", heads, map(_described, fields)
        )
        return section


class SeriesList(SphinxDirective):
    """List the annual series with what they measure, and each source with its terms."""

    def run(self) -> list[nodes.Node]:
        """Give the list's nodes."""
        for table in ("series.csv", "sources.csv"):
            self.env.note_dependency(str(default_folder() / table))
        sources = {source["source_id"]: source for source in records(load_sources())}
        listing = nodes.definition_list()
        for series in records(load_table("series")):
            figures = load_series(series["table"])
            used = figures.loc[figures["series"] == series["series"], "source"].unique()
            listing += nodes.definition_list_item(
                "",
                nodes.term("", f"{series['title']}, ", nodes.literal("", series["series"])),
                nodes.definition(
                    "",
                    _text(f"{series['definition']}."),
                    nodes.bullet_list("", *(_with_terms(sources[name]) for name in used)),
                ),
            )
        return [listing]


def _with_terms(source: Record) -> nodes.list_item:
    name = nodes.literal("", source["source_id"])
    parts = [name, nodes.Text(": "), *cited(source), nodes.Text(f". Licence: {source['licence']}.")]
    return nodes.list_item("", nodes.paragraph("", "", *parts))


def _licences(licences: list[dict[str, str]]) -> list[nodes.Node]:
    told: list[nodes.Node] = [nodes.Text("Licence: ")]
    for licence in licences:
        link = nodes.reference("", licence["title"], refuri=licence["path"])
        told += [*([nodes.Text("; ")] if len(told) > 1 else []), link]
    return [*told, nodes.Text(".")]


def _described(field: dict[str, Any]) -> Row:
    name = nodes.paragraph("", "", nodes.literal("", field["name"]))
    return [name], [_text(field["description"])], [_text(told_form(field))]


def _text(text: str) -> nodes.paragraph:
    return nodes.paragraph("", text)


def setup(app: Sphinx) -> None:
    """Register the directives."""
    app.add_directive("codebook", Codebook)
    app.add_directive("series-list", SeriesList)
