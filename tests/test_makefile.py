"""Where `make` cannot go on, it says in a sentence why, and what to do."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CHECKOUT = Path(__file__).parents[1]

pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(
        os.name == "nt" or not shutil.which("make"), reason="the stand-ins are shell scripts"
    ),
]

TOO_OLD = f"""#!/bin/sh
exec {sys.executable} -c '
import runpy, sys
sys.version_info = (3, 9, 2)
sys.argv = sys.argv[1:]
runpy.run_path(sys.argv[0], run_name="__main__")
' "$@"
"""
WITHOUT_NETWORK = """#!/bin/sh
if [ "$1" = -m ]; then
    mkdir -p "$3/bin"
    printf '#!/bin/sh\\necho "no route to host" >&2\\nexit 1\\n' > "$3/bin/pip"
    chmod +x "$3/bin/pip"
fi
"""


def make(*arguments: str, cwd: Path) -> subprocess.CompletedProcess[str]:
    """Call make as somebody types it, also where make itself runs the tests."""
    environment = {name: value for name, value in os.environ.items() if "MAKE" not in name}
    environment.pop("MFLAGS", None)
    return subprocess.run(
        ["make", *arguments],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )


def made(folder: Path, python: str) -> str:
    """Try to set the environment up with a stand-in for Python; give what is said."""
    venv = folder / "venv"
    done = make(f"PYTHON={python}", f"VENV={venv}", f"{venv}/.book-ready", cwd=CHECKOUT)
    assert done.returncode != 0
    assert not (venv / ".book-ready").exists()
    return done.stderr


def stand_in(folder: Path, script: str) -> str:
    program = folder / "python"
    program.write_text(script, encoding="utf-8")
    program.chmod(0o755)
    return str(program)


def test_a_python_that_is_too_old_is_named(tmp_path: Path) -> None:
    python = stand_in(tmp_path, TOO_OLD)
    said = made(tmp_path, python)
    assert f"Hedging Lab needs Python 3.11 or newer, and {python} is 3.9." in said
    assert "make book PYTHON=" in said
    assert "There is no program" not in said


def test_a_python_that_is_not_there_is_named(tmp_path: Path) -> None:
    said = made(tmp_path, "python2.1")
    assert "There is no program python2.1 here. Install Python 3.11 or newer" in said


def test_without_a_network_the_way_to_the_book_is_told(tmp_path: Path) -> None:
    said = made(tmp_path, stand_in(tmp_path, WITHOUT_NETWORK))
    assert "no route to host" in said
    assert "To read the book without one, take its zip: README.md says how." in said


def test_lab_opens_copies_and_never_writes_over_one(tmp_path: Path) -> None:
    (tmp_path / "notebooks").mkdir()
    for name in ("arms", "trade"):
        (tmp_path / "notebooks" / f"{name}.ipynb").write_text("as it came", encoding="utf-8")
    (tmp_path / "bin").mkdir()
    jupyter = tmp_path / "bin" / "jupyter"
    jupyter.write_text('#!/bin/sh\necho "opened $*"\n', encoding="utf-8")
    jupyter.chmod(0o755)
    makefile = str(CHECKOUT / "Makefile")
    command = ["-f", makefile, "lab", "LABS_READY=", "BUNDLES=", "BIN=bin"]
    command.append("COPY_LAB=cp")
    for mine in ("as it came", "my work"):
        done = make(*command, cwd=tmp_path)
        assert done.returncode == 0, done.stderr
        assert done.stdout.endswith("opened lab --LabApp.default_url=/lab/tree/labs\n")
        copy = tmp_path / "labs" / "arms.ipynb"
        assert copy.read_text(encoding="utf-8") == mine
        copy.write_text("my work", encoding="utf-8")
    assert (tmp_path / "labs" / "trade.ipynb").is_file()
    source = tmp_path / "notebooks" / "arms.ipynb"
    assert source.read_text(encoding="utf-8") == "as it came"
