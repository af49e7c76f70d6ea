"""Nothing that the page says sends a lecturer to a terminal."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

from hedgelab.desk.office.office import Office
from hedgelab.desk.office.page_words import in_page_words
from hedgelab.desk.office.request import Given
from tests.desk.office.asking import refused

# Names of variables in style sheets begin in the same way as options.
COMMAND = re.compile(r"(?<![\w-])--(?!hl-)[a-z]|\bhedgelab [a-z]|\bcommand\b|\bterminal\b")

ELSEWHERE = ("This is the record", "No board comes", ".at-", "#!")
"""How texts begin that are read where there is no page, or by no person: an archive's README, a
student's notebook, a style sheet, a script."""

LOADED = """
import sys
import hedgelab.desk.office.steps
for name, module in sys.modules.items():
    if name.startswith("hedgelab"):
        print(module.__file__)
"""


def texts(path: Path) -> list[str]:
    """Give the texts in a module, without what documents it; "…" for what is put into them."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    passed = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Expr)}
    found = []
    for node in ast.walk(tree):
        match node:
            case ast.JoinedStr(values=values):
                passed |= set(map(id, values))
                found.append(
                    "".join(
                        getattr(it, "value", "") if isinstance(it, ast.Constant) else "…"
                        for it in values
                    )
                )
            case ast.Constant(value=str(text)) if id(node) not in passed:
                found.append(text)
    return found


@pytest.mark.slow
def test_no_text_of_what_the_page_calls_names_a_command() -> None:
    told = subprocess.run(
        [sys.executable, "-c", LOADED], check=True, capture_output=True, text=True
    ).stdout.split()
    assert len(told) > 100
    said = {text for path in told for text in texts(Path(path)) if not text.startswith(ELSEWHERE)}
    naming = {text for text in said if COMMAND.search(text)}
    assert len(naming) > 20, "they are found"
    assert {text: it for text in naming if COMMAND.search(it := in_page_words(text))} == {}


def test_the_office_says_what_to_do_in_the_page(office: Office) -> None:
    key = office.folder / "handout" / "key.json"
    key.parent.mkdir()
    key.write_text("{}")
    says = refused(office, "grade.files", Given("s1.json", b"{}"))
    assert says.startswith("handout/key.json: this is not a key")
    assert says.endswith("The step Hand out makes one")
