"""Questions in QTI 2.1: a zip for Blackboard, Brightspace, TAO, OpenOlat, ILIAS and others.

The elements are those of "IMS Question and Test Interoperability, Assessment Test, Section and
Item Information Model" and its XML binding, version 2.1, Final (2012).
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterator, Mapping

from hedgelab.desk.handout.questions.bank import QUESTION, Choice, Essay, QuestionBank, Quiz, Task
from hedgelab.desk.handout.questions.markup import (
    add,
    add_html,
    begun,
    document,
    package,
    paragraphs,
)

_QTI = "http://www.imsglobal.org/xsd/imsqti_v2p1"
_PACKAGE = "http://www.imsglobal.org/xsd/imscp_v1p1"
_TEST, _ITEM = "imsqti_test_xmlv2p1", "imsqti_item_xmlv2p1"
_ANSWER_LINES = 6


def qti21(bank: QuestionBank) -> Quiz:
    """Give an assignment's events as a test.

    Every place earns what the key gives it.  An event and its reason are a section of their own,
    and stay together; where each student is dealt other events, those sections of which a sheet
    holds one stand in a section that draws one.
    """
    items: dict[str, bytes] = {}
    for task in bank.tasks:
        items[_choice_name(task)] = document(_choice(task.choice))
        if task.essay:
            items[_essay_name(task.essay)] = document(_essay(task.essay))
    files = {
        "imsmanifest.xml": document(_manifest(bank, items)),
        "test.xml": document(_test(bank)),
        **{_file(name): content for name, content in items.items()},
    }
    return Quiz(package(files), len(items), tuple(_notes(bank)))


def _notes(bank: QuestionBank) -> Iterator[str]:
    yield from bank.notes_on_drawing()
    for task in bank.tasks:
        choice = task.choice
        if choice.most < 1:
            yield f"{choice.event}: the best answer earns {choice.most:g}, so nobody can earn all"


def _choice_name(task: Task) -> str:
    return f"q-{task.choice.event}"


def _essay_name(essay: Essay) -> str:
    return f"q-{essay.identity}"


def _file(name: str) -> str:
    return f"items/{name}.xml"


def _choice(choice: Choice) -> ET.Element:
    item = _item(f"q-{choice.event}", f"{choice.number:02} {choice.title}")
    response = _response(item, "identifier")
    add(add(response, "correctResponse"), "value", choice.best[0])
    bounds = {"lowerBound": "0", "upperBound": _points(choice.points), "defaultValue": "0"}
    mapping = add(response, "mapping", **bounds)
    for answer in choice.answers:
        worth = _points(answer.credit * choice.points)
        add(mapping, "mapEntry", mapKey=answer.place.id, mappedValue=worth)
    _score(item, choice.points)
    add(
        item,
        "outcomeDeclaration",
        identifier="FEEDBACK",
        cardinality="single",
        baseType="identifier",
    )
    body = add(item, "itemBody")
    add_html(body, choice.shown)
    asked = {"responseIdentifier": "RESPONSE", "shuffle": "false", "maxChoices": "1"}
    interaction = add(body, "choiceInteraction", **asked)
    add(interaction, "prompt", QUESTION)
    for answer in choice.answers:
        add(interaction, "simpleChoice", answer.place.name, identifier=answer.place.id)
    _process(item)
    for answer in choice.answers:
        shown = {"outcomeIdentifier": "FEEDBACK", "identifier": answer.place.id, "showHide": "show"}
        add_html(add(item, "modalFeedback", **shown), answer.feedback + choice.verdict)
    return item


def _process(item: ET.Element) -> None:
    """Say that an answer earns what the mapping gives it, and shows what is said of it."""
    processing = add(item, "responseProcessing")
    condition = add(processing, "responseCondition")
    nothing = add(condition, "responseIf")
    add(add(nothing, "isNull"), "variable", identifier="RESPONSE")
    add(add(nothing, "setOutcomeValue", identifier="SCORE"), "baseValue", "0", baseType="float")
    given = add(condition, "responseElse")
    add(add(given, "setOutcomeValue", identifier="SCORE"), "mapResponse", identifier="RESPONSE")
    add(add(given, "setOutcomeValue", identifier="FEEDBACK"), "variable", identifier="RESPONSE")


def _essay(essay: Essay) -> ET.Element:
    item = _item(_essay_name(essay), f"{essay.number:02} why: {essay.title}")
    _response(item, "string")
    _score(item, essay.points)
    body = add(item, "itemBody")
    add_html(add(body, "rubricBlock", view="scorer"), essay.rubric)
    add_html(body, essay.shown)
    asked = {"responseIdentifier": "RESPONSE", "expectedLines": str(_ANSWER_LINES)}
    add(body, "extendedTextInteraction", **asked)
    return item


def _item(name: str, title: str) -> ET.Element:
    fixed = {"adaptive": "false", "timeDependent": "false"}
    return begun("assessmentItem", xmlns=_QTI, identifier=name, title=title, **fixed)


def _response(item: ET.Element, kind: str) -> ET.Element:
    said = {"identifier": "RESPONSE", "cardinality": "single", "baseType": kind}
    return add(item, "responseDeclaration", **said)


def _score(item: ET.Element, points: float) -> None:
    for name, value in {"SCORE": 0.0, "MAXSCORE": points}.items():
        said = {"identifier": name, "cardinality": "single", "baseType": "float"}
        outcome = add(item, "outcomeDeclaration", **said)
        add(add(outcome, "defaultValue"), "value", _points(value))


def _points(value: float) -> str:
    return f"{value:.7g}"


def _test(bank: QuestionBank) -> ET.Element:
    name, title = f"t-{bank.key.assignment}", bank.key.title
    test = begun("assessmentTest", xmlns=_QTI, identifier=name, title=title)
    said = {"identifier": "SCORE", "cardinality": "single", "baseType": "float"}
    add(test, "outcomeDeclaration", **said)
    ways = {"navigationMode": "nonlinear", "submissionMode": "individual"}
    part = add(test, "testPart", identifier="part", **ways)
    add(part, "itemSessionControl", maxAttempts="1", showFeedback="true")
    whole = add(part, "assessmentSection", identifier="acts", title=title, visible="true")
    if bank.key.instructions.strip():
        block = add(whole, "rubricBlock", view="candidate")
        add_html(block, paragraphs(bank.key.instructions))
    for drawn in bank.parts:
        section = whole
        if bank.is_drawn:
            section = _section(whole, f"draw-{drawn.number:02}", f"{drawn.number:02}")
            add(section, "selection", select=str(drawn.count))
        for task in drawn.tasks:
            _add_task(section, task)
    processing = add(test, "outcomeProcessing")
    total = add(add(processing, "setOutcomeValue", identifier="SCORE"), "sum")
    add(total, "testVariables", variableIdentifier="SCORE")
    return test


def _add_task(section: ET.Element, task: Task) -> None:
    """Add an event with its reason, which no drawing and no shuffling parts."""
    pair = _section(section, f"act-{task.choice.event}", task.choice.title)
    for name in (_choice_name(task), *([_essay_name(task.essay)] if task.essay else ())):
        add(pair, "assessmentItemRef", identifier=f"r{name}", href=_file(name))


def _section(parent: ET.Element, name: str, title: str) -> ET.Element:
    unseen = {"visible": "false", "keepTogether": "true"}
    return add(parent, "assessmentSection", identifier=name, title=title, **unseen)


def _manifest(bank: QuestionBank, items: Mapping[str, bytes]) -> ET.Element:
    name = f"m-{bank.key.assignment}"
    manifest = begun("manifest", identifier=name, xmlns=_PACKAGE)
    metadata = add(manifest, "metadata")
    add(metadata, "schema", "QTIv2.1 Package")
    add(metadata, "schemaversion", "1.0.0")
    add(manifest, "organizations")
    resources = add(manifest, "resources")
    test = add(resources, "resource", identifier="test", type=_TEST, href="test.xml")
    add(test, "file", href="test.xml")
    for item in items:
        add(test, "dependency", identifierref=item)
    for item in items:
        resource = add(resources, "resource", identifier=item, type=_ITEM, href=_file(item))
        add(resource, "file", href=_file(item))
    return manifest
