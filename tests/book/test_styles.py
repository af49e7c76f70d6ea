"""A style sheet keeps what the pages can use, and nothing else."""

import pytest

from hedgelab.book.styles import pruned, words_of

USED = {"lead", "is-live", "note"}


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        (".lead{color:red}", ".lead{color:red}"),
        (".unknown{color:red}", ""),
        ("#note .lead{a:b}", "#note .lead{a:b}"),
        ("#other .lead{a:b}", ""),
        (".lead,.unknown{a:b}", ".lead{a:b}"),
        ("p>a:hover{a:b}", "p>a:hover{a:b}"),
        # An element without the class is what such a rule is about.
        (".lead:not(.unknown){a:b}", ".lead:not(.unknown){a:b}"),
        (":is(.lead,.unknown) p{a:b}", ":is(.lead,.unknown) p{a:b}"),
        ("[data-theme=dark] p{a:b}", "[data-theme=dark] p{a:b}"),
        ("@media print{.lead{a:b}.unknown{c:d}}", "@media print{.lead{a:b}}"),
        ("@media print{.unknown{c:d}}", ""),
        ("@keyframes turn{from{a:b}}", "@keyframes turn{from{a:b}}"),
        ('.lead::before{content:"}.unknown{"}', '.lead::before{content:"}.unknown{"}'),
        (
            "@font-face{font-family:Reading;src:url(r)}",
            "@font-face{font-family:Reading;src:url(r)}",
        ),
        ('@font-face{font-family:"Font Awesome 6 Free";src:url(x)}', ""),
        (r"@font-face{font-family:Font Awesome\ 6 Free;src:url(x)}", ""),
        ("/* .unknown */.lead{a:b}", ".lead{a:b}"),
    ],
)
def test_a_rule_stays_if_an_element_can_have_what_it_asks_for(css: str, kept: str) -> None:
    assert pruned(css, USED) == kept


def test_a_class_that_only_a_script_gives_counts() -> None:
    assert "is-live" in words_of(["<p class='a'>", 'place.classList.add("is-live")'])


def test_pruning_twice_changes_nothing_more() -> None:
    css = ".lead{a:b}@media print{.note,.unknown{c:d}}p{e:f}"
    once = pruned(css, USED)
    assert pruned(once, USED) == once
