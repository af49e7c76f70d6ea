"""Gradescope's list of submissions is read as data, whatever stands in it."""

import contextlib
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.desk.platforms.gradescope import read_metadata
from hedgelab.desk.platforms.platform import ListError

# The form of a real export: Ruby's symbols as keys, its times, its tags.
LIST = b"""---
submission_409194023:
  :submitters:
  - :name: Ana Lee
    :sid: '0042'
    :email: ana@example.edu
  :created_at: 2027-03-14 17:34:00.861687000 Z
  :score: 2.0
  :status: processed
  :results: !ruby/hash:ActiveSupport::HashWithIndifferentAccess
    score: 2.0
    output: |-
      =====
      Final Score: 2.0
submission_500000001:
  :submitters:
  - :name: Ben Okoro
    :sid: 0111
  - :name: Cem Ak
    :sid: '222'
    :email: cem@example.edu
  :created_at: 2027-03-14 18:34:00 -0700
submission_7:
  :submitters: []
"""


def test_it_says_who_and_when() -> None:
    hints = dict(read_metadata(LIST))
    alone, together, nobody = hints.values()
    assert alone.ids == ("0042", "ana@example.edu")
    assert alone.name == "Ana Lee"
    assert alone.received == datetime(2027, 3, 14, 17, 34, tzinfo=UTC)
    # A number keeps its zeros; several students give no one name.
    assert together.ids == ("0111", "222", "cem@example.edu")
    assert together.name == ""
    assert together.received == datetime(2027, 3, 15, 1, 34, tzinfo=UTC)
    assert nobody.ids == ()


def billion_laughs() -> bytes:
    lines = ["a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 40)]
    lines += [f"m{n}: &m{n} {{<<: [{', '.join([f'*a{n}'] * 9)}]}}" for n in range(1, 40)]
    return "\n".join([*lines, "submission_1:", "  :submitters: *a39"]).encode()


def test_a_billion_laughs_are_not_laughed() -> None:
    hints = dict(read_metadata(billion_laughs()))
    assert hints["submission_1"].ids == ()


def test_a_tag_builds_nothing() -> None:
    text = b'submission_1: !!python/object/apply:os.system ["echo no > /tmp/never"]\n'
    assert dict(read_metadata(text))["submission_1"].ids == ()


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (b"", "is no list of submissions"),
        (b"- a\n", "is no list of submissions"),
        (b"a: b: c\n", "is no YAML"),
        (b"a: [1, 2\n", "is no YAML"),
        (b"\xff\xfe\x00", "is no YAML"),
        (b"a: " + b"{a: " * 100_000, "is nested too deeply"),
    ],
)
def test_what_is_no_such_list_is_refused(text: bytes, told: str) -> None:
    with pytest.raises(ListError, match=told):
        list(read_metadata(text))


def test_what_stands_before_a_fault_is_kept() -> None:
    entries = read_metadata(LIST + b"\tbroken")
    folder, hint = next(entries)
    assert (folder, hint.name) == ("submission_409194023", "Ana Lee")
    with pytest.raises(ListError):
        list(entries)


@given(st.binary(max_size=200) | st.text(max_size=200).map(str.encode))
def test_any_bytes_are_a_list_or_refused(content: bytes) -> None:
    with contextlib.suppress(ListError):
        assert all(hint.platform == "gradescope" for _, hint in read_metadata(content))
