"""The directive ``reading-check``: a chapter's questions, written in it as YAML."""

from typing import Any, ClassVar

import yaml
from docutils import nodes
from docutils.parsers.rst import DirectiveError
from docutils.utils import smartquotes
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from hedgelab.widgets.reading_check import ReadingCheck, ReadingCheckError


def read_questions(text: str) -> object:
    """Read questions from YAML, every scalar as text with the book's quotation marks.

    Raises
    ------
    ReadingCheckError
        If it is no YAML.

    Examples
    --------
    >>> read_questions('- question: Is it "so"?')
    [{'question': 'Is it “so”?'}]
    """
    try:
        node = yaml.compose(text, yaml.BaseLoader)
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1} below its head: " if mark else ""
        problem = getattr(error, "problem", None) or str(error)
        raise ReadingCheckError(
            f"{where}the questions are no YAML ({problem}); text with a colon and a space "
            "in it, or with a mark at its beginning, has to stand in quotation marks"
        ) from None
    return _plain(node)


def _plain(node: yaml.Node | None) -> object:
    """Give what a node holds: text as text, "No" and "1993" too, and no other objects."""
    if isinstance(node, yaml.SequenceNode):
        return [_plain(item) for item in node.value]
    if isinstance(node, yaml.MappingNode):
        pairs = [(str(_plain(key)), _plain(value)) for key, value in node.value]
        if len(dict(pairs)) < len(pairs):
            line = node.start_mark.line + 1
            raise ReadingCheckError(
                f"line {line} below its head: the entry that begins here has two lines "
                "with the same word before the colon: take one of them out"
            )
        return dict(pairs)
    if node is None:
        return None
    return smartquotes.smartyPants(node.value, attr="q", language="en")


class ReadingCheckDirective(SphinxDirective):
    """Ask the questions of a chapter; the argument is the chapter's id."""

    required_arguments = 1
    has_content = True
    option_spec: ClassVar[dict[str, Any]] = {}

    def run(self) -> list[nodes.Node]:
        """Give the widget as a page carries it."""
        page = self.arguments[0].strip()
        own = self.env.docname.rsplit("/", 1)[-1]
        if page != own:
            raise self._refusal(f"it says {page!r}; write the id of this page, {own!r}")
        if self.env.temp_data.get("hedgelab-reading-check"):
            raise self._refusal("this page has one already: put the questions together")
        self.env.temp_data["hedgelab-reading-check"] = True
        try:
            check = ReadingCheck.of(page, read_questions("\n".join(self.content)))
        except ReadingCheckError as error:
            raise self._refusal(str(error)) from None
        try:
            return [nodes.raw("", check.page_html(), format="html")]
        finally:
            # A widget made for a page belongs to no kernel.
            check.close()

    def _refusal(self, problem: str) -> DirectiveError:
        return self.error(f"Reading check of {self.env.docname}: {problem}")


def setup(app: Sphinx) -> None:
    """Register the directive."""
    app.add_directive("reading-check", ReadingCheckDirective)
