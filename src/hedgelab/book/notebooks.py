"""What a page gets whose source is a notebook: its opening set off, and the notebook itself.

A notebook holds nothing but Markdown and code, so that it reads well wherever it is
opened; what the book adds is added here.  Tables of pandas, in whatever page, are given
headers that a screen reader can follow.
"""

import base64
from itertools import takewhile
from pathlib import Path
from typing import Any

from docutils import nodes
from sphinx import addnodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform
from sphinx.transforms.post_transforms import SphinxPostTransform
from sphinx.util.logging import getLogger

from hedgelab.book.addresses import Addresses, launch_nodes
from hedgelab.widgets.pandas_table import readable

_logger = getLogger(__name__)


class LabOpening(SphinxTransform):
    """Sets what stands before the first cell like a chapter's opening, with the download."""

    default_priority = 400

    def apply(self, **_: object) -> None:
        """Change the document, where it is a notebook."""
        source = Path(self.env.doc2path(self.env.docname))
        page = self.document.next_node(nodes.section)
        if source.suffix != ".ipynb" or page is None:
            return
        title, *rest = page.children
        opening = list(takewhile(_is_prose, rest))
        below = rest[len(opening) :]
        self.document += _description(opening)
        links = _download(source, f"/{self.env.docname}.ipynb")
        links += launch_nodes(Addresses.of(self.config), f"{self.env.docname}.ipynb")
        opening.append(links)
        page.children = []
        page += [title, nodes.container("", *opening, classes=["chapter-opening"]), *below]


class FoldedCode(SphinxTransform):
    """Folds the code of a lab: in a page without a kernel it is there to be looked up."""

    default_priority = 402

    def apply(self, **_: object) -> None:
        """Change the document, where it is a notebook."""
        if Path(self.env.doc2path(self.env.docname)).suffix == ".ipynb":
            for cell in self.document.findall(_is_code_cell):
                if not cell.get("hide_mode"):
                    cell["hide_mode"] = "input"
                    cell["prompt_show"], cell["prompt_hide"] = "Code", "Hide the code"


class CodeBelow(SphinxPostTransform):
    """Puts the folded code of a cell below what it shows."""

    # Next after MyST-NB's own, which folds it.
    default_priority = 200
    formats = ("html",)

    def run(self, **_: object) -> None:
        """Change the document, where it is a notebook."""
        if Path(self.env.doc2path(self.env.docname)).suffix != ".ipynb":
            return
        for cell in self.document.findall(_is_code_cell):
            if cell.get("hide_mode") == "input" and len(cell.children) > 1:
                cell.children.append(cell.children.pop(0))


class ControlFirst(SphinxTransform):
    """Puts a lab's first section with a control before the others: its task is done in the page.

    In the notebook it stands further down, for it needs the cells that come before.
    """

    default_priority = 401

    def apply(self, **_: object) -> None:
        """Change the document, where it is a notebook."""
        page = self.document.next_node(nodes.section)
        if Path(self.env.doc2path(self.env.docname)).suffix != ".ipynb" or page is None:
            return
        sections = [node for node in page.children if isinstance(node, nodes.section)]
        with_control = next((node for node in sections if _has_control(node)), None)
        if with_control is not None and with_control is not sections[0]:
            page.remove(with_control)
            page.insert(page.index(sections[0]), with_control)


class ReadableTables(SphinxTransform):
    """Gives the tables of pandas headers that a screen reader can follow."""

    default_priority = 400

    def apply(self, **_: object) -> None:
        """Change every such table of the document."""
        for shown in self.document.findall(_is_pandas_table):
            try:
                shown.children = [nodes.Text(readable(shown.astext()))]
            except ValueError as error:
                _logger.warning("%s", error, location=shown)


def _description(opening: list[nodes.Node]) -> list[nodes.meta]:
    """Tell search engines and previews the first aim, as the opening does its readers."""
    aims = [item for node in opening for item in node.findall(nodes.list_item)]
    told = [f"A lab. You will {item.astext().rstrip(';,.')}." for item in aims[:1]]
    return [nodes.meta("", name="description", content=" ".join(text.split())) for text in told]


def _is_prose(node: nodes.Node) -> bool:
    is_cell = isinstance(node, nodes.container) and node.get("nb_element") == "cell_code"
    return not is_cell and not isinstance(node, nodes.section)


def _is_code_cell(node: nodes.Node) -> bool:
    return isinstance(node, nodes.container) and node.get("nb_element") == "cell_code"


def _has_control(section: nodes.section) -> bool:
    marks = ('data-module="explore"', 'data-module="board"')
    return any(mark in raw.astext() for raw in section.findall(nodes.raw) for mark in marks)


def _is_pandas_table(node: nodes.Node) -> bool:
    return isinstance(node, nodes.raw) and 'class="dataframe"' in node.astext()


def _download(notebook: Path, target: str) -> nodes.paragraph:
    """Offer the notebook to save, and as a file with an address of its own.

    The first link carries the notebook: in a page opened from a folder, a browser would
    show a linked file as text and not save it.
    """
    data = base64.b64encode(notebook.read_bytes()).decode("ascii")
    save = (
        f'<a class="lab-download" download="{notebook.name}" '
        f'href="data:application/x-ipynb+json;base64,{data}">Download this notebook</a>'
    )
    file = addnodes.download_reference(
        "", notebook.name, reftarget=target, refdoc=target, classes=["lab-file"]
    )
    return nodes.paragraph(
        "",
        "",
        nodes.raw("", save, format="html"),
        nodes.Text(" to run it and change it. As a plain file it is "),
        file,
        nodes.Text("."),
        classes=["lab-files"],
    )


def _finish_page(
    app: Sphinx,
    _pagename: str,
    _template: str,
    context: dict[str, Any],
    _doctree: nodes.document | None,
) -> None:
    body = context.get("body", "")
    if "lab-download" in body or "hedgelab-table" in body:
        app.add_css_file("hedgelab/notebooks.css", priority=901)
    # What it says on a folded cell is its name, to those who hear it too.
    context["body"] = body.replace('<summary aria-label="Toggle hidden content">', "<summary>")


def setup(app: Sphinx) -> None:
    """Connect to Sphinx."""
    app.add_transform(LabOpening)
    app.add_transform(ControlFirst)
    app.add_transform(FoldedCode)
    app.add_post_transform(CodeBelow)
    app.add_transform(ReadableTables)
    app.connect("html-page-context", _finish_page)
