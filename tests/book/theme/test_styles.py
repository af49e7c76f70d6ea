"""A style sheet keeps what the pages can use, and nothing else."""

import pytest

from hedgelab.book.theme.styles import idle_properties, pruned, words_of

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


SHEET = ":root{--ink:#222;--text:var(--ink);--a:var(--b);--b:0;--c: 1}p{color:var(--text)}"


@pytest.mark.parametrize(
    ("styles", "texts", "idle"),
    [
        ([SHEET], [], {"--a", "--b", "--c"}),
        ([SHEET], ["style.getPropertyValue('--a')"], {"--c"}),
        ([SHEET, "p{margin:var(--c)}"], [], {"--a", "--b"}),
        # What stands in a string is no end of a declaration.
        (['p{--a:"};{";--b:0;margin:var(--b)}'], [], {"--a"}),
        (["p{margin:0 var( --a , var(--b))}:root{--a:0;--b:0}"], [], set()),
        ([":root{--loop:var(--pool);--pool:var(--loop)}"], [], {"--loop", "--pool"}),
    ],
)
def test_a_property_is_idle_that_nothing_in_use_reads(
    styles: list[str], texts: list[str], idle: set[str]
) -> None:
    assert idle_properties(styles, texts) == idle


@pytest.mark.parametrize(
    ("css", "kept"),
    [
        ("p{--idle:0;--used:1;color:red}", "p{--used:1;color:red}"),
        ("p{ --idle: url('a;b') ; color: red }", "p{color: red}"),
        (".lead{--idle:0}", ""),
        ("@media print{p{--idle:0}}", ""),
        ("p{margin:var(--idle)}", "p{margin:var(--idle)}"),
    ],
)
def test_only_the_declarations_of_idle_properties_go(css: str, kept: str) -> None:
    assert pruned(css, USED, {"--idle"}) == kept
