"""What the browser half is told of the answer file, which it reads as `hedgelab.answers` does."""

import json
from functools import cache
from importlib.resources import files
from typing import Any

from hedgelab.answers import CONFIDENCE, FORMAT, MAX_BYTES


def answer_rules() -> dict[str, Any]:
    """Give the rules that ``shared/answers.js`` goes by."""
    return {
        "format": FORMAT,
        "confidence": [{"value": value, "label": label} for value, label in CONFIDENCE],
        "max_file_bytes": MAX_BYTES,
        "patterns": _patterns(),
    }


@cache
def _patterns() -> dict[str, str]:
    """Take the shapes of ids and times from the published schema, where they stand once."""
    schema = json.loads((files("hedgelab") / "answers.schema.json").read_text(encoding="utf-8"))
    return {
        "id": schema["$defs"]["slug"]["pattern"],
        "digest": schema["properties"]["sheet"]["pattern"],
        "moment": schema["$defs"]["moment"]["pattern"],
    }
