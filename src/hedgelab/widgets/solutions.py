"""What the solution of a lab's task puts out stays folded until somebody asks for it.

JupyterLab unfolds a folded output whenever its cell is run, and so would *Run All* give every
solution away.  Here the output of a cell that says it is a solution stands below a button, in
every kind of notebook.
"""

import re
from typing import Any

from IPython.core.getipython import get_ipython
from IPython.display import display
from IPython.utils.capture import capture_output
from ipywidgets import Box, Output, ToggleButton

from hedgelab.widgets.notebook import is_in_notebook

_SOLUTION = re.compile(r"# (Solution \d+): ")
_MAGIC = "hedgelab_folded"


def fold_solutions() -> None:
    """Fold what cells put out that begin with ``# Solution 1: ``, in this notebook."""
    shell: Any = get_ipython()
    if not is_in_notebook() or _marked in shell.input_transformers_cleanup:
        return
    shell.register_magic_function(_folded, "cell", _MAGIC)
    shell.input_transformers_cleanup.append(_marked)


def _marked(lines: list[str]) -> list[str]:
    """Give the lines of a cell, with the magic before those of a solution."""
    found = _SOLUTION.match(lines[0]) if lines else None
    return [f"%%{_MAGIC} {found[1]}\n", *lines] if found else lines


def _folded(name: str, source: str) -> None:
    """Run a cell, and put what it shows below a button that shows it."""
    shell: Any = get_ipython()
    with capture_output() as captured:
        # The line in front keeps the cell from being marked again.
        shell.run_cell(f"#\n{source}")
    shown = [
        {"output_type": "display_data", "data": rich.data, "metadata": rich.metadata or {}}
        for rich in captured.outputs
    ]
    said = [
        {"output_type": "stream", "name": stream, "text": text}
        for stream, text in (("stdout", captured.stdout), ("stderr", captured.stderr))
        if text
    ]
    output = Output(outputs=(*said, *shown), layout={"display": "none"})
    # An accordion of ipywidgets can't be opened from a keyboard.
    asked = ToggleButton(description=name)

    def show(_change: object) -> None:
        output.layout.display = "" if asked.value else "none"

    asked.observe(show, "value")
    column = Box([asked, output], layout={"flex_flow": "column"})
    display(column)  # type: ignore[no-untyped-call]
