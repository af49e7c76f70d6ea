"""What Python tells the widgets of the answer file is what the published schema says."""

import json
import re
from importlib.resources import files

from hedgelab.answer_rules import answer_rules


def test_the_widgets_are_told_what_the_schema_says() -> None:
    """As `tests/widgets/answer_format.mjs` tells it to the tests of the modules."""
    schema = json.loads((files("hedgelab") / "answers.schema.json").read_text(encoding="utf-8"))
    rules = answer_rules()

    assert rules["format"] == schema["properties"]["format"]["const"]
    assert rules["max_file_bytes"] == 2 * 1024 * 1024
    assert rules["confidence"] == [
        {"value": 1, "label": "A guess"},
        {"value": 2, "label": "Fairly sure"},
        {"value": 3, "label": "Sure"},
    ]
    assert re.search(rules["patterns"]["id"], "deeds-1993-2000")
    assert not re.search(rules["patterns"]["id"], "Deeds 1")
    assert re.search(rules["patterns"]["digest"], "sha256:" + "9c1e" * 16)
    assert not re.search(rules["patterns"]["digest"], "9c1e")
    assert re.search(rules["patterns"]["moment"], "2026-10-05T14:03:11Z")
    assert not re.search(rules["patterns"]["moment"], "2026-10-05")
