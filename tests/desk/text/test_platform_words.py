"""The platforms' own strings are there in every language in which courses are held."""

import pytest

from hedgelab.desk.model.roster_titles import numbered
from hedgelab.desk.text.platform_words import titles_for, words_for

LANGUAGES = 10  # English, German, Spanish, French, Russian, Turkish, Azerbaijani, Portuguese, …


@pytest.mark.parametrize(
    "written",
    [
        "Participant 5", "Teilnehmer/in 5", "Teilnehmer/in5", "Participante 5", "Участник5",  # noqa: RUF001
        "Katılımcı5", "İştirakçı 5", "Partecipante5", "Uczestnik 5", "Deelnemer 5", "参加者5",
    ],
)  # fmt: skip
def test_whoever_takes_part_has_one_number_in_any_language(written: str) -> None:
    assert numbered(written) == "Participant 5"
    assert numbered(f"x{written}") == f"x{written}"


@pytest.mark.parametrize(
    ("what", "some"),
    [
        ("moodle identifier", {"identifier", "id", "идентификатор", "identificativo"}),
        ("moodle maximum grade", {"maximumgrade", "bestwertung", "notemaximale", "notamáxima"}),
        ("moodle last modified (grade)", {"lastmodifiedgrade", "sondüzenlemenot"}),
        ("moodle feedback comments", {"feedbackcomments", "feedbackalskommentar", "commenti"}),
        ("moodle ID number", {"idnumber", "idnummer", "numérodidentification", "númerodeid"}),
        ("user name", {"username", "benutzername", "имяпользователя", "kullanıcıadı"}),
        ("blackboard date submitted", {"datesubmitted", "fechadeenvío", "датаотправки"}),
    ],
)
def test_strings_are_compared_without_signs_and_case(what: str, some: set[str]) -> None:
    assert some <= set(titles_for(what))
    # Two languages may have one string, and one language two.
    assert len(words_for(what)) >= LANGUAGES - 2
