"""The sections of a class: what a roster calls them, and who is meant when one is named."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence

from hedgelab.desk.text.spreadsheets import Row
from hedgelab.desk.text.visible import visible

SECTION_TITLES = (
    "section", "sections", "seminar", "seminars", "seminargroup", "tutorial", "tutorialgroup",
    "labgroup", "group", "groups", "groupname", "class", "cohort",
    # German, French, Spanish, Russian, Turkish, Azerbaijani, Portuguese, Italian and Polish.
    "gruppe", "gruppen", "seminargruppe", "seminargruppen", "übungsgruppe", "sektion", "kurs",
    "groupe", "groupes", "séminaire", "grupo", "grupos", "sección", "secciones", "seminario",
    "группа", "группы", "секция", "семинар", "grup", "gruplar", "şube", "seminer",
    "qrup", "qruplar", "bölmə", "turma", "turmas", "secção", "seção", "seminário",
    "gruppo", "gruppi", "sezione", "sezioni", "grupa", "grupy", "sekcja",
)  # fmt: skip
"""Titles of a column of sections without spaces, signs and case, the likeliest first."""

_IN_SEVERAL = frozenset(
    ("groups", "gruppen", "groupes", "grupos", "группы", "gruplar", "qruplar", "gruppi", "grupy",
     "sections", "seminars", "seminargruppen", "secciones", "turmas", "sezioni")
)  # fmt: skip
_NONE = frozenset(
    ("no groups", "keine gruppen", "aucun groupe", "sin grupos", "no hay grupos", "нет групп",
     "grup yok", "qrup yoxdur", "sem grupos", "nessun gruppo", "brak grup", "none", "-", "–")
)  # fmt: skip
_ALWAYS = re.compile(r"\s*[;|\n]\s*")
# Canvas joins two by a word and three by commas, in the language of whoever asks.
_PERHAPS = re.compile(
    r"\s*,\s*(?:and|und|et|y|e|и|ve|və|i)\s+|\s*,\s*|\s+(?:and|und|et|y|e|и|ve|və|i|&)\s+"
)


class SectionError(ValueError):
    """A section that is not there; the message says which are."""


class Sections(tuple[str, ...]):
    """The names of the sections of a class, each once, in the order in which they came."""

    __slots__ = ()

    def __new__(cls, names: Iterable[str]) -> "Sections":
        """Keep each name once, whatever its case."""
        first: dict[str, str] = {}
        for name in names:
            first.setdefault(folded_section(name), name)
        return super().__new__(cls, first.values())

    def named(self, given: Sequence[str]) -> frozenset[str]:
        """Give the folded names of the sections that are asked for.

        Raises
        ------
        SectionError
            If there is no such section.
        """
        known = {folded_section(name) for name in self}
        for name in given:
            if folded_section(name) not in known:
                there = ", ".join(map(visible, self))
                raise SectionError(
                    f"there is no section {visible(name)!r}: "
                    + (f"write one of {there}" if there else f"the roster has none: {_GIVE_ONE}")
                )
        return frozenset(map(folded_section, given))


_GIVE_ONE = "give it a column “Section”, and name it with --roster"


def folded_section(name: str) -> str:
    """Give the name of a section as names are compared.

    Examples
    --------
    >>> folded_section(" Seminar  A ")
    'seminar a'
    """
    return " ".join(name.split()).casefold()


def is_in(sections: Iterable[str], wanted: frozenset[str]) -> bool:
    """Whether somebody in these sections is meant; everybody is, where none is asked for.

    Examples
    --------
    >>> is_in(("A", "B"), frozenset({"b"})), is_in((), frozenset())
    (True, True)
    """
    return not wanted or any(folded_section(name) in wanted for name in sections)


def sections_in(columns: Mapping[str, int], rows: Sequence[Row]) -> dict[int, tuple[str, ...]]:
    """Give the sections that the rows of a roster name, by the numbers of the rows.

    A cell that names several is parted where one of the parts stands alone in another row, or
    where its column is one of several (Moodle's *Groups*); else a comma or an “and” is part of
    a name.

    Parameters
    ----------
    columns : mapping
        The places of columns by their titles without spaces, signs and case.
    rows : sequence of Row
        The rows.
    """
    for title in SECTION_TITLES:
        if title in columns and any(row.cells[columns[title]] for row in rows):
            cells = {row.number: row.cells[columns[title]] for row in rows}
            known = {folded_section(cell) for cell in cells.values()}
            return {
                number: tuple(_parted(cell, known, always=title in _IN_SEVERAL))
                for number, cell in cells.items()
            }
    return {}


def _parted(cell: str, known: set[str], *, always: bool) -> Iterator[str]:
    seen = set()
    for whole in _ALWAYS.split(cell):
        parts = [part for part in _PERHAPS.split(whole) if part]
        if always:
            parts = [part.strip() for part in whole.split(",")]
        elif not known & set(map(folded_section, parts)):
            parts = [whole]
        for part in parts:
            folded = folded_section(part)
            if folded and folded not in _NONE and folded not in seen:
                seen.add(folded)
                yield " ".join(part.split())
