"""A test that starts a program or builds pages says so, and `make test-fast` leaves it out."""

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
