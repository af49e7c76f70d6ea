"""Alike texts find each other, however many there are."""

from hedgelab.desk.text.alike import alike_together, same_words

RAIL = "Turkey gives a second way to the sea, so that no single neighbour holds the lever alone."


def test_the_same_words_are_the_same_whatever_their_case_and_spaces() -> None:
    assert same_words(" It  PAYS.\n") == same_words("it pays.")
    assert same_words("it pays.") != same_words("it pays!")


def test_near_ones_stand_with_the_first_of_them() -> None:
    near = RAIL.replace("second", "further")
    nearer = near.replace("alone", "by itself")
    texts = ["It pays.", RAIL, "Soldiers train together.", near, "It pays well.", nearer]
    assert alike_together(texts) == [[0], [1, 3, 5], [2], [4]]


def test_a_turn_of_phrase_makes_nothing_alike() -> None:
    texts = [f"I think that it is so because of {number} {number * 7}" for number in range(60)]
    others = [f"I think that {letter * 9} {letter * 12} {letter * 7}." for letter in "abcdefgh"]
    groups = alike_together([*texts, *others])
    assert all([place] in groups for place in range(60, 68))


def test_what_a_whole_class_copied_is_one_group() -> None:
    texts = [RAIL.replace("sea", f"sea {number}") for number in range(100)]
    assert alike_together([*texts, "It pays."]) == [list(range(100)), [100]]
