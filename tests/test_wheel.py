"""The package that is given away: complete outside a checkout, and fit for an index."""

import json
import os
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from email import message_from_bytes
from email.message import Message
from pathlib import Path

import pytest

from tools.hatch_build import ARTICLE, links, readme_for_index

CHECKOUT = Path(__file__).parents[1]
HOME = "https://forge.example/lab/hedging"


def python(*words: str | Path, cwd: Path, first: Path | None = None, most: int = 0) -> str:
    """Run Python, with a folder of packages that comes before the environment's own.

    It is to end with 0, or with as much as ``most``, as where something needs a person.
    """
    path = {"PYTHONPATH": str(first)} if first else {}
    done = subprocess.run(
        [sys.executable, *map(str, words)],
        cwd=cwd,
        env=os.environ | path | {"PIP_DISABLE_PIP_VERSION_CHECK": "1", "PIP_NO_INDEX": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode <= most, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Build wheel and sdist as they are published."""
    folder = tmp_path_factory.mktemp("dist")
    python("-m", "hatchling", "build", "-d", folder, cwd=CHECKOUT)
    (wheel,), (sdist,) = folder.glob("*.whl"), folder.glob("*.tar.gz")
    return {"wheel": wheel, "sdist": sdist}


@pytest.fixture(scope="module")
def installed(built: dict[str, Path], tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("installed")
    python(
        *("-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, built["wheel"]),
        cwd=folder,
    )
    return folder


@pytest.fixture(scope="module")
def metadata(built: dict[str, Path]) -> Message:
    with zipfile.ZipFile(built["wheel"]) as wheel:
        (name,) = (name for name in wheel.namelist() if name.endswith(".dist-info/METADATA"))
        return message_from_bytes(wheel.read(name))


@pytest.mark.slow
def test_an_index_would_take_it(built: dict[str, Path], tmp_path: Path) -> None:
    said = python("-m", "twine", "check", "--strict", *built.values(), cwd=tmp_path)
    assert said.count("PASSED") == 2


@pytest.mark.slow
def test_its_entries_tell_no_time_of_building(built: dict[str, Path]) -> None:
    with zipfile.ZipFile(built["wheel"]) as wheel:
        assert len({entry.date_time for entry in wheel.infolist()}) == 1
    with tarfile.open(built["sdist"]) as sdist:
        assert len({entry.mtime for entry in sdist}) == 1


@pytest.mark.slow
def test_it_says_under_which_terms_it_is(metadata: Message) -> None:
    assert metadata["License-Expression"] == (
        "MIT AND CC-BY-4.0 AND LicenseRef-Data-Of-Third-Parties"
    )
    assert metadata.get_all("License-File") == ["LICENSE", "LICENSE-CONTENT"]
    terms = (CHECKOUT / "LICENSE-CONTENT").read_text(encoding="utf-8")
    for table in ("arms.csv", "military-spending.csv", "trade.csv"):
        assert f"data/series/{table}" in terms


@pytest.mark.slow
def test_its_classifiers_name_the_pythons_that_are_tried(metadata: Message) -> None:
    project = tomllib.loads((CHECKOUT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    tried = (CHECKOUT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    classified = metadata.get_all("Classifier", [])
    told = [name.rpartition(" ")[2] for name in classified if ":: Python :: 3." in name]
    assert f"python: {json.dumps(told)}" in tried
    assert project["requires-python"] == f">={told[0]}"


def test_its_readme_and_links_lead_nowhere_that_is_not_there() -> None:
    readme = (CHECKOUT / "README.md").read_text(encoding="utf-8")
    homeless = readme_for_index(readme, "", "main")
    assert "<img" not in homeless
    assert "](CONTRIBUTING.md)" not in homeless
    assert "CONTRIBUTING.md shows" in homeless
    assert links("", "") == {"Article": ARTICLE}

    housed = readme_for_index(readme, HOME, "main")
    assert f'src="{HOME}/raw/main/.github/images/readme-light.png"' in housed
    assert f"]({HOME}/blob/main/CONTRIBUTING.md)" in housed
    assert links(HOME, "https://book.example/")["Book"] == "https://book.example/"


IN_AN_EMPTY_FOLDER = """
import json, sys
from importlib.resources import files
from pathlib import Path
import hedgelab
from hedgelab.cli import main
from hedgelab.data import load_rows
from hedgelab.data.checking import default_folder, descriptions
from hedgelab.desk.assignments.exercises import exercises

home = Path(hedgelab.__file__).parent
for table in descriptions(default_folder()):
    assert load_rows(table), table
codes = [main(["exercise", name, name, "--quiet"]) for name in exercises()]
codes.append(main(["check", *exercises(), "--quiet"]))
print(json.dumps({
    "home": str(home), "tables": str(default_folder()), "codes": codes,
    "schemas": [path.name for path in sorted(home.rglob("*.schema.json"))],
}))
"""


@pytest.mark.slow
def test_tables_exercises_and_schemas_come_along(installed: Path, tmp_path: Path) -> None:
    told = json.loads(python("-c", IN_AN_EMPTY_FOLDER, cwd=tmp_path, first=installed))
    assert told["home"] == str(installed / "hedgelab")
    assert told["tables"] == str(installed / "hedgelab" / "tables")
    assert told["codes"] == [0] * 6
    assert told["schemas"] == [
        "answers.schema.json",
        "assignment.schema.json",
        "rubric.schema.json",
    ]
    copied = tmp_path / "deeds-2000-2008" / "rubrics" / "justification.yml"
    assert copied.read_bytes() == (CHECKOUT / "exercises/rubrics/justification.yml").read_bytes()


@pytest.mark.slow
def test_everything_of_the_guide_works_with_it(installed: Path) -> None:
    guide = "tests/book/test_from_handout_to_grades.py"
    python("-m", "pytest", "-q", "-p", "no:cacheprovider", guide, cwd=CHECKOUT, first=installed)
