"""Dealing texts out: everybody gets as many, nobody the same twice, and as many twice as asked."""

from collections import Counter
from fractions import Fraction
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from hedgelab.desk.grading.dealing import Cell, Hands, deal, share_of, spread

CELLS = st.lists(
    st.builds(Cell, st.sampled_from("pqr"), st.sampled_from(["", "A", "B"])), max_size=60
)
MARKERS = st.lists(st.sampled_from("ABCDE"), min_size=2, max_size=5, unique=True)


def by_marker(hands: dict[int, list[str]], cells: dict[int, Cell]) -> Counter[tuple[str, Cell]]:
    return Counter((name, cells[text]) for text, names in hands.items() for name in names)


@given(CELLS, CELLS, MARKERS, st.integers(0, 100), st.integers())
def test_every_cell_is_shared_evenly_in_one_deal_and_in_the_next(
    first: list[Cell], later: list[Cell], markers: list[str], percent: int, seed: int
) -> None:
    rng, hands, share = Random(seed), Hands(markers), Fraction(percent, 100)
    dealt: dict[int, list[str]] = {}
    for start, part in ((0, first), (len(first), later)):
        cells = dict(enumerate(part, start=start))
        many = share_of(share, len(cells))
        twice = spread(cells, many, rng)
        assert len(set(twice)) == many
        new = deal(cells, hands, twice, rng)
        assert {text for text, names in new.items() if len(names) == 2} == set(twice)
        dealt |= new
    cells = dict(enumerate([*first, *later]))
    assert dealt.keys() == cells.keys()
    assert all(names and len(set(names)) == len(names) for names in dealt.values())
    counts = by_marker(dealt, cells)
    for cell in set(cells.values()):
        held = [counts[name, cell] for name in markers]
        assert max(held) - min(held) <= 1, cell
    if not later:
        for event in "pqr":
            of_event = [
                sum(count for (who, cell), count in counts.items() if (who, cell[0]) == (it, event))
                for it in markers
            ]
            assert max(of_event) - min(of_event) <= 1, event


@given(CELLS, st.integers(0, 60), st.integers())
def test_what_is_chosen_is_spread_over_the_cells_as_they_are_large(
    cells: list[Cell], many: int, seed: int
) -> None:
    texts = dict(enumerate(cells))
    chosen = spread(texts, many, Random(seed))
    assert len(chosen) == len(set(chosen)) == min(many, len(texts))
    taken = Counter(texts[it] for it in chosen)
    for cell, size in Counter(cells).items():
        fair = Fraction(size * len(chosen), len(texts))
        assert abs(taken[cell] - fair) < 2


def test_a_seed_deals_the_same_and_chance_another() -> None:
    cells = {number: Cell("p") for number in range(40)}
    hands = [deal(cells, Hands("AB"), [], Random(seed)) for seed in (1, 1, 2)]
    assert hands[0] == hands[1] != hands[2]


def test_shares_are_rounded_half_up_and_never_to_nothing() -> None:
    shares = [share_of(Fraction(1, 10), whole) for whole in (0, 1, 14, 15, 181)]
    assert shares == [0, 1, 1, 2, 18]
    assert share_of(Fraction(0), 100) == 0
    assert share_of(Fraction(1), 7) == 7
