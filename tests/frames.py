"""Columns that the types of pandas have no name for: of lists, or with gaps among texts."""

from __future__ import annotations  # pd.Series[Any] is for type checkers only

from collections.abc import Sequence
from typing import Any

import pandas as pd


def column(values: Sequence[object]) -> pd.Series[Any]:
    """Give a column of these, whatever they are."""
    return pd.Series(list(values), dtype="object")
