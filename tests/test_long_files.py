"""A file that has grown long is named in CONTRIBUTING.md, with the reason."""

import re
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
LONG = 400  # lines of Python
LONG_MODULE = 300  # lines of a widget's module


def files_of(kind: str) -> list[Path]:
    """Give the sources of a kind, without what is made of them."""
    found = (CHECKOUT / "src").rglob(f"*.{kind}")
    return [path for path in found if "bundles" not in path.parts]


def lines(path: Path) -> int:
    return len(path.read_text(encoding="utf-8").splitlines())


def test_no_module_of_a_widget_is_long() -> None:
    modules = files_of("js")
    assert modules
    long = {str(path.relative_to(CHECKOUT)) for path in modules if lines(path) > LONG_MODULE}
    assert long == set(), "cut what it decides from what it draws"


def test_contributing_names_the_long_files_and_no_other() -> None:
    long = {path.name for path in files_of("py") if lines(path) > LONG}
    told = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paragraphs = (" ".join(part.split()) for part in told.split("\n\n"))
    (paragraph,) = (part for part in paragraphs if f"longer than {LONG} lines" in part)
    named = set(re.findall(r"`([\w/]+\.py)`", paragraph))
    assert named == long, "name it with the reason, or make it shorter"
