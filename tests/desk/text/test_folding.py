"""Ids and names are compared as people mean them."""

import pytest

from hedgelab.desk.text.folding import folded_id, folded_name


def test_ids_are_compared_without_case_and_in_one_spelling_of_accents() -> None:
    assert folded_id("  S12A ") == folded_id("s12a")
    assert folded_id("zoe\u0308") == folded_id("ZOË")
    assert folded_id("s1") != folded_id("s 1")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Müller-Øst, Zoë", "MULLER OST ZOE"),
        ("O’Brien", "obrien"),
        ("Əliyev", "eliyev"),
        ("Straße", "STRASSE"),
        ("Čapek", "C\u030capek"),
    ],
)
def test_names_are_compared_without_accents_signs_and_case(one: str, other: str) -> None:
    assert folded_name(one) == folded_name(other)


def test_names_in_other_scripts_stay_apart() -> None:
    assert folded_name("李明") == "李明" != folded_name("李华")
