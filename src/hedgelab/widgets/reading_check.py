"""The ReadingCheck: a few questions on a chapter, with a reason for every option.

What it does is in the folder ``reading_check``; here its questions are checked, and
written for paper and for pages without JavaScript.
"""

import html
import re
from collections.abc import Mapping, Sequence
from typing import Any, Self

import traitlets

from hedgelab.in_page import bundle, styles_of
from hedgelab.widgets.base import PageWidget

FEWEST_OPTIONS = 2

_SHOWN = 60
_QUESTION = {"question", "options"}
_OPTION = {"text", "right", "feedback"}
_RIGHT = {True: True, False: False, "true": True, "false": False}
# What Markdown would make something of, and a question would show as it stands.
_MARKUP = re.compile(r"[*`]|\]\(|\{\w+\}")

Json = dict[str, Any]


class ReadingCheckError(ValueError):
    """Questions that can't be asked as they stand; the message says which, and why."""


class ReadingCheck(PageWidget):
    """Questions on what was read, each with options of which one is right.

    Make one with `of`.

    Attributes
    ----------
    page : str
        The chapter it belongs to, and under which a browser keeps the answers.
    questions : list of dict
        Each ``question`` with its ``options``: ``text``, ``right`` and ``feedback``.
    answers : dict
        By question, the text of the option ``chosen`` and whether it was ``checked``.
    notice : str
        A message from whoever hosts the widget.
    """

    _esm = bundle("reading_check")
    _css = styles_of("reading_check")
    module = "reading_check"
    kept = ("answers",)

    page = traitlets.Unicode().tag(sync=True)
    questions = traitlets.List(traitlets.Dict()).tag(sync=True)
    answers = traitlets.Dict().tag(sync=True)
    notice = traitlets.Unicode("").tag(sync=True)

    @classmethod
    def of(cls, page: str, questions: object) -> Self:
        """Make a check from questions as a chapter's author writes them.

        Parameters
        ----------
        page : str
            The id of the chapter.
        questions : list of mapping
            Each has a ``question`` and its ``options``; an option has a ``text``, its
            ``feedback`` and, where it is the one to choose, ``right`` set to true.  All of it
            is plain text.

        Raises
        ------
        ReadingCheckError
            If a question can't be asked as it stands; it lists everything that is wrong.
        """
        return cls(page=page, questions=checked_questions(questions))

    def storage_key(self) -> str:
        """Give the name under which a browser keeps the reader's answers."""
        return f"reading-check:{self.page}"

    def fallback_html(self) -> str:
        """Give the questions with their options, and the answers with reasons below."""
        asked = "\n".join(
            f"<li><p>{html.escape(asked['question'])}</p>\n"
            f'<ul class="rc-options">{_items(asked, "text")}</ul></li>'
            for asked in self.questions
        )
        reasons = "\n".join(
            f"<li><p>{html.escape(asked['question'])}</p>\n<ul>{_reasons(asked)}</ul></li>"
            for asked in self.questions
        )
        return (
            f'<ol class="rc-questions">\n{asked}\n</ol>\n'
            '<details class="rc-answers"><summary>The answers, with reasons</summary>\n'
            f'<ol class="rc-questions">\n{reasons}\n</ol>\n</details>'
        )


def checked_questions(given: object) -> list[Json]:
    """Give questions in the form in which the widget asks them.

    Raises
    ------
    ReadingCheckError
        If anything is wrong with them.

    Examples
    --------
    >>> options = [{"text": "Yes", "right": True, "feedback": "It is."}, {"text": "No"}]
    >>> checked_questions([{"question": "Is it so?", "options": options}])
    Traceback (most recent call last):
    hedgelab.widgets.reading_check.ReadingCheckError: question 1 (Is it so?), option 2 (No): \
has no feedback: say why a reader might choose it, and what speaks for or against it
    """
    if not isinstance(given, list) or not given:
        raise ReadingCheckError(
            "there are no questions: write a list, each entry beginning with '- question:'"
        )
    problems: list[str] = []
    questions = [_question(asked, number, problems) for number, asked in enumerate(given, 1)]
    texts = [asked["question"] for asked in questions]
    problems += [f"“{_shortened(text)}” is asked twice" for text in _repeated(texts)]
    if problems:
        raise ReadingCheckError("\n".join(problems))
    return questions


def _question(given: object, number: int, problems: list[str]) -> Json:
    where = f"question {number}"
    if not isinstance(given, Mapping):
        problems.append(f"{where}: write it with 'question:' and 'options:'")
        return {"question": "", "options": []}
    text = _text(given, "question", where, "ask something", problems)
    where += _aside(text)
    problems += _unknown(given, _QUESTION, where)

    listed = given.get("options")
    if not isinstance(listed, list) or len(listed) < FEWEST_OPTIONS:
        count = len(listed) if isinstance(listed, list) else 0
        problems.append(
            f"{where}: has {count or 'no'} {'option' if count == 1 else 'options'}: "
            "give at least two"
        )
        return {"question": text, "options": []}
    options = [_option(option, at, where, problems) for at, option in enumerate(listed, 1)]
    problems += [
        f"{where}: has the option “{_shortened(text)}” twice"
        for text in _repeated([option["text"] for option in options])
    ]
    right = [str(at) for at, option in enumerate(options, 1) if option["right"]]
    if not right:
        problems.append(f"{where}: no option is right: write 'right: true' under one")
    elif len(right) > 1:
        problems.append(
            f"{where}: options {' and '.join(right)} are right: leave 'right: true' under one"
        )
    return {"question": text, "options": options}


def _option(given: object, number: int, question: str, problems: list[str]) -> Json:
    where = f"{question}, option {number}"
    if not isinstance(given, Mapping):
        problems.append(f"{where}: write it with 'text:' and 'feedback:'")
        return {"text": "", "right": False, "feedback": ""}
    text = _text(given, "text", where, "say what there is to choose", problems)
    where += _aside(text)
    problems += _unknown(given, _OPTION, where)
    why = "say why a reader might choose it, and what speaks for or against it"
    feedback = _text(given, "feedback", where, why, problems)
    right = given.get("right", False)
    if not isinstance(right, bool | str) or right not in _RIGHT:
        problems.append(f"{where}: 'right' is {right!r}: write true, or leave the line out")
    return {"text": text, "right": _RIGHT.get(right, False), "feedback": feedback}


def _text(
    given: Mapping[Any, Any], member: str, where: str, advice: str, problems: list[str]
) -> str:
    text = given.get(member)
    if not isinstance(text, str) or not text.strip():
        problems.append(f"{where}: has no {member}: {advice}")
        return ""
    if markup := _MARKUP.search(text):
        problems.append(
            f"{where}: the {member} holds {markup.group()!r}, and is shown as plain text: "
            "write it without markup"
        )
    return " ".join(text.split())


def _unknown(given: Mapping[Any, Any], known: set[str], where: str) -> list[str]:
    return [
        f"{where}: has {str(member)!r}, which means nothing here: "
        f"there are {', '.join(sorted(known))}"
        for member in given
        if member not in known
    ]


def _repeated(texts: Sequence[str]) -> list[str]:
    return sorted({text for text in texts if text and texts.count(text) > 1})


def _aside(text: str) -> str:
    """Give text to tell an entry by, where there is some."""
    return f" ({_shortened(text)})" if text else ""


def _shortened(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[: _SHOWN - 1]}…"


def _items(asked: Json, member: str) -> str:
    return "".join(f"<li>{html.escape(option[member])}</li>" for option in asked["options"])


def _reasons(asked: Json) -> str:
    # The one to choose first: it is what most readers look for.
    ranked = sorted(asked["options"], key=lambda option: not option["right"])
    return "".join(
        f"<li><strong>{html.escape(option['text'])}</strong> {html.escape(option['feedback'])}</li>"
        for option in ranked
    )
