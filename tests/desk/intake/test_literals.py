"""A cell that was filled in by hand is data: what is not a literal is refused, and nothing runs."""

import contextlib
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.desk.intake.literals import LiteralError, dictionary_in


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ('{"a": null, "b": [true, -1.5]}', {"a": None, "b": [True, -1.5]}),
        ("{'a': None, 'b': [True, -1.5,],}", {"a": None, "b": [True, -1.5]}),
        ('x = {"a": "one " "two"}', {"a": "one two"}),
        ("# mine\n{'a': '''l\nm''',  # here\n 'b': \"it's\\u00e9\"}", {"a": "l\nm", "b": "it'sé"}),
        ("%matplotlib inline\n!ls\nmine: dict = {'a': null, 'b': false}", {"a": None, "b": False}),
        ("print('hello')\n{'a': ('t', 1)}\n", {"a": ["t", 1]}),
        ("{'a': r'C:\\new'}", {"a": "C:\\new"}),
        ("board(rules={'a': 1})", None),
        ("", None),
        ("[1, 2]", None),
        ("x = 1 + 1", None),
    ],
)
def test_a_literal_is_read(text: str, read: object) -> None:
    assert dictionary_in(text) == read


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("{\n 'position': balancing}", "line 2: put balancing into quotation marks"),
        ("{'a': __import__('os').system('x')}", "line 1: put __import__ into quotation marks"),
        ("{'a': open}", "line 1: put open into quotation marks"),
        ("{'a': 1, 'a': 2}", "line 1: the member 'a' stands twice"),
        ("{'a': 1\n 'b': 2}", "line 2: 'b' stands where a , is expected"),
        ("{'a'}", "line 1: } stands where a : is expected"),
        ("{'a': 'x'.upper()}", "line 1: . stands where a , is expected"),
        ("{'a': 2 ** 9}", "line 1: ** stands where a , is expected"),
        ("{'a': -'x'}", "line 1: a minus stands alone"),
        ("{'a': b'x'}", "line 1: write plain text"),
        ("{'a': f'{1}'}", "line 1: "),
        ("{'a': 1j}", "line 1: write a plain number"),
        ("{1: 2}", "line 1: write the name of a member as text"),
        ("{'a': [1, 2}", "line 1: } stands where a , is expected"),
        ("{'a': 1" + "0" * 6000 + "}", "line 1: write plain text or a plain number"),
        ("{'a': '''never closed}", "is not closed"),
        ("{'a': [1,", "is not closed"),
        ("{'a':" + "[" * 50_000, "nested too deeply"),
        ("{'a':" + "-" * 50_000 + "1}", "a minus stands alone"),
        ("{\n 'a': “balancing”}", "line 2: write \" or ' instead of “"),
        ("{„a“: 'balancing'}", "line 1: write \" or ' instead of „"),
        ("{'a': 'it’s' ’}", "line 1: write \" or ' instead of ’"),
        ("{'a': ?}", "line 1: ? stands where a value is expected"),
        ("{'a': '" + "x" * 300_000 + "'}", "has 300,009 characters, more than 262,144"),
    ],
    ids=range(24),
)
def test_what_is_no_literal_is_told_with_its_line(text: str, told: str) -> None:
    with pytest.raises(LiteralError) as caught:
        dictionary_in(text)
    assert told in str(caught.value)


TEXT = st.text(st.characters(codec="utf-8"), max_size=8)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers() | TEXT,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(TEXT, inner, max_size=3),
    max_leaves=5,
)


@given(st.dictionaries(TEXT, PLAIN, max_size=3))
def test_what_python_and_json_write_is_read_back(value: dict[str, object]) -> None:
    assert dictionary_in(repr(value)) == value
    assert dictionary_in(json.dumps(value)) == value


@given(st.text(st.sampled_from("{}[]():,'\"\\ab1-. \n\t#=_e\x00"), max_size=40) | st.text())
def test_any_text_is_a_literal_or_refused(text: str) -> None:
    with contextlib.suppress(LiteralError):
        assert isinstance(dictionary_in(text), dict | None)
