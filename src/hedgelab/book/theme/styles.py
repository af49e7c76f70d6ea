"""Leaves out of the style sheets what no page of the book can use.

The themes style far more than a book has: their sheets shrink to a quarter.
"""

import re
from collections.abc import Iterable, Set

import tinycss2
from tinycss2.ast import AtRule, FunctionBlock, HashToken, IdentToken, Node, QualifiedRule

_CONDITIONS = {"media", "supports", "container", "layer"}
_SPACE = {"whitespace", "comment"}

_WORD = re.compile(r"-?[A-Za-z_][\w-]*")

_PROPERTY = re.compile(r"--[A-Za-z][\w-]*")
_DECLARED = re.compile(rf"(?<![\w-])({_PROPERTY.pattern})\s*:((?:[^;{{}}\"']|\"[^\"]*\"|'[^']*')*)")


def words_of(texts: Iterable[str]) -> set[str]:
    """Give every word in pages and scripts that could name a class or an id.

    Examples
    --------
    >>> sorted(words_of(['<p class="lead is-live">', "list.add('done')"]))
    ['add', 'class', 'done', 'is-live', 'lead', 'list', 'p']
    """
    return {word for text in texts for word in _WORD.findall(text)}


def idle_properties(styles: Iterable[str], texts: Iterable[str]) -> set[str]:
    """Name the custom properties that are declared and that nothing reads.

    Parameters
    ----------
    styles : iterable of str
        All style sheets.
    texts : iterable of str
        Pages and scripts; a property that one of them names is in use.

    Examples
    --------
    >>> sheet = ":root{--ink:#222;--text:var(--ink);--a:var(--b);--b:0}p{color:var(--text)}"
    >>> sorted(idle_properties([sheet], []))
    ['--a', '--b']
    """
    reads: dict[str, set[str]] = {}
    live = {name for text in texts for name in _PROPERTY.findall(text)}
    for css in styles:
        for name, value in _DECLARED.findall(css):
            reads.setdefault(name, set()).update(_PROPERTY.findall(value))
        live.update(_PROPERTY.findall(_DECLARED.sub("", css)))
    waiting = list(live)
    while waiting:
        news = reads.get(waiting.pop(), set()) - live
        live |= news
        waiting.extend(news)
    return reads.keys() - live


def pruned(css: str, words: Set[str], idle: Set[str] = frozenset()) -> str:
    """Give a style sheet without the rules whose classes or ids are none of the words.

    Icon fonts go as well, since the few icons in use are drawn in ``hedgelab.css``, and
    so do the declarations of idle custom properties.

    Examples
    --------
    >>> pruned(".lead,.big{color:red}@media print{.big{color:blue}}p{margin:0}", {"lead"})
    '.lead{color:red}p{margin:0}'
    """
    rules = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return "".join(_pruned_rules(rules, words, idle))


def _pruned_rules(rules: Iterable[Node], words: Set[str], idle: Set[str]) -> Iterable[str]:
    for rule in rules:
        if isinstance(rule, QualifiedRule):
            kept = [part for part in _parted(rule.prelude, ",") if _names(part) <= words]
            if kept and (body := _without(rule.content, idle)):
                heads = ",".join(tinycss2.serialize(part).strip() for part in kept)
                yield f"{heads}{{{body}}}"
        elif isinstance(rule, AtRule) and rule.lower_at_keyword in _CONDITIONS and rule.content:
            inner = tinycss2.parse_rule_list(rule.content, skip_comments=True, skip_whitespace=True)
            if body := "".join(_pruned_rules(inner, words, idle)):
                yield f"@{rule.at_keyword}{tinycss2.serialize(rule.prelude)}{{{body}}}"
        elif not _is_icon_font(rule):
            yield rule.serialize()


def _without(content: list[Node], idle: Set[str]) -> str:
    """Give the declarations of a rule but those of idle properties."""
    parts = _parted(content, ";")
    kept = [part for part in parts if _declared(part) not in idle]
    return ";".join(tinycss2.serialize(part) for part in kept).strip()


def _declared(declaration: list[Node]) -> str:
    first = next((token for token in declaration if token.type not in _SPACE), None)
    return first.value if isinstance(first, IdentToken) else ""


def _is_icon_font(rule: Node) -> bool:
    return (
        isinstance(rule, AtRule)
        and rule.lower_at_keyword == "font-face"
        and "Font Awesome" in tinycss2.serialize(rule.content).replace("\\", "")
    )


def _parted(tokens: list[Node], mark: str) -> list[list[Node]]:
    """Take a list apart at its commas or semicolons; those inside brackets are not its own."""
    parts: list[list[Node]] = [[]]
    for token in tokens:
        if token == mark:
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
