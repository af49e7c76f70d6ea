"""The house has floors: an upper one may import a lower one, never the other way round."""

import ast
import re
import subprocess
import sys
import sysconfig
from functools import cache
from importlib.metadata import packages_distributions
from pathlib import Path

import pytest

SOURCE = Path(__file__).parents[1] / "src" / "hedgelab"

FLOORS = {
    "concepts": (
        *(
            "advice",
            "agreement",
            "answers",
            "dates",
            "extras",
            "figure_sizes",
            "guessing",
            "home",
            "palette",
        ),
        *("scoring", "separators", "spectrum", "strict_json", "whole_files"),
    ),
    "data": ("data", "evidence", "profile"),
    "page": ("answer_rules", "boards", "in_page", "practice", "sessions"),
    "sight": ("plots", "widgets"),
    "book": ("book",),
    "desk": ("desk",),
    "desk page": ("desk_page",),
    "server": ("desk_server",),
    "cluster": ("cluster",),
    "door": ("__main__", "cli"),
}

MAY_IMPORT = {
    "concepts": {"concepts"},
    "data": {"concepts", "data"},
    "page": {"concepts", "data", "page"},
    "sight": {"concepts", "data", "page", "sight"},
    "book": {"concepts", "data", "page", "sight", "book"},
    "desk": {"concepts", "data", "page", "desk"},
    "desk page": {"concepts"},
    "server": {"concepts", "desk", "desk page"},
    "cluster": {"concepts", "cluster"},
    "door": {"concepts", "data", "page", "desk", "desk page", "server", "cluster", "door"},
}

# The desk's own floors, from the ground up; rooms of one floor know nothing of each other.
DESK = (
    {"progress", "text"},
    {"model"},
    {"assignments", "platforms"},
    {"ledger"},
    {"intake"},
    {"handout", "reports"},
    {"grading"},
    {"checking", "demo_class", "giving_back"},
    {"office"},
)

DESK_FLOOR_OF = {room: height for height, rooms in enumerate(DESK) for room in rooms}

# Floors not named here may bring what they need; `pyproject.toml` lists it.
THIRD_PARTY = {
    "concepts": set(),
    "data": {"pandas"},
    "page": {"markupsafe"},
    "desk": {"jinja2", "markupsafe", "openpyxl", "tqdm", "yaml"},
}

FLOOR_OF = {part: floor for floor, parts in FLOORS.items() for part in parts}

FILES = sorted(path for path in SOURCE.rglob("*.py") if path != SOURCE / "__init__.py")

CONCEPTS = [part for part in FLOORS["concepts"] if (SOURCE / f"{part}.py").exists()]


def part_of(path: Path) -> str:
    """Give the module or package right under ``hedgelab`` that a file belongs to."""
    return path.relative_to(SOURCE).parts[0].removesuffix(".py")


@cache
def imported(path: Path) -> set[str]:
    """Give the dotted names that a file imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: import by the full name, not relatively"
            # "from hedgelab import spectrum" imports hedgelab.spectrum.
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
    return names


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_floor_imports_only_what_stands_below(path: Path) -> None:
    part = part_of(path)
    assert part in FLOOR_OF, f"give {part} a floor in {__file__}"
    floor = FLOOR_OF[part]
    for name in imported(path):
        first, *rest = name.split(".")
        if first == "hedgelab":
            # hedgelab itself holds the version and nothing else.
            target = FLOOR_OF.get(rest[0]) if rest and rest[0] != "__version__" else floor
            assert target in MAY_IMPORT[floor], f"{part} ({floor}) imports {name} ({target})"
        elif floor in THIRD_PARTY:
            known = first in sys.stdlib_module_names or first in THIRD_PARTY[floor]
            assert known, f"{part} ({floor}) imports {name}"


def room_of(name: str) -> str:
    """Give the room of the desk that a module belongs to, by its dotted name; "" for none."""
    first, second, *rest = (*name.split("."), "", "")
    return rest[0] if (first, second) == ("hedgelab", "desk") else ""


@pytest.mark.parametrize(
    "path", sorted((SOURCE / "desk").rglob("*.py")), ids=lambda path: str(path.relative_to(SOURCE))
)
def test_a_room_of_the_desk_imports_only_rooms_below(path: Path) -> None:
    room = path.relative_to(SOURCE / "desk").parts[0].removesuffix(".py")
    if room == "__init__":
        assert not imported(path)
        return
    assert room in DESK_FLOOR_OF, f"give {room} a floor in {__file__}"
    for name in imported(path):
        other = room_of(name)
        if other and other != room:
            assert DESK_FLOOR_OF[other] < DESK_FLOOR_OF[room], f"{room} imports {name}"


def test_no_two_modules_import_each_other_in_a_circle() -> None:
    names = {
        ".".join(("hedgelab", *path.relative_to(SOURCE).with_suffix("").parts)).removesuffix(
            ".__init__"
        ): path
        for path in FILES
    }
    imports = {
        name: {
            target
            for told in imported(path)
            # "from hedgelab.spectrum import position" is no module of that name.
            if (target := told if told in names else told.rpartition(".")[0]) in names
        }
        for name, path in names.items()
    }
    while leaves := {name for name, others in imports.items() if not others - {name}}:
        imports = {name: others - leaves for name, others in imports.items() if name not in leaves}
    assert not imports, f"in a circle, or above one: {sorted(imports)}"


@pytest.mark.slow
def test_concepts_need_the_standard_library_only() -> None:
    code = f"""
import sys
sys.path[:] = {[sysconfig.get_path("stdlib"), sysconfig.get_path("platstdlib")]!r} + [
    path for path in sys.path if path.endswith("lib-dynload")
] + [{str(SOURCE.parent)!r}]
try:
    import pandas
except ImportError:
    pass
else:
    raise SystemExit("pandas is within reach, so this shows nothing")
for part in {CONCEPTS!r}:
    __import__("hedgelab." + part)
print(len({CONCEPTS!r}))
"""
    run = subprocess.run(
        [sys.executable, "-I", "-S", "-c", code], capture_output=True, text=True, check=False
    )
    assert run.returncode == 0, run.stderr
    assert int(run.stdout) >= 4


# What an instructor types starts fast, and the base install has none of this.
LIGHT = ("hedgelab.cli", "hedgelab.desk.checking", "hedgelab.desk.grading.run")
HEAVY = {"anywidget", "ipywidgets", "matplotlib", "numpy", "openpyxl", "pandas"}


@pytest.mark.slow
@pytest.mark.parametrize("module", LIGHT)
def test_the_desk_starts_without_what_is_heavy(module: str) -> None:
    code = f"import sys, {module}; print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert HEAVY.isdisjoint(run.stdout.split())


# A finder before all others refuses what the base install does not bring, so that nothing
# finds it although the tests' environment has it.
BARE = """
import sys

class Refused:
    def find_spec(self, name, path=None, target=None):
        if name.partition(".")[0] in REFUSED:
            raise ModuleNotFoundError(f"{name} is not in the base install", name=name)

sys.meta_path.insert(0, Refused())
from hedgelab.cli import main
"""

COMMANDS = """
demo-class demo
check demo/assignment.yml demo/roster.csv demo/rubric.yml demo/submissions/mail/s26022.json
handout demo/assignment.yml --roster demo/roster.csv --out handout
check handout/key.json handout/student/baku-and-moscow-s26001.html
quiz moodle-xml demo/assignment.yml --out quiz.xml
quiz qti12 demo/assignment.yml --out canvas.zip
quiz qti21 demo/assignment.yml --out test.zip
package scorm after-2018 --out board.zip
grade handout/key.json demo/submissions --roster demo/roster.csv --out graded
mark allot graded --to A,B --second 10%
mark pack graded --to packs
mark collect graded
mark graded --export to-mark.csv
mark graded --import demo/marks.csv --marker Ada
handout demo/assignment-discussed.yml --roster demo/roster.csv --out handout-2
regrade graded --key handout-2/key.json --dry-run
regrade graded --key handout-2/key.json
export canvas graded --into demo/canvas-gradebook.csv --out upload.csv
decide graded --student s26003 --late-waived --reason ill
export receipts graded
export grades graded --out grades-again.csv
archive graded --out record.zip
archive graded --without-names --texts --out research.zip
archive --check record.zip
demo-course course
return graded --zip folders
agree demo/submissions/mail/s26022.json demo/submissions/mail/s26026.json
bank new my-bank
"""


@pytest.mark.slow
def test_every_command_works_in_the_base_install(tmp_path: Path) -> None:
    commands = [line.split() for line in COMMANDS.strip().splitlines()]
    refused = set(packages_distributions()) - THIRD_PARTY["desk"] - {"et_xmlfile", "hedgelab"}
    code = (
        f"REFUSED = {refused!r}{BARE}"
        f"for command in {commands!r}:\n    print('\\n', main(command), *command)"
    )
    run = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, cwd=tmp_path
    )
    assert run.returncode == 0, run.stderr
    # A class in which some files need a person to look at them ends grading with 1.
    ends = [f" {int(command[0] == 'grade')} {' '.join(command)}" for command in commands]
    assert [line for line in run.stdout.splitlines() if line in ends] == ends, run.stderr


# The desk's page: views stand on parts, and a framework is all that comes from elsewhere.
PAGE = SOURCE / "desk_page"
PAGE_MODULES = sorted(
    path
    for path in PAGE.rglob("*.js*")
    if path.relative_to(PAGE).parts[0] not in {"bundles", "__pycache__"}
)
PAGE_FROM = re.compile(r"""^(?:import|export|\}) [^"]*?from "(?P<target>[^"]+)";$""", re.MULTILINE)
VIEW_LINES = 150


@pytest.mark.parametrize("path", PAGE_MODULES, ids=lambda path: str(path.relative_to(PAGE)))
def test_a_module_of_the_desks_page_imports_the_framework_and_what_is_ours(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    room = path.parent.name
    for target in PAGE_FROM.findall(text):
        if target in {"preact", "preact/hooks"}:
            assert path.suffix == ".jsx", f"{path} draws, and is no .jsx"
            continue
        if target.startswith("pyodide"):
            assert path.name == "worker.js", f"{path}: Python stays in the worker"
            continue
        imported_from = (path.parent / target).resolve()
        assert imported_from.is_file(), target
        stands_in = imported_from.parent
        shared = {SOURCE / "widgets" / name for name in ("shared", "marking")}
        assert stands_in in {*shared, PAGE, *PAGE.iterdir()}, target
        if room == "parts":
            assert stands_in.name in {"parts", "shared"}, f"a part knows no view: {target}"
    assert room != "views" or len(text.splitlines()) <= VIEW_LINES, "cut the view in two"
    assert "dangerouslySetInnerHTML" not in text
    assert "innerHTML" not in text


# The browser half has floors too: what all widgets share, each widget, and the hosts, of which
# two bring what they show: the sheet's the board, and the marker's page its own.
MODULES = sorted(
    path
    for path in (SOURCE / "widgets").rglob("*.js")
    if path.relative_to(SOURCE / "widgets").parts[0] != "bundles"
)
FROM = re.compile(r"""^(?:import|export|\}) .*?from "(?P<target>[^"]+)";$""", re.MULTILINE)

# Beside a board's own page, a session and the last exercise lay its cards: one card, one rail and
# one feedback, whoever asks.
ROOMS = {
    "hosts": {"hosts", "shared", "board", "marking"},
    "last_exercise": {"last_exercise", "shared", "board"},
    "practise": {"practise", "shared", "board"},
    "shared": {"shared"},
}

# Libraries, each in the one module that needs it: it is joined into that widget's script alone.
FROM_ELSEWHERE = {
    "class_code/qr.js": {"qr"},
    "in_class/camera.js": {"qr/decode.js"},
    "practise/schedule.js": {"ts-fsrs"},
    "search/finding.js": {"minisearch"},
}


@pytest.mark.parametrize("path", MODULES, ids=lambda path: str(path.relative_to(SOURCE)))
def test_a_module_imports_what_all_share_and_what_stands_beside_it(path: Path) -> None:
    room = path.parent.name
    may = ROOMS.get(room, {room, "shared"})
    library = FROM_ELSEWHERE.get(f"{room}/{path.name}", set())
    for target in FROM.findall(path.read_text(encoding="utf-8")):
        if target in library:
            continue
        assert target.startswith("."), f"{path}: a page gets nothing from elsewhere ({target})"
        imported_from = (path.parent / target).resolve()
        assert imported_from.is_file(), target
        assert imported_from.parent.name in may, f"{path}: {target}"


OUTSIDE = sorted(
    path for folder in ("tools", "benchmarks") for path in (SOURCE.parents[1] / folder).glob("*.py")
)


@pytest.mark.parametrize("path", OUTSIDE, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_tools_and_benchmarks_stand_on_the_source_and_not_on_the_tests(path: Path) -> None:
    assert {name for name in imported(path) if name.partition(".")[0] == "tests"} == set()
