"""A file that has grown long is named in CONTRIBUTING.md, with the reason."""

import re
from pathlib import Path

CHECKOUT = Path(__file__).parents[1]
LONG = 400  # lines


def test_contributing_names_the_long_files_and_no_other() -> None:
    long = {
        path.name if path.suffix == ".py" else f"{path.parent.name}/{path.name}"
        for path in (CHECKOUT / "src").rglob("*")
        if path.suffix in {".py", ".js"}
        and "bundles" not in path.parts
        and len(path.read_text(encoding="utf-8").splitlines()) > LONG
    }
    told = (CHECKOUT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    paragraphs = (" ".join(part.split()) for part in told.split("\n\n"))
    (paragraph,) = (part for part in paragraphs if f"longer than {LONG} lines" in part)
    named = set(re.findall(r"`([\w/]+\.(?:py|js))`", paragraph))
    assert named == long, "name it with the reason, or make it shorter"
