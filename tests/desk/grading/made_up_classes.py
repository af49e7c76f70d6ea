"""Classes as a term brings them: namesakes, many scripts, people who left, others' ids."""

import random
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Literal

from hedgelab.desk.model.records import Hint
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.platforms.moodle_worksheet import group_key, hint_by_worksheet
from hedgelab.desk.platforms.names import members_of

FIRST = (
    *("Ana", "\u00c1na", "Leyla", "Ilk\u0131n", "\u0130lkin", "H\u00f2a", "Hoa", "Ng\u1ecdc"),
    *("\u0420\u0430\u0448\u0438\u0434", "\u0915\u093f\u0930\u0923", "\u0915\u0940\u0930\u0923"),
)
LAST = ("Lee", "\u018fliyev", "Mamm\u0259dova", "Nguyen", "Nguy\u1ec5n", "\u00d6zt\u00fcrk", "3")


@dataclass(frozen=True)
class Person:
    """Somebody who hands in, enrolled or not."""

    id: str
    name: str
    number: str


@dataclass(frozen=True)
class Handed:
    """A file: who made it, what it says of its author, and what its name says."""

    author: Person
    said_id: str
    said_name: str
    hint: Hint


def spelt(name: str) -> str:
    """Give the letters of a name, as somebody reads them who knows its script."""
    plain = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).lower())
    return "".join(sign for sign in plain if unicodedata.category(sign)[0] in "LMN")


def bare(name: str) -> str:
    """Give them without accents, as whoever lacks the keys writes them."""
    plain = unicodedata.normalize("NFKD", spelt(name))
    return "".join(sign for sign in plain if not "\u0300" <= sign <= "\u036f")


def made_up_class(chance: random.Random) -> tuple[Roster, list[Handed]]:
    """Give a roster, and the files of its people and of some who are not on it."""
    people = [_person(chance, number) for number in range(chance.randint(2, 6))]
    enrolled = people[: chance.randint(1, len(people))]
    with_numbers = chance.random() < 0.5
    platform = chance.choice(("canvas", "moodle", "plain"))
    roster = Roster(
        tuple(
            Enrolled(it.id, it.name, ids=(_number(it, platform),) if with_numbers else ())
            for it in enrolled
        )
    )
    files = [_handed(chance, author, people, platform) for author in people]
    files += [_handed(chance, chance.choice(people), people, platform) for _ in range(2)]
    if platform == "moodle" and chance.random() < 0.6:
        files = [one for it in files for one in _by_worksheet(chance, it, people)]
    chance.shuffle(files)
    return roster, files


def _by_worksheet(
    chance: random.Random, handed: Handed, people: Sequence[Person]
) -> Iterator[Handed]:
    """Give a file as a worksheet tells of it, which may be of another class or assignment."""
    numbers = [it.number for it in people]
    if chance.random() < 0.1:
        chance.shuffle(numbers)
    lists = {
        f"Participant {number}": Hint(
            "moodle",
            (f"Participant {number}", *((it.id,) if chance.random() < 0.9 else ())),
            it.name,
            received=NOON + timedelta(hours=chance.randint(-30, 30)),
            listed=True,
        )
        for number, it in zip(numbers, people, strict=True)
    }
    group = people[: chance.randint(2, len(people))]
    lists[group_key("Group A")] = Hint("moodle", tuple(f"Participant {it.number}" for it in group))
    hint = replace(handed.hint, packed=NOON + timedelta(hours=chance.randint(-30, 30)))
    if chance.random() < 0.2:
        # The number is the group's, and may be that of somebody in it or not.
        number = chance.choice((*numbers, "77"))
        hint = replace(hint, ids=(f"Participant {number}",), name="Group A")
    hint = hint_by_worksheet(hint, lists)
    for member in members_of(hint, lists):
        yield replace(handed, hint=member)


NOON = datetime(2027, 3, 15, 12)  # on a wall; it is due at the end of that day


def _person(chance: random.Random, number: int) -> Person:
    name = f"{chance.choice(FIRST)} {chance.choice(LAST)}"
    # Some universities count from one, and some of the platform's numbers are their ids.
    kind = chance.choice(("s{}", "{}", "00{}", "{}77"))
    return Person(kind.format(number + 1), name, str(chance.choice((number + 1, 9000 + number))))


def _number(person: Person, platform: str) -> str:
    return f"Participant {person.number}" if platform == "moodle" else person.number


def _handed(
    chance: random.Random, author: Person, people: Sequence[Person], platform: str
) -> Handed:
    claims = chance.random()
    said = chance.choice(people) if claims < 0.2 else author
    said_id = "" if claims > 0.7 else said.id
    said_name = chance.choice(("", author.name, said.name))
    form: Literal["NFC", "NFD"] = chance.choice(("NFC", "NFD"))
    name = unicodedata.normalize(form, author.name)
    if platform == "canvas":
        first, last = name.split()
        shown = "".join(
            sign for sign in (last + first).lower() if unicodedata.category(sign)[0] in "LMN"
        )
        hint = Hint("canvas", (author.number,), shown, order=chance.randint(1, 99))
    elif platform == "moodle":
        shown = chance.choice((name, name, f"Group A-{name}", "Participant"))
        hint = Hint("moodle", (f"Participant {author.number}",), shown)
    else:
        stem = chance.choice(("answers", f"Week {chance.randint(1, 6)} {name}", author.id))
        hint = Hint("plain", (stem, "in"))
    return Handed(author, said_id, said_name, hint)
