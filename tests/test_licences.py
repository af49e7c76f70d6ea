"""What an install brings along may be used by everybody, on terms that ask nothing of our own."""

import json
import re
from importlib.metadata import PackageMetadata, PackageNotFoundError, distribution

import pytest
from packaging.requirements import Requirement

from tests.conftest import CHECKOUT

FREE = {
    "Apache": r"\bApache\b",
    "BSD": r"\bBSD\b|0BSD|Redistribution and use in source and binary forms",
    "ISC": r"\bISC\b",
    "MIT": r"\bMIT\b|Permission is hereby granted, free of charge",
    # Asks that changes to its own files stay open; certifi's list and a part of tqdm.
    "MPL": r"\bMPL-2\.0\b|Mozilla Public License 2\.0",
    "PSF": r"\bPSF-2\.0\b|Python Software Foundation License",
}
COPYLEFT = re.compile(r"\b[AL]?GPL|General Public License|Affero", re.IGNORECASE)

IN_PART = {
    # A mode for Emacs, which no wheel holds; all else is in the public domain or under BSD.
    "docutils": "BSD",
}


def canonical(name: str) -> str:
    return re.sub(r"[-_.]+", "-", name).lower()


def brought_by(extra: str) -> set[str]:
    """Name what an install with this extra brings on this system, at any remove."""
    found: dict[str, set[str]] = {}
    waiting = [("hedgelab", {extra})]
    while waiting:
        name, extras = waiting.pop()
        known = found.setdefault(name, set())
        if extras <= known:
            continue
        known |= extras
        try:
            requires = distribution(name).requires or []
        except PackageNotFoundError:  # for another system
            continue
        for line in requires:
            needed = Requirement(line)
            if needed.marker is None or any(needed.marker.evaluate({"extra": e}) for e in known):
                waiting.append((canonical(needed.name), {"", *needed.extras}))
    return set(found) - {"hedgelab"}


def terms_of(metadata: PackageMetadata) -> str:
    """Give all that a distribution says of its licence, of a long text the beginning."""
    told = [line for line in metadata.get_all("Classifier") or [] if line.startswith("License ::")]
    for field in ("License-Expression", "License"):
        told += [text[:1500] for text in metadata.get_all(field) or []]
    return "\n".join(told)


@pytest.mark.parametrize(
    ("extra", "most"), [("", 8), ("desk", 16), ("cluster", 32), ("widgets", 60), ("book", 130)]
)
def test_nothing_at_run_time_is_under_a_copyleft(extra: str, most: int) -> None:
    brought = brought_by(extra)
    assert {"jinja2", "tqdm"} <= brought
    assert len(brought) <= most, "what is new among them?"
    unfree = {}
    for name in brought:
        try:
            terms = terms_of(distribution(name).metadata)
        except PackageNotFoundError:
            continue
        free = [family for family, said in FREE.items() if re.search(said, terms)]
        copyleft = COPYLEFT.search(terms) and IN_PART.get(name) not in free
        if copyleft or not free:
            unfree[name] = terms[:200]
    assert unfree == {}


def test_copyleft_is_known_when_it_is_seen() -> None:
    assert COPYLEFT.search(terms_of(distribution("krippendorff").metadata))
    assert "krippendorff" not in brought_by("book")
    assert "matplotlib" in brought_by("widgets")
    assert "matplotlib" not in brought_by("")


JOINED = {"minisearch", "preact", "pyodide", "ts-fsrs"}
"""The packages of npm that are joined into what a reader gets; the others only make it."""


def test_what_is_joined_into_a_page_is_free_and_named_with_its_licence() -> None:
    lock = json.loads((CHECKOUT / "package-lock.json").read_text(encoding="utf-8"))
    bundling = (CHECKOUT / "tools" / "bundle.mjs").read_text(encoding="utf-8").lower()
    asked = json.loads((CHECKOUT / "package.json").read_text(encoding="utf-8"))["devDependencies"]
    for name in JOINED:
        licence = lock["packages"][f"node_modules/{name}"]["license"]
        assert any(re.search(said, licence) for said in FREE.values()), (name, licence)
        assert not COPYLEFT.search(licence), (name, licence)
        assert re.fullmatch(r"[0-9.]+", asked[name]), f"pin {name}"
        # The notice that its licence asks for stands in the script.
        assert f"with {name}" in bundling, name
