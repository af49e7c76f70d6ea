"""Leaves out of the style sheets what no page of the book can use.

The themes style far more than a book has: their sheets shrink to a quarter.
"""

import re
from collections.abc import Iterable

import tinycss2
from tinycss2.ast import AtRule, FunctionBlock, HashToken, IdentToken, Node, QualifiedRule

_CONDITIONS = {"media", "supports", "container", "layer"}

_WORD = re.compile(r"-?[A-Za-z_][\w-]*")


def words_of(texts: Iterable[str]) -> set[str]:
    """Give every word in pages and scripts that could name a class or an id.

    Examples
    --------
    >>> sorted(words_of(['<p class="lead is-live">', "list.add('done')"]))
    ['add', 'class', 'done', 'is-live', 'lead', 'list', 'p']
    """
    return {word for text in texts for word in _WORD.findall(text)}


def pruned(css: str, words: set[str]) -> str:
    """Give a style sheet without the rules whose classes or ids are none of the words.

    Icon fonts go as well: the few icons in use are drawn in ``hedgelab.css``.

    Examples
    --------
    >>> pruned(".lead,.big{color:red}@media print{.big{color:blue}}p{margin:0}", {"lead"})
    '.lead{color:red}p{margin:0}'
    """
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return "".join(_pruned_rules(rules, words))


def _pruned_rules(rules: Iterable[Node], words: set[str]) -> Iterable[str]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            kept = [part for part in _selectors(rule.prelude) if _names(part) <= words]
            if kept:
                heads = ",".join(tinycss2.serialize(part).strip() for part in kept)
                yield f"{heads}{{{tinycss2.serialize(rule.content)}}}"
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in _CONDITIONS and rule.content:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if body := "".join(_pruned_rules(inner, words)):
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{body}}}"
        elif not _is_icon_font(rule):
            yield rule.serialize()


def _is_icon_font(rule: Node) -> bool:
    return (
        isinstance(rule, AtRule)
        and rule.lower_at_keyword == "font-face"
        and "Font Awesome" in tinycss2.serialize(rule.content).replace("\\", "")
    )


def _selectors(prelude: list[Node]) -> list[list[Node]]:
    """Take a selector list apart at its commas; those inside brackets are not its own."""
    parts: list[list[Node]] = [[]]
    for token in prelude:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _names(selector: list[Node]) -> set[str]:
    """Give the classes and ids that an element must have; ``:not(…)`` and its kin ask for none."""
    names = set()
    for before, token in zip([None, *selector], selector, strict=False):
        if isinstance(token, HashToken) or (isinstance(token, IdentToken) and before == "."):
            names.add(token.value)
        elif isinstance(token, FunctionBlock):
            continue
    return names
