"""A worksheet is filled in place: Moodle takes every grade, and nothing else has changed."""

import csv
import io
import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from hedgelab.cli import ATTENTION, FAILURE, SUCCESS, main
from hedgelab.desk.grading.run import grade
from hedgelab.desk.ledger.gradebook import graded_students
from hedgelab.desk.ledger.store import Ledger
from hedgelab.desk.model.roster import Enrolled, Roster
from hedgelab.desk.platforms.moodle_grades import fill_worksheet
from tests.desk.classroom import CLASS, KEY, ONE_OFF, answer_file
from tests.desk.moodle_downloads import (
    ENGLISH,
    IDS,
    NAMES,
    PLACES,
    RUSSIAN,
    folder_of,
    moodles_zip,
    worksheet,
)

pytestmark = pytest.mark.usefixtures("without_figures")

TIME = "Monday, 15 March 2027, 12:00 PM"
ROWS = [
    ("ana", "Submitted for grading -  - ", TIME),
    ("ben", "Submitted for grading -  - ", TIME),
    ("cem", "No submission -  - ", "-"),
]
RUSSIAN_ROWS = [
    (who, "Отправлено -  - ", "понедельник, 15 марта 2027, 12:00") for who in ("ana", "ben")
]


def in_russian(rows: list[tuple[str, str, str]] = RUSSIAN_ROWS) -> bytes:
    """Give a worksheet as Moodle writes it for a teacher who reads Russian."""
    content = worksheet(rows, header=RUSSIAN, word="Участник").decode()
    return content.replace("8.00,Yes", '"8,00",Да').encode()


def graded(tmp_path: Path, roster: Roster = CLASS, **files: str) -> Path:
    """Grade what came through Moodle, and give the folder."""
    when = (2027, 3, 15, 12, 0, 0)
    handed = {
        f"{folder_of(who)}/x.json": (when, text)
        for who, text in (
            files or {"ana": answer_file("s1"), "ben": answer_file("s2", ONE_OFF)}
        ).items()
    }
    grade(KEY, [moodles_zip(tmp_path / "in.zip", handed)], tmp_path / "out", roster=roster)
    return tmp_path / "out"


def export(tmp_path: Path, content: bytes, *options: str) -> tuple[int, bytes]:
    """Fill a worksheet, and give how that ended, and what was written."""
    (tmp_path / "Grades.csv").write_bytes(content)
    into, out = tmp_path / "Grades.csv", tmp_path / "up.csv"
    typed = ["export", "moodle", tmp_path / "out", "--into", into, "--out", out, *options]
    code = main(list(map(str, typed)))
    return code, out.read_bytes() if out.exists() else b""


def taken_by_moodle(
    content: bytes, before: bytes, strings: Mapping[str, str] = {}
) -> dict[str, float]:
    """Import a worksheet as mod/assign/feedback/offline/importgradeslib.php does; give its grades.

    Its titles are compared letter for letter with the strings of the language, ids are what
    follows the word for a participant, and grades are read with a point or the decimal sign.
    """
    names = {it: strings.get(it, it) for it in ("Identifier", "Grade", "Last modified (grade)")}
    word = strings.get("Participant", "Participant ")
    rows = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))
    former = list(csv.DictReader(io.StringIO(before.decode("utf-8-sig"))))
    assert set(names.values()) <= set(rows[0])
    taken = {}
    for row, old in zip(rows, former, strict=True):
        written = row[names["Grade"]].strip()
        if not written or written == old[names["Grade"]]:
            continue
        points = float(written.replace(",", "."))
        if 0 <= points <= 8:
            taken[row[names["Identifier"]].removeprefix(word)] = points
    return taken


def with_grades_taken_out(content: bytes, *grades: str) -> bytes:
    """Give a worksheet as it was before these grades were put in."""
    for written in grades:
        content = content.replace(f",{written},".encode(), b",,", 1)
    return content


def test_moodle_takes_the_grades_and_every_other_byte_is_as_it_was(tmp_path: Path) -> None:
    graded(tmp_path)
    before = worksheet(ROWS)
    code, filled = export(tmp_path, before)
    assert code == SUCCESS
    assert taken_by_moodle(filled, before) == {"5": 8, "6": 7.5}
    assert with_grades_taken_out(filled, "8", "7.5") == before


@pytest.mark.parametrize("form", ["semicolons", "utf-16", "crlf", "quoted"])
def test_the_form_of_the_file_is_kept(tmp_path: Path, form: str) -> None:
    text = worksheet(ROWS).decode("utf-8-sig")
    before = {
        "semicolons": text.replace(f'"{TIME}"', TIME.replace(",", "")).replace(",", ";").encode(),
        "utf-16": text.encode("utf-16"),
        "crlf": text.replace("\n", "\r\n").encode("utf-8-sig"),
        "quoted": "\n".join(
            ",".join(f'"{cell}"' for cell in row) for row in csv.reader(io.StringIO(text))
        ).encode(),
    }[form]
    graded(tmp_path)
    code, filled = export(tmp_path, before)
    assert code == SUCCESS
    encoding = "utf-16" if form == "utf-16" else "utf-8"
    separator = ";" if form == "semicolons" else ","
    old, new = (it.decode(encoding).split(separator) for it in (before, filled))
    differing = [(was, now) for was, now in zip(old, new, strict=True) if was != now]
    empty = '""' if form == "quoted" else ""
    assert differing == [(empty, "8"), (empty, "7.5")]
    assert filled[:2] == before[:2]


def test_a_russian_worksheet_is_filled_in_its_own_words_and_signs(tmp_path: Path) -> None:
    graded(tmp_path)
    before = in_russian()
    code, filled = export(tmp_path, before)
    assert code == SUCCESS
    strings = {
        "Identifier": "Идентификатор", "Grade": "Оценка", "Participant": "Участник",
        "Last modified (grade)": "Последнее изменение (оценка)",
    }  # fmt: skip
    assert taken_by_moodle(filled, before, strings) == {"5": 8, "6": 7.5}
    assert with_grades_taken_out(filled, "8", '"7,5"') == before


def test_without_names_rows_are_known_by_the_numbers_of_what_was_handed_in(tmp_path: Path) -> None:
    graded(tmp_path)
    rows = [
        line.split(",") for line in worksheet(ROWS[:2]).decode().replace(TIME, "-").splitlines()
    ]
    blind = "\n".join(",".join((row[0], *row[4:])) for row in rows).encode()
    _, filled = export(tmp_path, blind)
    assert taken_by_moodle(filled, blind) == {"5": 8, "6": 7.5}


def test_a_dry_run_shows_each_change_and_writes_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graded(tmp_path)
    content = (
        worksheet(ROWS)
        .replace(b'-  - ",,8.00', b'-  - ",3,8.00')
        .replace(b'-  - ,,8.00,Yes,"M', b'-  - ,3,8.00,Yes,"M', 1)
    )
    capsys.readouterr()
    code, written = export(tmp_path, content, "--dry-run", "--replace")
    told = capsys.readouterr().out
    assert (code, written) == (SUCCESS, b"")
    assert "  s1: 3 → 8\n  s2: nothing → 7.5\n" in told
    assert "nothing was written: 2 grades put into 'Grade'." in told


def test_what_moodle_would_pass_over_is_left_and_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graded(tmp_path)
    lines = worksheet(ROWS).decode().splitlines(keepends=True)
    lines[1] = lines[1].replace("8.00,Yes", "8.00,No")
    lines[2] = lines[2].replace(",,8.00", ",2.00,8.00")
    before = "".join(lines).encode()
    capsys.readouterr()
    code, filled = export(tmp_path, before, "--json")
    told = json.loads(capsys.readouterr().out)
    assert (code, filled) == (ATTENTION, before)
    assert told["passed_over"] == ["s1: Moodle has locked the grade, and would pass it over."]
    assert told["kept"] == [{"student": "s2", "there": "2.00", "ours": "7.5"}]
    lower = before.replace(b"8.00", b"7.50")
    _, filled = export(tmp_path, lower, "--replace", "--json")
    told = json.loads(capsys.readouterr().out)
    assert told["points_possible_there"] == "7.5"
    assert taken_by_moodle(filled, lower) == {"6": 7.5}


def test_who_is_excused_keeps_an_empty_cell_and_a_grade_there_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    out = graded(tmp_path)
    told = "student,what,value,reason\ns1,excused,,ill\ns3,on paper,6.5,no machine\n"
    (out / "decisions.csv").write_text(told, encoding="utf-8")
    main(["decide", str(out), "--quiet"])
    before = worksheet(ROWS)
    _, filled = export(tmp_path, before)
    assert taken_by_moodle(filled, before) == {"6": 7.5, "7": 6.5}
    lines = before.decode().splitlines(keepends=True)
    lines[1] = lines[1].replace(",,8.00", ",2.00,8.00")
    capsys.readouterr()
    export(tmp_path, "".join(lines).encode(), "--json")
    passed = json.loads(capsys.readouterr().out)["passed_over"]
    assert passed == ["s1: is excused, and Moodle has 2.00: empty it there."]


def test_a_row_whose_signs_are_two_students_gets_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graded(tmp_path)
    before = (
        worksheet(ROWS)
        .replace(b"Ana Lee,s1,s1@", b"Ana Lee,s2,s1@")
        .replace(b"Ben Okoro,s2,", b"Ben Okoro,s9,")
    )
    capsys.readouterr()
    code, filled = export(tmp_path, before, "--json")
    told = json.loads(capsys.readouterr().out)
    assert code == ATTENTION
    assert "Row 2: its ids are those of s1 and s2" in told["passed_over"][0]
    assert taken_by_moodle(filled, before).keys() <= {"6"}


def test_two_rows_of_one_student_are_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    twice = Roster((Enrolled("s1", "Ana Lee", ids=("Participant 5", "Participant 6")),))
    graded(tmp_path, twice, ana=answer_file("s1"))
    rows = [
        line.split(",") for line in worksheet(ROWS[:2]).decode().replace(TIME, "-").splitlines()
    ]
    blind = "\n".join(",".join((row[0], *row[4:])) for row in rows).encode()
    assert export(tmp_path, blind) == (FAILURE, b"")
    assert "rows 2 and 3 are both of s1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"Name,Points\nAna Lee,\n", "grading worksheet"),
        (b"Student ID,Name,Points\ns1,Ana Lee,\n", "is no grading worksheet as Moodle writes it"),
        (worksheet(ROWS).replace(b"8.00", b"Good"), "is graded by a scale"),
    ],
)
def test_what_is_no_worksheet_is_told(
    tmp_path: Path, content: bytes, told: str, capsys: pytest.CaptureFixture[str]
) -> None:
    graded(tmp_path)
    assert export(tmp_path, content) == (FAILURE, b"")
    assert told in capsys.readouterr().err


def with_comments(rows: list[tuple[str, str, str]], *comments: str) -> bytes:
    """Give a worksheet that asks for comments, with what stands there."""
    lines = worksheet(rows).decode().splitlines()
    ends = ['"Feedback comments"', *comments]
    return "".join(f"{line},{end}\n" for line, end in zip(lines, ends, strict=True)).encode()


def test_empty_feedback_comments_are_filled_and_others_stay(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graded(tmp_path)
    before = with_comments(ROWS, "", "<p>Well done</p>", "")
    capsys.readouterr()
    code, filled = export(tmp_path, before)
    assert code == SUCCESS
    assert "1 comment put into 'Feedback comments'." in capsys.readouterr().out
    ana, ben, cem = csv.DictReader(io.StringIO(filled.decode("utf-8-sig")))
    assert ana["Feedback comments"].startswith("<p>8 of 8 points.</p><ul><li>The port of 2001: ")
    assert (ben["Feedback comments"], cem["Feedback comments"]) == ("<p>Well done</p>", "")
    # A comment that was put there before goes with its grade, and a person's stays.
    later = with_comments(ROWS, "<p>7 of 8 points. This may change.</p>", "<p>Good</p>", "")
    later = later.replace(b",,8.00", b",7,8.00")
    _, again = export(tmp_path, later, "--replace")
    one, two, _ = csv.DictReader(io.StringIO(again.decode("utf-8-sig")))
    assert (one["Feedback comments"], two["Feedback comments"]) == (
        ana["Feedback comments"],
        "<p>Good</p>",
    )
    told = ana["Feedback comments"].encode()
    assert with_grades_taken_out(filled, "8", "7.5").replace(told, b"") == before


def test_what_moodle_may_have_modified_more_recently_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graded(tmp_path)
    lines = worksheet(ROWS).decode().splitlines(keepends=True)
    graded_there = '"Tuesday, 16 March 2027, 9:00 AM"'
    lines[2] = lines[2].replace(",,8.00", ",2.00,8.00").replace(",-\n", f",{graded_there}\n")
    capsys.readouterr()
    code, filled = export(tmp_path, "".join(lines).encode(), "--replace", "--json", "--dry-run")
    told = json.loads(capsys.readouterr().out)
    assert (code, filled) == (ATTENTION, b"")
    (sentence,) = told["passed_over"]
    assert sentence.startswith("s2: was graded in Moodle before (Tuesday, 16 March 2027, 9:00 AM)")
    assert "modified more recently" in sentence


def test_the_gradebook_of_moodle_is_refused_for_it_would_override(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    graded(tmp_path)
    book = b'"First name","Last name","ID number","Email address","Assignment: Ports (Real)"\n'
    assert export(tmp_path, book + b"Ana,Lee,s1,s1@example.edu,-\n") == (FAILURE, b"")
    assert "Never import grades under Grades, Import there: that overrides" in (
        capsys.readouterr().err
    )


LANGUAGES = [
    # Identifier, full name, ID number, e-mail, status, grade, maximum, whether it can be changed,
    # the two times, comments; a word for who takes part, one for no, and a time.
    ("ID|Vollständiger Name|ID-Nummer|E-Mail-Adresse|Status|Bewertung|Bestwertung|Bewertung kann "
     "geändert werden|Zuletzt geändert (Abgabe)|Zuletzt geändert (Bewertung)|"
     "Feedback als Kommentar",
     "Teilnehmer/in", "Nein", "Montag, 15. März 2027, 12:00"),
    ("Identificador|Nombre completo|Número de ID|Dirección de correo|Estado|Calificación|"
     "Calificación máxima|La calificación puede ser cambiada|Última modificación (entrega)|"
     "Última modificación (calificación)|Comentarios de retroalimentación",
     "Participante", "No", "lunes, 15 de marzo de 2027, 12:00"),
    ("Identifiant|Nom complet|Numéro d’identification|Adresse de courriel|Statut|Note|"
     "Note maximale|La note peut être modifiée|Dernière modification (travail remis)|"
     "Dernière modification (note)|Feedback par commentaires",
     "Participant", "Non", "lundi 15 mars 2027, 12:00"),
    ("Идентификатор|Полное имя|Индивидуальный номер|Адрес электронной почты|Статус|Оценка|"
     "Максимальная оценка|Оценка может быть изменена|Последнее изменение (ответ)|"
     "Последнее изменение (оценка)|Отзыв в виде комментария",
     "Участник", "Нет", "понедельник, 15 марта 2027, 12:00"),
    ("Tanımlayıcı|Tam adı|ID numarası|E-posta adresi|Durum|Not|Enyüksek not|Not değiştirilebilir|"
     "Son düzenleme (gönderim)|Son düzenleme (not)|Geri bildirim yorumları",
     "Katılımcı", "Hayır", "15 Mart 2027, Pazartesi, 12:00"),
    ("İdentifikator|Tam adı|ID nömrəsi|E-poçt ünvanı|Vəziyyət|Qiymət|Maksimum qiymət|"
     "Qiymət dəyişdirilə bilər|Son dəyişiklik (təqdimat)|Son dəyişiklik (qiymət)|Rəy şərhləri",
     "İştirakçı", "Xeyr", "bazar ertəsi, 15 mart 2027, 12:00"),
    ("Identificador|Nome completo|Número de identificação (ID)|E-mail|Estado|Nota|Nota máxima|"
     "A nota pode ser alterada.|Última atualização (submissão)|Última atualização (avaliação)|"
     "Comentários de feedback", "Participante", "Não", "segunda-feira, 15 de março de 2027, 12:00"),
    ("Identificativo|Nome|Codice identificativo|Indirizzo email|Stato|Valutazione|"
     "Valutazione massima|La valutazione può essere cambiata|Ultima modifica (consegna)|"
     "Ultima modifica (valutazione)|Commenti",
     "Partecipante", "No", "lunedì, 15 marzo 2027, 12:00"),
    ("Identyfikator|Pełna nazwa|Numer ID|Adres e-mail|Status|Ocena|Maksymalna ocena|"
     "Ocena może zostać zmieniona|Ostatnia modyfikacja (zadanie)|Ostatnia modyfikacja (ocena)|"
     "Komentarze zwrotne", "Uczestnik", "Nie", "poniedziałek, 15 marca 2027, 12:00"),
    # Of no table at all: by what the columns hold.
    ("Tunniste|Koko nimi|Tunnus|Osoite|Tila|Arvosana|Enimmäisarvosana|Voi muuttaa|Muokattu (työ)|"
     "Muokattu (arvosana)|Palaute", "Osallistuja", "", "15.3.2027 12:00"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("titles", "word", "no", "time"), LANGUAGES, ids=["de", "es", "fr", "ru", "tr", "az", "pt",
                                                      "it", "pl", "fi"]
)  # fmt: skip
def test_a_worksheet_is_filled_in_any_language(
    tmp_path: Path, titles: str, word: str, no: str, time: str, capsys: pytest.CaptureFixture[str]
) -> None:
    graded(tmp_path)
    header = titles.split("|")
    text = io.StringIO()
    table = csv.writer(text, lineterminator="\n")
    table.writerow(header)
    for number, who in PLACES.items():
        yes = no if number == "ben" and no else "Ja"
        table.writerow(
            (f"{word} {who}", NAMES[number], IDS[number], f"{IDS[number]}@example.edu",
             "· -  - ", "", "8,00", yes, time, "-", "")
        )  # fmt: skip
    before = b"\xef\xbb\xbf" + text.getvalue().encode()
    capsys.readouterr()
    _, filled = export(tmp_path, before, "--json")
    told = json.loads(capsys.readouterr().out)
    strings = {
        "Identifier": header[0], "Grade": header[5], "Last modified (grade)": header[9],
        "Participant": f"{word} ",
    }  # fmt: skip
    locked = ["s2: Moodle has locked the grade, and would pass it over."] if no else []
    assert told["passed_over"] == locked
    assert taken_by_moodle(filled, before, strings) == {"5": 8, **({} if no else {"6": 7.5})}
    rows = list(csv.reader(io.StringIO(filled.decode("utf-8-sig"))))
    assert rows[1][10].startswith("<p>8 of 8 points.</p>")
    ours = {(1, 5), (1, 10)} | (set() if no else {(2, 5), (2, 10)})
    former = list(csv.reader(io.StringIO(before.decode("utf-8-sig"))))
    for at, (old, new) in enumerate(zip(former, rows, strict=True)):
        assert {(at, place) for place, it in enumerate(old) if new[place] != it} <= ours


TEXT = st.text(
    st.characters(exclude_categories=("Cs", "Cc"), exclude_characters='"\t,;|\u2028\u2029'),
    max_size=8,
).map(str.strip)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(
    cells=st.lists(st.tuples(TEXT, st.booleans()), min_size=3, max_size=3),
    ending=st.sampled_from(["\n", "\r\n"]),
    encoding=st.sampled_from(["utf-8-sig", "utf-8", "utf-16"]),
    separator=st.sampled_from(",;\t"),
    comma=st.booleans(),
)
def test_of_any_worksheet_only_our_cells_change(
    tmp_path: Path,
    ledger: Ledger,
    cells: list[tuple[str, bool]],
    ending: str,
    encoding: str,
    separator: str,
    comma: bool,
) -> None:
    sign = "," if comma else "."
    quote = '"' if sign == separator else ""

    def book(*grades: str) -> bytes:
        lines = [list(ENGLISH)]
        for number, ((text, quoted), grade_there) in enumerate(zip(cells, grades, strict=True), 1):
            state = f'"{text}"' if quoted else text
            maximum = f"{quote}8{sign}00{quote}"
            row = [f"Participant {number}", "", f"s{number}", "", state]
            lines.append([*row, grade_there, maximum, "Yes", "-", "-"])
        return "".join(separator.join(line) + ending for line in lines).encode(encoding)

    into, out = tmp_path / "Grades.csv", tmp_path / "up.csv"
    into.write_bytes(book("", "", ""))
    fill_worksheet(ledger.key, graded_students(ledger, with_answers=True), into, out)
    assert out.read_bytes() == book(f"{quote}7{sign}5{quote}", "6", "")
