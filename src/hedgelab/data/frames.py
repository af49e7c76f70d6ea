"""Tables as pandas frames; imported when a frame is asked for."""

from __future__ import annotations  # pd.Series[Any] is for type checkers only

from collections.abc import Iterable
from typing import Any

import pandas as pd

from hedgelab.data.checking import Table, partial_date
from hedgelab.data.rows import value_of
from hedgelab.spectrum import PERIODS, POSITIONS

_ORDERED = {
    "positions": [position.id for position in POSITIONS],
    "periods": list(PERIODS),
}


def frame_of(table: Table) -> pd.DataFrame:
    """Give a checked table as a frame, its columns typed as the description says."""
    return pd.DataFrame(
        {
            field["name"]: _column(
                [cells[field["name"]] for _, cells in table.rows],
                field,
                _ORDERED.get(table.ids_of.get(field["name"], "")),
            )
            for field in table.fields
        }
    )


def days(dates: Iterable[str], end: int) -> pd.DatetimeIndex:
    """Give the first (0) or the last (1) day that each date can mean."""
    return pd.DatetimeIndex([None if pd.isna(day) else partial_date(day)[end] for day in dates])


def _column(cells: list[str], field: dict[str, Any], ordered: list[str] | None) -> pd.Series[Any]:
    values = [value_of(cell, field) for cell in cells]
    enum = field.get("constraints", {}).get("enum")
    if ordered or enum:
        return pd.Series(pd.Categorical(values, categories=ordered or enum, ordered=bool(ordered)))
    match field["type"]:
        case "number":
            return pd.Series(values, dtype="float64")
        case "integer":
            # pandas' Int64 has room for missing cells; with floats a year would read 1993.0.
            return pd.Series(values, dtype="Int64" if None in values else "int64")
        case "list":
            return pd.Series(values, dtype="object")
    return pd.Series(values, dtype="string")
