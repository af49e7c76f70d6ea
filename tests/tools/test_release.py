"""An edition: the files that somebody gets, the same bytes every time, and digests that hold."""

import hashlib
import os
import re
import zipfile
from pathlib import Path

import pytest
import yaml

from hedgelab import __version__
from tools.labs import addresses, for_readers
from tools.release import DIGESTS, ReleaseError, checked_tag, pack_notebooks, write_digests

CHECKOUT = Path(__file__).parents[2]


def test_the_notebooks_come_with_a_word_on_how_to_open_them(tmp_path: Path) -> None:
    archive = tmp_path / "notebooks.zip"
    count = pack_notebooks(CHECKOUT / "notebooks", archive)
    with zipfile.ZipFile(archive) as packed:
        names = packed.namelist()
        readme = packed.read(names[0]).decode()
        assert len(names) == count + 1
        for name in names[1:]:
            lab = (CHECKOUT / "notebooks" / Path(name).name).read_text(encoding="utf-8")
            assert packed.read(name).decode() == for_readers(lab, addresses()[1])
    assert {Path(name).parts[0] for name in names} == {"hedging-lab-notebooks"}
    assert f"hedgelab-{__version__}-py3-none-any.whl[widgets]" in readme


def test_the_same_notebooks_give_the_same_bytes(tmp_path: Path) -> None:
    folder = tmp_path / "notebooks"
    folder.mkdir()
    for name in "ba":
        (folder / f"{name}.ipynb").write_text('{"cells": []}', encoding="utf-8")
    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    pack_notebooks(folder, first)
    os.utime(folder / "a.ipynb", (1_000_000_000, 1_000_000_000))
    pack_notebooks(folder, second)
    assert first.read_bytes() == second.read_bytes()


def test_the_digests_are_those_of_the_files_beside_them(tmp_path: Path) -> None:
    (tmp_path / "two.zip").write_bytes(b"two")
    (tmp_path / "one.pdf").write_bytes(b"one")
    for _ in range(2):  # the second time, the list itself is there
        lines = write_digests(tmp_path).read_text(encoding="utf-8").splitlines()
    assert (tmp_path / DIGESTS).is_file()
    assert lines == [
        f"{hashlib.sha256(b'one').hexdigest()}  one.pdf",
        f"{hashlib.sha256(b'two').hexdigest()}  two.zip",
    ]


def test_a_tag_names_the_version_that_it_releases() -> None:
    checked_tag("")
    checked_tag(f"v{__version__}")
    with pytest.raises(ReleaseError, match=r"src/hedgelab/__init__\.py and CITATION\.cff"):
        checked_tag("v9.9")


def test_the_citation_names_this_version_and_has_what_a_citation_needs() -> None:
    cited = yaml.safe_load((CHECKOUT / "CITATION.cff").read_text(encoding="utf-8"))
    assert cited["version"] == __version__
    # What the schema of CFF 1.2.0 requires, and the types that it allows here.
    assert {"cff-version", "message", "title", "authors"} <= set(cited)
    assert cited["cff-version"] == "1.2.0"
    assert cited["type"] in ("software", "dataset")
    assert all(
        set(author) <= {"name", "family-names", "given-names"} for author in cited["authors"]
    )
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", cited["date-released"])
    (article,) = cited["references"]
    assert {"type", "title", "authors"} <= set(article)
    assert re.fullmatch(r"10\.\d{4,9}(\.\d+)?/[A-Za-z0-9:/_;\-\.\(\)\[\]\\]+", article["doi"])
    changes = (CHECKOUT / "CHANGELOG.md").read_text(encoding="utf-8")
    assert f"## [{__version__}] – {cited['date-released']}" in changes
