"""What the desk's page says in place of commands and their options: a lecturer has no terminal.

The functions that page and command share say what to do in the words of the command.  Whatever
they may say of it stands here as the page has it; a test looks through all their texts.
"""

import re
from typing import Final

_ANEW = "press “Grade everything anew” in the step Grade first"

_WORDS: Final = [
    (re.compile(pattern), said)
    for pattern, said in (
        # Assignment
        (r"begin a private bank with 'hedgelab bank new'", "begin a bank in the step Assignment"),
        (r"'hedgelab bank new' begins one", "one is begun in the step Assignment"),
        (r"copy one with 'hedgelab exercise'", "begin with one in the step Assignment"),
        # Class
        (r"name it with --roster", "drop it in the step Class"),
        # Hand out
        (r"that 'hedgelab handout' wrote: name it, or write it again",
         "that the step Hand out makes: drop it, or hand out again"),
        (r"'hedgelab handout' writes one beside the handouts, named key\.json",
         "The step Hand out makes one"),
        (r"write it again with 'hedgelab handout'", "make it again in the step Hand out"),
        (r"write (the handout )?to another folder, or over this one with --replace",
         "begin another class, or let them be replaced"),
        (r"write over (it|this one) with --replace", "let it be replaced"),
        (r"without --nbgrader", "without nbgrader"),
        # Grade
        (r"See who would move with 'hedgelab regrade .*--out",
         "See who would move in the step Return, apply it there, and drop the new files again"),
        (r"'hedgelab grade' writes it into .*--out", "it is made in the step Grade"),
        (r"run 'hedgelab (grade|decide [^']*)' first", _ANEW),
        (r"run 'hedgelab grade'", "take in what was handed in, in the step Grade"),
        (r"name (a folder outside|another folder|a new folder) with --out", "begin another class"),
        (r"name another file with --out", "save it under another name"),
        (r"write a decision: (?=hedgelab)", "decide it in the step Class: "),
        (r'hedgelab decide \S+ --student (.+?) --set-to (\S+) --reason "…"', r"\1, set to \2"),
        # Mark
        (r"begin with 'hedgelab mark allot .*", "deal the texts out in the step Mark"),
        (r"take them with 'hedgelab mark [^']*'", "drop it in the step Mark"),
        (r"as --export or a marker's page", "as the table to mark or a marker's page"),
        (r"mark in the terminal", "mark in the page"),
        # Return
        (r"run 'hedgelab regrade' with the new key", "take the new key in the step Return"),
        (r"name ([^:;]+?) with --from", r"drop \1 in the step Return"),
        (r" with --zip \S+", ""),
        (r"give that file with --into", "drop that file in the step Return"),
        (r"name it with --column", "choose it"),
        (r"Write --column with one of", "Choose one of these columns"),
        (r"^--column|(?<=: )--column", "the column"),
        (r"that 'hedgelab archive' wrote", "that the step Return made"),
        # Everywhere
        (r"run the (same )?command again", "do it again"),
    )
]  # fmt: skip


def in_page_words(text: str) -> str:
    """Say a sentence of the command as the page says it.

    Examples
    --------
    >>> in_page_words("a roster is needed: name it with --roster")
    'a roster is needed: drop it in the step Class'
    """
    for pattern, said in _WORDS:
        text = pattern.sub(said, text)
    return text
