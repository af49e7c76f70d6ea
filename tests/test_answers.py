"""Whatever a file holds, it is read or refused with a message that helps; nothing is lost."""

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

import hedgelab.answers
from hedgelab.answers import (
    CONFIDENCE,
    FORMAT,
    MAX_BYTES,
    Answer,
    AnswerFile,
    AnswerFileError,
    Student,
    answers_from_dict,
    read_answers,
    sheet_digest,
    write_answers,
)
from hedgelab.spectrum import POSITIONS

SCHEMA = json.loads(
    Path(hedgelab.answers.__file__).with_name("answers.schema.json").read_text(encoding="utf-8")
)
VALIDATOR = jsonschema.Draft202012Validator(SCHEMA)

# The example of DESIGN.md, its digest written out.
EXAMPLE: dict[str, Any] = {
    "format": "hedgelab-answers/1",
    "assignment": "deeds-1993-2000",
    "sheet": "sha256:" + "9c1e" * 16,
    "student": {"id": "s1234567", "name": "Example Student"},
    "answers": [
        {
            "event": "kfor-platoon-1999",
            "position": "indirect-balancing",
            "confidence": 2,
            "justification": "Soldiers serve with NATO’s.",
            "changed": "2026-10-05T14:01:40Z",
        }
    ],
    "saved": "2026-10-05T14:03:11Z",
}


def spoilt(**members: object) -> str:
    """Give the example with other members at its top."""
    return json.dumps({**EXAMPLE, **members})


def spoilt_answer(**members: object) -> str:
    """Give the example with a second answer that has these members."""
    return spoilt(answers=[*EXAMPLE["answers"], {"event": "another-1995", **members}])


def message_of(text: str | bytes) -> str:
    with pytest.raises(AnswerFileError) as caught:
        read_answers(text, "ana.json")
    message = str(caught.value)
    assert message.startswith("ana.json: ")
    assert len(message) < 500
    return message


def test_the_designs_example_is_read() -> None:
    assert read_answers(json.dumps(EXAMPLE)) == AnswerFile(
        assignment="deeds-1993-2000",
        sheet="sha256:" + "9c1e" * 16,
        student=Student("s1234567", "Example Student"),
        answers=(
            Answer(
                "kfor-platoon-1999",
                "indirect-balancing",
                2,
                "Soldiers serve with NATO’s.",
                "2026-10-05T14:01:40Z",
            ),
        ),
        saved="2026-10-05T14:03:11Z",
    )


def test_what_is_written_is_what_the_design_shows() -> None:
    text = write_answers(read_answers(json.dumps(EXAMPLE)))
    assert text == json.dumps(EXAMPLE, indent=2, ensure_ascii=False) + "\n"


def test_practice_has_no_student_and_a_justification_may_come_first() -> None:
    text = '{"format": "hedgelab-answers/1", "assignment": "a", "answers": [%s]}'
    file = read_answers(text % '{"event": "x-1", "position": null, "justification": "Hm."}')
    assert file.student is None
    assert file.answers == (Answer("x-1", None, None, "Hm."),)
    assert "student" not in file.to_dict()
    assert file.to_dict()["answers"] == [{"event": "x-1", "justification": "Hm."}]


def test_members_of_another_time_are_kept() -> None:
    document = {
        **EXAMPLE,
        "browser": {"lang": ["az", "en"]},
        "student": {"id": "s1", "name": "", "group": 4},
        "answers": [{"event": "x-1", "order": [1, 2.5, None, True]}],
    }
    assert json.loads(write_answers(read_answers(json.dumps(document)))) == document


def test_a_byte_order_mark_is_no_reason_to_refuse_work() -> None:
    text = json.dumps(EXAMPLE)
    assert read_answers(b"\xef\xbb\xbf" + text.encode()) == read_answers(text)
    assert read_answers("\ufeff" + text) == read_answers(text)


def test_half_an_emoji_is_mended() -> None:
    file = read_answers(spoilt_answer(justification="cut \ud83d"))
    assert file.answers[1].justification == "cut �"
    assert write_answers(file).encode()


BAD: list[tuple[str | bytes, str]] = [
    (b"", "is empty"),
    (" \n", "is empty"),
    (b"PK\x03\x04\xff\xfe", "no UTF-8 text (byte 5)"),
    ("{'format': 1}", "line 1, column 2: this is no JSON"),
    ('{\n "format": \n}', "line 3, column 1: this is no JSON"),
    ("[]", "is []: write an object"),
    ('"hedgelab-answers/1"', "write an object"),
    ("[" * 100_000, "nested too deeply"),
    ('{"x":' * 25 + "1" + "}" * 25, "nested too deeply"),
    ('{"x": NaN}', "NaN is no number"),
    ('{"x": -Infinity}', "-Infinity is no number"),
    ('{"x": 1e999}', "number that is too large"),
    ('{"x": %s}' % ("9" * 30), "number that is too large"),
    ('{"x": %s}' % ("9" * 5000), "number that is too long"),
    ('{"format": 1, "format": 2}', "'format' stands twice"),
    (" " * (MAX_BYTES + 1), "2,097,153 bytes, more than 2,097,152"),
    ("{}", 'format is missing: an answer file says "hedgelab-answers/1"'),
    (spoilt(format="hedgelab-answers/2"), "from a newer Hedging Lab"),
    (spoilt(format="hedgelab-answers/10"), "from a newer Hedging Lab"),
    (spoilt(format="hedgelab-sheet/1"), "is this the right file?"),
    (spoilt(format="hedgelab-answers/0"), "is this the right file?"),
    (spoilt(format=["hedgelab-answers/1"]), "is this the right file?"),
    (spoilt(assignment=None), "assignment is missing"),
    (spoilt(assignment=7), "assignment is 7: write text, in quotation marks"),
    (spoilt(assignment="Deeds 1"), "assignment is 'Deeds 1': write it like deeds-1993-2000"),
    (spoilt(sheet="9c1e"), "sheet is '9c1e': write it like sha256:"),
    (spoilt(student="s1"), "student: is 's1': write an object"),
    (spoilt(student={"id": 1234567}), "student: id is 1234567: write text, in quotation"),
    (spoilt(answers=None), "answers is None: write a list"),
    (spoilt(answers={}), "answers is {}: write a list"),
    (spoilt(answers=["x"]), "answer 1: is 'x': write an object"),
    (spoilt(saved="yesterday"), "saved is 'yesterday': write it like 2026-10-05T14:03:11Z"),
    (spoilt(saved="2026-02-30T10:00:00Z"), "saved is '2026-02-30T10:00:00Z', no such time"),
    (spoilt(saved="2026-02-03T10:00:00"), "saved is '2026-02-03T10:00:00': write it like"),
    (spoilt_answer(event=None), "answer 2: event is missing"),
    (spoilt_answer(event="Two words"), "answer 2: event is 'Two words': write it like"),
    (
        spoilt_answer(position="denial"),
        "answer 2 (event another-1995): position is 'denial': write one of balancing, ",
    ),
    (spoilt_answer(position="Indirect balancing"), "did you mean 'indirect-balancing'?"),
    (spoilt_answer(position=2), "position is 2: write text"),
    (spoilt_answer(confidence=0), "confidence is 0: write one of 1 (A guess), 2 (Fairly sure)"),
    (spoilt_answer(confidence=4), "confidence is 4: write one of"),
    (spoilt_answer(confidence=1.5), "confidence is 1.5: write one of"),
    (spoilt_answer(confidence=True), "confidence is True: write one of"),
    (spoilt_answer(confidence="2"), "confidence is '2': write one of"),
    (spoilt_answer(confidence=[2]), "confidence is [2]: write one of"),
    (spoilt_answer(justification=["x"]), "justification is ['x']: write text"),
    (spoilt_answer(changed="2026-10-05"), "(event another-1995): changed is '2026-10-05'"),
    (
        spoilt_answer(event="kfor-platoon-1999"),
        "answers 1 and 2 (event kfor-platoon-1999): are for the same event: keep one",
    ),
    (spoilt_answer(position="x" * 1_000_000), "position is 'xxx"),
    (spoilt_answer(event="x" * 1_000_000, confidence=9), "answer 2 (event xxx"),
    (spoilt(saved=EXAMPLE["saved"][:-1] + "." + "1" * 1_000_000), "saved is '2026-10-05T14:03:11."),
    (spoilt(answers=[{"event": "x" * 1_000_000}] * 2), "answers 1 and 2 (event xxx"),
    (spoilt(format="hedgelab-answers/" + "9" * 1_000_000), "from a newer Hedging Lab"),
]


@pytest.mark.parametrize(("text", "told"), BAD, ids=[told for _, told in BAD])
def test_a_bad_file_is_told_what_where_and_what_to_do(text: str | bytes, told: str) -> None:
    assert told in message_of(text)


# What the browser half reads is read here, and what it refuses is refused: the same table
# is put to `widgets/shared/answers.js`.
TABLE = json.loads(Path(__file__).with_name("answer_files.json").read_text(encoding="utf-8"))


def text_of(row: dict[str, Any]) -> str:
    """Give the text of a file in the table."""
    if "text" in row:
        return str(row["text"])
    document = {**TABLE["example"], **row.get("members", {})}
    if "answer" in row:
        document["answers"] = [*document["answers"], row["answer"]]
    document.pop(row.get("without"), None)
    return json.dumps(document)


@pytest.mark.parametrize("row", TABLE["good"], ids=lambda row: row["what"])
def test_a_good_file_of_the_table_is_read(row: dict[str, Any]) -> None:
    assert read_answers(text_of(row)).assignment == "deeds-1993-2000"


@pytest.mark.parametrize("row", TABLE["bad"], ids=lambda row: row["what"])
def test_a_bad_file_of_the_table_is_refused(row: dict[str, Any]) -> None:
    message_of(text_of(row))


@pytest.mark.parametrize("value", [b"x", (1, 2), {1: 2}, {1, 2}, 1j, 10**5000, object], ids=type)
def test_a_literal_that_is_no_json_is_refused(value: object) -> None:
    with pytest.raises(AnswerFileError, match=r"nb\.ipynb: holds a"):
        answers_from_dict({**EXAMPLE, "extra": value}, "nb.ipynb")


def test_a_list_that_holds_itself_is_refused() -> None:
    endless: list[object] = []
    endless.append(endless)
    with pytest.raises(AnswerFileError, match="nested too deeply"):
        answers_from_dict({**EXAMPLE, "extra": endless})


def test_what_could_not_be_read_back_is_not_written() -> None:
    with pytest.raises(AnswerFileError, match=r"answer 1 \(event x-1\): position is 'denial'"):
        write_answers(AnswerFile("deeds", (Answer("x-1", "denial"),)))
    with pytest.raises(AnswerFileError, match="same event"):
        write_answers(AnswerFile("deeds", (Answer("x-1"), Answer("x-1"))))


def test_an_extra_member_never_displaces_a_known_one() -> None:
    answer = Answer("x-1", "balancing", extra={"position": "bandwagoning", "note": 1})
    assert answer.to_dict() == {"event": "x-1", "position": "balancing", "note": 1}


# ------------------------------------------------------------ any input at all


@given(st.binary() | st.text())
def test_any_bytes_are_refused(data: bytes | str) -> None:
    with pytest.raises(AnswerFileError):
        read_answers(data)


scalars = st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
jsons = st.recursive(
    scalars,
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3)
    ),
    max_leaves=8,
)
slugs = st.from_regex(r"[a-z0-9]+(-[a-z0-9]+)*", fullmatch=True)
position_ids = st.sampled_from([place.id for place in POSITIONS])
moments = st.datetimes().map(lambda moment: moment.isoformat() + "Z")
digests = st.binary(min_size=32, max_size=32).map(lambda raw: "sha256:" + raw.hex())


good_answers = st.builds(
    Answer,
    slugs,
    st.none() | position_ids,
    st.none() | st.sampled_from([value for value, _ in CONFIDENCE]),
    st.text(),
    st.none() | moments,
)
good_files = st.builds(
    AnswerFile,
    slugs,
    st.lists(good_answers, max_size=4, unique_by=lambda answer: answer.event).map(tuple),
    st.none() | digests,
    st.none() | st.builds(Student, st.text(), st.text()),
    st.none() | moments,
)
odd = st.sampled_from([0, 1, 2.0, 4, True, "balancing", "hedgelab-answers/2", "A", [], {}]) | jsons


@st.composite
def near_documents(draw: st.DrawFn) -> dict[str, Any]:
    """Give the document of an answer file with at most one member changed or taken out."""
    document = draw(good_files).to_dict()
    objects = [document, *document["answers"]]
    if "student" in document:
        objects.append(document["student"])
    if draw(st.booleans()):
        target = draw(st.sampled_from(objects))
        names = ["format", "assignment", "answers", "sheet", "student", "saved", "more"]
        if target is not document:
            names = ["event", "position", "confidence", "justification", "changed", "id", "name"]
        member = draw(st.sampled_from(names))
        if draw(st.booleans()):
            target[member] = draw(odd)
        else:
            target.pop(member, None)
    return document


@given(jsons)
def test_any_json_is_refused(document: object) -> None:
    with pytest.raises(AnswerFileError):
        read_answers(json.dumps(document))


@given(near_documents())
def test_code_and_schema_say_the_same(document: dict[str, Any]) -> None:
    text = json.dumps(document)
    read, refusal = None, ""
    try:
        read = read_answers(text)
    except AnswerFileError as error:
        refusal = str(error)
    # These a JSON Schema has no words for.
    beyond = ("same event", "JSON knows", "too large", "too deeply")
    assume(not any(words in refusal for words in beyond))
    assert VALIDATOR.is_valid(document) == (read is not None), refusal
    if read is None:
        return
    written = write_answers(read)
    assert VALIDATOR.is_valid(json.loads(written))
    assert written.endswith("}\n")
    assert read_answers(written) == read
    assert read_answers(written.encode()) == read


@given(good_files)
def test_what_is_written_is_valid_and_comes_back(file: AnswerFile) -> None:
    text = write_answers(file)
    VALIDATOR.validate(json.loads(text))
    assert read_answers(text) == file


@pytest.mark.parametrize("member", EXAMPLE)
def test_code_and_schema_require_the_same_members(member: str) -> None:
    document = {name: value for name, value in EXAMPLE.items() if name != member}
    needed = member in ("format", "assignment", "answers")
    assert VALIDATOR.is_valid(document) is not needed
    if needed:
        assert member in message_of(json.dumps(document))
    else:
        assert read_answers(json.dumps(document))


def test_an_answer_needs_its_event_and_no_more() -> None:
    assert VALIDATOR.is_valid({**EXAMPLE, "answers": [{"event": "x-1"}]})
    assert not VALIDATOR.is_valid({**EXAMPLE, "answers": [{"position": "balancing"}]})
    assert "event is missing" in message_of(spoilt(answers=[{"position": "balancing"}]))


def test_the_schema_is_one_and_names_the_codes_values() -> None:
    jsonschema.Draft202012Validator.check_schema(SCHEMA)
    answer = SCHEMA["$defs"]["answer"]["properties"]
    assert answer["position"]["enum"] == [*[place.id for place in POSITIONS], None]
    values = [value for value, _ in CONFIDENCE]
    low, high = answer["confidence"]["minimum"], answer["confidence"]["maximum"]
    assert values == list(range(low, high + 1)) == [1, 2, 3]
    assert SCHEMA["properties"]["format"]["const"] == FORMAT


# ------------------------------------------------------------------ the digest


def test_the_digest_is_over_the_canonical_text() -> None:
    # printf '%s' '{"assignment":"deeds","events":[{"title":"Ölpreis"}],"n":1}' | sha256sum
    sheet = {"n": 1, "events": [{"title": "Ölpreis"}], "assignment": "deeds"}
    expected = "sha256:546f4df323b4580487f94e41cae55186e333468e44094ccc889a99ebe5f6fdd1"
    assert sheet_digest(sheet) == expected
    assert sheet_digest({"digest": "sha256:anything", **sheet}) == expected


def test_the_digest_notices_any_change() -> None:
    sheet = {"events": ["a", "b"], "title": "Deeds"}
    assert sheet_digest(sheet) != sheet_digest({**sheet, "events": ["b", "a"]})
    assert sheet_digest(sheet) != sheet_digest({**sheet, "title": "Deeds "})
