"""A table that a platform takes back comes out byte for byte, but for what was put in."""

import csv
import io
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgelab.desk.platforms.raw_tables import RawTable

SHARED_FOLDER = settings(suppress_health_check=[HealthCheck.function_scoped_fixture])


@given(
    st.one_of(st.binary(max_size=200), st.text(max_size=100).map(lambda it: it.encode("utf-16")))
)
@SHARED_FOLDER
def test_whatever_a_file_holds_it_comes_out_as_it_came_in(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "x.csv"
    path.write_bytes(content)
    assert RawTable(path).content() == content


CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=6)


@given(
    st.lists(st.lists(CELLS, min_size=3, max_size=3), min_size=1, max_size=4),
    st.sampled_from(("utf-8", "utf-8-sig", "utf-16")),
    st.sampled_from((csv.QUOTE_ALL, csv.QUOTE_MINIMAL)),
)
@SHARED_FOLDER
def test_of_a_cell_that_is_put_in_no_other_cell_knows(
    tmp_path: Path, rows: list[list[str]], encoding: str, quoting: int
) -> None:
    header = ["Name", "Grade", "Remarks"]
    held = io.StringIO(newline="")
    csv.writer(held, quoting=quoting).writerows([header, *rows])  # type: ignore[arg-type]
    path = tmp_path / "x.csv"
    path.write_bytes(held.getvalue().encode(encoding))
    table = RawTable(path)
    assert table.header == header
    number, cells = next(iter(table.rows()))
    table.put(cells, 1, "7.5")
    read = list(csv.reader(io.StringIO(table.content().decode(encoding), newline="")))
    expected = [list(row) for row in rows]
    expected[number - 2][1] = "7.5"
    assert read == [header, *expected]


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_whatever_parts_the_cells_they_are_found(tmp_path: Path, sign: str) -> None:
    (tmp_path / "x.csv").write_text(f"Name{sign}Grade\nAna{sign}\n")
    table = RawTable(tmp_path / "x.csv")
    ((_, cells),) = table.rows()
    table.put(cells, 1, "7.5")
    assert table.content().decode() == f"Name{sign}Grade\nAna{sign}7.5\n"


@pytest.mark.parametrize("content", [b"", b"\xff\xfe", b"\xef\xbb\xbf", b"\xff\xfea"])
def test_what_is_hardly_a_file_is_none_the_less_kept(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "x.csv").write_bytes(content)
    assert RawTable(tmp_path / "x.csv").content() == content
