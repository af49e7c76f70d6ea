"""JSON from strangers is read as plain data, or refused before it can do harm."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hedgelab.strict_json import StrictJSONError, parse_json, plain_json

TEXTS = st.text(alphabet='[]{}"\\,: aé\n', max_size=12)
VALUES = st.recursive(
    st.none() | st.booleans() | st.integers(-9, 9) | TEXTS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=40,
)


@given(VALUES, st.booleans())
def test_what_json_writes_is_read_whatever_its_texts_hold(value: object, in_ascii: bool) -> None:
    text = json.dumps(value, ensure_ascii=in_ascii)
    assert parse_json(text, 10**6) == value
    # Texts full of brackets are no nesting, however many there are.
    many = json.dumps([value] * 100, ensure_ascii=in_ascii)
    assert parse_json(many, 10**7) == [value] * 100


@given(st.integers(1, 400), st.lists(st.sampled_from("[{"), min_size=1, max_size=3), VALUES)
def test_two_hundred_levels_are_read_and_no_more(
    levels: int, kinds: list[str], odd: object
) -> None:
    beside = json.dumps(odd)
    text, closing = "", ""
    for level in range(levels):
        if kinds[level % len(kinds)] == "[":
            text, closing = f"{text}[{beside},", "]" + closing
        else:
            text, closing = f'{text}{{"a":{beside},"b":', "}" + closing
    whole = f"{text}1{closing}"
    if levels <= 150:
        parse_json(whole, 10**7)
    elif levels > 200:
        with pytest.raises(StrictJSONError, match="nested too deeply"):
            parse_json(whole, 10**7)


@pytest.mark.parametrize(
    "text",
    [
        "[" * 100_000,
        '{"a":' * 100_000,
        "[" * 100_000 + "]" * 100_000,
        '["\\\\",' * 1000,
        '["]",' * 1000,
        '["\\"]",' * 1000,
    ],
    ids=range(6),
)
def test_a_stack_is_never_exhausted(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    # As in a WebAssembly Python, where the parser has no stack to recurse on.
    monkeypatch.setattr("hedgelab.strict_json._WHOLE", None)
    with pytest.raises(StrictJSONError, match="nested too deeply"):
        parse_json(text, 10**7)


@pytest.mark.parametrize(
    "number", [9_223_372_036_854_775_807, -9_223_372_036_854_775_807, 9.2e18, 0, -0.5]
)
def test_numbers_that_a_database_can_hold_are_taken(number: float) -> None:
    assert plain_json({"a": [number]}) == {"a": [number]}


@pytest.mark.parametrize(
    "number",
    [9_223_372_036_854_775_808, -9_223_372_036_854_775_808, 9.3e18, 10**30, float("inf")],
)
def test_numbers_beyond_are_refused(number: float) -> None:
    with pytest.raises(StrictJSONError, match="holds a number that is too large: take it out"):
        plain_json({"a": [number]})
