"""What rosters call their columns, and whom Moodle numbers, in many languages."""

import re

# Titles of columns without spaces, signs and case, the likeliest first.  The first one found
# is the student's id in every output; the others help to recognise files.
IDS = (
    # Moodle's ID number in German, French, Spanish, Russian, Turkish, Azerbaijani, Portuguese,
    # Italian and Polish, too.
    "idnummer", "numérodidentification", "númerodeid", "индивидуальныйномер", "kimliknumarası",
    "idnumarası", "idnömrəsi", "númerodeidentificação", "codiceidentificativo", "numerid",
    "studentid", "studentnumber", "studentno", "idnumber", "matriculationnumber", "matrikelnummer",
    "matriculation", "matrnr", "orgdefinedid", "sisuserid", "sid", "sisid", "id", "userid",
    "sisloginid", "loginid", "login", "netid", "username", "user", "identifier", "canvasid",
    # Moodle's own number, in the languages of its ID number above.
    "identifikator", "identifiant", "identificador", "идентификатор", "tanımlayıcı",
    "identifikasiya", "identificativo", "identyfikator", "lmsuserid",
)  # fmt: skip
NAMES = (
    "name", "fullname", "studentname", "displayname", "student", "sortablename", "sortname",
    "vollständigername", "nomcomplet", "nombrecompleto", "полноеимя", "tamadı", "adsoyad",
    "tamad", "nomecompleto", "nomecompletoutente", "pełnanazwa", "imięinazwisko",
)  # fmt: skip
FIRST = (
    "firstname", "firstnames", "givenname", "givennames", "forename", "vorname", "prénom",
    "nombre", "имя", "adı", "ad", "nome", "imię",
)  # fmt: skip
LAST = (
    "lastname", "surname", "familyname", "nachname", "nom", "apellidos", "apellido", "фамилия",
    "soyadı", "soyad", "apelido", "sobrenome", "cognome", "nazwisko",
)  # fmt: skip
EMAILS = (
    "email", "emailaddress", "mail", "studentemail", "emailadresse", "courriel",
    "adressedecourriel", "correo", "direccióndecorreo", "correoelectrónico",
    "адресэлектроннойпочты",
    "электроннаяпочта", "epostaadresi", "eposta", "epoçtünvanı", "epoçt", "endereçodeemail",
    "indirizzoemail", "adresemail",
)  # fmt: skip

# Moodle numbers those who take part, in the language of whoever asks it for the list.
_TAKES_PART = re.compile(
    r"(?:participant|participante|teilnehmer/in|teilnehmer|участник|katılımcı|iştirakçı|"
    r"partecipante|uczestnik|deelnemer|учасник)\s*([0-9]+)",
    re.IGNORECASE,
)
_SIGNS = re.compile(r"[\W_]+")


def plain_title(title: str) -> str:
    """Give a column's title as titles are compared.

    Examples
    --------
    >>> plain_title("E-Mail Address")
    'emailaddress'
    """
    return _SIGNS.sub("", title).casefold()


def numbered(given: str) -> str:
    """Give Moodle's number of somebody who takes part, as it is in English.

    Examples
    --------
    >>> numbered("Teilnehmer/in5"), numbered("s5")
    ('Participant 5', 's5')
    """
    found = _TAKES_PART.fullmatch(given)
    return f"Participant {found[1]}" if found else given
