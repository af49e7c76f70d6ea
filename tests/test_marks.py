"""What tests may do: start programs with a mark, and wait without evaluating."""

import subprocess
import sys
from pathlib import Path

import pytest
from sphinx.application import Sphinx


def test_a_test_without_the_mark_starts_no_program() -> None:
    with pytest.raises(pytest.fail.Exception, match="give it the mark 'slow'"):
        subprocess.run([sys.executable, "-c", ""], check=True)


def test_a_test_without_the_mark_builds_no_pages(tmp_path: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="give it the mark 'slow'"):
        Sphinx(tmp_path, None, tmp_path, tmp_path, "html")


@pytest.mark.slow
def test_one_with_the_mark_may() -> None:
    assert subprocess.run([sys.executable, "-c", ""], check=True).returncode == 0


def test_no_test_waits_by_evaluating_in_a_page_that_may_refuse_it() -> None:
    tests = Path(__file__).parent
    waiting = {
        str(path.relative_to(tests))
        for path in tests.rglob("*.py")
        if path.parent.name != "browser" and ".wait_for_function(" in path.read_text("utf-8")
    }
    assert waiting == {Path(__file__).name}
