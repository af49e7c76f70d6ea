"""The best-argued justifications: how they are chosen, and that they name nobody."""

from dataclasses import replace
from typing import Any

from hedgelab.desk.model.records import GradedSheet
from hedgelab.desk.reports.quotes import HIDDEN, Quote, Quotes
from tests.desk.small_class import DRILL, absent, graded, mark, small_key

KEY = small_key(DRILL, justification_words=5)
LOW, HIGH = "indirect-balancing", "limited-bandwagoning"


def sheet(number: int, words: str, name: str = "Ada Byron", **members: Any) -> GradedSheet:
    return graded(KEY, (number,), words=(words,), name=name, **members)


def opposed(*sheets: GradedSheet, counts: tuple[int, ...] = (0, 2, 0, 0, 0, 2, 0)) -> list[Quote]:
    quotes = Quotes(KEY)
    for one in sheets:
        quotes.add(one)
    return list(quotes.opposed(DRILL, counts) or ())


def test_the_two_sides_stand_from_rejection_to_acceptance() -> None:
    low, high = opposed(sheet(6, "for the one"), sheet(2, "for the other"))
    assert (low, high) == (Quote(LOW, "for the other", None), Quote(HIGH, "for the one", None))


def test_a_higher_mark_wins_over_a_longer_text() -> None:
    low, _ = opposed(
        sheet(2, "short", marks=(mark(2, 3),)),
        sheet(2, "a little longer", marks=(mark(0, 3),)),
        sheet(2, "the longest of all", marks=(None,)),
        sheet(6, "other"),
    )
    assert low == Quote(LOW, "short", 5)


def test_without_marks_the_longest_within_the_limit_stands_in() -> None:
    low, _ = opposed(
        sheet(2, "three words only"),
        sheet(2, "five words as the limit"),
        sheet(2, "six words are one too many"),
        sheet(6, "other"),
    )
    assert low.text == "five words as the limit"


def test_what_was_not_written_is_no_quote_whatever_it_was_marked() -> None:
    nothing = mark(0, 0, "No justification was written.", marker="")
    assert opposed(sheet(2, " ", marks=(nothing,)), sheet(6, "alone")) == []


def test_the_places_with_the_most_disagreement_are_set_against_each_other() -> None:
    sheets = [sheet(number, f"for {number}") for number in (2, 3, 7)]
    # 2 and 3: 20 * 20 * 1; 2 and 7: 20 * 2 * 5; 3 and 7: 20 * 2 * 4.
    low, high = opposed(*sheets, counts=(0, 20, 20, 0, 0, 0, 2))
    assert (low.text, high.text) == ("for 2", "for 3")
    low, high = opposed(*sheets, counts=(0, 9, 9, 0, 0, 0, 3))
    assert (low.text, high.text) == ("for 2", "for 7")


def test_authors_are_not_named_by_their_own_text() -> None:
    text = "I, ADA byron (s1x9, s1x9@example.edu): Adamant, says Byron; so Ada says."
    low, _ = opposed(sheet(2, text, student="s1x9"), sheet(6, "other"))
    assert low.text == (
        f"I, {HIDDEN} ({HIDDEN}, {HIDDEN}): Adamant, says {HIDDEN}; so {HIDDEN} says."
    )


def test_others_of_the_class_are_not_named_even_by_those_who_handed_in_nothing() -> None:
    low, _ = opposed(
        sheet(2, "As Bo Chen and Cem Demir say"),
        absent("s2", "Bo Chen"),
        sheet(6, "other", name="Cem Demir"),
    )
    assert low.text == f"As {HIDDEN} and {HIDDEN} say"


def test_whom_the_events_name_may_be_named_and_a_short_id_is_a_number() -> None:
    # The sheet's own event tells of Heydar.
    author = replace(sheet(2, "Heydar waited 12 days, I say."), name="Heydar Gil", student="12")
    low, _ = opposed(author, sheet(6, "other"))
    assert low.text == "Heydar waited 12 days, I say."
    signed = replace(sheet(2, "Heydar waits, says Gil."), name="Heydar Gil")
    low, _ = opposed(signed, sheet(6, "other"))
    assert low.text == f"Heydar waits, says {HIDDEN}."


def test_a_classmates_short_name_is_hidden_and_a_shorter_one_is_a_word() -> None:
    text = "As Lu Li says, May was a turn, and so does Rosa."
    low, _ = opposed(
        sheet(2, text),
        *(absent(f"s{number}x", name) for number, name in enumerate(("Lu Li", "May", "Rosa"))),
        sheet(6, "other"),
    )
    assert low.text == f"As {HIDDEN} says, May was a turn, and so does {HIDDEN}."
