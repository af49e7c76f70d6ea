"""The rows of a table with typed cells, by the standard library alone."""

from pathlib import Path
from typing import Any

from hedgelab.data.checking import checked_table, default_folder

Row = dict[str, Any]


def load_rows(name: str, folder: Path | None = None) -> list[Row]:
    """Load any table that ``datapackage.json`` describes, row by row.

    Parameters
    ----------
    name : str
        The resource's name, such as ``"events"``.
    folder : Path, optional
        Where the tables lie, if not where Hedging Lab keeps its own.

    Returns
    -------
    list of dict
        By column, what `value_of` gives.

    Raises
    ------
    TableError
        Listing what is wrong with the table, with line and column.

    Examples
    --------
    >>> first, *_ = load_rows("positions")
    >>> first["number"], first["position"]
    (1, 'balancing')
    """
    table = checked_table(name, folder or default_folder())
    return [
        {field["name"]: value_of(cells[field["name"]], field) for field in table.fields}
        for _, cells in table.rows
    ]


def value_of(cell: str, field: dict[str, Any]) -> Any:  # noqa: ANN401 - the field decides
    """Give a checked cell the type that its field names.

    Text stays text, a list of none is an empty one, and any other empty cell is None.

    Examples
    --------
    >>> value_of("1994", {"type": "integer"}), value_of("", {"type": "number"})
    (1994, None)
    >>> value_of("Baku; Moscow", {"type": "list", "delimiter": "; "})
    ['Baku', 'Moscow']
    """
    if field["type"] == "list":
        parts: list[str] = cell.split(field["delimiter"]) if cell else []
        return parts
    if not cell:
        return None
    match field["type"]:
        case "number":
            return float(cell)
        case "integer":
            return int(cell)
    return cell
